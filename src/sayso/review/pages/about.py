"""What this room is: its ledger, its size, its version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.version import VERSION
from sayso.review.answers import View, page
from sayso.review.desk import desk_of
from sayso.review.room import room_of

if TYPE_CHECKING:
    from starlette.requests import Request


def about(request: Request) -> View:
    """The counts of the ledger, each with its unit."""
    covered = desk_of(request).coverage()
    return View(
        "about.html",
        {"ledger": room_of(request).name, "sayso": VERSION, "coverage": covered},
    )


ROUTES = page("/about", about)

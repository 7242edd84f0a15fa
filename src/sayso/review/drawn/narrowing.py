"""What the pages of drawn things share: the list that an address asks for, and its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sayso.lexicons.codes.quads import event_types
from sayso.review.lists.asking import address, asked
from sayso.review.lists.naming import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = (
    "since", "until", "country", "event_type", "bloc", "place", "actor", "q", "disputed", "all",
)  # fmt: skip
"""The conditions that have a field of their own; others are carried along unseen."""


def frame(path: str, parameters: Mapping[str, str], **own: str) -> dict[str, Any]:
    """What a page shows whatever was found: its form and what the list is narrowed by.

    Args:
        path: the page's address.
        parameters: those of the request.
        own: the page's own parameters as they were asked for, which every link of it keeps.
    """
    given = asked(parameters)
    kept = {name: value for name, value in own.items() if value}
    return {
        "given": given,
        "own": kept,
        "carried": {name: value for name, value in given.items() if name not in FIELDS},
        "chosen": [
            {**one, "without": with_own(one["without"], kept)} for one in chosen(path, given)
        ],
        "types": sorted(event_types()),
        "list": address("/incidents", given),
        "problem": None,
    }


def with_own(target: str, own: Mapping[str, str]) -> str:
    """An address of the page with its own parameters added."""
    given = {name: value for name, value in own.items() if value}
    if not given:
        return target
    return f"{target}{'&' if '?' in target else '?'}{urlencode(given)}"

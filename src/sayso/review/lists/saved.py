"""Saved views: an address with a name, for oneself or for all, kept as what people did."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from sayso.ledger.errors import LedgerError
from sayso.pipeline.deciding.deciding import decide
from sayso.records.evidence import Record
from sayso.records.review.act import Act, ActKind

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger

PAGES = (
    "/", "/incidents", "/reports", "/search", "/map", "/timeline", "/network", "/queue",
    "/agreement", "/history",
)  # fmt: skip
"""The pages of which a view can be saved."""

_LONGEST_NAME = 120
_LONGEST_ADDRESS = 4_000
_PLACE = frozenset({"after", "before", "page"})


class SavedView(Record, frozen=True, kw_only=True):
    """A saved view: `id` is the act that saved it, `at` ISO 8601 in UTC, `shared` with all."""

    id: str
    name: str
    address: str
    shared: bool
    by: str
    at: str


class _Kept(Record, frozen=True, kw_only=True):
    """What the act keeps of a view, in `shown`."""

    name: str
    address: str
    shared: bool = False


def saved_views(ledger: Ledger, by: str) -> list[SavedView]:
    """A person's own views and those that others share, by name; the ids of those are acts'."""
    dropped = {key for act in ledger.acts(kind=ActKind.UNSAVE) for key in act.subjects}
    views = [view for act in ledger.acts(kind=ActKind.SAVE) if act.id not in dropped
             for view in _views(act)]  # fmt: skip
    mine = [view for view in views if view.shared or view.by == by]
    return sorted(mine, key=lambda view: (view.name.casefold(), view.at))


def save(ledger: Ledger, *, by: str, name: str, address: str, shared: bool) -> None:
    """Saves a view; one of the same person and name is replaced.

    Args:
        ledger: the ledger that keeps it.
        by: who saves it.
        name: what it is called.
        address: a page of this room with its question: "/incidents?country=SYR".
        shared: whether others see it, too.

    Raises:
        LedgerError: for a view without a name, or an address that is no page of lists.
    """
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not name:
        raise LedgerError("a saved view needs a name: type one")
    kept = _Kept(name=name, address=_page(address), shared=shared)
    same = [one.id for one in saved_views(ledger, by) if (one.by, one.name) == (by, name)]
    for key in same:
        drop(ledger, key, by=by)
    decide(ledger, by=by, kind=ActKind.SAVE, shown=msgspec.json.encode(kept).decode(), seen=None)


def drop(ledger: Ledger, view: str, *, by: str, any_of_them: bool = False) -> None:
    """Takes a saved view away; the act that saved it stays in the history.

    Args:
        ledger: the ledger that keeps it.
        view: its id.
        by: who takes it away.
        any_of_them: whether the person may take away those of others.

    Raises:
        LedgerError: when there is none that the person may take away.
    """
    known = {one.id: one for one in saved_views(ledger, by)}
    if view not in known or not (any_of_them or known[view].by == by):
        raise LedgerError(f"no saved view of yours goes by {view}")
    decide(ledger, by=by, kind=ActKind.UNSAVE, subjects=[view], seen=None)


def _views(act: Act) -> list[SavedView]:
    try:
        kept = msgspec.json.decode(act.shown, type=_Kept)
    except msgspec.DecodeError:
        return []
    return [
        SavedView(
            id=act.id, name=kept.name, address=kept.address, shared=kept.shared, by=act.by,
            at=act.at,
        )
    ]  # fmt: skip


def _page(address: str) -> str:
    """The address of a page of this room, from its first row on."""
    parts = urlsplit(address.strip()[:_LONGEST_ADDRESS])
    if parts.scheme or parts.netloc or parts.path not in PAGES or "\\" in address:
        raise LedgerError(
            f"{address[:80]!r} is no page that can be saved: one of {', '.join(PAGES)}"
        )
    asked = [(key, value) for key, value in parse_qsl(parts.query) if key not in _PLACE]
    return f"{parts.path}?{urlencode(asked)}" if asked else parts.path

"""What a coder may see of other people's decisions: nothing of who, what they said, and why.

What people judged of pairs of events holds for everybody, as two coders must look at the same
incidents; of such a judgement a coder sees that it holds.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.ledger.errors import StaleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.records.incident import Link
    from sayso.records.review.act import Act
    from sayso.records.shown.side_by_side import SideBySide
    from sayso.review.seat import Seat

SOMEBODY = "somebody"
"""Who judged, for those who may not know."""


def unsigned(told: SideBySide, name: str) -> SideBySide:
    """An incident without who judged its pairs and why, but for a person's own judgements.

    Args:
        told: the incident, with the person's words alone laid over.
        name: who looks.
    """
    return replace(told, links=unsigned_links(told.links, name))


def unsigned_links(links: Iterable[Link], name: str) -> tuple[Link, ...]:
    """Links without who judged and why, but for a person's own judgements."""
    return tuple(
        replace(one, by=SOMEBODY, why="") if one.by and one.by != name else one for one in links
    )


def own(acts: Iterable[Act], name: str) -> list[Act]:
    """Those of some acts that a person did."""
    return [one for one in acts if one.by == name]


@contextmanager
def unsigned_refusal(seat: Seat) -> Iterator[None]:
    """Within it, a refusal names to a blind coder no act but their own.

    Raises:
        StaleError: what was raised within it, as far as the person may know.
    """
    try:
        yield
    except StaleError as error:
        known = own(error.acts, seat.person.name)
        if not seat.blind or len(known) == len(error.acts):
            raise
        raise StaleError(
            f"{SOMEBODY} judged the same meanwhile: look at it again, then decide", known
        ) from None

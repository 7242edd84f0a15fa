"""Which incidents are given to which coders: a selection, a random sample, or every tenth."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from sayso.ledger.custody import now
from sayso.ledger.errors import LedgerError
from sayso.pipeline.deciding.deciding import decide
from sayso.records.review.act import ActKind
from sayso.records.review.coders import ASSIGNED, NAMED
from sayso.records.review.judgement import Review, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.review.act import Act

ORIGIN = "assignment"
MOST = 20_000
"""So many incidents are given out at once."""


def sample(ids: Sequence[str], size: int, seed: int) -> list[str]:
    """So many of the ids, drawn at random: the same for the same ids and seed, in any order.

    Args:
        ids: of incidents.
        size: how many; all where there are fewer.
        seed: where the generator (Mersenne Twister) begins.
    """
    known = sorted(set(ids))
    # a draw that anybody can repeat, nothing secret
    return sorted(Random(seed).sample(known, min(size, len(known))))  # noqa: S311


def every(ids: Sequence[str], step: int) -> list[str]:
    """Every so manieth of the ids, in their order: the first, and then each that many on."""
    return sorted(set(ids))[:: max(1, step)]


def dealt(ids: Sequence[str], coders: Sequence[str], each: int) -> list[tuple[str, str]]:
    """Pairs of incident and coder: each incident goes to so many coders, in turn.

    With two coders and `each` of 2, both get all; with three, each gets two thirds, and every two
    of them a third in common.
    """
    names = sorted(set(coders))
    many = min(each, len(names))
    return [
        (key, names[(place + turn) % len(names)])
        for place, key in enumerate(ids)
        for turn in range(many)
    ]


def assign(  # noqa: PLR0913 (what an assignment is, each by its name)
    ledger: Ledger,
    ids: Sequence[str],
    coders: Sequence[str],
    *,
    by: str,
    how: str,
    each: int = 2,
    why: str = "",
) -> Act:
    """Gives incidents to coders, as one act that can be undone.

    Args:
        ledger: the ledger.
        ids: whole ids of incidents.
        coders: to whom.
        by: the referee.
        how: how the incidents were chosen, in words: the act keeps it.
        each: to how many of the coders each incident goes.
        why: for which reason.

    Raises:
        LedgerError: when there is nothing or nobody to give to, or one is no incident.
    """
    if not ids or not coders:
        raise LedgerError("nothing was given out: choose incidents and at least one coder")
    if len(ids) > MOST:
        raise LedgerError(f"{len(ids):,} incidents are too many at once: {MOST:,} at most")
    given = dealt(ids, coders, each)
    return _record(ledger, given, Verdict.ACCEPT, by=by, how=how, why=why)


def take_away(ledger: Ledger, given: Sequence[tuple[str, str]], *, by: str, why: str = "") -> Act:
    """Takes incidents away from coders again: pairs of incident and name.

    Raises:
        LedgerError: when there is nothing to take away.
    """
    if not given:
        raise LedgerError("nothing was taken away: choose incidents that are given to somebody")
    return _record(ledger, given, Verdict.REJECT, by=by, how="taken away", why=why)


def _record(  # noqa: PLR0913 (what an act is, each by its name)
    ledger: Ledger,
    given: Sequence[tuple[str, str]],
    verdict: Verdict,
    *,
    by: str,
    how: str,
    why: str,
) -> Act:
    at = now()
    reviews = [
        Review.make(
            key,
            verdict,
            doc_id=None,
            field=f"{ASSIGNED}{name}",
            by=by,
            at=at,
            why=why,
            origin=ORIGIN,
        )
        for key, name in given
    ]
    told = [f"{NAMED}{name}" for name in sorted({name for _, name in given})]
    kind = ActKind.ASSIGN
    return decide(
        ledger, by=by, kind=kind, reviews=reviews, subjects=told, why=why, shown=how, seen=None
    )

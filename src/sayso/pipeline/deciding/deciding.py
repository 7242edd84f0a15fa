"""What a person decides of records and pairs of events, as one act that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.ledger.acts.acting import Doing
from sayso.pipeline.deciding.judging import check_holds
from sayso.records.review.act import ActKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.incident import Link
    from sayso.records.review.act import Act
    from sayso.records.review.judgement import Review


def decide(  # noqa: PLR0913 (what an act is, each by its name)
    ledger: Ledger,
    *,
    by: str,
    kind: ActKind | str,
    reviews: Sequence[Review] = (),
    links: Sequence[Link] = (),
    subjects: Iterable[str] = (),
    why: str = "",
    shown: str = "",
    seen: int | None,
    blind: bool = False,
) -> Act:
    """Adds one act of a person with all that it says: all of it, or nothing.

    Judgements take effect at the next linking: see `pipeline.merging` for acts that link at once.

    Args:
        ledger: the ledger that gets the act.
        by: who decides.
        kind: what kind of act it is.
        reviews: what is said of records.
        links: judgements of pairs of events, as `pipeline.judging.judgement` makes them.
        subjects: further ids that the act is about; what reviews and links speak of always is.
        why: for which reason.
        shown: what was shown when the person decided: a short text, or JSON.
        seen: the number of the last act that the person's page knew (`Ledger.last_act`), null
            where nothing was shown.
        blind: whether the person may not see what others decided on the same fields: then their
            acts are no reason to refuse.

    Raises:
        StaleError: when somebody decided on the same field or pair since `seen`.
        LedgerError: when nobody is named, a review does not fit the ledger, or what people judged
            of pairs would contradict itself.
        ValueError: for a kind of act that there is not.
    """
    doing = Doing(
        by=by,
        kind=ActKind(kind),
        reviews=reviews,
        links=links,
        why=why,
        shown=shown,
        subjects=tuple(subjects),
    )
    return ledger.record_act(doing, seen=seen, blind=blind, check=check_holds)


def undo(ledger: Ledger, act_id: str, *, by: str, why: str = "") -> Act:
    """Adds an act that restores what held before another one, of each matter and pair.

    However many records an act speaks of, it is undone in one step. An undoing can be undone.

    Args:
        ledger: the ledger.
        act_id: the id, or its first letters, of the act to take back.
        by: who takes it back.
        why: for which reason.

    Raises:
        StaleError: when newer acts changed the same matters or pairs: it names them.
        LedgerError: when there is no such act, it decided nothing, or what held before cannot
            hold beside what people judged of other pairs since.
    """
    return ledger.undo_act(act_id, by=by, why=why, check=check_holds)

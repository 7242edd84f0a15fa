"""Merging and splitting incidents by hand: as few judgements of pairs as the outcome needs."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from sayso.ledger.errors import LedgerError
from sayso.pipeline.deciding.coding import codes
from sayso.pipeline.deciding.deciding import decide, undo
from sayso.pipeline.deciding.judging import judged
from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.joining.relinking import foresee
from sayso.pipeline.joining.stages import load_stages
from sayso.pipeline.joining.taking_in import take_in
from sayso.records.incident import Judgement
from sayso.records.review.act import ActKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.ledger.store import Ledger
    from sayso.pipeline.joining.stages import Stages
    from sayso.records.incident import Link
    from sayso.records.review.act import Act

_MOST_PAIRS = 64
"""Pairs that a split judges different one by one; above, the parts are held together instead."""


def merge(  # noqa: PLR0913 (what an act is, each by its name)
    ledger: Ledger,
    incident: str,
    other: str,
    *,
    by: str,
    why: str,
    seen: int | None = None,
    stages: Stages | None = None,
) -> Act:
    """Makes one incident of two, and links what that touches; both ids lead to the older one.

    One pair of events is judged the same, and where the comparison would then leave events behind,
    one more, and where it still would, one for each of these. Whoever judged two of the events
    different is overruled, and told so in the history of the pair.

    Args:
        ledger: the ledger.
        incident: the id of an incident or of an event of it, or first letters.
        other: the same of the other incident.
        by: who merges.
        why: for which reason.
        seen: the number of the last act that the person's page knew; null for all.
        stages: what links; null is sayso's own.

    Raises:
        StaleError: when somebody judged the same pairs since `seen`.
        LedgerError: when an id is not clear, both are one incident, or nobody or no reason is
            named; when the ledger goes on meanwhile.
    """
    _check_named(by, why)
    used = stages or load_stages()
    left, right = ledger.incident(incident), ledger.incident(other)
    if left.id == right.id:
        raise LedgerError(f"{incident} and {other} are one incident already: {left.id}")
    ours, theirs = left.event_ids, right.event_ids
    apart = _judged_different(ledger, ours, theirs)
    pairs = apart or [(ours[0], theirs[0])]
    for most in (1, None):
        links = _links(pairs, Judgement.SAME, by, why)
        strays = _strays(ledger, links, used, ours, theirs)
        further = ((ours[0], event) for event in strays[:most])
        pairs += [pair for pair in further if pair not in pairs]
    links = _links(pairs, Judgement.SAME, by, why)
    subjects = (left.id, right.id)
    act = decide(
        ledger, by=by, kind=ActKind.MERGE, links=links, subjects=subjects, why=why, seen=seen
    )
    link_ledger(ledger, stages=used)
    return act


def split(  # noqa: PLR0913 (what an act is, each by its name)
    ledger: Ledger,
    incident: str,
    event_ids: Iterable[str],
    *,
    by: str,
    why: str,
    seen: int | None = None,
    stages: Stages | None = None,
) -> Act:
    """Takes events out of an incident, to be one of their own, and links what that touches.

    The events that leave are judged different from those that stay, so that they never come
    together again by comparison; of large incidents one pair is, and each part is held together.

    Args:
        ledger: the ledger.
        incident: the id of an incident or of an event of it, or first letters.
        event_ids: whole ids of those of its events that leave it: not all of them.
        by: who splits.
        why: for which reason.
        seen: the number of the last act that the person's page knew; null for all.
        stages: what links; null is sayso's own.

    Raises:
        StaleError: when somebody judged the same pairs since `seen`.
        LedgerError: when an id is not clear, events are not of the incident or all of it, or
            nobody or no reason is named; when the ledger goes on meanwhile.
    """
    _check_named(by, why)
    used = stages or load_stages()
    whole = ledger.incident(incident)
    leaving = tuple(sorted(set(event_ids)))
    staying = tuple(event for event in whole.event_ids if event not in leaving)
    strange = sorted(set(leaving) - set(whole.event_ids))
    if strange:
        raise LedgerError(f"{strange[0]} is no event of {whole.id}: name events of it, whole ids")
    if not leaving or not staying:
        raise LedgerError(f"a split of {whole.id} takes out some of its events, not none or all")
    links = _parting(ledger, leaving, staying, by, why)
    links += _holding(ledger, links, leaving, by, why, used)
    act = decide(
        ledger, by=by, kind=ActKind.SPLIT, links=links, subjects=(whole.id,), why=why, seen=seen
    )
    link_ledger(ledger, stages=used)
    return act


def take_back(
    ledger: Ledger, act_id: str, *, by: str, why: str = "", stages: Stages | None = None
) -> Act:
    """Undoes an act as `pipeline.deciding.undo` does, and links anew what it judged or coded.

    Raises:
        StaleError: when newer acts changed the same matters or pairs.
        LedgerError: when there is no such act, it decided nothing, or cannot be taken back.
    """
    act = undo(ledger, act_id, by=by, why=why)
    if act.links:
        link_ledger(ledger, stages=stages)
    elif codes(ledger, act):
        take_in(ledger, stages)
    return act


def _check_named(by: str, why: str) -> None:
    if not by.strip() or not why.strip():
        raise LedgerError("a merge or split says who decides and why: give both")


def _links(
    pairs: Iterable[tuple[str, str]], judgement: Judgement, by: str, why: str
) -> list[Link]:
    return [judged(one, other, judgement, who=by, why=why) for one, other in pairs]


def _judged_different(
    ledger: Ledger, ours: Sequence[str], theirs: Sequence[str]
) -> list[tuple[str, str]]:
    """The pairs between two incidents that somebody holds different."""
    left, right = set(ours), set(theirs)
    return [
        (one.left_id, one.right_id) if one.left_id in left else (one.right_id, one.left_id)
        for one in ledger.judgements()
        if one.judgement is Judgement.DIFFERENT
        and (
            (one.left_id in left and one.right_id in right)
            or (one.left_id in right and one.right_id in left)
        )
    ]


def _strays(
    ledger: Ledger,
    links: Sequence[Link],
    stages: Stages,
    ours: Sequence[str],
    theirs: Sequence[str],
) -> list[str]:
    """The events that would not come along; where that cannot be told, all without a pair."""
    groups = foresee(ledger, links, stages)
    anchor = ours[0]
    if groups is None:
        tied = {key for link in links for key in (link.left_id, link.right_id)}
        return [event for event in (*ours, *theirs) if event not in tied]
    home = next((set(group) for group in groups if anchor in group), {anchor})
    return [event for event in (*ours, *theirs) if event not in home]


def _parting(
    ledger: Ledger, leaving: Sequence[str], staying: Sequence[str], by: str, why: str
) -> list[Link]:
    pairs = list(product(leaving, staying))
    if len(pairs) <= _MOST_PAIRS:
        return _links(pairs, Judgement.DIFFERENT, by, why)
    together = {
        (one.left_id, one.right_id)
        for one in ledger.judgements()
        if one.judgement is Judgement.SAME
    }
    joined = [pair for pair in pairs if (min(pair), max(pair)) in together]
    first = (leaving[0], staying[0])
    held = [(part[0], event) for part in (leaving, staying) for event in part[1:]]
    return [
        *_links(dict.fromkeys((first, *joined)), Judgement.DIFFERENT, by, why),
        *_links(held, Judgement.SAME, by, why),
    ]


def _holding(  # noqa: PLR0913, PLR0917 (one step of the function above)
    ledger: Ledger,
    links: list[Link],
    leaving: Sequence[str],
    by: str,
    why: str,
    stages: Stages,
) -> list[Link]:
    """What holds the events together that leave, where the comparison alone would not."""
    groups = foresee(ledger, links, stages) or ()
    home = next((set(group) for group in groups if leaving[0] in group), set(leaving))
    pairs = [(leaving[0], event) for event in leaving if event not in home]
    return _links(pairs, Judgement.SAME, by, why)

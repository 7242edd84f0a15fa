"""What a person says of events or incidents, as judgements of pairs of events."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from sayso.incidents.joining.judged import contradicted
from sayso.ledger.acts.acting import Doing
from sayso.ledger.errors import LedgerError
from sayso.records.evidence import Provenance, content_id
from sayso.records.incident import Judgement, Link
from sayso.records.review.act import ActKind
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.ledger.store import Ledger

_MADE = Provenance(component="pipeline.judging", version=VERSION)


def judge_pair(  # noqa: PLR0913 (what a judgement is, each by its name)
    ledger: Ledger, one: str, other: str, judgement: Judgement, *, who: str, why: str
) -> list[Link]:
    """Adds a person's judgement of two events or incidents; gives it for each pair of events.

    Of an incident every event is meant: each of one with each of the other. It holds from the
    next linking on, whatever the comparison says, until the pair is judged anew.

    Args:
        ledger: the ledger that gets the judgement.
        one: id, or first letters, of an event, a mention of it, or an incident.
        other: the same of what it is judged with.
        judgement: `same`, `different`, or `unsure`: leave it to the comparison again.
        who: who judges.
        why: for which reason.

    Raises:
        LedgerError: when an id is not clear, both are the same thing, nobody or no reason is
            named, or what people judged would contradict itself.
    """
    if not who.strip() or not why.strip():
        raise LedgerError("a judgement says who judges and why: give both")
    left, right = ledger.events_of(one), ledger.events_of(other)
    both = set(left) & set(right)
    if both:
        raise LedgerError(
            f"{one} and {other} have the event {min(both)} in common: name events instead"
        )
    pairs = sorted((min(pair), max(pair)) for pair in product(left, right))
    links = [judged(*pair, judgement, who=who, why=why) for pair in pairs]
    doing = Doing(by=who, kind=ActKind.JUDGE, links=links, why=why)
    ledger.record_act(doing, check=check_holds)
    return links


def pair_id(left: str, right: str) -> str:
    """The id of a link: that of its pair, whoever judges."""
    return content_id("l", left, right)


def judged(one: str, other: str, judgement: Judgement, *, who: str, why: str) -> Link:
    """What a person holds of two events, named by their whole ids in whatever order."""
    left, right = sorted((one, other))
    return Link(
        id=pair_id(left, right),
        left_id=left,
        right_id=right,
        judgement=judgement,
        by=who,
        why=why,
        provenance=_MADE,
    )


def check_holds(judgements: Sequence[Link]) -> None:
    """Refuses judgements of pairs, the last of each, that cannot all hold.

    Raises:
        LedgerError: with those that stand in each other's way, and who judged so.
    """
    found = contradicted(judgements)
    if found is None:
        return
    apart, chain = found
    said = "; ".join(f"{link.left_id} same as {link.right_id} ({link.by})" for link in chain)
    raise LedgerError(
        f"{apart.left_id} and {apart.right_id} cannot be different ({apart.by}) and the same:"
        f" {said}. Take one back with --unsure"
    )

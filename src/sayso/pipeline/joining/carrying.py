"""Events that go by another id since their report was read anew: what people judged goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.pipeline.deciding.judging import pair_id
from sayso.records.evidence import Provenance
from sayso.records.incident import Judgement, Link
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sayso.ledger.store import Ledger


class Carried(NamedTuple):
    """How many judgements were written anew, and the present id of each event that has another."""

    judgements: int
    renamed: dict[str, str]


def carry_over(
    ledger: Ledger, judged: Iterable[Link], gone: Collection[str], present: Collection[str]
) -> Carried:
    """Finds the present ids of events that are gone, and judges those as the former were judged.

    Args:
        ledger: the ledger, which gets the judgements.
        judged: the last judgement of each pair.
        gone: events that were in an incident and are no longer told under their id.
        present: all events that are told.
    """
    known = list(judged)
    lost = {key for link in known for key in (link.left_id, link.right_id) if key not in present}
    renamed = ledger.successors(lost | set(gone))
    judgements = list(_judged_anew(known, renamed))
    if judgements:
        ledger.judge(*judgements)
    return Carried(len(judgements), renamed)


def _judged_anew(judged: Iterable[Link], renamed: Mapping[str, str]) -> Iterator[Link]:
    """Judgements for the pairs that former ones are now, where nobody judged these."""
    known = list(judged)
    pairs = {(link.left_id, link.right_id) for link in known}
    for link in known:
        left, right = sorted(renamed.get(key, key) for key in (link.left_id, link.right_id))
        if left == right or (left, right) in pairs or link.judgement is Judgement.UNSURE:
            continue
        pairs.add((left, right))
        reason = f"carried over from {link.left_id} and {link.right_id}: the report was read anew"
        yield msgspec.structs.replace(
            link,
            id=pair_id(left, right),
            left_id=left,
            right_id=right,
            provenance=Provenance(component="pipeline.carrying", version=VERSION, reason=reason),
        )

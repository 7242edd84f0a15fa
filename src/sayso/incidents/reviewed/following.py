"""Which claim of a newer reading goes on with one that is no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.claim import Claim
    from sayso.records.evidence import Span


def successor(former: Claim, present: Sequence[Claim]) -> Claim | None:
    """The claim of the same report that tells of what a former one told, null for none.

    It rests on the same mentions or the same event, else on words that overlap, else on the same
    sentences; of several the one by the same voice is taken, then the first in the text.

    Args:
        former: a claim that is no more.
        present: the claims of the same report as last linked, in the order of the text.
    """
    mentions = set(former.mentions)
    for near in (
        [one for one in present if mentions & set(one.mentions)],
        [one for one in present if one.event_id == former.event_id],
        [one for one in present if _meet(former.evidence, one.evidence)],
        [one for one in present if _meet(former.sentences, one.sentences)],
    ):
        if near:
            same = [one for one in near if one.voice_key == former.voice_key]
            return (same or near)[0]
    return None


def _meet(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    return any(one.overlaps(other) for one in ours for other in theirs)

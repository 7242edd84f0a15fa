"""What fills an incident's slots by all signs of the report together, weighed as was learnt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import msgspec
import numpy as np

from sayso.merging.candidates.bodies import bodies
from sayso.merging.candidates.candidate import Naming
from sayso.merging.candidates.dates import dates
from sayso.merging.candidates.places import places
from sayso.merging.own_tolls import NAMED, NONE, WITH_OTHERS, tolls
from sayso.merging.recorded import STANCES
from sayso.merging.recordings import comparable_words
from sayso.records.attribution import Stance
from sayso.records.evidence import Provenance
from sayso.records.rows.people import COUNTED_WITH_OTHERS
from sayso.records.version import VERSION
from sayso.records.whole import WEIGHED, Fate, Filler, FillerKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from sayso.merging.candidates.candidate import Candidate
    from sayso.merging.draft import Draft
    from sayso.merging.own_tolls import TollCandidate
    from sayso.merging.recorded import Seen
    from sayso.merging.slot_weights import SlotWeights
    from sayso.merging.standing import Standing

_MODEL = "incident-slots"
# Where F1 was best on the parts 0 to 3 of MUC-4's reports, each weighed by weights that had not
# seen it.
LEAST = {"body": 0.3, "date": 0.25, "place": 0.3, "killed": 0.2, "injured": 0.2}
_MOST = {Slot.DATE: 1, Slot.PLACE: 2}
_UNTIED, _APART, _TRACE = 0.3, 0.2, 1e-3
_RULES = {
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "by_authorities",
    WITH_OTHERS: COUNTED_WITH_OTHERS,
}

_Signed = TypeVar("_Signed", bound="Candidate | TollCandidate")


@dataclass(frozen=True)
class Weighed:
    """An incident of a report whose slots are to be weighed."""

    standing: Standing
    draft: Draft
    seen: Seen
    weights: SlotWeights

    def fillers(self) -> list[Filler]:
        """The recorder's fillers, with those that are weighed in place of the same.

        Bodies, one window of days, two places at most, and counts that are probable enough; where
        the people named are most probably all who died, or were hurt, that is their fate.
        """
        recorded = list(self.seen.fillers())
        weighed = [
            *self._bodies(),
            *self._likeliest(Slot.DATE, dates(self.standing, self.draft)),
            *self._likeliest(Slot.PLACE, places(self.standing, self.draft)),
        ]
        people = [one for one in recorded if one.slot is Slot.RECIPIENT]
        fates: set[Fate] = set()
        for slot in (Slot.KILLED, Slot.INJURED):
            likely, best = self._toll(slot, people)
            weighed += [self._count(slot, count.id, likely, best.how) for count in best.counts]
            if best.how == NAMED and likely >= LEAST[slot.value]:
                fates.add(Fate(slot.value))
        others = [one for one in recorded if not any(_is_same(one, w) for w in weighed)]
        return [*weighed, *(_with_fate(one, fates) for one in others)]

    def _bodies(self) -> Iterator[Filler]:
        heads = self.seen.heads
        for candidate in bodies(self.standing, self.draft):
            likely = self.weights.likely("body", candidate.signs)
            if likely < LEAST["body"]:
                continue
            stances = np.sum([self._stances(n) for n in candidate.namings], axis=0)
            label = heads.stances[int(stances.argmax())]
            one = self._filler(Slot.ACTOR, self._by_words(candidate), "body", likely)
            yield msgspec.structs.replace(
                one,
                kind=FillerKind.ORGANISATION,
                stance=STANCES[label],
                provenance=self._provenance("body", likely, label),
            )

    def _likeliest(self, slot: Slot, candidates: Sequence[Candidate]) -> Iterator[Filler]:
        """The likeliest days or places, as many as an incident may have."""
        name = slot.value
        for likely, one in self._ranked(name, candidates)[: _MOST[slot]]:
            if likely >= LEAST[name]:
                yield self._filler(slot, one.namings, name, likely)

    def _toll(self, slot: Slot, people: Sequence[Filler]) -> tuple[float, TollCandidate]:
        """The likeliest toll; none where no number is likely enough."""
        ranked = self._ranked(slot.value, tolls(self.standing, self.draft, slot, people))
        return next(w for w in ranked if w[1].how == NONE or w[0] >= LEAST[slot.value])

    def _ranked(self, name: str, candidates: Iterable[_Signed]) -> list[tuple[float, _Signed]]:
        """The candidates for a slot with how likely each is, the likeliest first."""
        weighed = [(self.weights.likely(name, one.signs), one) for one in candidates]
        return sorted(weighed, key=lambda w: w[0], reverse=True)

    def _count(self, slot: Slot, key: str, likely: float, how: str) -> Filler:
        span = self.standing.tables.quantities[key].span
        one = self._filler(slot, [Naming(span.start, span.end, key)], slot.value, likely)
        said = how if how == WITH_OTHERS else None
        return msgspec.structs.replace(one, provenance=self._provenance(slot.value, likely, said))

    def _by_words(self, candidate: Candidate) -> list[Naming]:
        """Where a body is named, first by the words that the recorder marks most in all."""
        document = self.seen.parsed.document
        marked: Counter[str] = Counter()
        named = []
        for n in candidate.namings:
            words, mark = (
                comparable_words(document.text[n.start : n.end], document.language),
                self._mark(n),
            )
            marked[words] += round(1_000 * mark)
            named.append((words, mark, n))
        named.sort(key=lambda one: (-marked[one[0]], one[0], -one[1], one[2].start))
        return [naming for _, _, naming in named]

    def _mark(self, naming: Naming) -> float:
        """How surely the recorder takes words for a body that did something."""
        at = self.standing.words(naming.start, naming.end)
        slot = self.seen.heads.slots.index("body")
        return 0.0 if at is None else float(1.0 - at[0].slots[at[1], slot, 0].min())

    def _stances(self, naming: Naming) -> NDArray[np.float32]:
        """What is said of a body's part at some words, as far as they are of this incident."""
        at = self.standing.words(naming.start, naming.end)
        if at is None:
            return np.zeros(len(self.seen.heads.stances), dtype=np.float32)
        tied = self.standing.ties(self.draft, naming.start, naming.end)
        near = _APART + (float(np.mean(tied)) if tied else _UNTIED)
        found: NDArray[np.float32] = at[0].stances[at[1]].mean(axis=0)
        return found * np.float32(self._mark(naming) * near + _TRACE)

    def _filler(self, slot: Slot, namings: Sequence[Naming], name: str, likely: float) -> Filler:
        """A filler at the first of some words; the others stand beside."""
        parsed = self.seen.parsed
        spans = [parsed.span(n.start, n.end) for n in namings]
        teller = self.seen.teller(spans[0])
        told = self.seen.attributions(teller, spans[0])
        return Filler(
            slot=slot,
            span=spans[0],
            mention=next((n.record for n in namings if n.record is not None), None),
            also=tuple(sorted(set(spans[1:]) - {spans[0]}, key=lambda s: (s.start, s.end))),
            told_by=teller.id if teller is not None else None,
            attribution=tuple(one.id for one in told),
            stance=told[-1].stance if told else Stance.ASSERTS,
            confidence=round(likely, 3),
            provenance=self._provenance(name, likely, None),
        )

    def _provenance(self, name: str, likely: float, label: str | None) -> Provenance:
        said = f", {label.lower()}" if label is not None else ""
        return Provenance(
            component=WEIGHED,
            version=VERSION,
            rule=".".join(filter(None, ("weighed", name, _RULES.get(label or "")))),
            model=_MODEL,
            reason=f"{name} of this {self.seen.incident.kind} by all signs, {likely:.2f}{said}",
        )


def _is_same(recorded: Filler, weighed: Filler) -> bool:
    """Whether the recorder's words are among those of what was weighed."""
    if recorded.slot is not weighed.slot or recorded.span is None or weighed.span is None:
        return False
    if recorded.slot is Slot.ACTOR and recorded.kind is not FillerKind.ORGANISATION:
        return False
    return any(recorded.span.overlaps(span) for span in (weighed.span, *weighed.also))


def _with_fate(one: Filler, fates: set[Fate]) -> Filler:
    """A named person with the fate that all who are named had, where no other is told."""
    if one.slot is not Slot.RECIPIENT or one.kind is not FillerKind.PERSON or one.fate is not None:
        return one
    return msgspec.structs.replace(one, fate=next(iter(fates))) if len(fates) == 1 else one

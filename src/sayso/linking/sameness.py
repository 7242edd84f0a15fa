"""What keeps two mentions of events apart: type, status, day, place, participants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.lexicons.words.leading_words import is_definite, unowned_words
from sayso.lexicons.words.outcomes import aim_modes, narrower_modes
from sayso.records.event import Status
from sayso.records.mention import BORROWED_PLACES, PlacePrecision, TimeBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.records.event import EventMention
    from sayso.records.mention import ActorMention, PlaceMention, QuantityMention, TimeMention
    from sayso.records.reading import Annotations

Agreement = Literal["same", "open", "different"]
PAST = frozenset({Status.OCCURRED, Status.ATTEMPTED, Status.NEGATED})
_PERSONS = frozenset({"en.actors.person", "en.actors.leader", "en.linking.surname"})
_STATE = frozenset({None, "GOV", "MIL"})


@dataclass(frozen=True)
class Sides:
    """The mentions of one report by id, to compare what its events name."""

    actors: Mapping[str, ActorMention]
    places: Mapping[str, PlaceMention]
    dates: Mapping[str, TimeMention]
    persons: frozenset[str | None]
    quantities: Mapping[str, QuantityMention]

    @classmethod
    def of(cls, found: Annotations) -> Sides:
        """The tables of a report's annotations."""
        return cls(
            actors={m.id: m for m in found.actors},
            places={m.id: m for m in found.places},
            dates={m.id: m for m in found.dates},
            persons=frozenset(m.name for m in found.actors if m.provenance.rule in _PERSONS),
            quantities={m.id: m for m in found.quantities},
        )

    def participants(self, one: Iterable[str], other: Iterable[str]) -> Agreement:
        """Whether two lists of participants share somebody, contradict, or leave it open."""
        first = [self.actors[i] for i in one if i in self.actors]
        second = [self.actors[i] for i in other if i in self.actors]
        if not first or not second:
            return "open"
        if any(_same_actor(a, b) for a in first for b in second):
            return "same"
        resolved = any(a.name for a in first) and any(b.name for b in second)
        return "different" if resolved else "open"

    def share_person(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether the two lists name one and the same person."""
        names = [{self.actors[i].name for i in ids if i in self.actors} for ids in (one, other)]
        return bool(names[0] & names[1] & self.persons)

    def points_at_victims(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether the other list names victims of the one again: "six priests", "the priests"."""
        known = [unowned_words(self.actors[i].span.quote).split() for i in one if i in self.actors]
        again = [self.actors[i] for i in other if i in self.actors]
        if any(mention.antecedent in one for mention in again if mention.antecedent):
            return True
        wanted = [unowned_words(m.span.quote).split() for m in again if is_definite(m.span.quote)]
        return any(words and told[-len(words) :] == words for words in wanted for told in known)

    def place(self, one: str | None, other: str | None) -> Agreement:
        """Whether two places are one, at the coarser precision of the two."""
        first, second = self.places.get(one or ""), self.places.get(other or "")
        if first is None or second is None:
            return "open"
        if _same_place(first, second):
            return "same"
        if PlacePrecision.COUNTRY in {first.precision, second.precision}:
            return _agree(first.country, second.country)
        if PlacePrecision.AREA in {first.precision, second.precision}:
            return "open"
        if PlacePrecision.ADMIN1 in {first.precision, second.precision}:
            return _agree(first.admin1, second.admin1)
        return "different"

    def counts_differ(self, one: EventMention, other: EventMention) -> bool:
        """Whether one voice counts the same victims of two mentions with numbers that exclude."""
        if one.attribution != other.attribution:
            return False
        first = [self.quantities[i] for i in one.quantities if i in self.quantities]
        second = [self.quantities[i] for i in other.quantities if i in self.quantities]
        return any(_exclude(a, b) for a in first for b in second)

    def date(self, one: str | None, other: str | None) -> Agreement:
        """Whether two windows meet; the publication's date is a fallback and says nothing."""
        first, second = self.dates.get(one or ""), self.dates.get(other or "")
        if first is None or second is None:
            return "open"
        if TimeBasis.PUBLICATION in {first.basis, second.basis}:
            return "open"
        apart = _after(first.earliest, second.latest) or _after(second.earliest, first.latest)
        return "different" if apart else "same"

    def is_fallback(self, date: str | None) -> bool:
        """Whether a date is the publication's, for want of a better one."""
        mention = self.dates.get(date or "")
        return mention is not None and mention.basis is TimeBasis.PUBLICATION

    def is_stated(self, date: str | None) -> bool:
        """Whether a date is told by words of the text."""
        return date in self.dates and not self.is_fallback(date)

    def is_open(self, date: str | None) -> bool:
        """Whether a date tells no first day: "before Monday", told on Monday."""
        mention = self.dates.get(date or "")
        return mention is not None and mention.earliest is None

    def window(self, date: str | None) -> tuple[str | None, str | None]:
        """The first and last day of a date, null where open."""
        mention = self.dates.get(date or "")
        return (mention.earliest, mention.latest) if mention else (None, None)


def are_apart(sides: Sides, one: EventMention, other: EventMention) -> bool:
    """Whether anything told of two mentions keeps them from being one event (rules, section 4)."""
    if one.event_type != other.event_type or one.trigger.overlaps(other.trigger):
        return True
    if _by_other_means(one, other) or _told_apart(one.status, other.status):
        return True
    if sides.counts_differ(one, other):
        return True
    return "different" in {
        sides.place(own_place(one), own_place(other)),
        sides.date(one.date, other.date),
        sides.participants(one.actors, other.actors),
        sides.participants(one.recipients, other.recipients),
    }


def own_place(event: EventMention) -> str | None:
    """The place that an event's own sentence tells; one taken from around it proves nothing."""
    why = event.provenance.get("place")
    return None if why is not None and why.rule in BORROWED_PLACES else event.place


def _by_other_means(one: EventMention, other: EventMention) -> bool:
    """Whether the means of two deeds exclude each other; a wider word for one does not."""
    first, second = (set(event.modes) - aim_modes() for event in (one, other))
    alike = any(a == b or {(a, b), (b, a)} & narrower_modes() for a in first for b in second)
    return bool(first) and bool(second) and not alike


def _told_apart(one: Status, other: Status) -> bool:
    if Status.HISTORICAL in {one, other}:
        return one is not other
    return (one in PAST) != (other in PAST)


def _same_actor(one: ActorMention, other: ActorMention) -> bool:
    if one.name is not None and one.name == other.name:
        return True
    if one.country and one.country == other.country:
        return one.sector in _STATE and other.sector in _STATE
    return unowned_words(one.span.quote) == unowned_words(other.span.quote)


def _exclude(one: QuantityMention, other: QuantityMention) -> bool:
    """Whether two whole counts of one fate cannot both hold of the same victims."""
    if one.what is not other.what or one.part_of or other.part_of:
        return False
    if one.cumulative or other.cumulative or (one.of and other.of and one.of != other.of):
        return False
    return _is_above(one.low, other.high) or _is_above(other.low, one.high)


def _is_above(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and low > high


def _same_place(one: PlaceMention, other: PlaceMention) -> bool:
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    if one.name is not None and one.name == other.name and one.country == other.country:
        return True
    return one.span.quote.casefold() == other.span.quote.casefold()


def _agree(one: str | None, other: str | None) -> Agreement:
    if one is None or other is None:
        return "open"
    return "same" if one == other else "different"


def _after(day: str | None, end: str | None) -> bool:
    return day is not None and end is not None and day > end

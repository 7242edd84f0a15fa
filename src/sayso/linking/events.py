"""Mentions of one event in one report: which they are, and what they lend each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from sayso.analysis.syntax import token_at
from sayso.records.event import Status
from sayso.records.evidence import Provenance
from sayso.records.mention import PlacePrecision, TimeBasis
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.records.event import EventMention
    from sayso.records.mention import ActorMention, PlaceMention, TimeMention
    from sayso.records.reading import Annotations

_COMPONENT = "linking.events"
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_COARSE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.AREA, PlacePrecision.ADMIN1})


def link_events(parsed: Parsed, found: Annotations) -> Annotations:
    """Gives the mentions of one event a shared id, and definite mentions what they leave out.

    Mentions are one event when their type is the same and neither day, place nor named
    participants keep them apart (coding rules, section 4), and the later one points back: a
    definite noun phrase, or the same word for the deed with the same participants or place.
    """
    tables = _Tables.of(found)
    linked: list[EventMention] = []
    for event in sorted(found.events, key=lambda e: (e.trigger.start, e.trigger.end, e.id)):
        antecedent = _antecedent(parsed, tables, linked, event)
        linked.append(
            msgspec.structs.replace(event, event=event.id)
            if antecedent is None
            else _join(parsed, event, antecedent)
        )
    return msgspec.structs.replace(found, events=tuple(linked))


@dataclass(frozen=True)
class _Tables:
    actors: Mapping[str, ActorMention]
    places: Mapping[str, PlaceMention]
    dates: Mapping[str, TimeMention]

    @classmethod
    def of(cls, found: Annotations) -> _Tables:
        return cls(
            actors={m.id: m for m in found.actors},
            places={m.id: m for m in found.places},
            dates={m.id: m for m in found.dates},
        )

    def names(self, ids: Iterable[str]) -> frozenset[str]:
        """The resolved names of actor mentions, countries where there is none."""
        mentions = (self.actors[i] for i in ids if i in self.actors)
        return frozenset(m.name or m.country or "" for m in mentions) - {""}


def _antecedent(
    parsed: Parsed, tables: _Tables, earlier: list[EventMention], event: EventMention
) -> EventMention | None:
    """The nearest earlier mention that this one can be of; null where none, or none is clear."""
    for candidate in reversed(earlier):
        if _apart(tables, candidate, event):
            continue
        if _points_back(parsed, tables, candidate, event):
            return candidate
    return None


def _apart(tables: _Tables, one: EventMention, other: EventMention) -> bool:
    """Whether type, deed, day, place or participants keep two mentions apart."""
    if one.event_type != other.event_type or one.trigger.overlaps(other.trigger):
        return True
    if one.modes and other.modes and not set(one.modes) & set(other.modes):
        return True
    if _told_apart(one.status, other.status):
        return True
    return (
        _places_differ(tables, one.place, other.place)
        or _dates_differ(tables, one.date, other.date)
        or _names_differ(tables.names(one.actors), tables.names(other.actors))
        or _names_differ(tables.names(one.recipients), tables.names(other.recipients))
    )


_PAST = frozenset({Status.OCCURRED, Status.ATTEMPTED, Status.NEGATED})
_AHEAD = frozenset({Status.PLANNED, Status.THREATENED, Status.DEMANDED, Status.HYPOTHETICAL})


def _told_apart(one: Status, other: Status) -> bool:
    if Status.HISTORICAL in {one, other}:
        return one is not other
    return (one in _PAST) != (other in _PAST)


def _names_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _places_differ(tables: _Tables, one: str | None, other: str | None) -> bool:
    first, second = tables.places.get(one or ""), tables.places.get(other or "")
    if first is None or second is None:
        return False
    if first.geonameid is not None and first.geonameid == second.geonameid:
        return False
    if first.name is not None and first.name == second.name:
        return False
    if first.precision in _COARSE or second.precision in _COARSE:
        if first.precision is PlacePrecision.COUNTRY or second.precision is PlacePrecision.COUNTRY:
            return bool(first.country and second.country) and first.country != second.country
        return first.admin1 != second.admin1 if first.admin1 and second.admin1 else False
    return first.span.quote.casefold() != second.span.quote.casefold()


def _dates_differ(tables: _Tables, one: str | None, other: str | None) -> bool:
    """Windows that do not meet; a publication date is a fallback and separates nothing."""
    first, second = tables.dates.get(one or ""), tables.dates.get(other or "")
    if first is None or second is None:
        return False
    if TimeBasis.PUBLICATION in {first.basis, second.basis}:
        return False
    return _after(first.earliest, second.latest) or _after(second.earliest, first.latest)


def _after(day: str | None, end: str | None) -> bool:
    return day is not None and end is not None and day > end


def _points_back(
    parsed: Parsed, tables: _Tables, antecedent: EventMention, event: EventMention
) -> bool:
    head, earlier = _head(parsed, event), _head(parsed, antecedent)
    if head is None or earlier is None:
        return False
    same_word = _stem(head) == _stem(earlier)
    if _is_definite(head):
        return same_word or event.modes == antecedent.modes or not event.modes
    shared = tables.names(event.actors) & tables.names(antecedent.actors) or tables.names(
        event.recipients
    ) & tables.names(antecedent.recipients)
    same_place = event.place is not None and antecedent.place is not None
    return (
        same_word and bool(shared) and same_place and event.attribution != antecedent.attribution
    )


def _head(parsed: Parsed, event: EventMention) -> Token | None:
    words = parsed.doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if words is None:
        return token_at(parsed.doc, event.trigger.start)
    nouns = [t for t in words if t.pos_ in {"NOUN", "PROPN"} and t.dep_ == "dobj"]
    root = words.root
    return nouns[-1] if root.pos_ in {"VERB", "AUX"} and nouns else root


def _stem(head: Token) -> str:
    lemma = head.lemma_.lower()
    for ending in ("ing", "ment", "ion", "er"):
        if lemma.endswith(ending) and len(lemma) > len(ending) + 3:
            return lemma[: -len(ending)].rstrip("e")
    return lemma.rstrip("e")


def _is_definite(head: Token) -> bool:
    if head.pos_ not in {"NOUN", "PROPN"}:
        return False
    return any((c.dep_ == "det" and c.lower_ in _DEFINITE) or c.dep_ == "poss" for c in head.lefts)


def _join(parsed: Parsed, event: EventMention, antecedent: EventMention) -> EventMention:
    """The mention with the event of its antecedent and, if definite, what it leaves out."""
    head = _head(parsed, event)
    reason = f"the same event as {antecedent.trigger.quote!r} at {antecedent.trigger.start}"
    why = Provenance(component=_COMPONENT, version=VERSION, rule="event.same", reason=reason)
    lent: dict[str, object] = {}
    provenance = dict(event.provenance) | {"event": why}
    if head is not None and _is_definite(head):
        for field in ("place", "date", "actors", "recipients"):
            if not getattr(event, field) and getattr(antecedent, field):
                lent[field] = getattr(antecedent, field)
                provenance[field] = _lent(reason)
    return msgspec.structs.replace(event, event=antecedent.event, provenance=provenance, **lent)


def _lent(reason: str) -> Provenance:
    return Provenance(
        component=_COMPONENT, version=VERSION, rule="event.inherited",
        reason=f"left out here, taken from {reason}",
    )  # fmt: skip

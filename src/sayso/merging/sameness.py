"""Whether two fillers of one slot of an event are one and the same value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.words.grammar import grammar
from sayso.lexicons.words.leading_words import bare_words
from sayso.merging.kinds import is_named_person
from sayso.records.mention import TimeBasis
from sayso.records.speaker import speaker_of
from sayso.records.whole import TOLLS, FillerKind, Slot

if TYPE_CHECKING:
    from sayso.merging.tables import Tables
    from sayso.records.attribution import Attribution
    from sayso.records.mention import ActorMention
    from sayso.records.whole import Filler

PARTICIPANTS = frozenset({Slot.ACTOR, Slot.RECIPIENT, Slot.TARGET})
_BODIES = frozenset({FillerKind.ORGANISATION, None})


def is_one_voice(tables: Tables, one: Filler, other: Filler) -> bool:
    """Whether two fillers are told by the same voices and to the same effect.

    A value that one voice asserts and another denies is two claims (coding rules, section 3).
    """
    return one.stance is other.stance and _voices(tables, one) == _voices(tables, other)


def _voices(tables: Tables, filler: Filler) -> tuple[str | None, ...]:
    """Who speaks, outermost first, by name or by words; null for a voice that nobody names."""
    links = [tables.attributions[key] for key in filler.attribution]
    return tuple(_voice(tables, link) for link in links)


def _voice(tables: Tables, link: Attribution) -> str | None:
    meant = speaker_of(link, tables.actors)
    if meant is not None:
        return meant.name or bare_words(meant.span.quote)
    return bare_words(link.source.quote) if link.source is not None else None


def are_same(tables: Tables, one: Filler, other: Filler) -> bool:
    """Whether two fillers of one event stand for the same.

    They do where they are one mention, share their words apart from the article, or, by the
    slot: a participant the name or antecedent, a place its gazetteer entry, a date its days,
    a number its bounds where neither says that others are counted.
    """
    if one.slot is not other.slot:
        return False
    if one.mention is not None and one.mention == other.mention:
        return True
    if one.slot in TOLLS:
        return _same_count(tables, one, other)
    if one.slot is Slot.DATE:
        return _same_days(tables, one, other)
    if one.slot in PARTICIPANTS and _same_party(tables, one, other):
        return True
    return _same_place(tables, one, other) or _same_words(one, other)


def _same_party(tables: Tables, one: Filler, other: Filler) -> bool:
    first = tables.actors.get(one.mention or "")
    second = tables.actors.get(other.mention or "")
    if first is not None and second is not None:
        if (first.antecedent or first.id) == (second.antecedent or second.id):
            return True
        if first.name is not None and first.name == second.name:
            return _is_named(one, first) and _is_named(other, second)
    return False


def _is_named(filler: Filler, mention: ActorMention) -> bool:
    """Whether the name is the filler's own: "five Syrian soldiers" are not all of the army.

    Who did it may be named by his side; of those harmed each description is another victim.
    """
    if filler.slot is Slot.ACTOR:
        return True
    return filler.kind in _BODIES or is_named_person(mention) or mention.antecedent is not None


def _same_place(tables: Tables, one: Filler, other: Filler) -> bool:
    first = tables.places.get(one.mention or "")
    second = tables.places.get(other.mention or "")
    if first is None or second is None:
        return False
    if first.geonameid is not None or second.geonameid is not None:
        return first.geonameid == second.geonameid
    named = first.name is not None and first.name == second.name
    return named and first.country == second.country


def _same_days(tables: Tables, one: Filler, other: Filler) -> bool:
    first = tables.dates.get(one.mention or "")
    second = tables.dates.get(other.mention or "")
    if first is None or second is None:
        return False
    if TimeBasis.PUBLICATION in {first.basis, second.basis}:
        return first.basis is second.basis
    return (first.earliest, first.latest) == (second.earliest, second.latest)


def _same_count(tables: Tables, one: Filler, other: Filler) -> bool:
    """Whether two counts may be one, told twice; two of one mention count different people."""
    first = tables.quantities.get(one.mention or "")
    second = tables.quantities.get(other.mention or "")
    if first is None or second is None:
        return False
    if one.told_by == other.told_by:
        return False
    bounds = (first.low, first.best, first.high) == (second.low, second.best, second.high)
    counted = {first.of.casefold(), second.of.casefold()} - {""}
    return bounds and len(counted) < 2


def _same_words(one: Filler, other: Filler) -> bool:
    first, second = _bare(one), _bare(other)
    return first == second and first not in grammar("pronouns") and bool(first)


def _bare(filler: Filler) -> str:
    return bare_words(filler.span.quote) if filler.span is not None else ""

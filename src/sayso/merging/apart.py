"""What keeps two groups of mentions from being one incident, whatever ties their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.words.anaphors import other_words
from sayso.lexicons.words.classes import class_words
from sayso.records.event import Status
from sayso.records.mention import BORROWED_PLACES, PlacePrecision, TimeBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.merging.groups import Group
    from sayso.merging.tables import Tables
    from sayso.records.event import EventMention
    from sayso.records.mention import PlaceMention, TimeMention

_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.AREA})
_TOLD = frozenset({TimeBasis.STATED, TimeBasis.RELATIVE})
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})
_OPEN = frozenset({None, "UNK", "UAF"})
_WORDS_NEAR = 2


def are_apart(tables: Tables, one: Group, other: Group) -> bool:
    """Whether places or days told of two groups exclude each other, or one says "previous".

    Coding rules, section 4: events are separate by place, by a day or more of time, and by who
    acts: what a state's forces did is not what others did.
    """
    return (
        _places_differ(tables, one, other)
        or _doers_differ(tables, one, other)
        or _days_differ(tables, one, other)
        or any(map(_is_another, (one.mentions[0], other.mentions[0])))
        or _denies_another(tables, one, other)
        or _denies_another(tables, other, one)
    )


def _denies_another(tables: Tables, denied: Group, told: Group) -> bool:
    """Whether a denial is of a deed of its own: "denied that guards had fired", told of a bombing.

    It is of the deed that is told where it has its word, a victim, a place or a doer of it.
    """
    if any(mention.status is not Status.NEGATED for mention in denied.mentions):
        return False
    if all(mention.status is Status.NEGATED for mention in told.mentions):
        return False
    bound = any(m.recipients or m.trigger.quote[:1].isupper() for m in denied.mentions)
    doers = [{key for m in group.mentions for key in m.actors} for group in (denied, told)]
    words = [{m.trigger.quote.split()[-1].casefold() for m in g.mentions} for g in (denied, told)]
    own = any(True for _ in _own_places(tables, denied))
    return bool(doers[0]) and not (bound or own or doers[0] & doers[1] or words[0] & words[1])


def _doers_differ(tables: Tables, one: Group, other: Group) -> bool:
    first, second = (_are_of_state(tables, group) for group in (one, other))
    return bool(first) and bool(second) and not first & second


def _are_of_state(tables: Tables, group: Group) -> set[bool]:
    """Whether those who act are of a state's forces, as far as that is known."""
    keys = (key for mention in group.mentions for key in mention.actors)
    sectors = (tables.actors[key].sector for key in keys if key in tables.actors)
    return {sector in _STATE for sector in sectors if sector not in _OPEN}


def _places_differ(tables: Tables, one: Group, other: Group) -> bool:
    first, second = (list(_own_places(tables, group)) for group in (one, other))
    pairs = [(a, b) for a in first for b in second]
    return bool(pairs) and all(a.geonameid != b.geonameid for a, b in pairs)


def _own_places(tables: Tables, group: Group) -> Iterator[PlaceMention]:
    """The listed places that a group's own sentences tell, finer than a region."""
    for mention in group.mentions:
        why = mention.provenance.get("place")
        place = tables.places.get(mention.place or "")
        borrowed = why is not None and why.rule in BORROWED_PLACES
        if place is None or borrowed or place.precision in _WIDE or place.geonameid is None:
            continue
        yield place


def _days_differ(tables: Tables, one: Group, other: Group) -> bool:
    first, second = (list(_own_days(tables, group)) for group in (one, other))
    pairs = [(a, b) for a in first for b in second]
    return bool(pairs) and all(_after(a, b) or _after(b, a) for a, b in pairs)


def _own_days(tables: Tables, group: Group) -> Iterator[TimeMention]:
    dates = (tables.dates.get(mention.date or "") for mention in group.mentions)
    return (date for date in dates if date is not None and date.basis in _TOLD)


def _after(one: TimeMention, other: TimeMention) -> bool:
    return one.earliest is not None and other.latest is not None and one.earliest > other.latest


def _is_another(mention: EventMention) -> bool:
    """Whether its words say that another event is meant: "previous attacks", "beat him again"."""
    sentence, start = mention.sentence.quote, mention.sentence.start
    before = sentence[: mention.trigger.start - start].casefold().split()[-_WORDS_NEAR:]
    after = sentence[mention.trigger.end - start :].casefold().split()[:_WORDS_NEAR]
    said = {*before, *mention.trigger.quote.casefold().split()[:-1]}
    return bool(other_words() & said or class_words("anew") & {*after})

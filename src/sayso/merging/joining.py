"""The fillers of an event, each value once, in each slot the surest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.merging.recorded import RECORDED
from sayso.merging.sameness import PARTICIPANTS, are_same, is_one_voice
from sayso.records.mention import BORROWED_PLACES, PlacePrecision, TimeBasis, TimePrecision
from sayso.records.telling import by_stance, by_telling
from sayso.records.whole import WEIGHED, Filler, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.merging.tables import Tables
    from sayso.records.event import EventMention
    from sayso.records.evidence import Span

_SLOTS = tuple(Slot)
_FINEST_PLACE = (
    PlacePrecision.EXACT,
    PlacePrecision.NEAR,
    PlacePrecision.WATER,
    PlacePrecision.ADMIN2,
    PlacePrecision.ADMIN1,
    PlacePrecision.AREA,
    PlacePrecision.COUNTRY,
)
_RANKS = {WEIGHED: 0, RECORDED: 1}
_FINEST_DATE = tuple(TimePrecision)


def join_fillers(
    tables: Tables, mentions: Mapping[str, EventMention], fillers: Sequence[Filler]
) -> tuple[Filler, ...]:
    """The fillers with each value once for each voice: the surest, with the others' words.

    `mentions` are the event mentions by id. Slots come in the order of `Slot`; the publication's
    date is left out where words tell a day. The order of the input does not matter.
    """
    joined = [_one(tables, mentions, same) for same in _together(tables, fillers)]
    stated = any(f.slot is Slot.DATE and f.span is not None for f in joined)
    kept = [f for f in joined if f.slot is not Slot.DATE or f.span is not None or not stated]
    return tuple(sorted(kept, key=lambda f: (_SLOTS.index(f.slot), *_surest(tables, mentions, f))))


def _together(tables: Tables, fillers: Sequence[Filler]) -> list[list[Filler]]:
    """The fillers in sets of one value by one voice; what is the same as two makes them one."""
    sets: list[list[Filler]] = []
    for filler in fillers:
        same = [one for one in sets if any(_is_one(tables, filler, other) for other in one)]
        sets = [one for one in sets if one not in same]
        sets.append([*(other for one in same for other in one), filler])
    return sets


def _is_one(tables: Tables, filler: Filler, other: Filler) -> bool:
    return are_same(tables, filler, other) and is_one_voice(tables, filler, other)


def _one(tables: Tables, mentions: Mapping[str, EventMention], same: Sequence[Filler]) -> Filler:
    """The surest of several fillers of one value, with the words of the others."""
    first = min(same, key=lambda f: _surest(tables, mentions, f))
    spans = {f.span for f in same if f.span is not None} | _antecedents(tables, same)
    others = tuple(sorted(spans - {first.span}, key=lambda span: (span.start, span.end)))
    if not others:
        return first
    places = ", ".join(f"{span.quote!r} at {span.start}" for span in others)
    why = msgspec.structs.replace(
        first.provenance, reason=f"{first.provenance.reason}; the same as {places}"
    )
    return msgspec.structs.replace(first, also=others, provenance=why)


def _antecedents(tables: Tables, fillers: Sequence[Filler]) -> set[Span]:
    """The words that pronouns and descriptions among participants stand for."""
    actors = [tables.actors.get(f.mention or "") for f in fillers if f.slot in PARTICIPANTS]
    meant = [tables.actors.get(actor.antecedent or "") for actor in actors if actor is not None]
    return {actor.span for actor in meant if actor is not None}


def _surest(
    tables: Tables, mentions: Mapping[str, EventMention], filler: Filler
) -> tuple[float, ...]:
    """A sort key within a slot: how surely it is told, how finely, and where.

    What was weighed comes first, then what the recorder saw: they look at the whole report, a
    mention tells its sentence.
    """
    teller = mentions.get(filler.told_by or "")
    told = (
        by_telling(teller, filler.stance)[:3]
        if teller is not None
        else (0, 0, by_stance(filler.stance))
    )
    start = filler.span.start if filler.span is not None else float("inf")
    end = filler.span.end if filler.span is not None else float("inf")
    rank = _RANKS.get(filler.provenance.component, len(_RANKS))
    return (
        rank,
        -filler.confidence if rank < len(_RANKS) else 0.0,
        *told,
        *_fineness(tables, filler),
        -filler.confidence,
        start,
        end,
    )


def _fineness(tables: Tables, filler: Filler) -> tuple[int, int]:
    """How finely a value is told, the finest 0, 0."""
    if filler.slot is Slot.PLACE and (place := tables.places.get(filler.mention or "")):
        borrowed = filler.provenance.rule in BORROWED_PLACES
        return int(borrowed), _FINEST_PLACE.index(place.precision)
    if filler.slot is Slot.DATE and (date := tables.dates.get(filler.mention or "")):
        return int(date.basis is TimeBasis.PUBLICATION), _FINEST_DATE.index(date.precision)
    if filler.slot in PARTICIPANTS and (actor := tables.actors.get(filler.mention or "")):
        return int(actor.name is None), int(actor.antecedent is not None)
    return 0, 0

"""How many, by one voice: its counts with their bounds, and whom each of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.words.victims import sector_standings, victim_words
from sayso.records.attribution import Stance
from sayso.records.claim import Party, Toll, Victims
from sayso.records.evidence import content_id
from sayso.records.mention import Counted, QuantityOp
from sayso.records.rows.people import one_by_one, told_by
from sayso.records.whole import TOLLS, Fate, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.claims.values import Known
    from sayso.records.event import EventMention
    from sayso.records.mention import QuantityMention
    from sayso.records.whole import Filler

_FATES = {Fate.KILLED: Counted.KILLED, Fate.INJURED: Counted.INJURED}


def tolls(
    known: Known,
    told: Sequence[EventMention],
    fillers: Sequence[Filler],
    actors: Sequence[Party],
) -> tuple[Toll, ...]:
    """The counts of a voice: those of its mentions, those that fill a slot, people one by one.

    Running totals and parts of other counts are kept and marked: they never add to the event's
    own. People are counted one by one only for a fate of which the voice gives no number.
    """
    stances = {f.mention: f.stance for f in fillers if f.slot in TOLLS and f.mention}
    ids = dict.fromkeys([*(key for m in told for key in m.quantities), *stances])
    quantities = [known.quantities[key] for key in ids if key in known.quantities]
    counted = [_toll(known, q, actors, stances.get(q.id, Stance.ASSERTS)) for q in quantities]
    numbered = {toll.counted for toll in counted if not toll.cumulative}
    return (*counted, *_one_by_one(known, fillers, numbered))


def _toll(
    known: Known, quantity: QuantityMention, actors: Sequence[Party], stance: Stance
) -> Toll:
    sentence = _sentence(known, quantity)
    among = victim_words(known.language).among
    return Toll(
        id=quantity.id,
        counted=quantity.what,
        of=quantity.of,
        whom=_whom(known, quantity, actors),
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        op=quantity.op,
        cumulative=quantity.cumulative,
        part_of=quantity.part_of,
        includes_perpetrator=among.search(sentence) is not None,
        stance=stance,
        span=quantity.span,
    )


def _sentence(known: Known, quantity: QuantityMention) -> str:
    """The sentence of a count, from its words on, as far as a mention of an event tells it."""
    for mention in known.mentions.values():
        if mention.sentence.contains(quantity.span):
            return mention.sentence.quote[quantity.span.start - mention.sentence.start :]
    return quantity.span.quote


def _whom(known: Known, quantity: QuantityMention, actors: Sequence[Party]) -> Victims:
    """Whom a count counts, by its noun, else by the sector of those whom its words name."""
    counted = [
        actor
        for actor in known.actors.values()
        if actor.span.start <= quantity.head < actor.span.end or actor.span == quantity.span
    ]
    standing = victim_words(known.language).standing(quantity.of)
    for actor in counted:
        standing = standing or sector_standings().get(actor.sector or "")
    if standing != "combatant":
        return Victims(standing) if standing else Victims.UNKNOWN
    sides = [Party(span=a.span, name=a.name, country=a.country) for a in counted]
    return Victims.COMBATANT_A if _share_side(sides, actors) else Victims.COMBATANT_B


def _share_side(counted: Sequence[Party], actors: Sequence[Party]) -> bool:
    """Whether those counted are of a doer's own side, by name or by state."""
    return any(
        (one.name is not None and one.name == doer.name)
        or (one.country is not None and one.country == doer.country)
        for one in counted
        for doer in actors
    )


def _one_by_one(known: Known, fillers: Sequence[Filler], numbered: set[Counted]) -> Iterator[Toll]:
    """A count of people told one by one; at least two more where it is told of many."""
    for fate, what in _FATES.items():
        those = [f for f in fillers if f.slot is Slot.RECIPIENT and f.fate is fate]
        words = [f.span for f in those if f.span is not None]
        if not words or what in numbered:
            continue
        low, every = one_by_one([told_by(f) for f in those])
        standings = {victim_words(known.language).standing(span.quote) for span in words}
        yield Toll(
            id=content_id("q", what, *(f"{span.start}-{span.end}" for span in words)),
            counted=what,
            of=", ".join(span.quote for span in words),
            whom=Victims.CIVILIAN if standings == {"civilian"} else Victims.UNKNOWN,
            low=low,
            best=low if every else None,
            high=low if every else None,
            op=QuantityOp.EXACT if every else QuantityOp.AT_LEAST,
            stance=those[0].stance,
            span=words[0],
        )

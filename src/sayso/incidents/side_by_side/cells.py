"""What one voice in one report says of an incident, sorted into the columns of the matrix."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.side_by_side.labels import (
    bounds_label,
    date_label,
    party_label,
    place_label,
    short,
    toll_label,
)
from sayso.records.attribution import Stance
from sayso.records.claim import Claim, Party, Toll, Victims, When, Where
from sayso.records.mention import PlacePrecision, TimeBasis
from sayso.records.shown.matrix import Column, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.records.evidence import Span

AGAINST = frozenset({Stance.DENIES, Stance.EXONERATES, Stance.DISPUTES})
"""Stances that take a value back: it stands in the matrix as denied, never as held."""

Basis = Party | Where | When | Toll | Claim | None


class Cell(NamedTuple):
    """A value as a reader sees it, and the record by which it is compared.

    `deed` is the type of the event that the voice tells: who captures a town and who leaves it
    are two doers, and no contradiction.
    """

    said: Said
    basis: Basis
    deed: str = ""


def cells_of(claims: Sequence[Claim]) -> dict[Column, list[Cell]]:
    """Every value of some claims of one voice by column; the same value said twice is one."""
    found: dict[Column, list[Cell]] = {}
    for claim in claims:
        for column, cell in _cells(claim):
            told = found.setdefault(column, [])
            if not any(_is_same(cell.said, other.said) for other in told):
                told.append(cell)
    return {column: found[column] for column in Column if column in found}


def _is_same(one: Said, other: Said) -> bool:
    return (one.label, one.stance, one.compared, one.notes, one.words) == (
        (other.label, other.stance, other.compared, other.notes, other.words)
    )


def _cells(claim: Claim) -> Iterator[tuple[Column, Cell]]:
    for actor in claim.actors:
        yield Column.ACTOR, _party(claim, actor)
        if actor.stance is not Stance.ASSERTS:
            yield Column.RESPONSIBILITY, _party(claim, actor)
    if not claim.actors and claim.stance in AGAINST:
        words = short(claim.evidence[0].quote)
        said = _said(claim, claim.evidence[0], f"“{words}”", stance=claim.stance)
        yield Column.RESPONSIBILITY, Cell(said, None)
    for party in claim.recipients:
        yield Column.RECIPIENT, _party(claim, party)
    for thing in claim.targets:
        yield Column.TARGET, _thing(claim, thing, "targets")
    for place in claim.places:
        yield Column.PLACE, _place(claim, place)
    for date in claim.dates:
        yield Column.DATE, _date(claim, date)
    yield from _tolls(claim)
    for weapon in claim.weapons:
        yield Column.MEANS, _thing(claim, weapon, "weapons")
    yield from _status(claim)


def _said(claim: Claim, words: Span | None, label: str, *, stance: Stance) -> Said:
    return Said(claim=claim.id, words=words, label=label, stance=stance)


def _field_stance(claim: Claim, field: str) -> Stance:
    """What the voice does to a field for itself: a denied deed leaves its place as it is."""
    return claim.field_stances.get(field, Stance.ASSERTS)


def _party(claim: Claim, party: Party) -> Cell:
    notes = [party.fate.value] if party.fate is not None else []
    if party.epithet:
        notes.append("a word that judges, kept as said")
    said = Said(
        claim=claim.id,
        words=party.span,
        label=party_label(party),
        name=party.name,
        epithet=party.epithet,
        stance=party.stance,
        notes=tuple(notes),
    )
    return Cell(said, party, claim.event_type)


def _thing(claim: Claim, words: Span, field: str) -> Cell:
    label = f"“{short(words.quote)}”"
    return Cell(_said(claim, words, label, stance=_field_stance(claim, field)), None)


def _place(claim: Claim, place: Where) -> Cell:
    notes = [] if place.precision is PlacePrecision.EXACT else [place.precision.value]
    if place.borrowed:
        notes.append("from the sentences around")
    said = Said(
        claim=claim.id,
        words=place.span,
        label=place_label(place),
        name=place.name,
        stance=_field_stance(claim, "places"),
        compared=not place.borrowed,
        notes=tuple(notes),
    )
    return Cell(said, place)


def _date(claim: Claim, date: When) -> Cell:
    fallback = date.basis is TimeBasis.PUBLICATION
    known = date.earliest is not None or date.latest is not None
    said = Said(
        claim=claim.id,
        words=date.span,
        label=date_label(date),
        earliest=date.earliest,
        latest=date.latest,
        stance=_field_stance(claim, "dates"),
        compared=known and not fallback,
        notes=("the day of publication alone",) if fallback else (),
    )
    return Cell(said, date)


def _tolls(claim: Claim) -> Iterator[tuple[Column, Cell]]:
    for toll in claim.tolls:
        yield Column(toll.counted.value), Cell(_toll(claim, toll), toll)
    own = [t for t in claim.tolls if not t.cumulative and t.part_of is None]
    for counted, group in groupby(sorted(own, key=lambda t: t.counted), lambda t: t.counted):
        several = list(group)
        if len({t.whom for t in several} - {Victims.UNKNOWN}) == len(several) > 1:
            yield Column(counted.value), _sum(claim, several)


def _toll(claim: Claim, toll: Toll) -> Said:
    notes = [toll.of] if toll.of and toll.of not in toll.span.quote else []
    if toll.cumulative:
        notes.append("a running total, not of this event alone")
    if toll.part_of is not None:
        notes.append("part of another count")
    if toll.includes_perpetrator:
        notes.append("with the attacker")
    if toll.whom is not Victims.UNKNOWN:
        notes.append(_WHOM[toll.whom])
    return Said(
        claim=claim.id,
        words=toll.span,
        label=toll_label(toll),
        low=toll.low,
        best=toll.best,
        high=toll.high,
        stance=toll.stance,
        compared=not toll.cumulative and toll.part_of is None,
        notes=tuple(notes),
    )


_WHOM = {
    Victims.CIVILIAN: "civilians",
    Victims.COMBATANT_A: "fighters on the side of the doer",
    Victims.COMBATANT_B: "fighters on the other side",
    Victims.PERPETRATOR: "the attacker",
}


def _sum(claim: Claim, tolls: Sequence[Toll]) -> Cell:
    """Counts of different people by one voice, added."""
    low, best, high = (
        _added(t.low for t in tolls),
        _added(t.best for t in tolls),
        _added(t.high for t in tolls),
    )
    said = Said(
        claim=claim.id,
        words=None,
        label=bounds_label(low, high),
        low=low,
        best=best,
        high=high,
        notes=("added: " + " and ".join(toll_label(t) for t in tolls),),
    )
    return Cell(said, None)


def _added(numbers: Iterable[int | None]) -> int | None:
    told = list(numbers)
    return None if None in told else sum(n for n in told if n is not None)


def _status(claim: Claim) -> Iterator[tuple[Column, Cell]]:
    said = Said(
        claim=claim.id,
        words=claim.evidence[0],
        label=claim.status.value,
        stance=claim.stance,
        notes=(claim.event_type, *claim.modes),
    )
    yield Column.STATUS, Cell(said, claim)
    sure = _said(claim, claim.evidence[0], claim.certainty.value, stance=Stance.ASSERTS)
    yield Column.CERTAINTY, Cell(sure, claim)

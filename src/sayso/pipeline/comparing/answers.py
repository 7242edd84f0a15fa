"""What one side says most of an incident, field by field, and all else that it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sayso.export.formats.told.by_source import by_source
from sayso.export.formats.told.most import told_most
from sayso.incidents.side_by_side.cells import AGAINST, Cell, cells_of
from sayso.incidents.side_by_side.labels import bounds_label, date_label, party_label, place_label
from sayso.profiles.figures import compute
from sayso.profiles.sides import doers
from sayso.records.claim import When
from sayso.records.exchange.comparison import Field
from sayso.records.mention import Counted, PlacePrecision, TimeBasis
from sayso.records.shown.figures import Context, Flag
from sayso.records.shown.matrix import Column, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sayso.export.formats.told.most import Told
    from sayso.export.formats.told.spells import Spell
    from sayso.profiles.profile import Profile
    from sayso.records.claim import Account, Claim, Party
    from sayso.records.shown.dossier import Dossier

Code = str | float | None

_COLUMNS = {
    Field.ACTOR: Column.ACTOR,
    Field.RECIPIENT: Column.RECIPIENT,
    Field.PLACE: Column.PLACE,
    Field.DATE: Column.DATE,
    Field.KILLED: Column.KILLED,
    Field.INJURED: Column.INJURED,
}
_RANKED = tuple(p for p in PlacePrecision if p is not PlacePrecision.WATER)
RANKS = tuple(float(rank) for rank in range(len(_RANKED)))
"""The ranks of precision, from an exact place to a country; water has none."""
_COUNTED = frozenset({Counted.KILLED, Counted.INJURED, Counted.HARMED})
_WITH_ADMIN1 = frozenset(PlacePrecision) - {PlacePrecision.COUNTRY, PlacePrecision.AREA}


class Answer(NamedTuple):
    """The answer that most independent sources give.

    `label` is what a person reads, `code` what measures count with, null where the answer is in
    words that stand for nobody. `cells` are the same as the matrix compares them; empty where
    equal codes alone agree.
    """

    label: str
    code: Code
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Answers:
    """What one side says of an incident.

    `most` are the answers that most sources give, `all_cells` and `all_codes` what any account
    says, denied values left out. `country` is that of the place told most.
    """

    most: dict[Field, Answer]
    all_cells: dict[Field, tuple[Cell, ...]] = field(default_factory=dict)
    all_codes: dict[Field, frozenset[str]] = field(default_factory=dict)
    country: str | None = None


def to_answers(dossier: Dossier, profile: Profile, *, is_ledger: bool = True) -> Answers:
    """The answers of an incident; those without which nobody says anything are left out.

    Args:
        dossier: the incident with all its accounts.
        profile: the rulebook by which the killed and injured are counted.
        is_ledger: whether voices tell it; a row of a data set codes neither status nor stance.
    """
    told = told_most(dossier)
    source = _sources(dossier)
    accounts = dossier.accounts
    most = dict(_parties(told))
    most |= _codes(told, accounts, source)
    most |= _where(told)
    if told.spell is not None:
        most[Field.DATE] = _day(told.spell)
    most |= _counts(dossier, profile)
    if not is_ledger:
        most.pop(Field.STATUS, None)
        most.pop(Field.STANCE, None)
    claims = [account.claim for account in accounts]
    return Answers(
        most=most,
        all_cells=_all_cells(claims),
        all_codes={
            Field.TYPE: frozenset(claim.event_type for claim in claims),
            Field.STATUS: frozenset(claim.status.value for claim in claims),
            Field.STANCE: frozenset(claim.stance.value for claim in claims),
            Field.COUNTRY: frozenset(p.country for c in claims for p in c.places if p.country),
        },
        country=told.country,
    )


def _sources(dossier: Dossier) -> Callable[[str], str]:
    """The independent source of a claim by its id; its own where the dossier lacks it."""
    known = {claim: each.id for each in dossier.sources.sources for claim in each.claims}
    return lambda claim: known.get(claim, claim)


def _parties(told: Told) -> Iterator[tuple[Field, Answer]]:
    for name, parties in ((Field.ACTOR, told.doers), (Field.RECIPIENT, told.recipients)):
        if parties:
            cells = tuple(_party(party) for party in parties)
            yield name, Answer(party_label(parties[0]), _key(parties), cells)


def _key(parties: Sequence[Party]) -> str | None:
    """A party by its name; null where nobody knows who it is."""
    named = (party.name.casefold() for party in parties if party.name)
    return next(named, None)


def _party(party: Party) -> Cell:
    return Cell(_said(party_label(party), name=party.name), party)


def _said(label: str, **values: object) -> Said:
    return Said(claim="", words=None, label=label, **values)  # type: ignore[arg-type]


def _codes(
    told: Told, accounts: Sequence[Account], source: Callable[[str], str]
) -> Iterator[tuple[Field, Answer]]:
    """Type of those who tell that it was; status and stance of all."""
    values: tuple[tuple[Field, Iterable[Account], Callable[[Claim], str]], ...] = (
        (Field.TYPE, told.accounts, lambda claim: claim.event_type),
        (Field.STATUS, accounts, lambda claim: claim.status.value),
        (Field.STANCE, accounts, lambda claim: claim.stance.value),
    )
    for name, group, value in values:
        code = _most(group, source, value)
        if code is not None:
            yield name, Answer(code.replace("_", " "), code)


def _most(
    accounts: Iterable[Account], source: Callable[[str], str], value: Callable[[Claim], str]
) -> str | None:
    """What most independent sources give, on a tie the first by name; null of no account."""
    given = by_source(accounts, source, lambda claim: [value(claim)])
    return min(given, key=lambda one: (-len(given[one]), one)) if given else None


def _where(told: Told) -> Iterator[tuple[Field, Answer]]:
    if told.country is not None:
        yield Field.COUNTRY, Answer(told.country, told.country)
    place = told.place
    if place is None:
        return
    if place.admin1 and place.precision in _WITH_ADMIN1:
        yield Field.ADMIN1, Answer(place.admin1, place.admin1.casefold())
    if place.precision is not PlacePrecision.COUNTRY:
        code = str(place.geonameid or place_label(place).casefold())
        cells = (Cell(_said(place_label(place), name=place.name), place),)
        yield Field.PLACE, Answer(place_label(place), code, cells)
    if place.precision in _RANKED:
        rank = float(_RANKED.index(place.precision))
        yield Field.PRECISION, Answer(place.precision.value, rank)


def _day(spell: Spell) -> Answer:
    """The days; the day of publication alone is shown and held against nothing."""
    basis = TimeBasis.STATED if spell.stated else TimeBasis.PUBLICATION
    when = When(
        span=None,
        earliest=spell.first,
        latest=spell.last,
        precision=spell.precision,
        basis=basis,
    )
    said = _said(date_label(when), earliest=spell.first, latest=spell.last)
    if not spell.stated:
        return Answer(f"by {spell.last}", None)
    return Answer(
        said.label, float(date.fromisoformat(spell.first).toordinal()), (Cell(said, when),)
    )


def _counts(dossier: Dossier, profile: Profile) -> Iterator[tuple[Field, Answer]]:
    if not any(toll.counted in _COUNTED for a in dossier.accounts for toll in a.claim.tolls):
        return
    around = Context(incident=dossier.incident.id)
    figures = compute(profile, dossier.accounts, dossier.sources, around)
    for name, counted in ((Field.KILLED, Counted.KILLED), (Field.INJURED, Counted.INJURED)):
        figure = figures.of(counted)
        if figure is None or Flag.NOT_TOLD in figure.flags:
            continue
        best = figure.best if figure.best is not None else figure.low
        label = bounds_label(figure.low, figure.high)
        if best is not None and label != f"{best:,}":
            label = f"{best:,} ({label})"
        said = _said(label, low=figure.low, best=figure.best, high=figure.high)
        code = None if best is None else float(best)
        yield name, Answer(label, code, (Cell(said, None),))


def _all_cells(claims: Sequence[Claim]) -> dict[Field, tuple[Cell, ...]]:
    """Every value that some account holds, as the matrix compares it; of doers those that did."""
    acting = {id(party) for claim in claims for party in doers(claim)}
    every = cells_of(claims)
    found = {}
    for name, column in _COLUMNS.items():
        held = (
            c for c in every.get(column, ()) if c.said.compared and c.said.stance not in AGAINST
        )
        if name is Field.ACTOR:
            held = (cell for cell in held if id(cell.basis) in acting)
        found[name] = tuple(cell._replace(deed="") for cell in held)
    return found

"""One incident coded as ACLED codes: what kind, who against whom, where, when, how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sayso.export.formats.acled.mapping import Deed, SubEvent, sub_event
from sayso.export.formats.cells.actor_types import (
    ARMED,
    CIVILIANS,
    EXTERNAL,
    MILITIA,
    PROTESTERS,
    RIOTERS,
    STATE,
    Side,
    actor_type,
    generic,
    to_side,
)
from sayso.export.formats.told.figures import figures_of
from sayso.export.formats.told.most import told_most
from sayso.profiles.sides import doers
from sayso.profiles.spreading import divide, spread
from sayso.records.attribution import Stance
from sayso.records.claim import Victims
from sayso.records.mention import Counted, TimePrecision
from sayso.records.whole import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.export.formats.contract import Context
    from sayso.export.formats.told.most import Told
    from sayso.export.formats.told.spells import Spell
    from sayso.records.claim import Claim, Party, Toll, Where
    from sayso.records.shown.dossier import Dossier
    from sayso.records.shown.figures import Figures

BATTLES, PROTESTS, RIOTS = "Battles", "Protests", "Riots"
ON_CIVILIANS = "Violence against civilians"
_TARGETING = frozenset({ON_CIVILIANS, "Explosions/Remote violence", RIOTS})
_FEWEST_IN_A_CROWD = 3
_WEEK, _MONTH = 7, 31
_GIVEN = frozenset({Stance.ASSERTS, Stance.ADMITS, Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES})
_HARM = frozenset({Counted.KILLED, Counted.INJURED, Counted.HARMED})
_FORCE_TYPES = frozenset({"COERCE", "ASSAULT"})
_OF_STATES = frozenset({STATE, EXTERNAL})

NO_TYPE = "no sub-event type for what is told ({types})"
NO_DAY = "no account tells a day finer than a month, and no report a day of publication"
TOO_FEW = "a protest or riot of fewer than three people"


class Day(NamedTuple):
    """A day of a row and ACLED's precision: 1 the day, 2 within a week, 3 within a month."""

    date: str
    precision: int


class Cell(NamedTuple):
    """One row's part of an incident: its day, its place and its share of the deaths."""

    day: Day
    place: Where | None
    fatalities: int


@dataclass(frozen=True)
class Coded:
    """An incident in ACLED's terms. `cells` are its rows, days first, then places."""

    told: Told
    kind: SubEvent
    first: Side
    second: Side | None
    swapped: bool
    civilians: bool
    figures: Figures
    fatalities: int
    cells: tuple[Cell, ...]


def code_incident(dossier: Dossier, context: Context) -> Coded | str:
    """The coding of an incident, or the reason why ACLED's shape has no row for it."""
    told = told_most(dossier)
    country = told.country
    doing = [(party, actor_type(party, country, acts=True)) for party in told.doers]
    bearing = [(party, actor_type(party, country, acts=False)) for party in told.recipients]
    kind = sub_event(_deeds(told, doing, bearing))
    if kind is None:
        types = ", ".join(sorted({claim.event_type for claim in told.claims}))
        return NO_TYPE.format(types=types)
    if kind.event_type in {PROTESTS, RIOTS} and _is_too_small(told.claims):
        return TOO_FEW
    if told.spell is None or told.spell.length > _MONTH:
        return NO_DAY
    first, second, swapped = _sides(kind, told, doing, bearing)
    figures = figures_of(dossier, context, "acled")
    total = figures.of(Counted.KILLED)
    deaths = 0 if total is None else total.best or total.low or 0
    return Coded(
        told=told,
        kind=kind,
        first=first,
        second=second,
        swapped=swapped,
        civilians=_targets_civilians(kind, second),
        figures=figures,
        fatalities=deaths,
        cells=_cells(told, told.spell, deaths),
    )


def _deeds(
    told: Told, doing: Sequence[tuple[Party, int]], bearing: Sequence[tuple[Party, int]]
) -> Iterable[Deed]:
    """The incident in the terms of the table: one deed for each event type that is told."""
    claims = told.claims
    harmed = any(_is_harm(claim, toll) for claim in claims for toll in claim.tolls)
    fates = {party.fate for claim in claims for party in claim.recipients}
    killed = Fate.KILLED in fates or any(
        toll.counted is Counted.KILLED and _is_harm(claim, toll)
        for claim in claims
        for toll in claim.tolls
    )
    state_acts = any(code in _OF_STATES for _, code in doing) and any(
        claim.event_type in _FORCE_TYPES and doers(claim) for claim in claims
    )
    for event_type in sorted({claim.event_type for claim in claims}):
        modes = frozenset(m for c in claims if c.event_type == event_type for m in c.modes)
        yield Deed(
            event_type=event_type,
            modes=modes,
            doer=doing[0][1] if doing else MILITIA,
            recipient=bearing[0][1] if bearing else CIVILIANS if harmed else None,
            doer_words=tuple(party.span.quote for party in told.doers),
            recipient_words=tuple(party.span.quote for party in told.recipients),
            weapon_words=tuple(span.quote for claim in claims for span in claim.weapons),
            mutual=told.mutual,
            state_acts=state_acts,
            harmed=harmed or bool(fates & {Fate.KILLED, Fate.INJURED}),
            killed=killed,
            detained=max((toll.low or 0 for toll in _tolls(claims, Counted.DETAINED)), default=0),
        )


def _is_harm(claim: Claim, toll: Toll) -> bool:
    given = toll.stance in _GIVEN and claim.stance in _GIVEN
    return given and toll.counted in _HARM and not toll.cumulative and toll.high != 0


def _tolls(claims: Iterable[Claim], counted: Counted) -> Iterable[Toll]:
    return (t for c in claims for t in c.tolls if t.counted is counted and not t.cumulative)


def _is_too_small(claims: Sequence[Claim]) -> bool:
    """Whether all who count the crowd count fewer than three."""
    counts = [toll.high for toll in _tolls(claims, Counted.FORCE)]
    return bool(counts) and all(high is not None and high < _FEWEST_IN_A_CROWD for high in counts)


def _sides(
    kind: SubEvent,
    told: Told,
    doing: list[tuple[Party, int]],
    bearing: list[tuple[Party, int]],
) -> tuple[Side, Side | None, bool]:
    """The two sides of a row; whether the doer stands second.

    Protesters and rioters stand first, whoever acted; the victims of violence against civilians
    stand second; who is not told is written by type.
    """
    country = told.country
    if kind.event_type in {PROTESTS, RIOTS}:
        crowd = PROTESTERS if kind.event_type == PROTESTS else RIOTERS
        every = [*doing, *bearing]
        marching = [(party, crowd) for party, code in every if code not in ARMED]
        facing = [(party, code) for party, code in every if code in ARMED]
        first = (
            to_side(marching, country) if marching else Side(generic(crowd, country), (), crowd)
        )
        swapped = bool(doing) and doing[0][1] in ARMED
        return first, to_side(facing, country) if facing else None, swapped
    unknown = Side(generic(MILITIA, country), (), MILITIA)
    first = to_side(doing, country) if doing else unknown
    if bearing:
        return first, to_side(bearing, country), False
    bare = kind.event_type == ON_CIVILIANS or _civilians_suffer(told.claims)
    return first, Side(generic(CIVILIANS, country), (), CIVILIANS) if bare else None, False


def _civilians_suffer(claims: Iterable[Claim]) -> bool:
    tolls = [(claim, toll) for claim in claims for toll in claim.tolls]
    return any(toll.whom is Victims.CIVILIAN and _is_harm(claim, toll) for claim, toll in tolls)


def _targets_civilians(kind: SubEvent, second: Side | None) -> bool:
    """Whether civilians are the main target, by the codebook's list of types; never in battles."""
    if kind.event_type == PROTESTS:
        return kind.political_violence == 1
    return kind.event_type in _TARGETING and second is not None and second.code == CIVILIANS


def _cells(told: Told, spell: Spell, deaths: int) -> tuple[Cell, ...]:
    """The rows: each day and place of a spell that lasts; the deaths divided, the rest first."""
    days = _days(spell)
    names = spread(told.claims)[0]
    by_name = {(p.name or p.span.quote): p for p in reversed(told.places) if not p.borrowed}
    several = [by_name[name] for name in names if name in by_name]
    places: list[Where | None] = [*several] if len(several) > 1 else [told.place]
    shares = divide(deaths, [str(n) for n in range(len(places))], [day.date for day in days])
    cells = [(day, place) for day in days for place in places]
    return tuple(
        Cell(day, place, share.number) for (day, place), share in zip(cells, shares, strict=True)
    )


def _days(spell: Spell) -> list[Day]:
    """Each day of a spell that lasts; of a week or month in which it was, the middle."""
    if not spell.stated:
        return [Day(spell.last, 2)]
    if spell.length == 1:
        return [Day(spell.first, 1)]
    first = date.fromisoformat(spell.first)
    if spell.precision is TimePrecision.DAYS:
        return [Day((first + timedelta(n)).isoformat(), 1) for n in range(spell.length)]
    middle = first + timedelta((spell.length - 1) // 2)
    return [Day(middle.isoformat(), 2 if spell.length <= _WEEK else 3)]

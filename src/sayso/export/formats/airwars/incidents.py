"""One incident as an Airwars-like record: both kinds of voices side by side, a suggested grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.airwars.people import harm_of, is_given, named_victims
from sayso.export.formats.airwars.records import (
    AirwarsIncident,
    Belligerent,
    Count,
    Harm,
    Place,
    Range,
    SourceCounts,
    SuggestedGrade,
    Telling,
    Totals,
)
from sayso.export.formats.cells.actor_types import ARMED, actor_type, group_key
from sayso.export.formats.cells.places import has_point
from sayso.export.formats.told.figures import figures_of, profile_of
from sayso.export.formats.told.most import told_most
from sayso.export.formats.told.places import place_name
from sayso.profiles.counts import voice_of
from sayso.profiles.figures import compute
from sayso.profiles.grades import suggest_grade
from sayso.profiles.sides import speaks_for
from sayso.records.event import Status
from sayso.records.mention import Counted
from sayso.records.shown.figures import Flag, Group
from sayso.records.whole import Fate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.export.formats.contract import Context
    from sayso.export.formats.told.most import Told
    from sayso.records.claim import Account, Claim, Party, Where
    from sayso.records.shown.dossier import Dossier
    from sayso.records.shown.figures import Figure, Figures

_DONE = frozenset({Status.OCCURRED, Status.ATTEMPTED})
_HARM = frozenset({Counted.KILLED, Counted.INJURED, Counted.HARMED})
_FATES = frozenset({Fate.KILLED, Fate.INJURED})

NOT_TOLD = "no account tells that it was"
NO_HARM = "no account tells of harm to anybody"


def to_incident(dossier: Dossier, context: Context) -> AirwarsIncident | str:
    """The record of an incident, or the reason why there is none."""
    told = told_most(dossier)
    if all(claim.status not in _DONE for claim in told.claims):
        return NOT_TOLD
    if not any(_harms(claim) for claim in told.claims):
        return NO_HARM
    figures = figures_of(dossier, context, "airwars")
    grade = figures.grade or suggest_grade(dossier.accounts, dossier.sources, figures.context)
    accounts = sorted(dossier.accounts, key=lambda account: account.claim.id)
    fighting = [account for account in accounts if _is_belligerent(account, told)]
    local = [account for account in accounts if account not in fighting]
    spell = told.spell
    return AirwarsIncident(
        id=dossier.incident.id,
        first_day=spell.first if spell else None,
        last_day=spell.last if spell else None,
        day_stated=spell is not None and spell.stated,
        place=_place(told.place),
        grade=SuggestedGrade(
            suggested=grade.name, rule=grade.rule, reason=grade.reason, claims=grade.claims
        ),
        civilians=_harm(figures, Group.CIVILIANS),
        militants=_harm(figures, Group.MILITANTS),
        children=harm_of("children", told.accounts),
        women=harm_of("women", told.accounts),
        men=harm_of("men", told.accounts),
        named_victims=named_victims(told.accounts),
        belligerents=tuple(_belligerents(told)),
        locally_reported=_totals(dossier, context, local),
        belligerent_reported=_totals(dossier, context, fighting),
        sources=SourceCounts(
            reports=dossier.sources.reports,
            publishers=dossier.sources.publishers,
            independent=len(dossier.sources.sources),
        ),
        below_threshold=Flag.BELOW_THRESHOLD in figures.flags,
        steps=tuple(_steps(figures)),
        accounts=tuple(_telling(account, fighting) for account in accounts),
    )


def _harms(claim: Claim) -> bool:
    """Whether a claim tells of harm to people, with or without a number."""
    counts = any(t.counted in _HARM and is_given(claim, t) and t.high != 0 for t in claim.tolls)
    return counts or any(party.fate in _FATES for party in claim.recipients)


def _is_belligerent(account: Account, told: Told) -> bool:
    """Whether a voice is of an armed side of the fight."""
    voice, country = account.claim.voice, told.country
    if voice is None or actor_type(voice, country, acts=False) not in ARMED:
        return False
    doing, struck = _armed(told.doers, country), _armed(told.recipients, country)
    return speaks_for(voice, doing, struck) or speaks_for(voice, struck, doing)


def _armed(parties: Sequence[Party], country: str | None) -> list[Party]:
    return [party for party in parties if actor_type(party, country, acts=False) in ARMED]


def _belligerents(told: Told) -> Iterator[Belligerent]:
    """Named armed parties on either side, rival doers too; doers of any kind."""
    struck = _armed(told.recipients, told.country)
    seen: set[str] = set()
    for party in (*told.doers, *told.others, *struck):
        key = group_key(party, told.country, acts=party not in struck)
        if party.name is not None and key not in seen:
            seen.add(key)
            yield Belligerent(
                name=party.name,
                country=party.country,
                role="struck" if party in struck else "doer",
                sources=told.weights.get(key, 0),
            )


def _totals(dossier: Dossier, context: Context, accounts: Sequence[Account]) -> Totals:
    """The figures of some of the accounts alone."""
    figures = compute(profile_of(context, "airwars"), accounts, dossier.sources)
    return Totals(
        civilians=_harm(figures, Group.CIVILIANS),
        militants=_harm(figures, Group.MILITANTS),
        voices=tuple(sorted({voice_of(account) for account in accounts})),
    )


def _harm(figures: Figures, group: Group) -> Harm:
    return Harm(
        killed=_range(figures.of(Counted.KILLED, group)),
        injured=_range(figures.of(Counted.INJURED, group)),
    )


def _range(figure: Figure | None) -> Range:
    if figure is None or figure.low is None:
        return Range()
    known = [n for n in (figure.low, figure.best, figure.high) if n is not None]
    return Range(
        min=figure.low,
        max=max(known),
        flags=tuple(flag.value for flag in figure.flags),
        claims=tuple(sorted({use.claim for use in figure.used})),
    )


def _place(place: Where | None) -> Place | None:
    if place is None:
        return None
    drawn = has_point(place)
    return Place(
        name=place_name(place),
        admin1=place.admin1,
        country=place.country,
        precision=place.precision.value,
        lat=place.lat if drawn else None,
        lon=place.lon if drawn else None,
    )


def _steps(figures: Figures) -> Iterator[str]:
    steps = [*figures.steps, *(step for figure in figures.figures for step in figure.steps)]
    yield from dict.fromkeys(f"{step.words} [{step.rule}]" for step in steps)


def _telling(account: Account, fighting: Sequence[Account]) -> Telling:
    claim = account.claim
    return Telling(
        claim=claim.id,
        voice=voice_of(account),
        belligerent=account in fighting,
        stance=claim.stance.value,
        status=claim.status.value,
        publisher=account.publisher,
        published=account.published,
        url=account.url,
        quote=(claim.sentences or claim.evidence)[0].quote,
        counts=tuple(
            Count(
                counted=toll.counted.value,
                whom=toll.whom,
                words=toll.span.quote,
                low=toll.low,
                best=toll.best,
                high=toll.high,
            )
            for toll in claim.tolls
        ),
    )

"""Incidents on a map: the points that accounts give, and what must be said beside them.

There is a point only where an account that tells the event as done gives a town or a finer place:
never the middle of a province or country (GDELT's country centroids are the standing example of
the harm: export-schemas.md, trap 3).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.export.formats.files.columns import columns, one_line
from sayso.incidents.reviewed.whole import right_summary
from sayso.incidents.side_by_side.cells import AGAINST
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import Counted, PlacePrecision
from sayso.records.shown.summary import summarize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.records.claim import Account, Claim, Party, Where
    from sayso.records.shown.dossier import Dossier

Point = tuple[float, float]
"""Longitude and latitude, WGS 84 degrees, in this order (RFC 7946, section 3.1.1)."""

INCIDENTS = "geo_incidents"
ACCOUNTS = "geo_accounts"
_JOIN = "; "
_MAPPED = (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.WATER)
_BY_FINENESS = (
    *_MAPPED,
    PlacePrecision.ADMIN2,
    PlacePrecision.ADMIN1,
    PlacePrecision.AREA,
    PlacePrecision.COUNTRY,
)
_DONE = frozenset({Status.OCCURRED, Status.ATTEMPTED})
_DENYING = frozenset({Stance.DENIES, Stance.EXONERATES})


@dataclass(frozen=True)
class Mapped:
    """An incident with its points; none where no account gives one. `lost` says why, counted."""

    points: tuple[Point, ...]
    incident: dict[str, Any]
    accounts: tuple[dict[str, Any], ...]
    lost: Counter[str]


def mapped(dossier: Dossier) -> Mapped:
    """The points, properties and accounts of an incident."""
    done = [account for account in dossier.accounts if tells_as_done(account.claim)]
    told = _own([where for account in done for where in _places(account.claim)])
    wheres = told if dossier.whole.places is None else list(dossier.whole.places)
    points = tuple(sorted({point for where in wheres if (point := _point(where)) is not None}))
    return Mapped(
        points=points,
        incident=_incident(dossier, len(done), wheres, len(points)),
        accounts=tuple(_account(dossier, account) for account in dossier.accounts),
        lost=_lost(wheres, points, told=bool(done)),
    )


def tells_as_done(claim: Claim) -> bool:
    """Whether an account tells that the event was or was tried, and is not against that."""
    return claim.status in _DONE and claim.stance not in AGAINST


def mistakes(schema: str, values: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Column, mistake and remedy of every value that is not what its column holds."""
    for column in columns(schema):
        value = values.get(column.column)
        if column.kind == "integer" and value is not None and type(value) is not int:
            yield column.column, f"{_short(value)} is no whole number", "write a whole number"
            continue
        if column.kind != "integer" and value is not None and not isinstance(value, str):
            yield column.column, f"{_short(value)} is no text", "write it in quotes, or null"
            continue
        mistake = column.mistake("" if value is None else str(value))
        if mistake is not None:
            yield column.column, mistake[0], mistake[1]


def contradictions(values: dict[str, Any], points: int | None) -> Iterator[tuple[str, str, str]]:
    """Column, mistake and remedy where the counts of an incident cannot be true together.

    `points` is how many points the geometry has, null where it is not known.
    """
    number = {k: v for k, v in values.items() if type(v) is int}
    if any(value < 0 for value in number.values()):
        name = next(key for key, value in number.items() if value < 0)
        yield name, f"{number[name]} is less than none", "write the count"
    stances = [number.get(stance.value) for stance in Stance]
    accounts = number.get("accounts")
    if None not in stances and accounts is not None and sum(map(int, _known(stances))) != accounts:
        total = sum(_known(stances))
        yield "accounts", f"{accounts} accounts, but {total} stances", "count each account once"
    for less in ("reports", "independent_sources", "told_as_done"):
        if accounts is not None and number.get(less, 0) > accounts:
            message = f"{number[less]} {less.replace('_', ' ')} of {accounts} accounts"
            yield less, message, "count them again: there cannot be more than accounts"
    first, last = values.get("first_day"), values.get("last_day")
    if isinstance(first, str) and isinstance(last, str) and first > last:
        yield "last_day", f"it ends on {last}, before it begins", "exchange the two days"
    if points is None:
        return
    if points and values.get("precision") not in (*_MAPPED, None, ""):
        known = values.get("precision")
        yield "geometry", f"there is a point, but only the {known} is known", "write null"
    if number.get("points", points) != points:
        message = f"{number['points']} points are told, the geometry has {points}"
        yield "points", message, "make them agree"


def _known(values: Iterable[int | None]) -> list[int]:
    return [value for value in values if value is not None]


def _places(claim: Claim) -> tuple[Where, ...]:
    return () if claim.field_stances.get("places") in AGAINST else claim.places


def _own(wheres: list[Where]) -> list[Where]:
    """Places that the events' own sentences tell; the borrowed ones where they tell none."""
    return [where for where in wheres if not where.borrowed] or wheres


def _point(where: Where) -> Point | None:
    if where.precision not in _MAPPED or where.lat is None or where.lon is None:
        return None
    return where.lon, where.lat


def _lost(wheres: list[Where], points: tuple[Point, ...], *, told: bool) -> Counter[str]:
    if points:
        coarse = sum(_point(where) is None for where in wheres)
        reason = "places without a point beside others that have one: too coarse or not resolved"
        return Counter({reason: coarse} if coarse else {})
    if not told:
        return Counter(["incidents without a point: no account tells it as done"])
    if not wheres:
        return Counter(["incidents without a point: no account gives a place"])
    finest = min((where.precision for where in wheres), key=_BY_FINENESS.index)
    if finest in _MAPPED:
        return Counter(["incidents without a point: the place is not in the gazetteer"])
    return Counter([f"incidents without a point: only the {finest.value} is known"])


def _incident(dossier: Dossier, done: int, wheres: list[Where], points: int) -> dict[str, Any]:
    summary = summarize(dossier.incident, dossier.accounts, dossier.sources)
    summary = right_summary(summary, dossier.whole)
    claims = [account.claim for account in dossier.accounts]
    stances = Counter(claim.stance for claim in claims)
    whole = dossier.whole
    doers: Iterable[Party] = (party for claim in claims for party in _doers(claim))
    suffering: Iterable[Party] = (party for claim in claims for party in claim.recipients)
    precisions = [where.precision for where in wheres]
    return {
        "incident": summary.id,
        "first_day": _day(summary.first_day),
        "last_day": _day(summary.last_day),
        "event_types": _JOIN.join(summary.event_types),
        "incident_types": _JOIN.join(summary.incident_types) or None,
        "countries": _joined(where.country for where in wheres),
        "places": _joined(where.name for where in wheres),
        "actors": _joined(map(_who, doers if whole.actors is None else whole.actors)),
        "recipients": _joined(
            map(_who, suffering if whole.recipients is None else whole.recipients)
        ),
        "precision": min(precisions, key=_BY_FINENESS.index).value if precisions else None,
        "points": points,
        "accounts": len(claims),
        "reports": summary.reports,
        "publishers": summary.publishers,
        "independent_sources": len(dossier.sources.sources),
        "told_as_done": done,
        **{stance.value: stances[stance] for stance in Stance},
    }


def _account(dossier: Dossier, account: Account) -> dict[str, Any]:
    claim = account.claim
    when = claim.dates[0] if claim.dates else None
    told = claim.sentences or claim.evidence
    return {
        "account": claim.id,
        "incident": dossier.incident.id,
        "voice": _who(claim.voice) if claim.voice is not None else None,
        "through": _JOIN.join(map(_who, claim.through)) or None,
        "stance": claim.stance.value,
        "status": claim.status.value,
        "certainty": claim.certainty.value,
        "event_type": claim.event_type,
        "quote": one_line(told[0].quote) or None,
        "place": _name(claim.places[0]) if claim.places else None,
        "earliest": _day(when.earliest) if when is not None else None,
        "latest": _day(when.latest) if when is not None else None,
        "killed": _tolls(claim, Counted.KILLED),
        "injured": _tolls(claim, Counted.INJURED),
        "publisher": account.publisher,
        "published": account.published,
        "report": account.report,
        "url": account.url,
    }


def _doers(claim: Claim) -> tuple[Party, ...]:
    if claim.stance in _DENYING or claim.field_stances.get("actors") in _DENYING:
        return ()
    return tuple(party for party in claim.actors if party.stance not in _DENYING)


def _who(party: Party) -> str:
    return party.name or one_line(party.span.quote)


def _name(where: Where) -> str:
    return where.name or one_line(where.span.quote)


def _tolls(claim: Claim, counted: Counted) -> str | None:
    told = (toll for toll in claim.tolls if toll.counted is counted and not toll.cumulative)
    return _JOIN.join(dict.fromkeys(one_line(toll.span.quote) for toll in told)) or None


def _joined(words: Iterable[str | None]) -> str | None:
    return _JOIN.join(sorted({word for word in words if word})) or None


def _day(day: str | None) -> str | None:
    return day[:10] if day else None


def _short(value: object) -> str:
    told = repr(value)
    return told if len(told) <= 40 else f"{told[:39]}…"

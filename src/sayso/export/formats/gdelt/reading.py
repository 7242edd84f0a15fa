"""Reads GDELT 2.0 Events, with the reports of Mentions where a folder has both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.cells.codes_known import international
from sayso.export.formats.cells.days_read import iso_day
from sayso.export.formats.cells.places_read import coordinates
from sayso.export.formats.files.tab_checks import to_integer, whole_file
from sayso.export.formats.files.tabs import parts
from sayso.export.formats.gdelt.files import find_files
from sayso.export.formats.gdelt.rows import rows
from sayso.export.formats.registry import FormatError
from sayso.lexicons.codes.cameo import cameo
from sayso.lexicons.places.country_codes import country_codes
from sayso.records.exchange.foreign import ForeignEvent, ForeignParty, ForeignPlace, ForeignSource
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tab_checks import Row

_KEPT = ("EventCode", "QuadClass", "GoldsteinScale", "AvgTone", "NumMentions", "NumSources",
         "NumArticles", "IsRootEvent", "Actor1Code", "Actor2Code", "DATEADDED")  # fmt: skip
_PRECISIONS = {
    "1": PlacePrecision.COUNTRY,
    "2": PlacePrecision.ADMIN1,
    "3": PlacePrecision.EXACT,
    "4": PlacePrecision.EXACT,
    "5": PlacePrecision.ADMIN1,
}


def read(path: Path, *, release: str | None = None) -> Iterator[ForeignEvent | Problem]:
    """The rows of Events; for each that cannot be read the problem instead.

    Args:
        path: a folder with files of Events and Mentions, or a file of Events.
        release: the release of the data set, where the user states it.
    """
    try:
        files = find_files(path)
    except FormatError as error:
        yield whole_file(path, error)
        return
    reports: dict[str, list[ForeignSource]] = {}
    for schema, file in files:
        if schema == "gdelt_mentions":
            yield from _gather(file, reports)
    for schema, file in files:
        if schema == "gdelt_events":
            yield from _events(file, reports, release)


def _gather(file: Path, reports: dict[str, list[ForeignSource]]) -> Iterator[Problem]:
    """Notes the reports of each event, each once; gives what could not be read."""
    for row, problems in rows(file, "gdelt_mentions"):
        if row is None:
            yield from (problem for problem in problems if problem.severe)
            continue
        source = ForeignSource(
            name=row.cells.get("MentionSourceName") or None,
            url=row.cells.get("MentionIdentifier") or None,
            published=iso_day(row.cells.get("MentionTimeDate", ""), "", {}),
        )
        known = reports.setdefault(row.cells.get("GLOBALEVENTID", ""), [])
        if source not in known:
            known.append(source)


def _events(
    file: Path, reports: Mapping[str, list[ForeignSource]], release: str | None
) -> Iterator[ForeignEvent | Problem]:
    for row, problems in rows(file, "gdelt_events"):
        if row is None:
            yield from (problem for problem in problems if problem.severe)
        elif not row.cells.get("GLOBALEVENTID"):
            yield row.problem("GLOBALEVENTID", "it is empty", "give the row an id")
        else:
            yield _event(row, reports, release)


def _event(
    row: Row, reports: Mapping[str, list[ForeignSource]], release: str | None
) -> ForeignEvent:
    cells = row.cells
    unread: dict[str, str] = {}
    day = iso_day(cells.get("SQLDATE", ""), "SQLDATE", unread)
    code = cells.get("EventCode", "")
    plover = cameo().plover(code)
    if plover is None:
        unread["EventCode"] = f"{code[:20]!r} is no code of CAMEO"
    elif not plover.event_type:
        unread["EventCode"] = f"{code} has no type of PLOVER"
    kind = plover.event_type if plover else ""
    own = ForeignSource(
        url=cells.get("SOURCEURL") or None,
        published=iso_day(cells.get("DATEADDED", ""), "DATEADDED", unread),
    )
    key = cells["GLOBALEVENTID"]
    return ForeignEvent(
        dataset="gdelt",
        release=release,
        path=row.path,
        line=row.number,
        key=key,
        first_day=day,
        last_day=day,
        event_type=kind or None,
        mode=(plover.mode or None) if plover else None,
        contexts=parts(plover.contexts) if plover else (),
        cameo=code or None,
        actors=_party(cells, "Actor1", unread),
        recipients=_party(cells, "Actor2", unread),
        place=_place(cells, unread),
        sources=tuple(reports.get(key, ())) or (own,),
        mentions=to_integer(cells.get("NumMentions", "")),
        codes={name: cells[name] for name in _KEPT if cells.get(name)},
        unread=unread,
    )


def _party(
    cells: Mapping[str, str], actor: str, unread: dict[str, str]
) -> tuple[ForeignParty, ...]:
    name, code = cells.get(f"{actor}Name", ""), cells.get(f"{actor}Code", "")
    if not name and not code:
        return ()
    roles = tuple(filter(None, (cells.get(f"{actor}Type{n}Code", "") for n in (1, 2, 3))))
    country = _country(cells, actor, code, unread)
    return (ForeignParty(name=name or code, country=country, sectors=roles),)


def _country(
    cells: Mapping[str, str], actor: str, code: str, unread: dict[str, str]
) -> str | None:
    """PLOVER's code: of an international actor by its whole code, else of the country."""
    known = sorted(international().values(), key=lambda row: -len(row.code))
    for row in known:
        if row.code and code.startswith(row.code):
            return row.plover
    cell = cells.get(f"{actor}CountryCode", "")
    country = country_codes().iso3("cameo", cell) if cell else None
    if cell and country is None:
        unread[f"{actor}CountryCode"] = f"{cell[:20]!r} is no country of CAMEO here"
    return country


def _place(cells: Mapping[str, str], unread: dict[str, str]) -> ForeignPlace | None:
    """Where it happened. Only towns keep their point: the others have the middle of an area."""
    precision = _PRECISIONS.get(cells.get("ActionGeo_Type", ""))
    if precision is None:
        return None
    fips = cells.get("ActionGeo_CountryCode", "")
    country = country_codes().iso3("fips", fips) if fips else None
    if fips and country is None:
        unread["ActionGeo_CountryCode"] = f"{fips[:20]!r} is no country of FIPS 10-4"
    names = [n.strip() for n in cells.get("ActionGeo_FullName", "").split(",") if n.strip()]
    if names and (precision is PlacePrecision.COUNTRY or country_codes().named(names[-1])):
        last = names.pop()
        country = country or country_codes().named(last)
    town = precision is PlacePrecision.EXACT
    lat, lon = coordinates(cells.get("ActionGeo_Lat", ""), cells.get("ActionGeo_Long", ""))
    return ForeignPlace(
        names=tuple(names),
        country=country,
        lat=lat if town else None,
        lon=lon if town else None,
        precision=precision,
    )

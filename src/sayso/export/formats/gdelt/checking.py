"""Checks GDELT 2.0: Events, Mentions, or a folder of both."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from sayso.export.formats.cells.days_read import iso_day
from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tab_checks import (
    check_cells,
    check_point,
    few,
    to_integer,
    to_number,
    whole_file,
)
from sayso.export.formats.gdelt.codes import check_event_codes
from sayso.export.formats.gdelt.event_cells import fraction
from sayso.export.formats.gdelt.files import find_files
from sayso.export.formats.gdelt.rows import rows
from sayso.export.formats.registry import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tab_checks import Row

_PLACES = ("Actor1Geo", "Actor2Geo", "ActionGeo")
_COUNTRY, _NOWHERE = "1", "0"
_RANGES = {"GoldsteinScale": 10.0, "AvgTone": 100.0, "MentionDocTone": 100.0}
_LEAST = {
    "NumMentions": 1,
    "NumSources": 1,
    "NumArticles": 1,
    "SentenceID": 1,
    "Actor1CharOffset": -1,
    "Actor2CharOffset": -1,
    "ActionCharOffset": -1,
    "MentionDocLen": 0,
    "Confidence": 0,
}
_STAMP = re.compile(r"\d{14}")
_WEB = "1"
_HUNDRED = 100
_CLOSE = 0.003


def check(path: Path) -> Iterable[Problem]:
    """What is wrong with the files: severe, or known of published files and forgiven."""
    return few(_problems(path))


def _problems(path: Path) -> Iterator[Problem]:
    try:
        files = find_files(path)
    except FormatError as error:
        yield whole_file(path, error)
        return
    events: dict[str, int] = {}
    for schema, file in files:
        for row, found in rows(file, schema):
            yield from found
            if row is None:
                continue
            yield from check_cells(row, columns(schema))
            yield from _bounds(row)
            if schema == "gdelt_events":
                yield from _event(row, events)
            else:
                yield from _mention(row, events if len(files) > 1 else None)


def _bounds(row: Row) -> Iterator[Problem]:
    """Numbers out of their range, in either file."""
    for column, most in _RANGES.items():
        value = to_number(row.cells.get(column, ""))
        if value is not None and abs(value) > most:
            yield row.problem(column, f"{value:g} is beyond ±{most:g}", "mend or empty it")
    for column, least in _LEAST.items():
        number = to_integer(row.cells.get(column, ""))
        if number is not None and number < least:
            yield row.problem(column, f"{number} is under {least}", "mend or empty it")
    for column in ("DATEADDED", "EventTimeDate", "MentionTimeDate"):
        cell = row.cells.get(column, "")
        if cell and not (_STAMP.fullmatch(cell) and _is_day(cell)):
            yield row.problem(column, f"{cell[:40]!r} is no moment", "write YYYYMMDDHHMMSS in UTC")


def _event(row: Row, seen: dict[str, int]) -> Iterator[Problem]:
    key = row.cells.get("GLOBALEVENTID", "")
    if key and seen.setdefault(key, row.number) != row.number:
        yield row.problem("GLOBALEVENTID", f"also in line {seen[key]}", "give each row its own id")
    yield from _days(row)
    yield from check_event_codes(row)
    for place in _PLACES:
        yield from check_point(row, f"{place}_Lat", f"{place}_Long")
        yield from _place(row, place)


def _days(row: Row) -> Iterator[Problem]:
    """The day in its four ways, which must be one."""
    cell = row.cells.get("SQLDATE", "")
    unread: dict[str, str] = {}
    day = iso_day(cell, "SQLDATE", unread) if len(cell) == len("YYYYMMDD") else None
    if day is None:
        if cell:
            yield row.problem("SQLDATE", f"{cell[:40]!r} is no day", "write YYYYMMDD")
        return
    for column, length in (("MonthYear", 6), ("Year", 4)):
        other = row.cells.get(column, "")
        if other and other != cell[:length]:
            yield row.problem(column, f"{other} is not that of SQLDATE", f"write {cell[:length]}")
    told = to_number(row.cells.get("FractionDate", ""))
    ours = _fraction(day)
    if told is not None and min(abs(told - ours), abs(told - ours - 30 / 365)) > _CLOSE:
        yield row.problem(
            "FractionDate", f"{told:g} is not that of SQLDATE", f"write {ours:.4f}", severe=False
        )


def _fraction(day: str) -> float:
    """A day as part of its year."""
    return fraction(date.fromisoformat(day))


def _place(row: Row, place: str) -> Iterator[Problem]:
    kind = row.cells.get(f"{place}_Type", "")
    lat = row.cells.get(f"{place}_Lat", "")
    if lat and kind in {"", _NOWHERE}:
        yield row.problem(f"{place}_Type", "a point without its type", "write 1 to 5")
    if lat and kind == _COUNTRY:
        yield row.problem(
            f"{place}_Lat",
            "the middle of a country: nothing happened there",
            "draw no point where the type is 1",
            severe=False,
        )


def _mention(row: Row, events: dict[str, int] | None) -> Iterator[Problem]:
    cells = row.cells
    key = cells.get("GLOBALEVENTID", "")
    if events is not None and key not in events:
        yield row.problem(
            "GLOBALEVENTID",
            f"no row of Events has {key[:40]}",
            "add the file of Events in which the event first stood",
            severe=False,
        )
    confidence = to_integer(cells.get("Confidence", ""))
    if confidence is not None and confidence > _HUNDRED:
        yield row.problem("Confidence", f"{confidence} is over 100", "write percent")
    if cells.get("MentionType") == _WEB and "://" not in cells.get("MentionIdentifier", ""):
        yield row.problem(
            "MentionIdentifier",
            "no URL although the type is 1",
            "write the URL, or type 2 for a citation",
        )
    first, own = cells.get("EventTimeDate", ""), cells.get("MentionTimeDate", "")
    if first and own and first.isdecimal() and own.isdecimal() and own < first:
        yield row.problem(
            "MentionTimeDate",
            "before the event entered the data",
            "nothing: order the rows by it with care",
            severe=False,
        )


def _is_day(cell: str) -> bool:
    unread: dict[str, str] = {}
    return iso_day(cell, "", unread) is not None

"""What is wrong with a file of Airwars-like records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from sayso.export.formats.airwars.records import AirwarsFile, AirwarsIncident, Harm, Range
from sayso.export.formats.files.json_read import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.json_read import JsonFile

_HEAD = frozenset(AirwarsFile.__struct_fields__) - {"incidents"}
_PATH = re.compile(r" - at `\$\.?(.*)`$")
_POINTS = frozenset({"exact", "near"})


def check(path: Path) -> Iterator[Problem]:
    """The problems of a file, by line."""
    file = read_json(path, "incidents")
    if not file.problems or file.root is not None:
        _check_head(file)
        seen: dict[str, int] = {}
        for item in file.items:
            incident = _read(file, item.line, item.value)
            if incident is None:
                continue
            _check_incident(file, item.line, incident)
            if incident.id in seen:
                message = f"{incident.id} is also in line {seen[incident.id]}"
                file.say(item.line, "id", message, "give each incident its own")
            seen.setdefault(incident.id, item.line)
    yield from sorted(file.problems, key=lambda p: (p.line or 0, p.column or "", p.message))


def _check_head(file: JsonFile) -> None:
    remedy = "write an object with format, version, profile, digest, caution and incidents"
    if not isinstance(file.root, dict):
        file.say(1, None, "it is no object", remedy)
        return
    if not isinstance(file.root.get("incidents"), list):
        file.say(1, "incidents", "there is no list of incidents", remedy)
    head = {name: value for name, value in file.root.items() if name != "incidents"}
    try:
        msgspec.convert(head, AirwarsFile)
    except msgspec.ValidationError as error:
        message, column = _told(error)
        file.say(1, column, message, remedy)


def _read(file: JsonFile, line: int, value: object) -> AirwarsIncident | None:
    """The record of an item; null with a problem where it is none."""
    try:
        return msgspec.convert(value, AirwarsIncident)
    except msgspec.ValidationError as error:
        message, column = _told(error)
        file.say(line, column, message, "see docs/formats/airwars.md for what stands there")
        return None


def _told(error: msgspec.ValidationError) -> tuple[str, str | None]:
    """What is wrong, and with which field."""
    words = str(error)
    place = _PATH.search(words)
    return _PATH.sub("", words), place.group(1) or None if place else None


def _check_incident(file: JsonFile, line: int, incident: AirwarsIncident) -> None:
    for column, counts in _ranges(incident):
        _check_range(file, line, column, counts)
    known = {telling.claim for telling in incident.accounts}
    for claim in incident.grade.claims:
        if claim not in known:
            message = f"the grade rests on {claim}, which no account has"
            file.say(line, "grade.claims", message, "add the account or take it out")
    if not incident.accounts:
        file.say(line, "accounts", "no account tells of it", "an incident needs who says so")
    place = incident.place
    if place is not None and place.lat is not None and place.precision not in _POINTS:
        message = f"a point where only the {place.precision} is known"
        file.say(line, "place.lat", message, "take the point out")
    if incident.first_day and incident.last_day and incident.first_day > incident.last_day:
        file.say(line, "last_day", "it is before first_day", "swap or mend the days")


def _check_range(file: JsonFile, line: int, column: str, counts: Range) -> None:
    least, most = counts.min, counts.max
    if least is None and most is None:
        return
    if least is None or most is None:
        file.say(line, column, "only one end of a range", "give both or none")
        return
    if least < 0:
        file.say(line, column, "fewer than none", "write 0 or more")
    if least > most:
        file.say(line, column, f"{least:,} to {most:,} is out of order", "swap the ends")


def _ranges(incident: AirwarsIncident) -> Iterator[tuple[str, Range]]:
    """Every range of an incident with the name of its field."""
    sides = (
        ("locally_reported.", incident.locally_reported),
        ("belligerent_reported.", incident.belligerent_reported),
    )
    for start, totals in sides:
        yield from _ends(f"{start}civilians", totals.civilians)
        yield from _ends(f"{start}militants", totals.militants)
    for name in ("civilians", "militants", "children", "women", "men"):
        yield from _ends(name, getattr(incident, name))


def _ends(name: str, harm: Harm) -> Iterator[tuple[str, Range]]:
    yield f"{name}.killed", harm.killed
    yield f"{name}.injured", harm.injured

"""Time zones: the local day on which a report came out."""

from __future__ import annotations

import difflib
import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from sayso.ingest.columns import did_you_mean

_FIXED = re.compile(r"(?:UTC|GMT)?\s*(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?")
_MOST_HOURS = 14


def read_zone(said: str) -> str:
    """The zone that `said` names: an IANA name as the database spells it, or a fixed offset.

    Raises:
        ValueError: for anything else, with names that are like it.
    """
    said = said.strip()
    if match := _FIXED.fullmatch(said.upper()):
        hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
        if hours <= _MOST_HOURS:
            return f"{match['sign']}{hours:02}:{minutes:02}"
    name = _names().get(said.lower().replace(" ", "_"))
    if name is None:
        known = "; give a name such as Asia/Damascus, or an offset such as +03:00"
        near = did_you_mean(said, _names().values()) or _of_city(said)
        raise ValueError(f"there is no time zone {said[:60]!r}{near or known}")
    return name


def local_time(published: str, zone: str) -> str:
    """The publication date as the clocks of a zone showed it, the offset with it.

    A time with an offset is an instant, and stays the same instant. A day, and a time without an
    offset, are what the report says of its own place, and stay as they are: so no clock time
    needs to be placed in a zone, and none can fall into a gap or overlap of summer time.
    """
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    return published if moment.tzinfo is None else moment.astimezone(_zone(zone)).isoformat()


@cache
def _zone(name: str) -> tzinfo:
    """The zone of a name that `read_zone` gave, by the tzdata package: alike on every machine."""
    if match := _FIXED.fullmatch(name):
        length = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        return timezone(length if match["sign"] == "+" else -length)
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


@cache
def _names() -> dict[str, str]:
    """The names of the IANA database, by their small letters."""
    names = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return {name.lower(): name for name in names}


def _of_city(said: str) -> str:
    """Names whose last part is much like this one: `Damascus` for `Asia/Damascus`."""
    cities = {name.rpartition("/")[2].lower(): name for name in _names().values()}
    near = difflib.get_close_matches(said.lower().replace(" ", "_"), cities, n=3)
    named = " or ".join(repr(cities[city]) for city in near)
    return f"; did you mean {named}?" if named else ""

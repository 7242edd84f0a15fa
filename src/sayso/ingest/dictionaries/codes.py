"""Actor codes: the dates between which they hold, and what they become in PLOVER."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.check import Codes
from sayso.lexicons.files.load import read_table
from sayso.lexicons.places.country_codes import country_codes
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PART = 3
_CENTURY_FROM = 30
_SHORT_DATE = 6
_DECEMBER = 12
_BODIES = frozenset({"UNO", "EUR"})
_REGION = "EUR"
_NOBODY = re.compile(r"-+|#+|")
_DATED = re.compile(
    r"(?P<code>[^\s<>()]*)\s*\(?\s*"
    r"(?:(?P<side>[<>])\s*=?\s*(?P<day>\d+)|(?P<since>\d*)\s*-\s*(?P<until>\d*))?\s*\)?"
)


class CodeError(ValueError):
    """A code that cannot be used; says why."""


class DatedCode(NamedTuple):
    """An actor code and the first and last day on which it holds; null is open."""

    code: str
    since: date | None = None
    until: date | None = None

    @property
    def is_dated(self) -> bool:
        """Whether the code holds only for a time."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True)
class Coding:
    """What a code becomes: country, sector and kind of an actor, and its parts that are lost."""

    country: str | None
    sector: str | None
    kind: str
    lost: tuple[str, ...] = ()


class _Part(Record, frozen=True, kw_only=True):
    """A row of cameo_roles.tsv."""

    code: str
    sector: str | None = None
    country: str | None = None
    kind: str = ""
    note: str = ""


def dated_codes(inside: str) -> list[DatedCode]:
    """The codes between two brackets, each with its days.

    `<` is before a day, `>` from that day on, so that a code that ends as another begins leaves
    no day between; of `a-b` both days count. Years of two digits above 30 are of the last
    century.

    Raises:
        CodeError: for what is no code, for nobody's code (`---`, `###`), for a day that no
            calendar has, and for one code of several actors at once (`GBR/FRA`).
    """
    found = [_dated(part) for part in inside.split("/")]
    if len(found) > 1 and sum(not code.is_dated for code in found) > 1:
        raise CodeError(f"{inside!r} is a code of several actors at once; an overlay has one")
    return found


def _dated(text: str) -> DatedCode:
    match = _DATED.fullmatch(text.strip())
    code = match["code"].strip().upper() if match else ""
    if match is None:
        raise CodeError(f"{text.strip()!r} is no code with dates like CODE, CODE >YYMMDD")
    if _NOBODY.fullmatch(code):
        raise CodeError("the code says that it is nobody" if code else "there is no code")
    if match["side"] == "<":
        return DatedCode(code, None, _days(match["day"])[0] - timedelta(days=1))
    if match["side"] == ">":
        return DatedCode(code, _days(match["day"])[0], None)
    since = _days(match["since"])[0] if match["since"] else None
    until = _days(match["until"])[1] if match["until"] else None
    if since and until and until < since:
        raise CodeError(f"{text.strip()!r} ends before it begins")
    return DatedCode(code, since, until)


def _days(digits: str) -> tuple[date, date]:
    """The first and last day of a date; 00 as day or month stands for the month or year."""
    if len(digits) == _SHORT_DATE:
        digits = ("19" if int(digits[:2]) > _CENTURY_FROM else "20") + digits
    if len(digits) != _SHORT_DATE + 2:
        raise CodeError(f"{digits!r} is no day; write YYMMDD or YYYYMMDD")
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        if month == 0:
            return date(year, 1, 1), date(year, _DECEMBER, 31)
        if day == 0:
            after = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
            return date(year, month, 1), after - timedelta(days=1)
        return (date(year, month, day),) * 2
    except ValueError as error:
        raise CodeError(f"{digits!r} is in no calendar; write YYMMDD or YYYYMMDD") from error


def coding(code: str) -> Coding:
    """What a CAMEO actor code ("SYRREB", "IGOUNO", "~GOV") becomes in PLOVER.

    The first part that names a sector decides; so does the first that names a country, before an
    international body.

    Raises:
        CodeError: for a code that is not made of parts of three letters.
    """
    letters = code.replace("~", "").replace("---", "")
    if not letters.isalpha() or not letters.isascii() or len(letters) % _PART:
        raise CodeError(f"{code!r} is no code of parts of three letters, like SYRREB")
    parts = [letters[at : at + _PART] for at in range(0, len(letters), _PART)]
    table = _parts()
    country, placed = _country(parts, table)
    rows = [table[part] for part in parts if part in table]
    named = next((row for row in rows if row.sector), None)
    used = {*placed, *([named.code] if named else ())}
    return Coding(
        country=country,
        sector=named.sector if named else None,
        kind=next((row.kind for row in rows if row.kind), "organisation"),
        lost=tuple(part for part in parts if part not in used),
    )


def _country(parts: Sequence[str], table: Mapping[str, _Part]) -> tuple[str | None, list[str]]:
    """The country or international code, and the parts that tell it.

    Only the first part is a country: further on the same letters are other things. After a kind
    of international body may stand the body itself ("IGO", "UNO"); "EUR" alone is the region.
    """
    first = table.get(parts[0])
    if first is None:
        iso3 = country_codes().iso3("cameo", parts[0])
        code = iso3 or (parts[0] if parts[0] in _states() else None)
        return code, [parts[0]] if code else []
    if first.country is None or parts == [_REGION]:
        return None, []
    bodies = [row for part in parts[1:] if (row := table.get(part)) and row.country in _BODIES]
    named = bodies if first.country == "IGO" else []
    country = named[0].country if named else first.country
    return country, [first.code, *(row.code for row in named if row.country == country)]


@cache
def _parts() -> Mapping[str, _Part]:
    return {row.code: row for row in read_table(CODEBOOKS / "cameo_roles.tsv", _Part)}


@cache
def _states() -> frozenset[str]:
    return frozenset(Codes().countries)

"""One country under the codes of each data set: ISO, FIPS 10-4, CAMEO, COW, Gleditsch and Ward.

The same two letters mean two countries: FIPS AU is Austria, ISO AU Australia. No function here
takes a code without the name of its list.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Self

from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_KOSOVO = {"KOS": "XKX"}
"""PLOVER's code, which ISO does not have (special_territories.tsv)."""


class CountryCode(Record, frozen=True, kw_only=True):
    """One row of country_codes.tsv; a code that is not certain is null."""

    iso3: str
    iso2: str | None = None
    name: str
    fips: str | None = None
    cameo: str | None = None
    cow: str | None = None
    gw: str | None = None


class FipsPart(Record, frozen=True, kw_only=True):
    """A part of a country with a FIPS code of its own (fips_parts.tsv)."""

    iso3: str
    admin1: str
    fips: str


@dataclass(frozen=True)
class CountryCodes:
    """The table, by ISO 3166-1 alpha-3, and back from each of the other lists."""

    rows: Mapping[str, CountryCode]
    parts: Mapping[tuple[str, str], str]
    _from: Mapping[str, Mapping[str, str]]
    _names: Mapping[str, str]

    @classmethod
    def load(cls, data: Path = DATA) -> Self:
        """The codes of a folder of data.

        Raises:
            DataFileError: for a broken table.
        """
        books = data / CODEBOOKS.name
        rows = {r.iso3: r for r in read_table(books / "country_codes.tsv", CountryCode)}
        parts = tuple(read_table(books / "fips_parts.tsv", FipsPart))
        # States of today come last and so win over former ones of the same number.
        dated = sorted(rows.values(), key=lambda row: (row.iso2 is not None, row.iso3))
        back = {
            column: {code: row.iso3 for row in dated if (code := getattr(row, column))}
            for column in ("iso2", "fips", "cameo", "cow", "gw")
        }
        back["fips"] |= {part.fips: part.iso3 for part in parts}
        return cls(
            rows=rows,
            parts={(part.iso3, part.admin1): part.fips for part in parts},
            _from=back,
            _names=_names(data, rows.values()),
        )

    def of(self, country: str | None) -> CountryCode | None:
        """The codes of a country by its ISO alpha-3 or PLOVER code; null where none has it."""
        return self.rows.get(_KOSOVO.get(country, country)) if country else None

    def fips(self, country: str | None, admin1: str | None = None) -> str | None:
        """The FIPS 10-4 code of a country, of its part where FIPS knows only parts; or null."""
        row = self.of(country)
        if row is None:
            return None
        return row.fips or self.parts.get((row.iso3, admin1 or ""))

    def iso3(self, column: str, code: str) -> str | None:
        """The ISO alpha-3 code of a country by its code in another list, or null.

        Args:
            column: "iso2", "fips", "cameo", "cow" or "gw".
            code: the code as that list writes it; leading zeros of numbers are let go.
        """
        wanted = code.strip().upper()
        return self._from[column].get(wanted.lstrip("0") if wanted.isdigit() else wanted)

    def named(self, name: str) -> str | None:
        """The ISO alpha-3 code of a country by a name or an alias of it in English, or null."""
        return self._names.get(" ".join(name.split()).casefold())


class _Named(Record, frozen=True, kw_only=True):
    """A row of places/countries.tsv."""

    country: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


def _names(data: Path, rows: Iterable[CountryCode]) -> dict[str, str]:
    """Names in lower case, to the ISO code; the table's own names win over aliases."""
    known = tuple(read_table(data / "places" / "countries.tsv", _Named))
    names = {alias.casefold(): row.country for row in known for alias in row.aliases}
    names |= {row.name.casefold(): row.country for row in known}
    return names | {row.name.casefold(): row.iso3 for row in rows}


@cache
def country_codes() -> CountryCodes:
    """The codes that ship with sayso."""
    return CountryCodes.load()

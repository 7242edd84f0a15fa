"""Countries as the recorders' tables write them: name, ISO number, region, Gleditsch-Ward."""

from __future__ import annotations

from functools import cache

from sayso.export.formats.files.columns import SCHEMAS
from sayso.lexicons.files.load import read_table
from sayso.records.evidence import Record


class CountryRow(Record, frozen=True, kw_only=True):
    """A country (schemas/countries.tsv); `country` is ISO 3166-1 alpha-3, `iso` its number."""

    country: str
    name: str
    iso: int | None = None
    acled_region: str = ""
    ged_region: str = ""


@cache
def country_rows() -> dict[str, CountryRow]:
    """The countries by their alpha-3 code."""
    return {row.country: row for row in read_table(SCHEMAS / "countries.tsv", CountryRow)}


def country_row(code: str | None) -> CountryRow | None:
    """The country of an alpha-3 code; null for PLOVER's international codes and for none."""
    return country_rows().get(code) if code else None

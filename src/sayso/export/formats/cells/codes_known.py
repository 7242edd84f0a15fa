"""The codes that validators know, each list from the codebook."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.codes.codebook import CODEBOOKS, EventTypeRow, ModeRow
from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.places.country_codes import country_codes
from sayso.records.evidence import Record


class _Context(Record, frozen=True, kw_only=True):
    context: str
    covers: str = ""
    boundary: str = ""


class SectorRow(Record, frozen=True, kw_only=True):
    """A sector of PLOVER as a CAMEO role and in the words of ICEWS (schemas/sectors.tsv)."""

    sector: str
    cameo: str = ""
    icews: str = ""


class InternationalRow(Record, frozen=True, kw_only=True):
    """An international actor of PLOVER in CAMEO's codes (schemas/cameo_international.tsv)."""

    plover: str
    code: str = ""
    country: str = ""
    group: str = ""
    role: str = ""


@cache
def event_types() -> frozenset[str]:
    """PLOVER's event types."""
    rows = read_table(CODEBOOKS / "plover_events.tsv", EventTypeRow)
    return frozenset(row.event_type for row in rows)


@cache
def modes() -> frozenset[tuple[str, str]]:
    """PLOVER's modes, each with its type."""
    rows = read_table(CODEBOOKS / "plover_modes.tsv", ModeRow)
    return frozenset((row.event_type, row.mode) for row in rows)


@cache
def contexts() -> frozenset[str]:
    """PLOVER's contexts."""
    rows = read_table(CODEBOOKS / "plover_contexts.tsv", _Context)
    return frozenset(row.context for row in rows)


@cache
def sector_rows() -> dict[str, SectorRow]:
    """PLOVER's sectors by code."""
    return {r.sector: r for r in read_table(DATA / "schemas" / "sectors.tsv", SectorRow)}


@cache
def international() -> dict[str, InternationalRow]:
    """International actors by PLOVER's code."""
    path = DATA / "schemas" / "cameo_international.tsv"
    return {row.plover: row for row in read_table(path, InternationalRow)}


@cache
def plover_countries() -> frozenset[str]:
    """What may stand for a country in PLOVER: ISO alpha-3, KOS, and international actors."""
    return frozenset(country_codes().rows) | frozenset(international()) | {"KOS"}

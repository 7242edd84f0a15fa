"""Who acts, suffers or speaks, as people write it: "Harbour Guard [POL MIL]"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.incidents.reviewed.codes import known_codes
from sayso.lexicons.places.country_codes import country_codes

if TYPE_CHECKING:
    from sayso.records.claim import Party

GRAMMAR = (
    "write the neutral name and, in brackets, the country (ISO 3166 alpha-3 or a code of"
    " international_actors.tsv) and the sector (sectors.tsv), as far as they are known:"
    ' "Harbour Guard [POL MIL]", "[POL]"'
)

_VALUE = re.compile(r"(?P<name>[^\[\]]*?)\s*(?:\[(?P<codes>[^\[\]]*)\])?")


def parse_party(value: str) -> dict[str, Any]:
    """The neutral name, country and sector, null where they are not told.

    Raises:
        ValueError: for nothing at all, and for codes that no table has.
    """
    match = _VALUE.fullmatch(value.strip())
    codes = (match["codes"] or "").split() if match else []
    if match is None or (not match["name"] and not codes):
        raise ValueError(f"{value!r} names nobody: {GRAMMAR}")
    countries = [code for code in codes if _is_country(code)]
    sectors = [code for code in codes if code not in countries and code in known_codes("sectors")]
    strange = [code for code in codes if code not in countries and code not in sectors]
    if strange or len(countries) > 1 or len(sectors) > 1:
        raise ValueError(f"{value!r} has codes that cannot be read: {GRAMMAR}")
    return {
        "name": " ".join(match["name"].split()) or None,
        "country": countries[0] if countries else None,
        "sector": sectors[0] if sectors else None,
        "epithet": False,
    }


def format_party(party: Party) -> str:
    """A party as `parse_party` reads it; the words where nothing is known of it."""
    codes = " ".join(code for code in (party.country, party.sector) if code)
    known = " ".join(part for part in (party.name, f"[{codes}]" if codes else "") if part)
    return known or party.span.quote


def _is_country(code: str) -> bool:
    return country_codes().of(code) is not None or code in known_codes("international_actors")

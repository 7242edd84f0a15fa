"""The fields of an account that hold codes, as people write them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import read_lines
from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status

if TYPE_CHECKING:
    from enum import StrEnum

    from sayso.records.claim import Claim

_ENUMS: dict[str, type[StrEnum]] = {"status": Status, "certainty": Certainty, "stance": Stance}
_TABLES = {
    "event_type": ("plover_events", 0),
    "incident_type": ("incident_types", 2),
    "modes": ("plover_modes", 1),
    "contexts": ("plover_contexts", 0),
}
_SEVERAL = frozenset({"modes", "contexts"})

CODED = frozenset({*_ENUMS, *_TABLES})
"""The fields whose values are codes; of `modes` and `contexts` there may be several."""


@cache
def known_codes(table: str, column: int = 0) -> frozenset[str]:
    """The codes in a column (counted from 0) of one of the codebook's tables.

    Raises:
        DataFileError: for a broken table.
    """
    rows = read_lines(CODEBOOKS / f"{table}.tsv").rows
    return frozenset(cells[column] for _, cells in rows if cells[column])


def parse_codes(field: str, value: str) -> dict[str, Any]:
    """The code of a field of an account; several, with a blank or comma between, where it may.

    Raises:
        ValueError: for a code that the codebook does not have, with those that it has.
    """
    codes = tuple(value.replace(",", " ").split())
    known = frozenset(one.value for one in _ENUMS[field]) if field in _ENUMS else _table(field)
    strange = [code for code in codes if code not in known]
    if strange or (len(codes) != 1 and field not in _SEVERAL):
        told = strange[0] if strange else value
        raise ValueError(f"{told!r} is no {field}: write {', '.join(sorted(known))}")
    if field in _SEVERAL:
        return {field: codes}
    return {field: _ENUMS[field](codes[0]) if field in _ENUMS else codes[0]}


def format_codes(claim: Claim, field: str) -> str:
    """The codes of a field of an account as `parse_codes` reads them; empty for none."""
    told = getattr(claim, field)
    return " ".join(told) if isinstance(told, tuple) else str(told or "")


def _table(field: str) -> frozenset[str]:
    name, column = _TABLES[field]
    return known_codes(name, column)

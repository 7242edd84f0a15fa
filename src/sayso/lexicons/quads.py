"""Which event types are deeds: the material quad classes of the codebook."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.codebook import CODEBOOKS, EventTypeRow
from sayso.lexicons.load import read_table

_MATERIAL = frozenset({2, 4})


@cache
def material_types() -> frozenset[str]:
    """The types of the material quad classes (2 cooperation, 4 conflict): deeds, not words."""
    rows = read_table(CODEBOOKS / "plover_events.tsv", EventTypeRow)
    return frozenset(r.event_type for r in rows if r.quad in _MATERIAL)

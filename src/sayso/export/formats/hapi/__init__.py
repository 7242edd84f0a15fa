"""HAPI's conflict events, from sayso's own data: counts by division, month and type."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.export.formats.contract import FormatLevel, Tally
from sayso.export.formats.files.columns import columns, write_table
from sayso.export.formats.hapi.checking import check
from sayso.export.formats.hapi.units import units_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.records.shown.dossier import Dossier

__all__ = ["FOLDER", "LEVEL", "check", "write"]

LEVEL = FormatLevel.INCIDENT
FOLDER = False


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes the counts, by country, division, month and type; with a byte order mark, as HAPI.

    The options are "hxl" (a second row of tags) and "spreadsheet-safe".
    """
    lost: Counter[str] = Counter()
    units = units_of(dossiers, context, lost)
    rows = (units[unit].row(unit) for unit in sorted(units))
    written = write_table(target, columns("hapi"), rows, context.options, bom=True)
    return Tally(rows=Counter({target.name: written}), lost=lost)

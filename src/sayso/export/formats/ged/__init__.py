"""UCDP GED's shape, for sayso's own data: 49 columns, a row an incident with a death."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.export.formats.contract import FormatLevel, Tally
from sayso.export.formats.files.columns import columns, write_table
from sayso.export.formats.ged.checking import check
from sayso.export.formats.ged.reading import read
from sayso.export.formats.ged.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.records.shown.dossier import Dossier

__all__ = ["FOLDER", "LEVEL", "check", "read", "write"]

LEVEL = FormatLevel.INCIDENT
FOLDER = False


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes the incidents that GED's shape has room for, by first day, then by id.

    The options are "hxl" (a second row of tags) and "spreadsheet-safe".
    """
    lost: Counter[str] = Counter()
    rows: list[dict[str, object]] = []
    for dossier in dossiers:
        row = row_of(dossier, context, lost)
        if isinstance(row, str):
            lost[f"incidents not written: {row}"] += 1
        else:
            rows.append(row)
    rows.sort(key=lambda row: (row["date_start"], row["id"]))
    written = write_table(target, columns("ged"), rows, context.options)
    return Tally(rows=Counter({target.name: written}), lost=lost)

"""ACLED's shape, for sayso's own data: 31 columns, a row an incident, day and place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.export.formats.acled.checking import check
from sayso.export.formats.acled.coding import code_incident
from sayso.export.formats.acled.rows import rows_of
from sayso.export.formats.contract import FormatLevel, Tally
from sayso.export.formats.files.columns import columns, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.records.shown.dossier import Dossier

__all__ = ["FOLDER", "LEVEL", "check", "write"]

LEVEL = FormatLevel.INCIDENT
FOLDER = False


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes the incidents that ACLED's shape has room for, by day, then by id.

    The options are "numeric" (actor types and interactions as digits), "hxl" (a second row of
    tags) and "spreadsheet-safe".
    """
    lost: Counter[str] = Counter()
    rows: list[dict[str, object]] = []
    for dossier in dossiers:
        coded = code_incident(dossier, context)
        if isinstance(coded, str):
            lost[f"incidents not written: {coded}"] += 1
        else:
            rows += rows_of(coded, lost, numeric="numeric" in context.options)
    rows.sort(key=lambda row: (row["event_date"], row["event_id_cnty"]))
    written = write_table(target, columns("acled"), rows, context.options)
    return Tally(rows=Counter({target.name: written}), lost=lost)

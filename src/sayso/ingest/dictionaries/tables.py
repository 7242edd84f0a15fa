"""Rows made of dictionaries, as the text of overlay tables and of the table of losses."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath
from typing import TYPE_CHECKING

import msgspec

from sayso.ingest.dictionaries.lines import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.ingest.dictionaries.rows import Made
    from sayso.lexicons.overlays.rows import OwnActor, OwnRole, OwnVerb
    from sayso.records.evidence import Record


def table(made: Sequence[Made[OwnActor] | Made[OwnRole] | Made[OwnVerb]]) -> str:
    """An overlay table: a header, then each row under a comment with its place of origin.

    Row number n (from 0) stands at line 3 + 2n.
    """
    kind = type(made[0].row)
    fields = msgspec.structs.fields(kind)
    cells = [[_cell(row, field) for field in fields] for row, _, _ in made]
    filled = [n for n in range(len(cells[0])) if any(row[n] for row in cells)]
    lines = ["\t".join(kind.__struct_fields__[n] for n in filled)]
    for (_, path, line), row in zip(made, cells, strict=True):
        lines.append(f"# {PurePath(path).name}:{line}")
        lines.append("\t".join(row[n] for n in filled))
    return "\n".join(lines) + "\n"


def _cell(row: Record, field: msgspec.structs.FieldInfo) -> str:
    """The cell of a column; empty for what the column says when it is empty."""
    value = getattr(row, field.name)
    if value == field.default:
        return ""
    if isinstance(value, tuple):
        return "|".join(value)
    return "" if value is None else str(value)


def losses_table(losses: Iterable[Loss]) -> str:
    """The losses as CSV, by file and line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = [field.name for field in msgspec.structs.fields(Loss)]
    writer.writerow(columns)
    ordered = sorted(losses, key=lambda loss: (loss.path, loss.line or 0, loss.lost, loss.words))
    writer.writerows(["" if v is None else v for v in msgspec.structs.astuple(x)] for x in ordered)
    return text.getvalue()

"""The side table of an export that tells what people said of its accounts, and why."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from sayso.export.formats.files.columns import one_line
from sayso.lexicons.files.load import DATA, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.records.review.settled import Correction

TABLE = DATA / "schemas" / "reviews.tsv"
_TELLING = ("was", "now", "quote", "start", "end", "by", "why", "note")


def columns() -> tuple[str, ...]:
    """The columns, in their order (reviews.tsv)."""
    return tuple(cells[0] for _, cells in read_lines(TABLE).rows)


def write_reviews(
    path: Path, corrections: Iterable[tuple[str, Correction]], *, guarded: bool
) -> None:
    """Writes a CSV file (UTF-8) of what people's words did, in the order given.

    Args:
        path: the file.
        corrections: each with the id of its incident.
        guarded: whether places, days or names are held back in the export: then values, words,
            reasons and who decided stay out, since they may tell them.

    Raises:
        OSError: when the file cannot be written.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns(), lineterminator="\n")
        writer.writeheader()
        for incident, one in corrections:
            row = _row(incident, one)
            if guarded:
                row |= dict.fromkeys(_TELLING, "")
            writer.writerow(row)


def _row(incident: str, one: Correction) -> dict[str, str]:
    told = {
        "incident": incident,
        "account": one.claim,
        "field": one.field,
        "verdict": one.verdict.value,
        "outcome": one.outcome.value,
        "was": one.was,
        "now": one.now,
        "quote": one.words.quote if one.words else None,
        "start": str(one.words.start) if one.words else None,
        "end": str(one.words.end) if one.words else None,
        "by": "; ".join(one.by),
        "at": one.at,
        "why": one.why,
        "applied": "yes" if one.applied else "no",
        "note": one.note,
        "review": one.review,
    }
    return {name: one_line(value or "") for name, value in told.items()}

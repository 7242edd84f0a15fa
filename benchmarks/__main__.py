"""`python -m benchmarks`: every row of the table, measured now and here."""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.against_spacy import conflict, mixed
from benchmarks.ledger import rereading, writing
from benchmarks.linking import linking
from benchmarks.machine import machine, versions
from benchmarks.memory import memory
from benchmarks.room import room
from benchmarks.rows import Setting
from benchmarks.start import start
from benchmarks.table import page, table
from benchmarks.two_workers import two_workers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.rows import Measure, Row

MEASURES: dict[str, Measure] = {
    "start": start,
    "conflict": conflict,
    "mixed": mixed,
    "workers": two_workers,
    "memory": memory,
    "writing": writing,
    "rereading": rereading,
    "linking": linking,
    "room": room,
}
FOLDER = "SAYSO_BENCHMARKS"


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints the table, and writes it to a page where one is named."""
    options = _parser().parse_args(arguments)
    data = options.benchmarks
    if data is not None and not (data / "muc4.input.jsonl.gz").is_file():
        sys.stderr.write(f"{data}: no muc4.input.jsonl.gz there; measuring on generated texts\n")
        data = None
    setting = Setting(data, runs=options.runs, words=options.words, full=options.full)
    where = [
        f"Measured on {datetime.now(UTC):%d %B %Y}.",
        f"Machine: {machine()}.",
        f"Versions: {versions()}.",
    ]
    rows = list(_measure(options.rows or list(MEASURES), setting))
    sys.stdout.write("\n".join(["", *where, "", table(rows)]))
    if options.write is not None:
        options.write.write_text(page(options.write, where, rows), encoding="utf-8")
    return 0


def _measure(names: list[str], setting: Setting) -> Iterator[Row]:
    for name in names:
        began = time.monotonic()
        rows = MEASURES[name](setting)
        sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")
        yield from rows


def _parser() -> argparse.ArgumentParser:
    told = os.environ.get(FOLDER)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--benchmarks",
        type=Path,
        default=Path(told) if told else Path("../shared/benchmarks/data"),
        help=f"folder of public texts (or {FOLDER}); without one, generated texts are read",
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each thing is measured")
    parser.add_argument("--words", type=int, default=12_000, help="words that one run reads")
    parser.add_argument("--full", action="store_true", help="100,000 reports: takes hours")
    parser.add_argument("--write", type=Path, help="a page whose table is replaced")
    # argparse holds the empty list of no rows against the choices, too
    parser.add_argument("rows", nargs="*", choices=[*MEASURES, []])
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""Cold starts: what a person waits for at the terminal."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.rows import Row, seconds

if TYPE_CHECKING:
    from benchmarks.rows import Setting

_TEXT = "The army said that it shelled Aleppo on Monday, killing 12 people.\n"
_SAYSO = [sys.executable, "-m", "sayso"]


def start(setting: Setting) -> list[Row]:
    """Each time a new process, the two commands in turns."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.txt")
        report.write_text(_TEXT, encoding="utf-8")
        helps, reads = [], []
        for _ in range(setting.runs + 2):
            helps.append(seconds(_help))
            reads.append(seconds(lambda: _first_event(report)))
    told = "new processes; files in the system's cache"
    return [
        Row("sayso --help", "s", tuple(helps), most=0.3, told=told),
        Row("first event of a one-file read", "s", tuple(reads), most=3.0, told=told),
    ]


def _help() -> None:
    subprocess.run([*_SAYSO, "--help"], check=True, capture_output=True)


def _first_event(report: Path) -> None:
    """From the start of the process to the first line that it writes.

    Raises:
        RuntimeError: when it writes none.
    """
    command = [*_SAYSO, "read", str(report), "--published", "2016-08-03", "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        if not process.stdout.readline():
            raise RuntimeError(f"{' '.join(command)} wrote no event")
        process.stdout.read()

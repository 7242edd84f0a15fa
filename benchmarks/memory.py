"""The most memory that a process which reads has held, and whether it grows with the reports."""

from __future__ import annotations

import json
import resource
import subprocess
import sys

import sayso
from benchmarks import corpus
from benchmarks.rows import Row, Setting

_SMALL = (150, 600)
_FULL = (10_000, 100_000)
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of `ru_maxrss` (getrusage(2))."""


def memory(setting: Setting) -> list[Row]:
    """One process reads generated reports; its peak is taken twice on the way."""
    first, last = _FULL if setting.full else _SMALL
    command = [sys.executable, "-m", "benchmarks.memory", str(first), str(last)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    early, late = json.loads(out)
    told = f"generated reports: {first:,}, then {last:,}"
    return [
        Row("peak memory of a worker", "GB", (late / 1e9,), most=1.2, told=told),
        Row("its growth", "%", (100 * (late - early) / early,), most=2.0, told=told),
    ]


def main(first: int, last: int) -> None:
    """Reads `last` reports and prints the peaks, in bytes, after `first` and at the end."""
    peaks = [
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
        for number, _ in enumerate(sayso.read_many(corpus.texts(last), lang="en"), 1)
        if number in {first, last}
    ]
    sys.stdout.write(json.dumps(peaks))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

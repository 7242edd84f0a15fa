"""A corpus read by Dask workers of which one is killed midway: nothing lost, nothing twice.

`python benchmarks/cluster_run.py --documents 100000` generates the corpus (benchmarks/corpus.py),
reads it with `sayso read … --scheduler local --workers 2`, kills a worker when a third of the
shards is read, and counts. It ends with status 1 when a record is lost or comes twice.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import psutil
import pyarrow.parquet as pq

from benchmarks.corpus import MEDIAN, write_corpus
from sayso.export.parts import read_part
from sayso.pipeline.sharding.manifest import MANIFEST, ShardStatus, read_manifest
from sayso.records.document import Document, Reject

_KILL_AFTER = 1 / 3
_LOOK_EVERY = 0.5


class Found(NamedTuple):
    """What a folder of parts holds, counted anew from its files."""

    read: int
    rejected: int
    unread: int
    events: int
    records: Counter[str]


def run(reports: Path, folder: Path, *, workers: int, model: bool) -> tuple[int, float]:
    """Reads a corpus and kills a worker on the way; the killed process's id, and the seconds."""
    command = [sys.executable, "-m", "sayso", "read", str(reports), "-o", f"{folder}/"]
    command += ["--scheduler", "local", "--workers", str(workers)]
    begin = time.monotonic()
    with subprocess.Popen(command if model else [*command, "--no-model"]) as process:
        killed = 0
        while process.poll() is None:
            time.sleep(_LOOK_EVERY)
            if not killed and _share_done(folder) >= _KILL_AFTER:
                killed = _kill_one(process.pid)
    return killed, time.monotonic() - begin


def count(folder: Path) -> Found:
    """Counts what the parts hold; each record of the input goes by its path and line."""
    _, rows = read_manifest(folder)
    records: Counter[str] = Counter()
    kinds: Counter[type] = Counter()
    for key in rows:
        unread = set()
        for item in read_part(folder, key):
            kinds[type(item)] += 1
            if isinstance(item, Reject):
                # the reject of a document that is stored without being read is of the same record
                if item.path not in unread:
                    records[f"{item.path}:{item.where}"] += 1
                continue
            document = item if isinstance(item, Document) else item.document
            records[document.address] += 1
            if isinstance(item, Document):
                unread.add(document.address)
    return Found(
        read=sum(n for kind, n in kinds.items() if kind not in {Reject, Document}),
        rejected=kinds[Reject],
        unread=kinds[Document],
        events=pq.read_table(folder / "mentions", columns=["id"]).num_rows,
        records=records,
    )


def _share_done(folder: Path) -> float:
    if not (folder / MANIFEST).exists():
        return 0.0
    _, rows = read_manifest(folder)
    return sum(row.status is ShardStatus.DONE for row in rows.values()) / len(rows)


def _kill_one(leader: int) -> int:
    """Kills the busiest of the processes below the one that leads the run."""
    below = psutil.Process(leader).children(recursive=True)
    victim = max(below, key=lambda process: process.cpu_times().user)
    os.kill(victim.pid, signal.SIGKILL)
    return int(victim.pid)


def _report(counts: dict[str, int], folder: Path, killed: int, seconds: float) -> bool:
    documents = sum(counts.values())
    _, rows = read_manifest(folder)
    told = [row.counts for row in rows.values()]
    found = count(folder)
    twice = [record for record, times in found.records.items() if times > 1]
    lost = documents - len(found.records)
    lines = {
        "documents in": documents,
        "  of them broken": sum(n for kind, n in counts.items() if kind.startswith("broken")),
        "read": found.read,
        "rejected": found.rejected,
        "  of them stored, in a language without data": found.unread,
        "event mentions": found.events,
        "shards": len(rows),
        "shards done": sum(row.status is ShardStatus.DONE for row in rows.values()),
        "lost": lost,
        "twice": len(twice),
    }
    for name, number in lines.items():
        print(f"{number:>10,}  {name}")
    print(f"{seconds:>10,.0f}  seconds; process {killed or 'none'} was killed on the way")
    manifest = (
        sum(counts.read for counts in told),
        sum(counts.rejected for counts in told),
        sum(counts.events for counts in told),
    )
    same = manifest == (found.read, found.rejected, found.events)
    print("the manifest tells the same counts" if same else f"the manifest tells {manifest}")
    whole = found.read + found.rejected == documents
    return bool(killed) and same and whole and not lost and not twice


def main() -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--median", type=int, default=MEDIAN, help="words of a report")
    parser.add_argument("--keep", type=Path, help="folder for corpus and parts, which stay there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = given.keep or Path(temporary)
        reports, folder = place / "reports", place / "parts"
        counts = write_corpus(reports, given.documents, median=given.median)
        print(json.dumps(counts))
        killed, seconds = run(reports, folder, workers=given.workers, model=not given.no_model)
        good = _report(counts, folder, killed, seconds)
    print("nothing lost, nothing twice" if good else "NOT as it should be")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()

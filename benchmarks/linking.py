"""Linking: how long the events of many reports take, how much memory, which pairs come right."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from benchmarks.incident_accounts import accounts
from benchmarks.rows import Row, Setting, cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.incidents.joining.linker import Watcher

_FEW, _SOME, _MANY = 10_000, 100_000, 1_000_000
_TIMES = "times that of 10,000"


class Run(msgspec.Struct, frozen=True):
    """What one linking took: seconds of the processor, GB; and its pairs."""

    seconds: float
    memory: float
    precision: float
    recall: float


def linking(setting: Setting) -> list[Row]:
    """Generated accounts are linked, each number of them in a process of its own."""
    few = [_measured(_FEW, seed) for seed in range(1, setting.runs + 1)]
    some = _measured(_SOME, 1)
    told = f"{_SOME:,} generated events"
    rows = [
        Row("linking", "s", (some.seconds,), most=600, told=f"{told}, one core"),
        Row("linking, memory", "GB", (some.memory,), most=2, told=told),
        Row("linking, cost of an event", _TIMES, _times(some, _SOME, few), most=1.5, told=told),
        Row("linking, of the pairs joined right", "%", (100 * some.precision,), told=told),
        Row("linking, of the right pairs joined", "%", (100 * some.recall,), told=told),
    ]
    if setting.full:
        many = _measured(_MANY, 1)
        told = f"{_MANY:,} generated events, {many.memory:.1f} GB"
        what = "linking, cost of an event"
        rows.append(Row(what, _TIMES, _times(many, _MANY, few), most=1.5, told=told))
    return rows


def _times(run: Run, events: int, few: Sequence[Run]) -> tuple[float, ...]:
    """The cost of an event as a multiple of that in each run on few events."""
    return tuple(run.seconds / events * _FEW / one.seconds for one in few)


def _measured(events: int, seed: int) -> Run:
    here = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.linking", str(events), str(seed)],
        cwd=here,
        env=os.environ,
        check=True,
        stdout=subprocess.PIPE,
    )
    return msgspec.json.decode(done.stdout, type=Run)


def run(events: int, seed: int) -> Run:
    """Links so many generated events in this process."""
    from sayso.incidents.joining.linker import link_events  # noqa: PLC0415 (its cost is measured here)

    generated = accounts(events, seed)
    groups: list[tuple[tuple[str, ...], ...]] = []
    took = cpu_seconds(
        lambda: groups.append(link_events(generated.events, watch=_told(events)).groups)
    )
    precision, recall = pairs_right(groups[0], generated.truth)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    return Run(seconds=took, memory=memory, precision=precision, recall=recall)


def _told(events: int) -> Watcher:
    """Says on standard error how far a large linking has come, twenty times."""
    began = time.process_time()
    told: set[tuple[str, int]] = set()

    def watch(doing: str, done: int, total: int) -> None:
        share = 20 * done // max(1, total)
        if events > _FEW and (doing, share) not in told:
            told.add((doing, share))
            took = time.process_time() - began
            sys.stderr.write(f"linking {events:,}: {doing} {done:,} of {total:,}, {took:.0f} s\n")
            sys.stderr.flush()

    return watch


def pairs_right(
    groups: Iterable[tuple[str, ...]], truth: Mapping[str, int]
) -> tuple[float, float]:
    """Of the pairs in one group the share that are one incident, and of these the share joined."""
    joined = right = 0
    told: Counter[int] = Counter()
    for group in groups:
        incidents = Counter(truth[name] for name in group)
        joined += len(group) * (len(group) - 1) // 2
        right += sum(n * (n - 1) // 2 for n in incidents.values())
        told.update(incidents)
    one = sum(n * (n - 1) // 2 for n in told.values())
    return right / joined if joined else 1.0, right / one if one else 1.0


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(run(int(sys.argv[1]), int(sys.argv[2]))))

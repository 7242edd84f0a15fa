"""Linking: how long the events of many reports take, how much memory, which pairs come right."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from benchmarks.incident_accounts import accounts
from benchmarks.rows import Row, Setting, cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FEW, _SOME, _MANY = 10_000, 100_000, 1_000_000


class Run(msgspec.Struct, frozen=True):
    """What one linking took: seconds of the processor, GiB; and its pairs."""

    seconds: float
    memory: float
    precision: float
    recall: float


def linking(setting: Setting) -> list[Row]:
    """Generated accounts are linked, each number of them in a process of its own."""
    few = [_measured(_FEW, seed) for seed in range(1, setting.runs + 1)]
    some = [_measured(_SOME, seed) for seed in range(1, setting.runs + 1)]
    told = f"{_SOME:,} generated events"
    flat = [(b.seconds / _SOME) / (a.seconds / _FEW) for a, b in zip(few, some, strict=True)]
    rows = [
        Row("linking", "s", tuple(run.seconds for run in some), most=600, told=told),
        Row("linking, memory", "GiB", tuple(run.memory for run in some), most=1.86, told=told),
        Row("linking, cost of an event", "times that of 10,000", tuple(flat), most=1.5, told=told),
        Row("linking, pairs right of those joined", "%", _percent(r.precision for r in some)),
        Row("linking, pairs joined of those to join", "%", _percent(r.recall for r in some)),
    ]
    if setting.full:
        many = _measured(_MANY, 1)
        times = (many.seconds / _MANY) / (few[0].seconds / _FEW)
        told = f"{_MANY:,} generated events, {many.memory:.1f} GiB"
        what = "linking, cost of an event"
        rows.append(Row(what, "times that of 10,000", (times,), most=1.5, told=told))
    return rows


def _percent(shares: Iterable[float]) -> tuple[float, ...]:
    return tuple(100 * share for share in shares)


def _measured(events: int, seed: int) -> Run:
    here = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.linking", str(events), str(seed)],
        cwd=here,
        env=os.environ,
        check=True,
        capture_output=True,
    )
    return msgspec.json.decode(done.stdout, type=Run)


def run(events: int, seed: int) -> Run:
    """Links so many generated events in this process."""
    from sayso.incidents.linker import link_events  # noqa: PLC0415 (its cost is measured here)

    generated = accounts(events, seed)
    groups: list[tuple[tuple[str, ...], ...]] = []
    took = cpu_seconds(lambda: groups.append(link_events(generated.events).groups))
    precision, recall = pairs_right(groups[0], generated.truth)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return Run(seconds=took, memory=memory, precision=precision, recall=recall)


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

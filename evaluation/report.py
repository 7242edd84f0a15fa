"""The table of figures in docs/quality.md, measured with the benchmarks' own scorer."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.items import ItemError, read_items
from evaluation.tasks import TASKS, predict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from evaluation.items import Item
    from evaluation.tasks import Task

BENCHMARKS = Path("../shared/benchmarks")
_START, _END = "<!-- measured: start -->", "<!-- measured: end -->"
_HEAD = "| task | figure | rules | mark | items |\n|---|---|---|---|---|\n"


def write_report(benchmarks: Path, page: Path, tasks: Sequence[str], limit: int | None) -> None:
    """Measure the tasks on their dev data and put the table into a page, between its marks.

    Args:
        benchmarks: the folder with `score.py` and `data/`.
        page: a Markdown page that holds the two marks.
        tasks: names of the tasks to measure.
        limit: how many items of a task at most, chosen by a hash of the id; all when null.

    Raises:
        ItemError: when the benchmarks or the marks are not there.
    """
    scorer = _load_scorer(benchmarks / "score.py")
    text = page.read_text(encoding="utf-8")
    if _START not in text or _END not in text:
        raise ItemError(f"{page}: put {_START} and {_END} where the table belongs")
    rows = [row for name in tasks for row in _measure(scorer, benchmarks, name, limit)]
    before, rest = text.split(_START, 1)
    after = rest.split(_END, 1)[1]
    table = _HEAD + "\n".join(rows)
    page.write_text(f"{before}{_START}\n{table}\n{_END}{after}", encoding="utf-8")


def _measure(scorer: ModuleType, benchmarks: Path, name: str, limit: int | None) -> list[str]:
    started = time.monotonic()
    items = choose(list(read_items(benchmarks / "data" / f"{name}.input.jsonl.gz")), limit)
    gold = {g["id"]: g for g in read_items(benchmarks / "data" / f"{name}.gold.jsonl.gz")}
    predicted = {p["id"]: p for p in predict(name, items)}
    figures = scorer.TASKS[name].score({i: gold[i] for i in predicted}, predicted)
    sys.stderr.write(f"{name}: {len(items)} items, {time.monotonic() - started:.0f} s\n")
    return _rows(name, TASKS[name], figures, len(items))


def choose(items: list[Item], limit: int | None) -> list[Item]:
    """No more than `limit` items, the same ones whatever the order they come in."""
    if limit is None or limit >= len(items):
        return items
    ranked = sorted(items, key=lambda item: hashlib.sha256(item["id"].encode()).hexdigest())
    return ranked[:limit]


def _rows(name: str, task: Task, figures: dict[str, Any], count: int) -> list[str]:
    marks = [*task.marks, *[None] * len(task.metrics)]
    return [
        f"| {name} | {words} | {_figure(key, figures[key])} | "
        f"{'–' if mark is None else _figure(key, mark)} | {count} |"
        for (key, words), mark in zip(task.metrics, marks, strict=False)
    ]


def _figure(key: str, value: float) -> str:
    if key in {"mae", "pearson_r", "events_per_sentence"}:
        return f"{value:.2f}"
    return f"{100 * value:.1f}"


def _load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise ItemError(f"{path}: there is no scorer; give its folder with --benchmarks")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module

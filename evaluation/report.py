"""The table of figures in docs/quality.md, measured with the benchmarks' own scorer."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.account_report import account_rows
from evaluation.held import HELD, part_of, text_of
from evaluation.items import ItemError, read_items, write_items
from evaluation.tasks import TASKS, predict
from sayso.analysis.recorder import can_record, load_heads
from sayso.analysis.sessions import FOLDER, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from evaluation.items import Item
    from evaluation.tasks import Task

ACCOUNTS = "accounts"
"""Our own contradiction set, beside the benchmarks' tasks."""

RECORDED = "muc4"
"""The task that the recorder learnt."""

BENCHMARKS = Path("../shared/benchmarks")
_START, _END = "<!-- measured: start -->", "<!-- measured: end -->"
_HEAD = (
    "| task | figure | rules alone | open model | sayso | mark | items |\n"
    "|---|---|---|---|---|---|---|\n"
)


@dataclass(frozen=True)
class Asked:
    """What to measure: the folder with `score.py` and `data/`, tasks, how many items at most.

    `open_model` is a folder of networks trained on openly licensed texts alone, if there is one.
    """

    benchmarks: Path
    tasks: Sequence[str]
    limit: int | None = None
    open_model: Path | None = None


def write_report(asked: Asked, page: Path) -> None:
    """Measure on texts that no network was trained on, and put the table into a page.

    Raises:
        ItemError: when the benchmarks or the marks in the page are not there, or when the recorder
            has seen the texts that it would be measured on.
    """
    scorer = load_scorer(asked.benchmarks / "score.py")
    check_marks(page, _START, _END)
    if RECORDED in asked.tasks:
        _check_unseen()
    rows = [
        row
        for name in asked.tasks
        for row in (account_rows() if name == ACCOUNTS else _measure(scorer, asked, name))
    ]
    put_table(page, _HEAD + "\n".join(rows), _START, _END)


def _check_unseen() -> None:
    if can_record() and load_heads().kept != HELD:
        raise ItemError(
            f"{FOLDER}: its recorder learnt from the texts that {RECORDED} is measured on; leave "
            f"{RECORDED} out of --tasks, or set {WEIGHTS} to a folder with a recorder trained by "
            f"`python -m training --part {HELD}`"
        )


def check_marks(page: Path, start: str, end: str) -> str:
    """The text of a page that has both marks.

    Raises:
        ItemError: when it has not.
    """
    text = page.read_text(encoding="utf-8")
    if start not in text or end not in text:
        raise ItemError(f"{page}: put {start} and {end} where the table belongs")
    return text


def put_table(page: Path, table: str, start: str, end: str) -> None:
    """Puts a table between the marks of a page.

    Raises:
        ItemError: when the page has none.
    """
    before, rest = check_marks(page, start, end).split(start, 1)
    after = rest.split(end, 1)[1]
    page.write_text(f"{before}{start}\n{table}\n{end}{after}", encoding="utf-8")


def _measure(scorer: ModuleType, asked: Asked, name: str) -> list[str]:
    started = time.monotonic()
    data = asked.benchmarks / "data"
    unseen = [
        i for i in read_items(data / f"{name}.input.jsonl.gz") if part_of(text_of(i)) == HELD
    ]
    items = choose(unseen, asked.limit)
    gold = {g["id"]: g for g in read_items(data / f"{name}.gold.jsonl.gz")}
    figures = []
    for predicted in _predictions(asked, name, items):
        by_id = {p["id"]: p for p in predicted}
        known = {i: gold[i] for i in by_id}
        figures.append(scorer.TASKS[name].score(known, by_id) if by_id else None)
    sys.stderr.write(f"{name}: {len(items)} items, {time.monotonic() - started:.0f} s\n")
    return _rows(name, TASKS[name], figures, len(items))


def _predictions(asked: Asked, name: str, items: list[Item]) -> Iterator[list[Item]]:
    """By the rules alone, by the open model, by the shipped model."""
    yield list(predict(name, items, model=False))
    yield _by_open_model(asked.open_model, name, items) if asked.open_model else []
    yield list(predict(name, items))


def _by_open_model(folder: Path, name: str, items: list[Item]) -> list[Item]:
    """The same command in another process, which loads the networks of that folder."""
    with tempfile.TemporaryDirectory() as place:
        source, target = Path(place) / "input.jsonl", Path(place) / "pred.jsonl"
        with source.open("w", encoding="utf-8") as out:
            write_items(items, out)
        command = [sys.executable, "-m", "evaluation", "predict", name, str(source)]
        with target.open("w", encoding="utf-8") as out:
            subprocess.run(  # noqa: S603 - our own command
                command, stdout=out, check=True, env={**os.environ, WEIGHTS: str(folder)}
            )
        return list(read_items(target))


def choose(items: list[Item], limit: int | None) -> list[Item]:
    """No more than `limit` items, the same ones whatever the order they come in."""
    if limit is None or limit >= len(items):
        return items
    ranked = sorted(items, key=lambda item: hashlib.sha256(item["id"].encode()).hexdigest())
    return ranked[:limit]


def _rows(
    name: str, task: Task, figures: Sequence[dict[str, Any] | None], count: int
) -> list[str]:
    marks = [*task.marks, *[None] * len(task.metrics)]
    return [
        f"| {name} | {words} | "
        + " | ".join(_figure(key, _value(one, key)) if one else "–" for one in figures)
        + f" | {'–' if mark is None else _figure(key, mark)} | {count} |"
        for (key, words), mark in zip(task.metrics, marks, strict=False)
    ]


def _value(figures: dict[str, Any], key: str) -> float:
    """One of the scorer's figures; a key with dots leads into a table of them."""
    value: Any = figures
    for part in key.split("."):
        value = value[part]
    return float(value)


def _figure(key: str, value: float) -> str:
    if key in {"mae", "pearson_r", "events_per_sentence"}:
        return f"{value:.2f}"
    return f"{100 * value:.1f}"


def load_scorer(path: Path) -> ModuleType:
    """The benchmarks' own `score.py`.

    Raises:
        ItemError: when it is not there.
    """
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise ItemError(f"{path}: there is no scorer; give its folder with --benchmarks")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module

"""A run in shards over a few small files, and what it leaves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.ingest.options import IngestOptions
from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.sharding.manifest import Manifest, ShardRow, open_manifest
from sayso.pipeline.sharding.process import ShardJob
from sayso.pipeline.sharding.shards import plan_shards
from sayso.pipeline.sharding.spread import run_shards
from tests.pipeline.corpus import sentence
from tests.pipeline.poison import WORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.pipeline.sharding.spread import Spread

CONFIG = ReadConfig(model=False)
OPTIONS = IngestOptions(language="en")
REPORTS = 24
SIZE = 400
"""Bytes of a shard in these tests: a few reports."""


def write_reports(folder: Path, *, poison: bool = False) -> Path:
    """A JSON Lines file that is cut, small files, and three that cannot be read."""
    folder.mkdir()
    texts = [sentence(n) for n in range(REPORTS)]
    if poison:
        texts[5] = f"{WORD} was found in the well of a village near Gao."
    half = REPORTS // 2
    lines = [json.dumps({"id": f"r{n}", "text": text}) for n, text in enumerate(texts[:half])]
    lines.insert(4, '{"id": "half", "te')
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for n, text in enumerate(texts[half:], half):
        (folder / f"b{n}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "nul.txt").write_bytes(b"The army\0 attacked.")
    return folder


def run_into(
    folder: Path,
    reports: Path,
    spread: Spread,
    *,
    resume: bool = False,
    on_row: Callable[[ShardRow], None] = lambda _: None,
) -> tuple[Manifest, list[ShardRow]]:
    """Reads the reports in shards; the manifest, and the rows of shards that were given up."""
    plan = plan_shards([str(reports)], OPTIONS, CONFIG, size=SIZE)
    manifest = open_manifest(folder, plan, resume=resume)
    job = ShardJob(str(folder), str(Path.cwd()), OPTIONS, CONFIG, CONFIG.digest())
    return manifest, run_shards(manifest, job, spread, on_row)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a run's folder but the manifest, which counts attempts."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.jsonl"
    }

"""The generated corpus: the same in every run, and what it says that it is."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import record, texts, write_corpus
from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.records.document import Document, Reject

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = 1_000


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    folder = tmp_path_factory.mktemp("corpus") / "reports"
    return folder, write_corpus(folder, DOCUMENTS)


def test_each_record_is_a_document_or_one_reject(corpus: tuple[Path, dict[str, int]]) -> None:
    folder, counts = corpus
    broken = sum(n for kind, n in counts.items() if kind.startswith("broken"))
    assert sum(counts.values()) == DOCUMENTS
    items = list(read_sources([str(folder)], IngestOptions()))
    assert Counter(type(item) for item in items) == {Document: DOCUMENTS - broken, Reject: broken}
    assert json.loads(folder.with_name("reports.json").read_text()) == counts


def test_shares_are_about_those_told(corpus: tuple[Path, dict[str, int]]) -> None:
    _, counts = corpus
    broken = sum(n for kind, n in counts.items() if kind.startswith("broken"))
    assert 0.01 < broken / DOCUMENTS < 0.03
    assert 0.06 < counts["conflict"] / DOCUMENTS < 0.10
    assert 0.03 < counts["foreign"] / DOCUMENTS < 0.07


def test_lengths_are_mixed() -> None:
    lengths = [len(text.split()) for text in texts(DOCUMENTS)]
    assert len(lengths) == DOCUMENTS
    assert 80 < statistics.median(lengths) < 110
    assert min(lengths) < 30
    assert 600 < max(lengths) < 1_000


def test_records_hang_on_their_number_and_the_seed_alone(
    corpus: tuple[Path, dict[str, int]],
) -> None:
    folder, _ = corpus
    lines = (folder / "reports-0000.jsonl").read_bytes().split(b"\n")
    assert [record(n, 1)[1] for n in range(50)] == lines[:50]
    assert record(7, 2)[1] != lines[7]

"""The texts that are read: public news from a folder of yours, else generated reports."""

from __future__ import annotations

import gzip
import itertools
import json
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from benchmarks.rows import Setting

_SEEDS = {"conflict": 11, "mixed": 12}


class Texts(NamedTuple):
    """Texts, and where they are from in words."""

    texts: list[str]
    told: str


def conflict_news(setting: Setting) -> Texts:
    """News of conflict: MUC-4, from all over the collection."""
    if setting.data is None:
        return _generated("conflict", setting.words)
    every = list(_texts(setting.data / "muc4.input.jsonl.gz"))
    return _told(list(_spread(every, setting.words)), "MUC-4 dev")


def mixed_news(setting: Setting) -> Texts:
    """News of all kinds: places, incidents and coreference in equal parts, by words."""
    if setting.data is None:
        return _generated("mixed", setting.words)
    each = setting.words // 3
    parts = [
        list(_spread(list(_texts(setting.data / f"{name}.input.jsonl.gz")), each))
        for name in ("places", "incidents", "coreference")
    ]
    mixed = [text for some in itertools.zip_longest(*parts) for text in some if text]
    return _told(mixed, "places, incidents and coreference dev")


def _texts(path: Path) -> Iterator[str]:
    """The texts of a file of inputs; a topic holds several."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            yield from (part["text"] for part in item.get("docs", [item]))


def _spread(every: list[str], words: int) -> Iterator[str]:
    """Texts of about so many words in all, at even steps through the collection."""
    total = sum(len(text.split()) for text in every)
    step = max(total // max(words, 1), 1)
    taken = 0
    for text in itertools.chain.from_iterable(every[start::step] for start in range(step)):
        if taken >= words:
            return
        taken += len(text.split())
        yield text


def _generated(kind: str, words: int) -> Texts:
    texts: list[str] = []
    taken = 0
    for text in _generate(kind):
        if taken >= words:
            break
        taken += len(text.split())
        texts.append(text)
    return _told(texts, "generated texts, no folder of public ones was given")


def _generate(kind: str) -> Iterable[str]:
    """Generated reports: of conflict alone, or as an archive holds them."""
    if kind == "mixed":
        return corpus.texts(100_000, _SEEDS[kind])
    records = (corpus.record(number, _SEEDS[kind]) for number in itertools.count())
    return (json.loads(line)["text"] for name, line in records if name == "conflict")


def _told(texts: list[str], source: str) -> Texts:
    words = sum(len(text.split()) for text in texts)
    return Texts(texts, f"{len(texts):,} texts, {words:,} words: {source}")

"""A folder of a thousand documents, a tenth of them broken in every way that files break."""

from __future__ import annotations

import gzip
import json
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SPEAKERS = ["The army", "A rebel spokesman", "The interior ministry", "Residents", "The UN"]
_CLAIMS = [
    "said on Monday that gunmen had killed {n} people in Aleppo",
    "denied that its forces had shelled the town of Sirte",
    "warned that it would bomb Idlib if the siege went on",
    "reported that {n} soldiers were wounded near Homs on Sunday",
    "accused the government of arresting {n} protesters in Tripoli",
    "called on both sides to release {n} prisoners",
]


def sentence(number: int) -> str:
    """A short report of our own, different for every number."""
    chance = random.Random(number)
    claim = chance.choice(_CLAIMS).format(n=number % 97 + 2)
    return f"{chance.choice(_SPEAKERS)} {claim}. The report could not be verified. Nr {number}.\n"


def write_corpus(folder: Path, documents: int, *, big_line: int = 50_000_000) -> int:
    """Writes `documents` documents, a tenth of them broken; returns how many are broken.

    `big_line` is the length in bytes of the one line that is too long.
    """
    folder.mkdir(parents=True, exist_ok=True)
    broken = documents // 10
    for number in range(documents - broken):
        _write_good(folder, number)
    for number in range(broken):
        _BREAK[number % len(_BREAK)](folder / f"broken-{number:04}")
    if broken:
        (folder / "broken-0000.txt").write_bytes(b"x" * big_line + b"\n")
    return broken


def _write_good(folder: Path, number: int) -> None:
    text = sentence(number)
    name = f"good-{number:04}"
    match number % 4:
        case 0:
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        case 1:
            front = f"---\ntitle: Report {number}\npublished: 2016-08-03\n---\n"
            (folder / f"{name}.md").write_text(front + text, encoding="utf-8")
        case 2:
            (folder / f"{name}.txt.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
        case _:
            record = {"id": name, "text": text, "published": "2016-08-03"}
            (folder / f"{name}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")


def _too_long(path: Path) -> None:
    path.with_suffix(".txt").write_bytes(b"y" * 1_500_000)


def _bad_encoding(path: Path) -> None:
    path.with_suffix(".txt").write_bytes("Die Armee griff Köln an.".encode("latin-1"))


def _nul(path: Path) -> None:
    path.with_suffix(".txt").write_bytes(b"The army\x00 shelled the town.")


def _truncated_gzip(path: Path) -> None:
    whole = gzip.compress(sentence(1).encode() * 50, mtime=0)
    path.with_suffix(".txt.gz").write_bytes(whole[: len(whole) // 2])


def _invalid_json(path: Path) -> None:
    path.with_suffix(".jsonl").write_text('{"id": "a", "text": "The army\n', encoding="utf-8")


def _empty(path: Path) -> None:
    path.with_suffix(".txt").write_bytes(b"")


def _html_without_text(path: Path) -> None:
    path.with_suffix(".html").write_text(
        "<html><head><title>x</title></head><body><nav>Home</nav></body></html>", encoding="utf-8"
    )


_BREAK: tuple[Callable[[Path], None], ...] = (
    _too_long,
    _bad_encoding,
    _nul,
    _truncated_gzip,
    _invalid_json,
    _empty,
    _html_without_text,
)

"""The words of mail programs, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class MailMark(Record, frozen=True, kw_only=True):
    """Words that mail programs write, and what they mark (`kind`)."""

    kind: str
    words: str


@dataclass(frozen=True)
class Marks:
    """Patterns for one line: its end before a quotation, or the whole of it.

    `wrote` searches the end of a line; the others match from its start.
    """

    wrote: re.Pattern[str]
    forwarded: re.Pattern[str]
    original: re.Pattern[str]
    sender: re.Pattern[str]
    sent: re.Pattern[str]
    device: re.Pattern[str]
    subject: re.Pattern[str]
    forward: re.Pattern[str]


@cache
def marks(path: Path = DATA / "ingest" / "mail_marks.tsv") -> Marks:
    """The patterns of a table of marks."""
    words: dict[str, list[str]] = {}
    for row in read_table(path, MailMark):
        words.setdefault(row.kind, []).append(row.words)
    ruled = r"[-–_\s>]*(?:{})[-–_:\s]*$"
    return Marks(
        wrote=_pattern(r"(?:^|\s)(?:{})(?:\s[^:]{0,60})?:\s*$", words["wrote"]),
        forwarded=_pattern(ruled, words["forwarded"]),
        original=_pattern(ruled, words["original"]),
        sender=_pattern(r"\*?(?:{})\s*:\*?\s*\S", words["from"]),
        sent=_pattern(r"\*?(?:{})\s*:", words["sent"]),
        device=_pattern(r"(?:{})\b", words["device"]),
        subject=_pattern(
            r"^\s*(?:(?:{})(?:\[\d+\])?\s*:\s*)+", words["answer"] + words["forward"]
        ),
        forward=_pattern(r"\s*(?:{})\s*:", words["forward"]),
    )


def _pattern(frame: str, words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(frame.replace("{}", "|".join(map(re.escape, words))), re.IGNORECASE)

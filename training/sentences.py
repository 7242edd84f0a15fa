"""Training sentences of our own: one event, or one that only looks like one, in each line.

A file is a table with tabs and the columns `type`, `status`, `stance`, `text`; it begins with
comments that give language, origin and licence. In the text the words are marked that name the
event and its two sides: "{actor|Rebels} {trigger|shelled} {recipient|the port}". A sentence with
several events stands in several lines. `type` is `NONE` where the marked trigger is no event
(a heart attack, a price war); `stance` is `-` for the report's own voice.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.lexicons.files.marks import parse_marks
from sayso.records.attribution import Stance
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCES = Path(__file__).with_name("sentences")
NONE = "NONE"
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
_COLUMNS = ["type", "status", "stance", "text"]
_MARKS = {"trigger", "actor", "recipient"}

Offsets = tuple[int, int]


class SentenceError(ValueError):
    """A line that cannot be used; the message names the file, the line and the remedy."""


@dataclass(frozen=True)
class Sentence:
    """A sentence with one event in it. Offsets are code points of `text`, end-exclusive.

    `event_type` is null where the trigger is no event, and then so are status and stance.
    """

    text: str
    trigger: Offsets
    actors: tuple[Offsets, ...]
    recipients: tuple[Offsets, ...]
    event_type: str | None
    status: Status | None
    stance: Stance | None


def read_sentences(folder: Path = SENTENCES) -> Iterator[Sentence]:
    """All training sentences, in the order of the files' names and lines.

    Raises:
        SentenceError: for a line with an unknown code or wrong marks.
    """
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            numbered = [(n, line) for n, line in enumerate(lines, 1) if not line.startswith("#")]
        rows = csv.reader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
        for (number, _), row in zip(numbered, rows, strict=True):
            if row == _COLUMNS:
                continue
            try:
                yield _sentence(row)
            except ValueError as error:
                raise SentenceError(f"{path.name}, line {number}: {error}") from error


def _sentence(row: list[str]) -> Sentence:
    if len(row) != len(_COLUMNS):
        raise ValueError(f"has {len(row)} columns; give type, status, stance and text")
    kind, status, stance, marked = row
    if kind not in {*TYPES, NONE}:
        raise ValueError(f"type {kind!r} is none of PLOVER's; for no event write NONE")
    if kind == NONE and (status, stance) != ("-", "-"):
        raise ValueError("what is no event has no status and no stance: write - and -")
    parsed = parse_marks(marked)
    places: dict[str, list[Offsets]] = {label: [] for label in sorted(_MARKS)}
    for label, start, end in parsed.spans:
        if label not in _MARKS:
            raise ValueError(f"mark {label!r} is none of {sorted(_MARKS)}")
        places[label].append((start, end))
    if len(places["trigger"]) != 1 or "{" in parsed.text or "}" in parsed.text:
        raise ValueError("mark one trigger, as {trigger|shelled}, and close every mark")
    return Sentence(
        text=parsed.text,
        trigger=places["trigger"][0],
        actors=tuple(places["actor"]),
        recipients=tuple(places["recipient"]),
        event_type=None if kind == NONE else kind,
        status=None if kind == NONE else Status(status),
        stance=None if stance == "-" else Stance(stance),
    )

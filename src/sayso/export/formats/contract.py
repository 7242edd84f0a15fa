"""What every exporter gets and gives: dossiers and a context in, files and a tally out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sayso.records.reading import ReadDocument
    from sayso.records.review.position import Position
    from sayso.records.shown.dossier import Dossier
    from sayso.records.shown.figures import Context as Around


class FormatLevel(StrEnum):
    """What a row of a format is."""

    MENTION = "mention"
    EVENT = "event"
    ACCOUNT = "account"
    INCIDENT = "incident"


@dataclass(frozen=True)
class Context:
    """What an exporter may ask for beside the dossiers.

    `reading` gives the reading of a report by its document id, with its text. `profile` names the
    rulebook for figures, null for the format's own. `options` are the switches of a format
    ("numeric", "hxl", "spreadsheet-safe"), each by name. `release` is said in the files that have
    room for it.

    `text_right` is the right by which the reports' own text may be published, as the user states
    it ("CC BY 4.0"). Where it is empty, titles are null, and outside the sentences of its events a
    reading's text is blank: offsets hold. `around` gives what rules for figures ask beyond the
    incident, null where nobody can tell. `position` tells of a report and an offset (code points)
    in which sentence of the whole text it lies; null where only the text shown can be counted.
    """

    reading: Callable[[str], ReadDocument]
    profile: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    release: str = ""
    text_right: str = ""
    around: Callable[[Dossier], Around] | None = None
    position: Callable[[str, int], Position] | None = None


@dataclass(frozen=True)
class Tally:
    """How many rows of what were written into which file, and what was lost, each way counted.

    `rows` are by file name relative to the target, `lost` by a sentence that says what and why:
    "place finer than the format's admin 1".
    """

    rows: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file of a format: where, what, and what to do.

    `line` is 1-based with the header as line 1, null for the whole file; `column` the column's
    name, null for the whole line. `severe` is false for what real files are known to have.
    `remedy` is what to do, empty where the message says it.
    """

    path: str
    line: int | None
    column: str | None
    message: str
    severe: bool = True
    remedy: str = ""


class Exporter(Protocol):
    """A module of `export/formats`: one format.

    `LEVEL` says what its rows are, `FOLDER` whether it writes a folder of several files.
    """

    LEVEL: FormatLevel
    FOLDER: bool

    def write(self, dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
        """Write the dossiers to a file or folder: the same bytes for the same dossiers."""
        ...

    def check(self, path: Path) -> Iterable[Problem]:
        """What is wrong with a file or folder of the format, ours or somebody else's."""
        ...

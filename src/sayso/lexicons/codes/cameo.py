"""CAMEO codes: what a code means, and which code an event of the codebook gets.

The way back from PLOVER is our own table (plover_to_cameo.tsv): nobody has published one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, Self

from sayso.lexicons.codes.codebook import CODEBOOKS, CameoRow
from sayso.lexicons.files.load import DataFileError, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_DONE = "occurred"

Kind = Literal[
    "context",
    "words",
    "status",
    "armed_sides",
    "court",
    "several_defenceless",
    "always",
    "never",
]


class CameoCode(Record, frozen=True, kw_only=True):
    """A code of CAMEO (cameo.tsv); the Goldstein value is null where no list has one."""

    code: str
    name: str
    goldstein: float | None = None
    root: str
    parent: str = ""
    quad_class: int
    source: str = ""


class Way(Record, frozen=True, kw_only=True):
    """A row of plover_to_cameo.tsv: the code of a type, a mode and a condition."""

    event_type: str
    mode: str = ""
    condition: str = ""
    cameo: str
    cameo_name: str = ""


class Condition(Record, frozen=True, kw_only=True):
    """What a condition asks (cameo_conditions.tsv)."""

    condition: str
    kind: Kind
    pattern: str = ""
    matches: str = ""
    refuses: str = ""
    reason: str = ""


class Facts(Record, frozen=True, kw_only=True):
    """What is told of an event, as far as conditions ask.

    `words` are those of the triggers, targets and weapons in one string. `armed` counts the sides
    on which an organised armed actor stands. `killed` is the number of dead that most sources
    give, null where nobody counts; `defenceless` whether those who suffer are civilians.
    """

    event_type: str
    modes: tuple[str, ...] = ()
    contexts: frozenset[str] = frozenset()
    words: str = ""
    status: str = "occurred"
    armed: int = 0
    court: bool = False
    killed: int | None = None
    defenceless: bool = False


@dataclass(frozen=True)
class Cameo:
    """The codes, the way from PLOVER to them and the way back."""

    codes: Mapping[str, CameoCode]
    ways: Sequence[Way]
    conditions: Mapping[str, Condition]
    back: Mapping[str, CameoRow]

    @classmethod
    def load(cls, folder: Path = CODEBOOKS) -> Self:
        """The tables of a folder.

        Raises:
            DataFileError: for a table that cannot be read, or a condition that none explains.
        """
        ways = tuple(read_table(folder / "plover_to_cameo.tsv", Way))
        asked = read_table(folder / "cameo_conditions.tsv", Condition)
        conditions = {row.condition: row for row in asked}
        if unknown := sorted({way.condition for way in ways} - set(conditions) - {""}):
            raise DataFileError(
                f"{folder / 'cameo_conditions.tsv'}: no row for {', '.join(unknown)}; add one"
            )
        return cls(
            codes={row.code: row for row in read_table(folder / "cameo.tsv", CameoCode)},
            ways=ways,
            conditions=conditions,
            back={row.cameo: row for row in read_table(folder / "cameo_to_plover.tsv", CameoRow)},
        )

    def code_of(self, facts: Facts) -> str | None:
        """The code of an event: of its first mode that has one, else of its type; or null.

        The first row whose condition holds, else the row of that mode without a condition, else
        the type's (codebook, section 5).
        """
        for mode in (*facts.modes, ""):
            own = [w for w in self.ways if (w.event_type, w.mode) == (facts.event_type, mode)]
            held = [way for way in own if way.condition and self._holds(way.condition, facts)]
            plain = [way for way in own if not way.condition]
            for way in (*held, *plain):
                return way.cameo
        return None

    def plover(self, code: str) -> CameoRow | None:
        """What a code becomes in PLOVER: by itself or by the longest code that it begins with."""
        ends = range(len(code), 1, -1)
        return next((self.back[code[:end]] for end in ends if code[:end] in self.back), None)

    def _holds(self, condition: str, facts: Facts) -> bool:
        return holds(self.conditions[condition], facts)


def holds(asked: Condition, facts: Facts) -> bool:
    """Whether what is told of an event fulfils a condition."""
    match asked.kind:
        case "context":
            held = asked.pattern in facts.contexts
        case "court":
            held = asked.pattern in facts.contexts and facts.court
        case "words":
            held = re.search(asked.pattern, facts.words, re.IGNORECASE) is not None
        case "status":
            held = facts.status == asked.pattern
        case "armed_sides":
            held = facts.armed > 1
        case "several_defenceless":
            enough = (facts.killed or 0) >= int(asked.pattern)
            held = facts.defenceless and enough and facts.status == _DONE
        case "always" | "never":
            held = asked.kind == "always"
    return held


def broken_conditions(conditions: Iterable[Condition]) -> Iterator[str]:
    """Conditions whose expression misses the words that it must match, or takes others."""
    for row in conditions:
        if row.kind == "words":
            if not re.search(row.pattern, row.matches, re.IGNORECASE):
                yield f"{row.condition}: does not match {row.matches!r}"
            if re.search(row.pattern, row.refuses, re.IGNORECASE):
                yield f"{row.condition}: matches {row.refuses!r}"


@cache
def cameo() -> Cameo:
    """The codes that ship with sayso."""
    return Cameo.load()

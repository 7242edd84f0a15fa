"""The lines of a brat standoff file (.ann), read strictly: each with its number, none guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.export.formats.contract import Problem
from sayso.export.formats.files.checked import Checked

if TYPE_CHECKING:
    from pathlib import Path

_TERM = re.compile(r"(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)")
_PAIR = re.compile(r"(\S+):(\S+)")
_NUMBER = re.compile(r"\d+$")
_ID = re.compile(r"[TERAMN]\d+$")
_FORMS = {
    "T": "T1 ⇥ Type 0 4 ⇥ words",
    "E": "E1 ⇥ Type:T1 Role:T2",
    "R": "R1 ⇥ Type Arg1:T1 Arg2:T2",
    "A": "A1 ⇥ Name E1 value",
    "M": "M1 ⇥ Name E1",
    "N": "N1 ⇥ Reference T1 base:id ⇥ words",
    "#": "#1 ⇥ AnnotatorNotes T1 ⇥ words",
    "*": "* ⇥ Equiv T1 T2",
}


@dataclass(frozen=True)
class Term:
    """Words of a type: a text-bound annotation. `parts` are the pieces it consists of."""

    line: int
    kind: str
    parts: tuple[tuple[int, int], ...]
    words: str

    @property
    def start(self) -> int:
        """Where its first piece begins, in code points."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where its last piece ends, not included."""
        return self.parts[-1][1]


@dataclass(frozen=True)
class Event:
    """An event: its type, its trigger, and its parts as role (without number) and id."""

    line: int
    kind: str
    trigger: str
    parts: tuple[tuple[str, str], ...]


@dataclass
class Standoff(Checked):
    """A standoff file, by the ids of its lines. `refers` are the ids that each line names."""

    terms: dict[str, Term] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    refers: list[tuple[int, str]] = field(default_factory=list)

    def ids(self) -> set[str]:
        """All ids of words, events and relations."""
        return {*self.terms, *self.events, *self.relations}


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """A text file as it is; null, and a problem, where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        message, remedy = f"byte {error.start + 1:,} is not UTF-8", "save it as UTF-8"
    except OSError as error:
        message, remedy = f"it cannot be read: {error.strerror}", "see that it is there"
    problems.append(Problem(str(path), None, None, message, remedy=remedy))
    return None


def read_standoff(path: Path) -> Standoff:
    """The lines of a standoff file; a damaged one becomes a problem and is left out."""
    found = Standoff(path)
    text = read_text(path, found.problems)
    seen: dict[str, int] = {}
    for number, line in enumerate((text or "").split("\n"), 1):
        if not line.strip():
            continue
        name, *cells = line.rstrip("\r").split("\t")
        if name in seen and name != "*":
            found.say(number, name, f"{name} is also line {seen[name]}", "give it a new number")
            continue
        seen[name] = number
        if not _read_line(found, number, name, cells):
            form = _FORMS.get(name[:1])
            remedy = f"write {form}" if form else f"begin with one of {' '.join(_FORMS)}"
            found.say(number, None, f"{line[:60]!r} is no line of brat", remedy)
    return found


def _read_line(found: Standoff, number: int, name: str, cells: list[str]) -> bool:
    """Takes in one line; whether it has the form of its kind."""
    if not cells or not (_ID.match(name) or name[:1] in {"#", "*"}):
        return False
    kind = name[0]
    if kind == "T":
        return _read_term(found, number, name, cells)
    if kind == "#":
        return _read_note(found, number, cells)
    read = {"E": _read_event, "R": _read_relation, "A": _read_attribute, "M": _read_attribute}
    return read.get(kind, _read_other)(found, number, name, cells[0])


def _read_term(found: Standoff, number: int, name: str, cells: list[str]) -> bool:
    match = _TERM.fullmatch(cells[0])
    if match is None or len(cells) < 2:
        return False
    pairs = (part.split() for part in match.group(2).split(";"))
    parts = tuple((int(start), int(end)) for start, end in pairs)
    if any(start >= end for start, end in parts):
        return False
    found.terms[name] = Term(number, match.group(1), parts, "\t".join(cells[1:]))
    return True


def _read_event(found: Standoff, number: int, name: str, cell: str) -> bool:
    pairs = [_PAIR.fullmatch(part) for part in cell.split()]
    told = [(pair.group(1), pair.group(2)) for pair in pairs if pair is not None]
    if not told or len(told) < len(pairs):
        return False
    (kind, trigger), *parts = told
    roles = tuple((_NUMBER.sub("", role), one) for role, one in parts)
    found.events[name] = Event(number, kind, trigger, roles)
    found.refers += [(number, one) for _, one in told]
    return True


def _read_relation(found: Standoff, number: int, name: str, cell: str) -> bool:
    kind, *parts = cell.split() or [""]
    pairs = [_PAIR.fullmatch(part) for part in parts]
    ids = [pair.group(2) for pair in pairs if pair is not None]
    if len(ids) != 2 or len(pairs) != 2:
        return False
    found.relations[name] = kind
    found.refers += [(number, one) for one in ids]
    return True


def _read_attribute(found: Standoff, number: int, _name: str, cell: str) -> bool:
    kind, *rest = cell.split() or [""]
    if not rest:
        return False
    found.attributes[rest[0], kind] = rest[1] if len(rest) > 1 else "true"
    found.refers.append((number, rest[0]))
    return True


def _read_other(found: Standoff, number: int, _name: str, cell: str) -> bool:
    """Normalisations and equivalences: only what they refer to is looked at."""
    ids = cell.split()[1:]
    found.refers += [(number, one) for one in ids if _ID.match(one)]
    return bool(ids)


def _read_note(found: Standoff, number: int, cells: list[str]) -> bool:
    parts = cells[0].split()
    if len(parts) != 2:
        return False
    found.notes[parts[1]] = "\t".join(cells[1:])
    found.refers.append((number, parts[1]))
    return True

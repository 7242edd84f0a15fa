"""A user's overlays together: read, sorted by kind, and checked against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sayso.lexicons.files.load import DataFileError, Finding
from sayso.lexicons.overlays.clashes import find_clashes
from sayso.lexicons.overlays.own_entries import Overlays
from sayso.lexicons.overlays.rows import (
    Entry,
    OwnActor,
    OwnBloc,
    OwnEpithet,
    OwnPlace,
    OwnRole,
    OwnVerb,
    kind_name,
)
from sayso.lexicons.overlays.rules import read_own_rules
from sayso.lexicons.overlays.tables import read_own_table, row_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.lexicons.files.load import Rule
    from sayso.records.evidence import Record

R = TypeVar("R")

Stamps = tuple[tuple[int, int], ...]

_YAML = frozenset({".yaml", ".yml"})


@dataclass
class _Read:
    rows: list[Entry[Record]] = field(default_factory=list)
    rules: list[Entry[Rule]] = field(default_factory=list)
    removed: list[Entry[str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def stamps(paths: Iterable[Path | str]) -> Stamps:
    """When each file was last written, and its bytes: what was read of it holds as long.

    Raises:
        DataFileError: for a file that is not there.
    """
    found = []
    for path in map(Path, paths):
        if not path.is_file():
            raise DataFileError(f"{path}: no such overlay file")
        status = path.stat()
        found.append((status.st_mtime_ns, status.st_size))
    return tuple(found)


def read_overlays(paths: Iterable[Path | str]) -> tuple[Overlays, list[Finding]]:
    """The entries of all files that can be used, and everything that is wrong with the rest.

    What only the shipped words, codes and places can tell is checked where each kind is laid over
    ours (`own_actors`, `own_places`, `own_words`, `own_events`, `blocs`).
    """
    read = _Read()
    once = {Path(path).resolve(): Path(path) for path in paths}
    for path in sorted(once.values()):
        try:
            _read_file(path, read)
        except DataFileError as error:
            read.findings.append(as_finding(path, error))
    read.rows.sort(key=_place)
    overlays = Overlays(
        actors=_of(read, OwnActor),
        places=_of(read, OwnPlace),
        verbs=_of(read, OwnVerb),
        roles=_of(read, OwnRole),
        epithets=_of(read, OwnEpithet),
        blocs=_of(read, OwnBloc),
        rules=tuple(sorted(read.rules, key=_place)),
        removed_rules=tuple(sorted(read.removed, key=_place)),
    )
    return overlays, [*read.findings, *find_clashes(overlays)]


def overlay_kind(path: Path) -> str:
    """The kind of a user's file: rules by its ending, a table by its key column.

    Raises:
        DataFileError: for a file that is neither.
    """
    return "rules" if path.suffix in _YAML else kind_name(row_type(path))


def first_of(findings: Sequence[Finding]) -> str:
    """The first finding as an error, with the number of the others and how to see them."""
    first = str(findings[0])
    if len(findings) == 1:
        return first
    return f"{first} (and {len(findings) - 1} more to mend; sayso lint shows all)"


def as_finding(path: Path, error: DataFileError) -> Finding:
    """What stopped the reading of a file, as a finding with its line where the error has one."""
    line, colon, message = str(error).removeprefix(f"{path}:").partition(": ")
    if colon and line.isdigit():
        return Finding(path=str(path), line=int(line), message=message)
    return Finding(path=str(path), line=None, message=str(error).removeprefix(f"{path}:").strip())


def _read_file(path: Path, read: _Read) -> None:
    if not path.is_file():
        raise DataFileError(f"{path}: no such overlay file")
    if path.suffix in _YAML:
        own = read_own_rules(path)
        read.rules += own.rules
        read.removed += own.removed
        read.findings += own.findings
        return
    entries, findings = read_own_table(path)
    read.rows += entries
    read.findings += findings


def _of(read: _Read, kind: type[R]) -> tuple[Entry[R], ...]:
    return tuple(cast("Entry[R]", row) for row in read.rows if isinstance(row.value, kind))


def _place(entry: Entry[Any]) -> tuple[str, int]:
    return str(entry.path), entry.line

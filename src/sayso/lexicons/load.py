"""Reads data files, strictly: TSV tables and YAML rule files into frozen records."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec
import yaml

from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

R = TypeVar("R", bound=Record)

DATA = Path(str(files("sayso"))) / "data"


class DataFileError(ValueError):
    """A data file of ours or of the user that cannot be used; says file, line and remedy."""


class Example(Record, frozen=True, kw_only=True):
    """A sentence that a rule must match or refuse. `{label|words}` marks what must be found."""

    text: str
    why: str = ""
    issue: int | None = None


class Rule(Record, frozen=True, kw_only=True):
    """What every rule has: an id `<lang>.<topic>.<name>` and the sentences that test it."""

    id: str
    matches: tuple[Example, ...]
    rejects: tuple[Example, ...] = ()


class RuleFile(Record, Generic[R], frozen=True, kw_only=True):
    """A YAML file of rules with its language, origin and licence."""

    language: str
    origin: str
    licence: str
    rules: tuple[R, ...]


def read_table(path: Path, kind: type[R]) -> Iterator[R]:
    """The rows of a TSV file with a header line, as records of `kind`.

    Cells are strings; a field annotated `tuple[str, ...]` takes a cell split at `|`, numbers and
    null (the empty cell) are converted. Lines that begin with `#` are comments.

    Raises:
        DataFileError: for a file that is not UTF-8, an unknown column or a value of the wrong
            type, with file and line.
    """
    lists = {f.name for f in msgspec.structs.fields(kind) if "tuple" in str(f.type)}
    known = {f.name for f in msgspec.structs.fields(kind)}
    try:
        # "-sig": spreadsheets put a byte order mark before UTF-8.
        with path.open(encoding="utf-8-sig", newline="") as lines:
            every = list(enumerate(lines, 1))
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: it is not UTF-8; save it as UTF-8 text") from error
    numbered = [(n, x) for n, x in every if x.strip() and not x.startswith("#")]
    reader = csv.reader((x for _, x in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(reader, [])
    if unknown := sorted(set(header) - known):
        raise DataFileError(
            f"{path}:1: unknown column {', '.join(unknown)}; known are {', '.join(sorted(known))}"
        )
    for (number, _), cells in zip(numbered[1:], reader, strict=True):
        if len(cells) > len(header):
            raise DataFileError(
                f"{path}:{number}: {len(cells)} cells under {len(header)} columns; take out the "
                "tabs that are too many"
            )
        row = {
            name: [p.strip() for p in cell.split("|")] if name in lists else cell
            for name, cell in zip(header, cells, strict=False)
            if cell
        }
        try:
            yield msgspec.convert(row, kind, strict=False)
        except msgspec.ValidationError as error:
            raise DataFileError(
                f"{path}:{number}: {error}; mend the row or take it out"
            ) from error


def read_rules(path: Path, kind: type[R]) -> tuple[R, ...]:
    """The rules of a YAML file, as records of `kind`.

    Raises:
        DataFileError: for broken YAML, an unknown key or a wrong type, with file and path.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_StringLoader)  # noqa: S506
        rule_file: RuleFile[R] = msgspec.convert(content, RuleFile[kind], strict=False)  # type: ignore[valid-type]
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise DataFileError(f"{path}: {error}") from error
    return rule_file.rules


class _StringLoader(yaml.CSafeLoader):
    """YAML where every scalar is a string: `NO` stays Norway and `12:30` a time of day."""


_StringLoader.yaml_implicit_resolvers = {}

"""Reads data files, strictly: TSV tables and YAML rule files into frozen records."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import msgspec
import yaml

from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

R = TypeVar("R", bound=Record)

DATA = Path(str(files("sayso"))) / "data"


class DataFileError(ValueError):
    """A data file of ours or of the user that cannot be used; says file, line and remedy."""


class Finding(Record, frozen=True, kw_only=True, order=True):
    """Something to mend in a data file: where, and what. `line` counts from 1."""

    path: str
    line: int | None
    message: str

    def __str__(self) -> str:
        """The finding as one line: file, line, message."""
        where = f"{self.path}:{self.line}" if self.line is not None else self.path
        return f"{where}: {self.message}"


class Lines(NamedTuple):
    """A TSV file as cells: the line of its header (1-based), its columns, its rows by line."""

    header_line: int
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


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
    known = _columns(kind)
    header_line, header, rows = read_lines(path)
    lists = list_columns(kind) & set(header)
    if unknown := sorted(set(header) - known):
        raise DataFileError(
            f"{path}:{header_line}: unknown column {', '.join(unknown)}; "
            f"known are {', '.join(sorted(known))}"
        )
    for number, cells in rows:
        if len(cells) > len(header):
            raise DataFileError(
                f"{path}:{number}: {len(cells)} cells under {len(header)} columns; take out the "
                "tabs that are too many"
            )
        row: dict[str, str | list[str]]
        row = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
        for name in lists & row.keys():
            row[name] = [part.strip() for part in str(row[name]).split("|")]
        try:
            yield msgspec.convert(row, kind, strict=False)
        except msgspec.ValidationError as error:
            raise DataFileError(
                f"{path}:{number}: {error}; mend the row or take it out"
            ) from error


def read_lines(path: Path) -> Lines:
    """The cells of a TSV file with a header line; blank lines and those that begin with # go.

    Raises:
        DataFileError: for a file that is not UTF-8.
    """
    try:
        # "-sig": spreadsheets put a byte order mark before UTF-8.
        with path.open(encoding="utf-8-sig", newline="") as lines:
            every = list(enumerate(lines, 1))
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: it is not UTF-8; save it as UTF-8 text") from error
    numbered = [(n, x) for n, x in every if x.strip() and not x.startswith("#")]
    rows = [(number, tuple(line.rstrip("\r\n").split("\t"))) for number, line in numbered]
    return Lines(*rows[0], tuple(rows[1:])) if rows else Lines(1, (), ())


@cache
def _columns(kind: type[Record]) -> frozenset[str]:
    return frozenset(f.name for f in msgspec.structs.fields(kind))


@cache
def list_columns(kind: type[Record]) -> frozenset[str]:
    """The columns of a kind of row whose cells are split at `|`."""
    fields = msgspec.structs.fields(kind)
    return frozenset(f.name for f in fields if "tuple" in str(f.type))


def read_rules(path: Path, kind: type[R]) -> tuple[R, ...]:
    """The rules of a YAML file, as records of `kind`.

    Raises:
        DataFileError: for broken YAML, an unknown key or a wrong type, with file and path.
    """
    try:
        content = read_strings(path.read_text(encoding="utf-8"))
        rule_file: RuleFile[R] = msgspec.convert(content, RuleFile[kind], strict=False)  # type: ignore[valid-type]
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise DataFileError(f"{path}: {error}") from error
    return rule_file.rules


class StringLoader(yaml.CSafeLoader):
    """YAML where every scalar is a string: `NO` stays Norway and `12:30` a time of day."""


StringLoader.yaml_implicit_resolvers = {}


class _Untagged(StringLoader):
    """The same for files of ours, which use no tags: no scalar is asked for its kind."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> str:
        return kind.__name__

    def descend_resolver(self, _node: object, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def read_strings(text: str) -> object:
    """A YAML text as lists, dictionaries and strings, as `StringLoader` gives them, but quicker.

    Raises:
        yaml.YAMLError: for broken YAML, or a list or table as a key.
    """
    node = yaml.compose(text, Loader=_Untagged)
    return None if node is None else _content(node)


def _content(node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_content(item) for item in node.value]
    found: dict[object, object] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "a key is a word", key.start_mark)
        found[key.value] = _content(value)
    return found

"""Checks PLOVER records, ours or somebody else's, against the manual's fields and the codebook."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from sayso.export.formats.contract import Problem
from sayso.export.formats.files.json_lines import read_json_lines
from sayso.lexicons.codes.codebook import CODEBOOKS, Codebook
from sayso.lexicons.files.load import read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

_CODE = re.compile(r"[A-Z]{3}")
_SECTOR = re.compile(r"[A-Z]{3}([A-Z]{3})?")
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")
_OTHER_SPELLINGS = {"elections": "election", "disaster": "disasters", "lbgt": "lgbt"}
"""Contexts as the manual's running text has them, and as its table does."""
_SECOND_BLOCK = frozenset(
    {"raw_text", "entity_name", "wikidata_id", "wiki_description", "country_name"}
    | {"sector_code", "other_sector_codes"}
)
"""The keys of the second actor block that the manual prints."""
_LARGEST_SCORE = 10


class Field(NamedTuple):
    """A field of an object: its type in words, and whether it must be there."""

    kind: str
    required: bool


class Wrong(NamedTuple):
    """What is wrong with a value, under which field, and what to do."""

    column: str
    message: str
    remedy: str
    severe: bool = True


def check(path: Path) -> Iterator[Problem]:
    """What is wrong with a file of PLOVER records, line by line."""
    seen: dict[str, int] = {}
    for line, record, damage in read_json_lines(path):
        if damage is not None:
            yield damage
            continue
        for wrong in _wrong(record):
            yield Problem(str(path), line, wrong.column, wrong.message, wrong.severe, wrong.remedy)
        key = record.get("id")
        if isinstance(key, str):
            if key in seen:
                message = f"{key!r} is also the id of line {seen[key]:,}"
                yield Problem(str(path), line, "id", message, remedy="give each record its own id")
            seen.setdefault(key, line)


@cache
def _fields() -> dict[str, dict[str, Field]]:
    """The fields of each object (plover_json_fields.tsv)."""
    found: dict[str, dict[str, Field]] = {}
    for _, (name, field, kind, required, *_) in read_lines(
        CODEBOOKS / "plover_json_fields.tsv"
    ).rows:
        found.setdefault(name, {})[field] = Field(kind, required == "yes")
    return found


@cache
def _codebook() -> tuple[Codebook, frozenset[str]]:
    contexts = read_lines(CODEBOOKS / "plover_contexts.tsv").rows
    return Codebook.load(), frozenset(cells[0] for _, cells in contexts)


def _wrong(record: Mapping[str, Any]) -> Iterator[Wrong]:
    yield from _object(record, "record", "")
    yield from _codes(record)
    yield from _days(record)


def _object(value: Mapping[str, Any], name: str, prefix: str) -> Iterator[Wrong]:
    """What is wrong with the fields of an object; names that the manual lacks are allowed."""
    for field, (kind, required) in _fields()[name].items():
        column = f"{prefix}{field}"
        if value.get(field) is None:
            if required:
                yield Wrong(column, "it is missing", f"give a {kind}")
            continue
        yield from _of_kind(value[field], kind, column)


def _of_kind(value: Any, kind: str, column: str) -> Iterator[Wrong]:
    if kind.startswith("list of "):
        if not isinstance(value, list):
            yield Wrong(column, f"{_short(value)} is no list", "put it in brackets: [ ]")
            return
        for number, part in enumerate(value):
            yield from _of_kind(part, kind.removeprefix("list of "), f"{column}[{number}]")
    elif kind in _fields():
        if isinstance(value, dict):
            yield from _object(value, kind, f"{column}.")
            if kind == "entity":
                yield from _second_block(value, column)
        else:
            yield Wrong(column, f"{_short(value)} is no object", "write { } with its fields")
    elif not _TYPES.get(kind, _is_string)(value):
        yield Wrong(column, f"{_short(value)} is no {kind}", f"write a {kind}")


def _second_block(entity: Mapping[str, Any], column: str) -> Iterator[Wrong]:
    if found := sorted(_SECOND_BLOCK & entity.keys()):
        message = f"{', '.join(found)}: the manual's other form of an entity"
        yield Wrong(column, message, "write code, sector and entity_text", severe=False)


def _codes(record: Mapping[str, Any]) -> Iterator[Wrong]:
    """Types, modes and contexts that the codebook lacks, or that do not go together."""
    book, contexts = _codebook()
    types = _strings(record.get("event"))
    if isinstance(record.get("actor"), list) and not record["actor"]:
        yield Wrong("actor", "the list is empty", "write UNK or UAF where nobody is named")
    if isinstance(record.get("event"), list) and len(types) != 1:
        yield Wrong("event", f"{len(types)} event types", "write one type a record")
    for kind in types:
        if kind not in book.types:
            yield Wrong(
                "event", f"{kind!r} is no type of PLOVER", f"write one of {_list(book.types)}"
            )
    known = [kind for kind in types if kind in book.types]
    for mode in _strings(record.get("mode")):
        if known and not any((kind, mode) in book.modes for kind in known):
            modes = sorted(m for kind, m in book.modes if kind in known)
            yield Wrong("mode", f"{known[0]} has no mode {mode!r}", f"write one of {_list(modes)}")
    for context in _strings(record.get("context")):
        if context in _OTHER_SPELLINGS:
            remedy = f"write {_OTHER_SPELLINGS[context]}"
            yield Wrong("context", f"{context!r} is another spelling", remedy, severe=False)
        elif context not in contexts:
            yield Wrong(
                "context",
                f"{context!r} is no context of PLOVER",
                f"write one of {_list(contexts)}",
            )
    yield from _of_type(record, book, known)


def _of_type(record: Mapping[str, Any], book: Codebook, known: list[str]) -> Iterator[Wrong]:
    for kind in known[:1]:
        row = book.types[kind]
        quad, scale = record.get("quad_code"), record.get("event_scale")
        if quad is not None and str(quad) != str(row.quad):
            message = f"{quad} is not the quad of {kind}, {row.quad}"
            yield Wrong("quad_code", message, f"write {row.quad}", severe=False)
        if _is_number(scale) and abs(scale) > _LARGEST_SCORE:
            remedy = f"write a score from -{_LARGEST_SCORE} to {_LARGEST_SCORE}"
            yield Wrong("event_scale", f"{scale} is beyond the scale", remedy)
        if row.recipient_required == "yes" and not record.get("recipient"):
            message = f"{kind} has no recipient, which PLOVER asks for"
            yield Wrong("recipient", message, "name it, or let it stand as unknown", severe=False)


def _days(record: Mapping[str, Any]) -> Iterator[Wrong]:
    first, last = record.get("date"), record.get("enddate")
    if _is_day(first) and _is_day(last) and last < first:
        yield Wrong("enddate", f"{last} is before {first}", "write the later day here")
    place = record.get("event_loc")
    if not isinstance(place, dict):
        return
    for name, limit in (("lat", 90), ("lon", 180)):
        degrees = place.get(name)
        if _is_number(degrees) and abs(degrees) > limit:
            message = f"{degrees} is beyond {limit} degrees"
            yield Wrong(f"event_loc.{name}", message, "write degrees of WGS 84")
    if (place.get("lat") is None) != (place.get("lon") is None):
        message = "one coordinate without the other"
        yield Wrong("event_loc", message, "write both or neither")


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_day(value: Any) -> TypeGuard[str]:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_time(value: Any) -> bool:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(f"2000-01-01T{value}")
    except ValueError:
        return False
    return True


def _among(*values: str) -> Callable[[Any], bool]:
    return lambda value: not isinstance(value, bool) and str(value) in values


_TYPES: dict[str, Callable[[Any], bool]] = {
    "string": _is_string,
    "boolean": lambda value: isinstance(value, bool),
    "YYYY-MM-DD": _is_day,
    "ISO 8601 time": _is_time,
    "float": _is_number,
    "integer": _is_integer,
    "number or code": lambda value: _is_number(value) or _is_string(value),
    "1|2|3|4": _among("1", "2", "3", "4"),
    "1..5": _among("1", "2", "3", "4", "5"),
    "3 letters": lambda value: _is_string(value) and bool(_CODE.fullmatch(value)),
    "3 or 6 letters": lambda value: _is_string(value) and bool(_SECTOR.fullmatch(value)),
    "ISO 3166 alpha-3": lambda value: _is_string(value) and bool(_CODE.fullmatch(value)),
    "ISO 639-1": lambda value: _is_string(value) and len(value) == 2,
}


def _strings(value: Any) -> list[str]:
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []


def _list(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))


def _short(value: Any) -> str:
    told = repr(value)
    return told if len(told) <= 40 else f"{told[:39]}…"

"""Values of a user's file as a record, with every mistake at once and a remedy for each."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

R = TypeVar("R", bound=Record)

_LISTED = 30
_ALIKE = 0.7
_AT = re.compile(r" - at `\$?(?P<path>[^`]*)`$")
_STEP = re.compile(r"\[(?P<index>\d+|\.\.\.)\]|\.?(?P<key>[^.\[\]]+)")
_TYPES = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table of keys and values",
    "null": "nothing",
}
_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`")

Keys = tuple[str | int, ...]


class Mistake(NamedTuple):
    """What is wrong, and where: the keys and list positions (from 0) that lead to it."""

    keys: Keys
    message: str


def to_record(
    values: Mapping[str, object], kind: type[R], *, also: Collection[str] = (), noun: str = "key"
) -> tuple[R | None, list[Mistake]]:
    """The values as a record of a kind, or null, and all that is wrong with them.

    Args:
        values: what the file has, by key.
        kind: the record to make.
        also: keys that are no field of the record and are left to the caller.
        noun: what a key is called in messages.
    """
    try:
        return msgspec.convert(values, kind, strict=False), []
    except msgspec.ValidationError:
        pass  # told below, every mistake by itself
    mistakes = unknown_keys(values, kind, also=also, noun=noun)
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    found: dict[str, object] = {}
    for name, field in fields.items():
        if name not in values:
            if field.required:
                mistakes.append(Mistake((), f"{name} is missing; give it a value"))
            continue
        try:
            found[field.name] = msgspec.convert(values[name], field.type, strict=False)
        except msgspec.ValidationError as error:
            mistakes.append(_mistake(name, values[name], field.type, error))
    return (None if mistakes else kind(**found)), mistakes


def unknown_keys(
    keys: Iterable[str], kind: type[Record], *, also: Collection[str] = (), noun: str = "key"
) -> list[Mistake]:
    """The keys that are no field of a kind of record, each with the one that it resembles."""
    known = [*(field.encode_name for field in msgspec.structs.fields(kind)), *also]
    return [
        Mistake((key,), f"unknown {noun} {key}; {nearest(key, known)}")
        for key in keys
        if key not in known
    ]


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy for a word that is not known: the one that it resembles, else what there is."""
    known = sorted(set(known))
    by_case = {other.casefold(): other for other in known}
    close = difflib.get_close_matches(word.casefold(), by_case, n=1, cutoff=_ALIKE)
    if close:
        return f"did you mean {by_case[close[0]]}?"
    if not known or len(known) > _LISTED:
        return "see the documentation for what there is"
    return f"known are {', '.join(known)}"


def _mistake(name: str, value: object, wanted: object, error: msgspec.ValidationError) -> Mistake:
    at = _AT.search(str(error))
    keys: list[str | int] = [name]
    for step in _STEP.finditer(at["path"]) if at else ():
        if step["key"]:
            keys.append(step["key"])
        elif step["index"].isdigit():
            keys.append(int(step["index"]))
    choices = _choices(msgspec.inspect.type_info(wanted))
    if choices and isinstance(value, str):
        return Mistake(tuple(keys), f"unknown {name} {value!r}; {nearest(value, choices)}")
    return Mistake(tuple(keys), f"{name}: {_plain(_AT.sub('', str(error)), value)}")


def _choices(wanted: msgspec.inspect.Type) -> list[str]:
    """The words that a value may be, where the type says which."""
    if isinstance(wanted, msgspec.inspect.UnionType):
        return [choice for one in wanted.types for choice in _choices(one)]
    if isinstance(wanted, msgspec.inspect.EnumType):
        return [str(member.value) for member in wanted.cls]
    if isinstance(wanted, msgspec.inspect.LiteralType):
        return [str(value) for value in wanted.values if value != ""]
    return []


def _plain(message: str, value: object) -> str:
    """A message of the decoder in words for people who write tables, not programs."""
    expected = _EXPECTED.fullmatch(message)
    if expected is None:
        return message.replace("`", "")
    names = [_TYPES.get(t.strip(), t.strip()) for t in expected["wanted"].split("|")]
    got = repr(value) if isinstance(value, str) else _TYPES.get(expected["got"], expected["got"])
    return f"write {' or '.join(names)}, not {got}"

"""The parts of somebody's Web Annotation, whichever of the allowed shapes they have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.export.formats.files.json_read import JsonFile, read_json

if TYPE_CHECKING:
    from pathlib import Path

_OURS = re.compile(
    r"claim:(?P<claim>\w+);document:(?P<document>\w+);field:(?P<field>\w+)"
    r";words:(?P<start>\d{1,9})-(?P<end>\d{1,9});stance:(?P<stance>\w+)"
)
_PEOPLE = ("name", "nickname", "email", "id")


@dataclass(frozen=True)
class Ours:
    """What the classifying body of one of our annotations says."""

    claim: str
    document: str
    field: str
    start: int
    end: int
    stance: str


def read_annotations(path: Path) -> JsonFile:
    """The annotations of a file: a collection, a page, a list, or a single one."""
    file = read_json(path, "first", "items")
    if isinstance(file.root, dict) and not file.items and not file.problems:
        for keys in (("items",), ("annotations",)):
            if isinstance(file.root.get(keys[0]), list):
                return read_json(path, *keys)
        if "target" in file.root:
            file.add(1, file.root)
    return file


def listed(value: Any) -> list[Any]:
    """A value, none, or several of them as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def bodies(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    """The bodies as objects; a bare `bodyValue` or string is a text."""
    told = [*listed(annotation.get("body")), *listed(annotation.get("bodyValue"))]
    return [
        body if isinstance(body, dict) else {"type": "TextualBody", "value": body} for body in told
    ]


def words(annotation: dict[str, Any], *purposes: str | None) -> list[str]:
    """The texts of the bodies that have one of these purposes; null is a body without any."""
    return [
        body["value"].strip()
        for body in bodies(annotation)
        if isinstance(body.get("value"), str)
        and any(p in purposes for p in listed(body.get("purpose")) or [None])
    ]


def ours(annotation: dict[str, Any]) -> Ours | None:
    """What our own body says; null where the annotation is somebody else's."""
    for told in words(annotation, "classifying", "tagging"):
        match = _OURS.fullmatch(told)
        if match:
            part = match.groupdict()
            start, end = int(part.pop("start")), int(part.pop("end"))
            return Ours(**part, start=start, end=end)
    return None


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    """The targets as objects with a `source`."""
    found: list[dict[str, Any]] = []
    for target in listed(annotation.get("target")):
        if isinstance(target, str):
            found.append({"source": target})
        elif isinstance(target, dict):
            source = target.get("source", target.get("id"))
            named = source.get("id") if isinstance(source, dict) else source
            found.append({**target, "source": named})
    return found


def selector(target: dict[str, Any], kind: str) -> dict[str, Any]:
    """The first selector of a type; empty where there is none. A range's refinement counts."""
    waiting = [*listed(target.get("selector"))]
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, dict):
            continue
        if kind in listed(one.get("type")):
            return one
        waiting += listed(one.get("refinedBy"))
        waiting += listed(one.get("items"))
    return {}


def people(annotation: dict[str, Any]) -> str:
    """Who made an annotation, by name; empty where nobody is told."""
    names = []
    for one in listed(annotation.get("creator")):
        told = one if isinstance(one, str) else None
        if isinstance(one, dict):
            told = next((one[k] for k in _PEOPLE if isinstance(one.get(k), str)), None)
        if told and told.strip():
            names.append(told.strip())
    return ", ".join(names)

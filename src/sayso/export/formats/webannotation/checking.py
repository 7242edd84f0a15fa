"""Checks Web Annotations: the model's own rules, and offsets that fit the words they select."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from sayso.export.formats.told.marks import fields
from sayso.export.formats.webannotation.item import CONTEXT, starts_inside
from sayso.export.formats.webannotation.parts import (
    bodies,
    listed,
    ours,
    read_annotations,
    selector,
    targets,
)
from sayso.records.attribution import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.json_read import Item, JsonFile

MOTIVATIONS = frozenset(
    {
        *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
        *("highlighting", "identifying", "linking", "moderating", "questioning", "replying"),
        "tagging",
    }
)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")
_SHAPES = "a collection, a page or a list of annotations"

Finding = tuple[str | None, str, str, bool]
"""Column, message, remedy, and whether it is severe."""


def check(path: Path) -> Iterable[Problem]:
    """What is wrong with a file of annotations, ours or somebody else's."""
    file = read_annotations(path)
    if file.root is None:
        if not file.problems:
            file.say(1, None, "it is null", f"write {_SHAPES}")
        return file.problems
    if isinstance(file.root, dict):
        _check_root(file, file.root)
    elif not isinstance(file.root, list):
        file.say(1, None, "it is no object", f"write {_SHAPES}")
    seen: dict[str, int] = {}
    for item in file.items:
        for column, message, remedy, severe in _findings(item, seen):
            file.say(item.line, column, message, remedy, severe=severe)
    return file.problems


def _check_root(file: JsonFile, root: dict[str, Any]) -> None:
    if CONTEXT not in listed(root.get("@context")):
        message = "the context of Web Annotations is missing"
        file.say(1, "@context", message, f'write "@context": "{CONTEXT}"')
    if not file.items and not _may_be_empty(root):
        file.say(1, "items", "there are no annotations", f"write {_SHAPES}")
    total = root.get("total")
    if "first" in root and total is not None and total != len(file.items) and "next" not in root:
        page = root["first"]
        if not (isinstance(page, dict) and "next" in page):
            message = f"{str(total)[:20]} annotations are told, {len(file.items)} are there"
            file.say(1, "total", message, "make them agree, or give the next page's address")


def _may_be_empty(root: dict[str, Any]) -> bool:
    page = root.get("first", root)
    return isinstance(page, dict) and page.get("items") == []


def _findings(item: Item, seen: dict[str, int]) -> Iterator[Finding]:
    annotation = item.value
    if not isinstance(annotation, dict) or "Annotation" not in listed(annotation.get("type")):
        yield "type", "it is no Annotation", 'write {"type": "Annotation", …}', True
        return
    name = annotation.get("id")
    if not isinstance(name, str) or not name:
        yield "id", "it has no id", "give each annotation an address of its own", False
    elif name in seen:
        yield "id", f"{name[:60]!r} is also that of line {seen[name]}", "take one out", True
    else:
        seen[name] = item.line
    for motivation in listed(annotation.get("motivation")):
        if motivation not in MOTIVATIONS:
            message = f"{str(motivation)[:40]!r} is none of the model's motivations"
            yield "motivation", message, f"write {', '.join(sorted(MOTIVATIONS))}", False
    yield from _check_bodies(annotation)
    yield from _check_targets(annotation)


def _check_bodies(annotation: dict[str, Any]) -> Iterator[Finding]:
    if "body" in annotation and "bodyValue" in annotation:
        yield "bodyValue", "there are a body and a bodyValue", "take one of them out", True
    for body in bodies(annotation):
        textual = "TextualBody" in listed(body.get("type"))
        if textual and not isinstance(body.get("value"), str):
            yield "body", "a textual body has no text", 'write "value": "…"', True
    told = ours(annotation)
    if told is None:
        return
    if told.field not in fields():
        message = f"{told.field[:40]!r} is no field of an account"
        yield "body", message, f"write {', '.join(fields())}", True
    if told.stance not in {stance.value for stance in Stance}:
        message = f"{told.stance[:40]!r} is no stance"
        yield "body", message, f"write {', '.join(stance.value for stance in Stance)}", True


def _check_targets(annotation: dict[str, Any]) -> Iterator[Finding]:
    found = targets(annotation)
    if not found:
        yield "target", "it has no target", 'write "target": {"source": "https://…", …}', True
    for target in found:
        if not isinstance(target.get("source"), str) or not target["source"]:
            yield "target", "its source is missing", 'write "source": "https://…"', True
        yield from _check_state(target)
        yield from _check_selectors(target)


def _check_state(target: dict[str, Any]) -> Iterator[Finding]:
    for state in listed(target.get("state")):
        if not isinstance(state, dict) or "TimeState" not in listed(state.get("type")):
            continue
        for key in ("sourceDate", "sourceDateStart", "sourceDateEnd"):
            for moment in listed(state.get(key)):
                if not isinstance(moment, str) or not _MOMENT.fullmatch(moment):
                    remedy = "write it in UTC: 2031-05-03T06:30:00Z"
                    yield key, f"{str(moment)[:40]!r} is no time of the model", remedy, True
        if "sourceDate" in state and {"sourceDateStart", "sourceDateEnd"} & state.keys():
            yield "state", "a moment and a stretch are told", "take one of them out", True
        elif ("sourceDateStart" in state) != ("sourceDateEnd" in state):
            yield "state", "half of a stretch is told", "give its start and its end", True


def _check_selectors(target: dict[str, Any]) -> Iterator[Finding]:
    quote = selector(target, "TextQuoteSelector")
    exact = quote.get("exact")
    if quote:
        yield from _check_quote(quote)
    position = selector(target, "TextPositionSelector")
    if not position:
        return
    start, end = position.get("start"), position.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        message = f"{str(start)[:20]} to {str(end)[:20]} is no stretch of a text"
        yield "selector", message, "count code points from 0, the end not included", True
    elif isinstance(exact, str) and exact and len(exact) != end - start:
        units = len(exact.encode("utf-16-le", "surrogatepass")) // 2
        remedy = "count the code points anew"
        if end - start == units:
            remedy = "these are UTF-16 units: count code points"
        elif end - start == len(exact.encode("utf-8", "surrogatepass")):
            remedy = "these are bytes: count code points"
        message = f"{end - start} code points are selected, {len(exact)} are quoted"
        yield "selector", message, remedy, True


def _check_quote(quote: dict[str, Any]) -> Iterator[Finding]:
    for key in ("exact", "prefix", "suffix"):
        if key in quote and not isinstance(quote[key], str):
            yield key, "it is no text", f'write "{key}": "…" once', True
            return
    exact = quote.get("exact")
    if not exact:
        yield "exact", "no words are quoted", "quote the words that are meant", True
    elif starts_inside(exact) or starts_inside(quote.get("suffix", "")):
        yield "exact", "the words are cut within a character", "quote it whole", False
    elif not unicodedata.is_normalized("NFC", exact):
        remedy = "write it as Unicode NFC, and count offsets in that"
        yield "exact", "the quote is not in Unicode's form NFC", remedy, False

"""Reads Web Annotations back as reviews: verdicts, corrections, and what people marked anew."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.export.formats.readback import Origin, Reviewed, anchored
from sayso.export.formats.told.marks import fields
from sayso.export.formats.webannotation.item import ANNOTATION, DOCUMENT, annotation_id
from sayso.export.formats.webannotation.parts import (
    Ours,
    ours,
    people,
    read_annotations,
    selector,
    targets,
    words,
)
from sayso.records.evidence import Span
from sayso.records.review.judgement import DECIDING, Review, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.formats.files.json_read import Item
    from sayso.records.document import Document

_FIELD = re.compile(r"(?:field:)?(\w+)")
_OWN = "export the ledger anew, and annotate that file"


@dataclass(frozen=True)
class _Said:
    """What somebody says of one of ours, or of words that none of ours has."""

    told: Ours
    verdict: Verdict
    words: Span | None = None
    value: str = ""
    right: Span | None = None


def read(path: Path, origin: Origin) -> Reviewed:
    """The reviews that a file of annotations holds.

    An annotation of ours is a review where a body with the purpose `assessing` says accept,
    reject or correct, or where its words or its value are no longer what was exported. So is a
    reply: an annotation whose target is one of ours, in the same file. One that somebody made of
    other words is a correction of the report itself. What we exported and nobody touched says
    nothing.
    """
    file = read_annotations(path)
    found = Reviewed(path, problems=list(file.problems))
    known = {
        item.value["id"]: (item, told)
        for item in file.items
        if isinstance(item.value, dict)
        and isinstance(item.value.get("id"), str)
        and (told := ours(item.value)) is not None
    }
    for item in file.items:
        if not isinstance(item.value, dict):
            found.say(item.line, "type", "it is no Annotation", "take it out")
            continue
        try:
            _read_item(found, item, known, origin)
        except ValueError as error:
            found.say(item.line, None, str(error), "mend the annotation, or take it out")
    return found


def _read_item(
    found: Reviewed, item: Item, known: dict[str, tuple[Item, Ours]], origin: Origin
) -> None:
    told = ours(item.value)
    if told is not None:
        _read_ours(found, item, told, origin)
        return
    for target in targets(item.value):
        source = target.get("source")
        if isinstance(source, str) and source.startswith(ANNOTATION):
            if source in known:
                _reply(found, item, known[source], origin)
            else:
                message = f"it answers {source[:80]}, which is not in the file"
                found.say(item.line, "target", message, "put the annotations into one file")
        else:
            _read_new(found, item, target, origin)


def _read_ours(found: Reviewed, item: Item, told: Ours, origin: Origin) -> None:
    """One of ours, with a verdict or with other words or another value than it was made with."""
    had = _had(found, item, told, origin)
    if had is None:
        return
    document, span = had
    now = _moved(document, span, next(iter(targets(item.value)), {}))
    if now is None:
        found.say(item.line, "selector", "its words are not in the report", _OWN)
        return
    right = now if now != span else None
    value = "\n".join(words(item.value, "describing"))
    verdict = _verdict(item.value)
    if verdict is None and (right is not None or _has_other_value(item.value, told, value)):
        verdict = Verdict.CORRECT
    if verdict is not None:
        right = right if verdict is Verdict.CORRECT else None
        _add(found, item, origin, _Said(told, verdict, words=span, value=value, right=right))


def _reply(found: Reviewed, item: Item, of: tuple[Item, Ours], origin: Origin) -> None:
    """What somebody says of one of ours: a verdict, or by `editing` another value."""
    answered, told = of
    had = _had(found, item, told, origin)
    if had is None:
        return
    edited = words(item.value, "editing")
    verdict = _verdict(item.value) or (Verdict.CORRECT if edited else None)
    if verdict is None:
        message = "it does not say whether the annotation is right"
        remedy = 'add a body with "purpose": "assessing" and "value": "accept" or "reject"'
        found.say(item.line, "body", message, remedy)
        return
    told_values = edited if verdict is Verdict.CORRECT else words(answered.value, "describing")
    value = "\n".join(told_values)
    _add(found, item, origin, _Said(told, verdict, words=had[1], value=value))


def _read_new(found: Reviewed, item: Item, target: dict[str, Any], origin: Origin) -> None:
    """Words that somebody marked: what no account has, as a correction of the report."""
    source = target.get("source")
    name = source.removeprefix(DOCUMENT) if isinstance(source, str) else ""
    document = origin.document(name) if name else None
    if document is None:
        remedy = f"give the report's address or {DOCUMENT}ID as the source"
        found.say(item.line, "target", f"the ledger has no report {name[:80]!r}", remedy)
        return
    span = _placed(document, target)
    if span is None:
        message = "nothing tells which of the report's words are meant"
        remedy = "select them by a TextQuoteSelector with prefix and suffix"
        found.say(item.line, "selector", message, remedy)
        return
    told = Ours("", document.id, _field(item.value), span.start, span.end, "")
    value = "\n".join(words(item.value, "describing", "editing", None))
    _add(found, item, origin, _Said(told, Verdict.CORRECT, value=value, right=span))


def _had(found: Reviewed, item: Item, told: Ours, origin: Origin) -> tuple[Document, Span] | None:
    """The report and the words that one of ours was made with; null, and a problem, without."""
    document = origin.document(told.document)
    if document is None:
        found.say(item.line, "body", f"the ledger has no report {told.document}", _OWN)
        return None
    if not 0 <= told.start < told.end <= len(document.text):
        found.say(item.line, "body", f"the words {told.start}-{told.end} are not in it", _OWN)
        return None
    return document, Span.cut(document, told.start, told.end)


def _moved(document: Document, had: Span, target: dict[str, Any]) -> Span | None:
    """The words that are now selected; those blacked out for the export are still the same."""
    position = selector(target, "TextPositionSelector")
    exact = selector(target, "TextQuoteSelector").get("exact", had.quote)
    same = (position.get("start"), position.get("end")) == (had.start, had.end)
    if same and isinstance(exact, str) and len(exact) == len(had.quote):
        return had
    return _placed(document, target)


def _has_other_value(annotation: dict[str, Any], told: Ours, value: str) -> bool:
    """Whether a value is not the one that the name of one of ours was made of."""
    name = annotation.get("id")
    if not isinstance(name, str) or not name.startswith(ANNOTATION):
        return False
    return name != annotation_id(told.claim, told.field, told.start, told.end, value)


def _add(found: Reviewed, item: Item, origin: Origin, said: _Said) -> None:
    annotation, told = item.value, said.told
    by = people(annotation) or origin.by
    if not by:
        remedy = 'add "creator": {"type": "Person", "name": "…"}'
        found.say(item.line, "creator", "it does not say who reviews", remedy)
        return
    moment = annotation.get("modified", annotation.get("created"))
    found.reviews.append(
        Review.make(
            told.claim or told.document,
            said.verdict,
            doc_id=told.document,
            field=told.field,
            words=said.words,
            value=said.value or None,
            right=said.right,
            by=by,
            why="\n".join(words(annotation, "commenting", "replying", "questioning")),
            at=moment if isinstance(moment, str) and moment else origin.at,
            origin=origin.name,
        )
    )


def _verdict(annotation: dict[str, Any]) -> Verdict | None:
    for told in words(annotation, "assessing"):
        for verdict in DECIDING:
            if told.casefold() == verdict.value:
                return verdict
    return None


def _field(annotation: dict[str, Any]) -> str:
    for told in words(annotation, "classifying", "tagging", "identifying"):
        match = _FIELD.fullmatch(told)
        if match and match.group(1).casefold() in fields():
            return match.group(1).casefold()
    return ""


def _placed(document: Document, target: dict[str, Any]) -> Span | None:
    """The words of a report that a target selects; null where none are, or nothing tells which."""
    quote = selector(target, "TextQuoteSelector")
    position = selector(target, "TextPositionSelector")
    start, end = position.get("start"), position.get("end")
    offset = start if type(start) is int else None
    parts = {key: quote.get(key) for key in ("exact", "prefix", "suffix")}
    exact, prefix, suffix = (part if isinstance(part, str) else "" for part in parts.values())
    if exact:
        return anchored(document.text, exact, offset, prefix, suffix)
    if type(start) is int and type(end) is int and 0 <= start < end <= len(document.text):
        return Span.cut(document, start, end)
    return None

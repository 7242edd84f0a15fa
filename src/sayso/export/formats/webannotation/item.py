"""One Web Annotation: what it says of words, where they stand, in which state of a page."""

from __future__ import annotations

import base64
import re
import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sayso.export.formats.told.marks import fields
from sayso.records.attribution import Stance
from sayso.records.evidence import content_id
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.export.formats.told.marks import Mark
    from sayso.records.claim import Account
    from sayso.records.document import Document

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
ANNOTATION = "urn:sayso:annotation:"
DOCUMENT = "urn:sayso:document:"
INCIDENT = "urn:sayso:incident:"

QUESTIONED = frozenset(
    {Stance.DENIES, Stance.EXONERATES, Stance.DISPUTES, Stance.DECLINES, Stance.SUSPECTS}
)
"""What a voice does to a value that it holds open or contests."""

AROUND = 32
"""Code points before and after the words that a quote selector has at most."""

_UNKNOWN = re.compile(r".*(?:[^\S ]|  )", re.DOTALL)
_UNTIL = re.compile(r"[^\S ]|  ")
_DAY = 10
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")


def item(mark: Mark, account: Account, document: Document, text: str) -> dict[str, Any]:
    """The annotation of a mark; `text` is that of the report as far as it may be shown."""
    questioned = mark.stance in QUESTIONED
    return {
        "id": annotation_id(mark.claim.id, mark.field, mark.span.start, mark.span.end, mark.value),
        "type": "Annotation",
        "motivation": "questioning" if questioned else fields()[mark.field].motivation,
        "generator": {"type": "Software", "name": f"sayso {VERSION}"},
        "body": _bodies(mark),
        "target": {
            "type": "SpecificResource",
            "source": account.url or f"{DOCUMENT}{document.id}",
            "state": _state(account.published, document.sha256_text),
            "selector": _selectors(mark, text),
        },
    }


def annotation_id(claim: str, field: str, start: int, end: int, value: str) -> str:
    """The name of an annotation: another value or other words give another one."""
    return ANNOTATION + content_id("b", claim, field, str(start), str(end), value)


def starts_inside(text: str) -> bool:
    """Whether a text begins in the middle of what a reader sees as one character."""
    return bool(text) and (unicodedata.category(text[0])[0] == "M" or text[0] in _JOINERS)


def _bodies(mark: Mark) -> list[dict[str, Any]]:
    told = (
        f"claim:{mark.claim.id};document:{mark.claim.doc_id};field:{mark.field}"
        f";words:{mark.span.start}-{mark.span.end};stance:{mark.stance.value}"
    )
    bodies = [_textual("classifying", told)]
    if mark.field == "incident":
        source = f"{INCIDENT}{mark.value}"
        bodies.append({"type": "SpecificResource", "purpose": "linking", "source": source})
    if mark.value:
        bodies.append(_textual("describing", mark.value))
    return bodies


def _textual(purpose: str, value: str) -> dict[str, Any]:
    form = "application/json" if value.startswith("{") else "text/plain"
    return {"type": "TextualBody", "purpose": purpose, "format": form, "value": value}


def _state(published: str | None, sha256: str) -> dict[str, Any]:
    """The state of the page that was read: when it was published, and the hash of its text."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    state: dict[str, Any] = {"type": "TimeState", "cached": f"ni:///sha-256;{digest}"}
    return {**state, **_dates(published)}


def _dates(published: str | None) -> dict[str, str]:
    try:
        told = datetime.fromisoformat(published or "")
        if len(published or "") > _DAY:
            told = told.replace(tzinfo=told.tzinfo or UTC).astimezone(UTC)
            return {"sourceDate": f"{told:%Y-%m-%dT%H:%M:%SZ}"}
    except (ValueError, OverflowError):
        return {}
    day = told.date().isoformat()
    return {"sourceDateStart": f"{day}T00:00:00Z", "sourceDateEnd": f"{day}T23:59:59Z"}


def _selectors(mark: Mark, text: str) -> list[dict[str, Any]]:
    start, end = mark.span.start, mark.span.end
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": mark.span.quote}
    prefix = _UNKNOWN.sub("", text[max(0, start - AROUND) : start])
    prefix = _whole(prefix, cut=start > AROUND)
    until = _UNTIL.search(text, end, end + AROUND)
    suffix = text[end : until.start() if until else end + AROUND]
    while starts_inside(text[end + len(suffix) :][:1]) and suffix:
        suffix = suffix[:-1]
    if prefix.strip():
        quote["prefix"] = prefix
    if suffix.strip():
        quote["suffix"] = suffix
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]


def _whole(prefix: str, *, cut: bool) -> str:
    """A prefix that begins with a whole character."""
    while cut and starts_inside(prefix):
        prefix = prefix[1:]
    return prefix

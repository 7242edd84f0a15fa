"""Texts read for the tests of attribution: the real parse, actors found or given by hand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.analysis.model import parse
from sayso.analysis.parsed import Parsed
from sayso.attribution.find import find_attributions
from sayso.lexicons.rules.report_verbs import ReportVerbs
from sayso.records.document import Document
from sayso.records.evidence import Provenance, Span
from sayso.records.mention import ActorMention
from sayso.segment.passages import split_passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.attribution import Attribution

_BY_HAND = Provenance(component="tests", version="0")


@cache
def report_verbs() -> ReportVerbs:
    return ReportVerbs.load("en")


@cache
def parsed(text: str) -> Parsed:
    document = Document(
        id="d1",
        report="test",
        address="test",
        text=text,
        sha256_bytes="",
        sha256_text="",
        media_type="text/plain",
    )
    passages = tuple(split_passages(text))
    return Parsed(document, passages, parse(text, passages))


def attributions(text: str, actors: Sequence[ActorMention] = ()) -> list[Attribution]:
    return find_attributions(parsed(text), actors, report_verbs())


def actor(
    text: str,
    words: str,
    name: str | None,
    *,
    country: str | None = None,
    sector: str | None = None,
    antecedent: str | None = None,
    last: bool = False,
) -> ActorMention:
    """An actor's mention where these words first (or last) stand; the last word is its head."""
    start = text.rindex(words) if last else text.index(words)
    return ActorMention(
        id=f"a{start}",
        span=Span(start=start, end=start + len(words), quote=words),
        head=start + words.rfind(" ") + 1,
        name=name,
        country=country,
        sector=sector,
        antecedent=antecedent,
        provenance=_BY_HAND,
    )

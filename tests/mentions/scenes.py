"""Reports made of a few sentences, and what is read from them, for the tests of actors."""

from __future__ import annotations

from functools import cache

from sayso.analysis.model import parse
from sayso.analysis.parsed import Parsed
from sayso.lexicons.actors.entries import ActorLexicon
from sayso.records.document import Document
from sayso.segment.passages import split_passages


@cache
def lexicon() -> ActorLexicon:
    """The shipped lexicon: immutable, so all tests share it."""
    return ActorLexicon.load()


def parsed(text: str, published: str | None = "2016-08-03") -> Parsed:
    """A report of a given day, parsed."""
    document = Document(
        id="d1",
        report="r1",
        address="r1",
        text=text,
        sha256_bytes="0",
        sha256_text="0",
        media_type="text/plain",
        published=published,
    )
    passages = tuple(split_passages(text))
    return Parsed(document, passages, parse(text, passages))

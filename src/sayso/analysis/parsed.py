"""A report with its passages and parse: what every finder of mentions and events looks at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.records.evidence import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.analysis.tagger import Tags
    from sayso.records.document import Document, Passage


@dataclass(frozen=True)
class Parsed:
    """A document, its passages, its Doc and its tags. Never leaves the worker that made it.

    Token offsets (`token.idx`) are offsets in `document.text`, but the Doc's own text is a twin
    with plain quotation marks: spans are cut from the document. `tags` is what the trained
    reader says of its words, or null where rules alone read (`--no-model`).
    """

    document: Document
    passages: tuple[Passage, ...]
    doc: Doc
    tags: Tags | None = None

    @cached_property
    def twin(self) -> str:
        """The Doc's text, of the document's length: made once, for spaCy joins it at each call."""
        return self.doc.text

    def span(self, start: int, end: int) -> Span:
        """The words of the document from `start` to `end` (code points, end-exclusive)."""
        return Span.cut(self.document, start, end)

    def sentence(self, token: Token) -> Span:
        """The sentence of a token, without the white space around it."""
        text = self.document.text
        start, end = token.sent.start_char, token.sent.end_char
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.span(start, end)

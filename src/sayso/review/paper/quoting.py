"""A report's text as far as it may be published: whole by right, else its quotes alone."""

from __future__ import annotations

import re
from dataclasses import replace as with_fields
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sayso.ledger.errors import LedgerError
from sayso.records.evidence import Record, Span
from sayso.records.reading import Annotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.pipeline.sending.exporting import Outgoing
    from sayso.records.claim import Account
    from sayso.records.document import Document
    from sayso.records.reading import ReadDocument
    from sayso.review.report.told import Told

_GAP = re.compile(r"[^\S\n]{2,}")
LEFT_OUT = "…"
"""What stands for words that are left out between quotes."""


def spans_of(value: Any) -> Iterator[Span]:
    """All words that a record rests on."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Record):
        for name in value.__struct_fields__:
            yield from spans_of(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_of(part)


def quotes_only(text: str, quotes: Iterable[Span]) -> str:
    """A text of the same length that has some words alone; a sign stands for what is left out.

    Args:
        text: the report's; of it only line ends are kept.
        quotes: the words, at their code points.
    """
    letters = [sign if sign == "\n" else " " for sign in text]
    for span in quotes:
        letters[span.start : span.end] = span.quote
    lines = "".join(letters).split("\n")
    return "\n".join(_with_signs(line) if line.strip() else line for line in lines)


def publishable(told: Told, going: Sequence[Account], out: Outgoing, *, right: bool) -> Told:
    """A report as it may be published.

    Args:
        told: the report.
        going: its accounts that go out, guarded.
        out: what guards readings.
        right: whether there is a right to publish the text.
    """
    read, document = _guarded(told, out)
    if not right:
        quotes = [span for account in going for span in spans_of(account.claim)]
        document = replace(document, text=quotes_only(document.text, quotes), title=None)
        read = replace(read, annotations=Annotations(), document=document) if read else None
    return with_fields(
        told,
        document=document,
        read=read,
        why_unread="" if read is not None else told.why_unread,
        accounts=tuple(going),
        corrections=(),
        left_out=(),
        notes=(),
    )


def _guarded(told: Told, out: Outgoing) -> tuple[ReadDocument | None, Document]:
    """The reading and the report without what is held back; a report may have no reading."""
    try:
        read = out.reading(told.document.id)
    except LedgerError:
        return None, told.document
    return read, read.document


def _with_signs(line: str) -> str:
    """A line with a sign in each gap between its words."""
    return _GAP.sub(lambda found: f" {LEFT_OUT}".ljust(len(found[0])), line)

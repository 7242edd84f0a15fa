"""Annotations that people made, back as reviews: what a reader is given, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.export.formats.files.checked import Checked
from sayso.records.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.records.document import Document
    from sayso.records.review.judgement import Review


@dataclass(frozen=True)
class Origin:
    """What a reader of annotations asks for.

    `document` gives a report with its whole text by its id, the name of the report or its
    address, null where the ledger has none. `by` and `at` are who made the annotations and when
    (ISO 8601), where a file does not say so itself. `name` is the file or tool they come from.
    """

    document: Callable[[str], Document | None]
    name: str
    by: str = ""
    at: str = ""


@dataclass
class Reviewed(Checked):
    """What was read back: reviews in the order of the file, and what could not be understood."""

    reviews: list[Review] = field(default_factory=list)


def anchored(
    text: str, quote: str, start: int | None, prefix: str = "", suffix: str = ""
) -> Span | None:
    """Where quoted words stand in a text; null where they do not, or nothing tells which.

    The offset holds where the words stand there. Else they are looked for between what stood
    before and after them, and then alone.
    """
    if not quote:
        return None
    if start is not None and start >= 0 and text.startswith(quote, start):
        return Span(start=start, end=start + len(quote), quote=quote)
    for before, after in ((prefix, suffix), (prefix, ""), ("", suffix), ("", "")):
        whole = f"{before}{quote}{after}"
        at = text.find(whole)
        if at >= 0 and text.find(whole, at + 1) < 0:
            begin = at + len(before)
            return Span(start=begin, end=begin + len(quote), quote=quote)
    return None

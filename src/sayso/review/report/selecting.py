"""Words of a report as a form names them: by their place, or typed in and found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.evidence import Span
from sayso.review.report.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.records.document import Document
    from sayso.review.report.pieces import Piece

_LONGEST = 20_000


def words_of(
    document: Document, form: Mapping[str, str], name: str = "quote", near: Span | None = None
) -> Span | None:
    """The words that a form names; null where it names none.

    Of words typed in, whole words come before parts of longer ones.

    Args:
        document: the report.
        form: its fields; the words stand in `name`, their place, where the page's script knows
            it, in `name_start` and `name_end` (code points).
        name: the name of the field.
        near: other words of the form: of several places the one in the same piece is meant.

    Raises:
        ValueError: for words that the report does not have, or has in several places.
    """
    quote = form.get(name, "").strip()
    start, end = form.get(f"{name}_start", ""), form.get(f"{name}_end", "")
    if start.isdecimal() and end.isdecimal():
        found = _at(document, int(start), int(end))
        if found is not None and (not quote or _same(found.quote, quote)):
            return found
    if not quote:
        return None
    return _found(document, quote, near)


def _at(document: Document, start: int, end: int) -> Span | None:
    """The words at a place, without white space at their ends."""
    words = document.text[start:end]
    if start >= end or not words.strip() or end - start > _LONGEST:
        return None
    start += len(words) - len(words.lstrip())
    return Span.cut(document, start, start + len(words.strip()))


def _found(document: Document, quote: str, near: Span | None) -> Span:
    text = document.text
    places = _every(text, quote)
    if not places:
        raise ValueError(f"“{quote}” does not stand in the report: copy the words from its text")
    if len(places) > 1 and near is not None:
        piece = _piece(text, near.start)
        inside = [at for at in places if piece.start <= at < piece.end]
        places = inside or places
    whole = [at for at in places if _is_whole(text, at, at + len(quote))]
    places = whole if len(whole) == 1 else places
    if len(places) > 1:
        raise ValueError(
            f"“{quote}” stands in {len(places)} places of the report: give more of the words"
            " around, so that they stand there once, or mark them in the text"
        )
    return Span.cut(document, places[0], places[0] + len(quote))


def _every(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on before or behind."""
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _piece(text: str, at: int) -> Piece:
    return next(piece for piece in pieces(text) if piece.start <= at < piece.end)


def _same(one: str, other: str) -> bool:
    """Whether words are the same but for white space, which browsers write as they like."""
    return one.split() == other.split()

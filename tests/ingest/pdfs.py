"""PDF files of the tests, drawn line by line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Row = tuple[float, float, str]
"""Left end of the baseline in points from the left and lower edges, and the words."""

LEFT = [
    "The army said on Monday that its guns had",
    "shelled the village of Tarsin, kill-",
    "ing four people, among them a teacher.",
    "A spokesman for the rebels denied it and",
    "said that the village was empty.",
]
RIGHT = [
    "In the north a convoy of lorries was",
    "stopped at the bridge by gunmen who",
    "took three drivers away, police said.",
    "They were freed on Tuesday after talks",
    "between elders and the gunmen.",
]


def pdf(*pages: Sequence[Row], size: float = 10, **metadata: str) -> bytes:
    """A file of pages on which rows are drawn in their order."""
    return drawn([_rows(page, size) for page in pages], **metadata)


def drawn(pages: Sequence[Callable[[canvas.Canvas], None]], **metadata: str) -> bytes:
    """A file of pages, each drawn by its function."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=A4, invariant=True)
    for draw in pages:
        draw(sheet)
        sheet.showPage()
    sheet.setTitle(metadata.get("title", ""))
    sheet.save()
    return out.getvalue()


def column(lines: Sequence[str], *, x: float = 60, top: float = 740) -> list[Row]:
    """Lines under one another."""
    return [(x, top - 12 * n, line) for n, line in enumerate(lines)]


def _rows(page: Sequence[Row], size: float) -> Callable[[canvas.Canvas], None]:
    def draw(sheet: canvas.Canvas) -> None:
        sheet.setFont("Times-Roman", size)
        for x, y, words in page:
            sheet.drawString(x, y, words)

    return draw

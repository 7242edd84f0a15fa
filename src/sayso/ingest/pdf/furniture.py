"""What stands at the edges of every page and belongs to none: running heads, feet, numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.ingest.pdf.layout import Line

_EDGE = 1 / 12  # of the height of the text, above and below, where heads and feet stand
_ENOUGH = 3  # pages
_HEIGHT = 4.0  # points within which two heights are one
_SHARE = 0.3  # heads of left and right pages differ, and each chapter has its own
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|p\.)\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)


def without_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without running heads and feet, and without page numbers.

    A head or foot is a line in the uppermost or lowest twelfth of the text that, but for its
    digits, stands at that height on three pages and three in ten; of a file with two pages, on
    both. A page number is a
    number alone ("12", "– 12 –", "12/40", "Page 12 of 40") in the outermost line.
    """
    heights = [line.y for page in pages for line in page] or [0.0]
    top, bottom = max(heights), min(heights)
    margin = (top - bottom) * _EDGE
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for line in page:
            if not bottom + margin < line.y < top - margin:
                seen[_shape(line)].add(number)
    needed = max(2, min(len(pages), max(_ENOUGH, round(_SHARE * len(pages)))))
    running = {shape for shape, on in seen.items() if len(on) >= needed}
    return [_cleaned(page, running) for page in pages]


def _cleaned(page: list[Line], running: set[tuple[str, int]]) -> list[Line]:
    kept = [line for line in page if _shape(line) not in running]
    if len(kept) > 1:
        top, bottom = max(kept, key=lambda line: line.y), min(kept, key=lambda line: line.y)
        kept = [x for x in kept if x not in {top, bottom} or not _PAGE_NUMBER.fullmatch(x.text)]
    return kept


def _shape(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text), round(line.y / _HEIGHT)

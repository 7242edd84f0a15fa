"""The lines of a page in reading order, from the pieces of text that a PDF places on it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SAME_BASELINE = 0.5  # of the letters' size: superscripts stay in their line
_NEAR = 3.0  # points within which two left edges are one
_GUTTER_ROWS = 4
_GUTTER_SHARE = 0.6
_PROSE = 18  # letters on each side of a gutter, on average: cells of a table are shorter
_LETTER = 0.42  # width of a letter by its size, low: a gap that is seen is there
_GAP = 0.9


@dataclass(frozen=True)
class Piece:
    """A run of text as the PDF places it: left end of its baseline and letters' size, in points.

    `x` runs along the line and `y` up from it, whichever way the text is `turn`ed (degrees).
    """

    x: float
    y: float
    size: float
    turn: int
    text: str

    @property
    def end(self) -> float:
        """Where the piece ends, judged by its number of letters."""
        return self.x + _LETTER * self.size * len(self.text.strip())


@dataclass(frozen=True)
class Line:
    """A line of text in one column."""

    x: float
    y: float
    size: float
    text: str


def place(text: str, outer: Sequence[float], inner: Sequence[float], size: float) -> Piece | None:
    """The piece that a text is under a text matrix in a transformation (PDF 32000-1, 9.4.4).

    Null for nothing but white space and for text of no size.
    """
    a = inner[0] * outer[0] + inner[1] * outer[2]
    b = inner[0] * outer[1] + inner[1] * outer[3]
    c = inner[2] * outer[0] + inner[3] * outer[2]
    d = inner[2] * outer[1] + inner[3] * outer[3]
    left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    base = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    along, height = math.hypot(a, b), abs(size) * math.hypot(c, d)
    if not text.strip() or not (0 < along < math.inf and 0 < height < math.inf):
        return None
    cos, sin = a / along, b / along
    return Piece(
        x=left * cos + base * sin,
        y=base * cos - left * sin,
        size=height,
        turn=round(math.degrees(math.atan2(b, a))),
        text=text,
    )


def lines(pieces: Iterable[Piece]) -> list[Line]:
    """The lines of a page, column after column.

    The order in which the PDF draws is kept, for programs that set text draw it as it is read;
    only columns that are drawn line by line across the page are taken apart. A table stays in
    its rows: its cells are too short for a column of prose.
    """
    return [_line(row) for row in _columns(_rows(pieces)) if row]


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in pieces:
        last = rows[-1][-1] if rows else None
        if (
            last is not None
            and piece.turn == last.turn
            and abs(piece.y - last.y) <= _SAME_BASELINE * max(piece.size, last.size)
            and piece.x >= last.x - _NEAR
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _columns(rows: list[list[Piece]]) -> list[list[Piece]]:
    gutter = _gutter(rows)
    if gutter is None:
        return rows
    cut = [_splits(row, gutter) for row in rows]
    first, last = cut.index(True), len(cut) - cut[::-1].index(True)
    ordered = rows[:first]
    left: list[list[Piece]] = []
    right: list[list[Piece]] = []
    for row in rows[first:last]:
        if not _splits(row, gutter) and row[0].x < gutter - _NEAR and row[-1].end > gutter:
            ordered += [*_columns(left), *_columns(right), row]
            left, right = [], []
            continue
        left.append([piece for piece in row if piece.x < gutter - _NEAR])
        right.append([piece for piece in row if piece.x >= gutter - _NEAR])
    ordered += _columns([row for row in left if row]) + _columns([row for row in right if row])
    return ordered + rows[last:]


def _gutter(rows: list[list[Piece]]) -> float | None:
    """The left edge of a second column of prose that is drawn across with the first."""
    edges = Counter(round(piece.x / _NEAR) for row in rows for piece in row[1:])
    for edge, count in edges.most_common(8):
        x = edge * _NEAR
        hits = [n for n, row in enumerate(rows) if _splits(row, x)]
        if count < _GUTTER_ROWS / 2 or len(hits) < _GUTTER_ROWS:
            continue
        if len(hits) >= _GUTTER_SHARE * (hits[-1] - hits[0] + 1) and _is_prose(
            [rows[n] for n in hits], x
        ):
            return x
    return None


def _splits(row: list[Piece], x: float) -> bool:
    return row[0].x < x - _NEAR and any(abs(piece.x - x) <= _NEAR for piece in row[1:])


def _is_prose(rows: list[list[Piece]], x: float) -> bool:
    sides: tuple[int, int] = (0, 0)
    gaps = 0
    for row in rows:
        left = [piece for piece in row if piece.x < x - _NEAR]
        letters = sum(len(piece.text.strip()) for piece in left)
        every = sum(len(piece.text.strip()) for piece in row)
        sides = (sides[0] + letters, sides[1] + every - letters)
        gaps += x - left[-1].end > _GAP * left[-1].size
    return min(sides) >= _PROSE * len(rows) and gaps >= 0.8 * len(rows)


def _line(row: list[Piece]) -> Line:
    text = "".join(piece.text for piece in row)
    sizes = Counter[float]()
    for piece in row:
        sizes[round(piece.size, 1)] += len(piece.text)
    first = row[0]
    return Line(x=first.x, y=first.y, size=sizes.most_common(1)[0][0], text=" ".join(text.split()))

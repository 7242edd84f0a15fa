"""Where the names of points stand in a drawing, so that none covers another name or a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE, _LETTER, _GAP, _POINT = 13.0, 6.4, 9.0, 6.0
"""Units of the drawing: the height of a line, the width of a letter, how far a name stands from
its point, half the size of a point."""
_LINES = 8
"""How many lines up and down a name may move from its point before it stays where it is."""


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def place_names(
    points: Sequence[tuple[float, float]], names: Sequence[str], width: float
) -> list[dict[str, Any]]:
    """For each point where its name begins (`x`, `y`) or, with `anchor` "end", where it ends.

    A name stands to the right of its point; to the left where it would leave the drawing. Where
    it meets what is there already, it moves by lines.

    Args:
        points: the middles of the points, in units of the drawing.
        names: their names.
        width: how wide the drawing is.
    """
    taken = [_Box(x - _POINT, y - _POINT, x + _POINT, y + _POINT) for x, y in points]
    placed = []
    for (x, y), name in zip(points, names, strict=True):
        long = len(name) * _LETTER
        inside = x + _GAP + long <= width
        left = x + _GAP if inside else x - _GAP - long
        free = (
            line
            for line in _lines(y)
            if not any(_box(left, line, long).meets(other) for other in taken)
        )
        line = next(free, y)
        taken.append(_box(left, line, long))
        anchor = "start" if inside else "end"
        placed.append(
            {
                "x": round(left if inside else left + long, 1),
                "y": round(line + 4, 1),
                "anchor": anchor,
            }
        )
    return placed


def _box(left: float, line: float, long: float) -> _Box:
    return _Box(left, line - _LINE / 2, left + long, line + _LINE / 2)


def _lines(y: float) -> Iterator[float]:
    """The height of a point, then the lines around it, nearest first; none above the drawing."""
    yield y
    for steps in range(1, _LINES + 1):
        yield from (at for at in (y - steps * _LINE, y + steps * _LINE) if at > _LINE)

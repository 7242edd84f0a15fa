"""A text with marks as HTML: marks may nest, cross and lie on each other; nothing is hidden."""

from __future__ import annotations

import itertools
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEVELS = 5


class Mark(NamedTuple):
    """Words to be marked: code points from `start` to `end`, what they are and what they mean.

    `kind` is one of the classes of `notebook.css`, `meaning` what the words stand for, in words;
    `tag` stands visibly behind them.
    """

    start: int
    end: int
    kind: str
    meaning: str = ""
    tag: str = ""


def marked_text(
    text: str,
    marks: Iterable[Mark],
    start: int = 0,
    end: int | None = None,
    *,
    bare: bool = False,
) -> str:
    """The text from `start` to `end` (code points) as HTML, every mark an element around it.

    Marks that cross are cut where they do; what a mark means stands behind its last piece, for
    those who hear the page too. All text is escaped.

    With `bare` no word stands between the elements that is not of the text, so that code points
    can be counted on the page, and levels are classes (`l0` to `l5`), as where a policy forbids
    styles in the page.
    """
    end = len(text) if end is None else end
    kept = sorted(
        {m for m in marks if m.start < end and m.end > start and m.start < m.end},
        key=lambda mark: (mark.start, -mark.end, mark.kind),
    )
    levels = _levels(kept)
    bounds = {max(mark.start, start) for mark in kept} | {min(mark.end, end) for mark in kept}
    edges = sorted({start, end} | bounds)
    waiting = list(reversed(kept))
    opened: list[Mark] = []
    pieces: list[str] = []
    for here, there in itertools.pairwise(edges):
        while waiting and waiting[-1].start <= here:
            mark = waiting.pop()
            opened.append(mark)
            pieces.append(_opening(mark, levels[mark], bare=bare))
        pieces.append(escape(text[here:there]))
        _close(opened, there, levels, pieces, last=there == end, bare=bare)
    return "".join(pieces)


def _close(  # noqa: PLR0913 (one step of the function above)
    opened: list[Mark],
    at: int,
    levels: dict[Mark, int],
    pieces: list[str],
    *,
    last: bool,
    bare: bool,
) -> None:
    """Closes what ends here; what was opened later and goes on is closed and opened again."""
    going_on: list[Mark] = []
    while any(mark.end <= at or last for mark in opened):
        mark = opened.pop()
        done = mark.end <= at or last
        said = done and not bare
        pieces.append((_behind(mark) if said else "") + "</mark>" + (_tag(mark) if said else ""))
        if not done:
            going_on.append(mark)
    for mark in reversed(going_on):
        opened.append(mark)
        pieces.append(_opening(mark, levels[mark], bare=bare))


def _levels(marks: Sequence[Mark]) -> dict[Mark, int]:
    """How far under the words the line of each mark is drawn: lines never lie on each other."""
    levels: dict[Mark, int] = {}
    for mark in sorted(marks, key=lambda m: (m.end - m.start, m)):
        near = (o for o in levels if o.start < mark.end and mark.start < o.end)
        taken = {levels[other] for other in near}
        levels[mark] = next((n for n in range(_LEVELS) if n not in taken), _LEVELS)
    return levels


def _opening(mark: Mark, level: int, *, bare: bool) -> str:
    meaning = f"{mark.kind}: {mark.meaning}" if mark.meaning else mark.kind
    if bare:
        return f'<mark class="sayso-{escape(mark.kind)} l{level}" title="{escape(meaning)}">'
    return (
        f'<mark class="sayso-{escape(mark.kind)}" style="--level:{level}" '
        f'title="{escape(meaning)}">'
    )


def _behind(mark: Mark) -> str:
    """What a mark means, for those who do not see its line; a tag says it already."""
    if mark.tag:
        return ""
    meaning = f"{mark.kind}: {mark.meaning}" if mark.meaning else mark.kind
    return f'<small class="sayso-unseen"> ({escape(meaning)})</small>'


def _tag(mark: Mark) -> str:
    return f'<small class="sayso-tag">{escape(mark.tag)}</small>' if mark.tag else ""

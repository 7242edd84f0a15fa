"""Words that links of a static report lead to: the first element around them gets an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.export.marked_text import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.review.paper.links import Words

_CITED = re.compile(r'<mark class="sayso-(\w+) (at\d+-\d+) (l\d)" title="\w+ at\d+-\d+')
KIND = "cited"
"""The kind of the mark around words that have no other."""


def cited(marks: Sequence[Mark], words: Iterable[Words]) -> list[Mark]:
    """Marks that tell by their kind where links lead; words that have no mark get one.

    Args:
        marks: those of a piece of a report.
        words: what links lead to in it.
    """
    anchors = {(one.start, one.end): one.anchor for one in words}
    found: list[Mark] = []
    for mark in marks:
        anchor = anchors.pop((mark.start, mark.end), None)
        found.append(mark._replace(kind=f"{mark.kind} {anchor}") if anchor else mark)
    left = (Mark(*span, f"{KIND} {anchor}") for span, anchor in anchors.items())
    return [*found, *left]


def with_anchors(html: str) -> str:
    """A page in which the marks of `cited` can be led to by their anchors."""
    seen: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        kind, anchor, level = found.groups()
        id_ = f' id="{anchor}"' if anchor not in seen else ""
        seen.add(anchor)
        title = "" if kind == KIND else kind
        return f'<mark{id_} class="sayso-{kind} {level}" title="{title}'

    return _CITED.sub(mark, html)

"""Parts of marked names in what a person is shown: of the reports that use them, and no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from sayso.pipeline.deciding.personal import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from sayso.pipeline.deciding.personal import Part

_NEVER = re.compile(r"(?!)")
_LOOK = 20
"""Code points before and after a word by which it is known again."""

_EDGE = re.compile(r"[“”\"…\[\](){}|;:,=&?#<>/\\\ue000\ue001·•]")
"""What ends the words of a report: labels, addresses and lists put it beside them."""


class Parts(NamedTuple):
    """Words by which reports call private people, found in text, and the parts that they are."""

    words: re.Pattern[str] = _NEVER
    known: Mapping[str, tuple[Part, ...]] = {}

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Parts:
        """The parts by the spellings in which pages and addresses have them."""
        known: dict[str, tuple[Part, ...]] = {}
        for part in parts:
            for spelled in dict.fromkeys((part.word, part.word.upper(), quote(part.word))):
                known[spelled] = (*known.get(spelled, ()), part)
        if not known:
            return cls()
        longest_first = sorted(known, key=lambda one: (-len(one), one))
        told = "|".join(map(re.escape, longest_first))
        return cls(re.compile(rf"(?<!\w)(?:{told})(?!\w)"), known)

    def replaced(self, text: str, here: Collection[str], fill: Callable[[str], str]) -> str:
        """A text with something in the place of each part that stands for a private person.

        Args:
            text: what is to be shown.
            here: the reports that the page, or the line, tells of: what they use for nothing else
                goes from all of it. Where it names any, words by themselves are theirs.
            fill: what to put in the place of a word.
        """

        def put(found: re.Match[str]) -> str:
            told = self.known[found[0]]
            goes = any(_goes(part, found, here) for part in told)
            return fill(found[0]) if goes else found[0]

        return self.words.sub(put, text)


def _goes(part: Part, found: re.Match[str], here: Collection[str]) -> bool:
    """Whether a word stands for the person: the page is of the report, or it says it as that does.

    What has the same words around it, as far as it is told, is the report's. A word by itself
    tells nothing: it is on a page of no report, as lists are, and not on one of others.
    """
    if part.clean and part.doc_id in here:
        return True
    text, (start, end) = found.string, found.span()
    before = on_one_line(_EDGE.split(text[max(0, start - _LOOK) : start])[-1])
    after = on_one_line(_EDGE.split(text[end : end + _LOOK])[0])
    if not (before.strip() or after.strip()) and here and part.doc_id not in here:
        return False
    return any(
        f" {one}".endswith(before) and f"{other} ".startswith(after) for one, other in part.around
    )

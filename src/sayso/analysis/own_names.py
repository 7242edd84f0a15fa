"""The names that a report in capitals shows by itself: surnames and the bodies of its acronyms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.analysis.name_parts import name_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"[^\W\d_]+(?:[ \n]+[^\W\d_]+)+")
_BRACKET = re.compile(r"[\[(]([^\[\]()\n]{2,80})[\])]")
_ACRONYM = re.compile(r"[A-Z]{2,12}")
_MOST_WORDS = 10
_LEAST_SHARE = 0.6
_JOINS = frozenset({"of", "the", "and", "for", "in", "to", "on", "de", "del", "la", "y"})
_OPENS = frozenset({"the", "a", "an", "its", "their", "our", "his", "this", "that"})


def own_surnames(
    text: str, dictionary: Collection[str], verbs: Collection[str], stops: Collection[str]
) -> frozenset[str]:
    """Common words that this report has right after a given name: "Carlos Ossa", in lower case.

    Args:
        text: a report in capitals.
        dictionary: the words that are common words of the language.
        verbs: those among them that are verbs, which may follow a name as well.
        stops: function words.
    """
    runs = (["", *match[0].lower().split()] for match in _RUN.finditer(text))
    after = {
        third
        for words in runs
        for first, second, third in zip(words, words[1:], words[2:], strict=False)
        if second in name_parts("given") and first not in name_parts("opener")
    }
    return frozenset(w for w in after if w in dictionary and w not in verbs and w not in stops)


def spelled_out(text: str) -> tuple[frozenset[str], frozenset[tuple[int, int]]]:
    """The acronyms that a text gives beside their full names, and where the full names stand.

    "the Institute of Rural Credit (IRC)", and the other way round "IRC [Institute of …]".

    Args:
        text: a passage or a report in capitals.

    Returns:
        The acronyms as written, and the spans of the full names (code points, end-exclusive).
    """
    acronyms: set[str] = set()
    spans: set[tuple[int, int]] = set()
    for match in _BRACKET.finditer(text):
        for acronym, start, end in (*_before(text, match), *_inside(text, match)):
            acronyms.add(acronym)
            spans.add((start, end))
    return frozenset(acronyms), frozenset(spans)


def _before(text: str, bracket: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """The acronym in brackets with the name that stands before them."""
    acronym = bracket[1]
    if not _ACRONYM.fullmatch(acronym):
        return
    start = max(text.rfind(mark, 0, bracket.start()) for mark in '.,;:!?"()[]') + 1
    words = list(_WORD.finditer(text, start, bracket.start()))[-_MOST_WORDS:]
    for at in range(len(words) - 1, -1, -1):
        if words[at][0].lower() in _OPENS:
            words = words[at + 1 :]
            break
    while words and words[0][0].lower() in _JOINS:
        words = words[1:]
    if len(words) > 1 and _abbreviates(acronym, [w[0] for w in words]):
        yield acronym, words[0].start(), words[-1].end()


def _inside(text: str, bracket: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """The acronym before brackets with the name that stands in them."""
    before = re.search(
        r"([A-Z]{2,12})[ \n]+$", text[max(0, bracket.start() - 16) : bracket.start()]
    )
    words = list(_WORD.finditer(text, bracket.start(1), bracket.end(1)))
    if before and 1 < len(words) <= _MOST_WORDS and _abbreviates(before[1], [w[0] for w in words]):
        yield before[1], words[0].start(), words[-1].end()


def _abbreviates(acronym: str, words: list[str]) -> bool:
    """Whether most letters of an acronym open words of a name, in any order of languages."""
    initials = [word[0].upper() for word in words if word.lower() not in _JOINS]
    shared = sum(min(acronym.count(c), initials.count(c)) for c in set(acronym))
    return shared >= _LEAST_SHARE * min(len(acronym), len(initials)) and shared > 1

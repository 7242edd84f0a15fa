"""What the patterns for times cannot do without: a text that lacks it needs no try.

Most patterns ask for a month, a unit, a year or a word of their own. A short report has few of
these, and making a regular expression of every pattern takes longer than reading such a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.mentions.times.words import slot_patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOT = re.compile(r"(?<![\\<\w])(?P<name>[A-Z]{3,})(?P<number>\d?)(?![\w>])")
_PIECE = re.compile(
    rf"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<slot>{SLOT.pattern})|(?P<word>[A-Za-z]+)(?![?*{{])"
    r"|(?P<looks>\(\?<?[=!])|(?P<opens>\((?:\?P<\w+>|\?[a-z-]*:)?)|(?P<closes>\))|(?P<or>\|)|.",
    re.DOTALL,
)
_OPTIONAL = ("?", "*", "{0")
_NUMBERS = frozenset({"COUNT", "NUMBER"})
"""Slots that nearly every text fills: their words are not looked for."""

Needs = tuple[frozenset[str], ...]
"""One set for each alternative: a text must have all of one set, slots and words."""


@dataclass(frozen=True)
class Has:
    """What a text has: the slots that some of its words may fill, and its words, case folded."""

    slots: frozenset[str]
    folded: str

    @classmethod
    def of(cls, text: str) -> Has:
        """What a text may have: all that it has, and perhaps some more."""
        found = (name for name, pattern in _searched() if pattern.search(text))
        return cls(_NUMBERS.union(found), text.casefold())

    def may_match(self, needs: Needs) -> bool:
        """Whether a pattern with these needs could match in the text."""
        return any(all(n in self.slots or n in self.folded for n in need) for need in needs)


def needs_of(pattern: str) -> Needs:
    """The slots and words that each alternative of a pattern cannot do without.

    Rather too few than too many: of a group with alternatives those that all of them ask for.
    """
    return tuple(map(frozenset, _alternatives(pattern, _PIECE.finditer(pattern))))


def _alternatives(pattern: str, pieces: Iterator[re.Match[str]]) -> list[set[str]]:
    """What each alternative asks for, up to the bracket that closes it."""
    found: list[set[str]] = [set()]
    for piece in pieces:
        asked: set[str] = set()
        end = piece
        if piece["closes"]:
            break
        if piece["or"]:
            found.append(set())
        elif piece["slot"]:
            slot = piece["name"]
            asked = {slot if slot in slot_patterns() else slot.casefold()}
        elif piece["word"]:
            asked = {piece["word"].casefold()}
        elif piece["looks"] or piece["opens"]:
            every = _alternatives(pattern, (end := one for one in pieces))
            asked = set() if piece["looks"] else set.intersection(*every)
        if asked and not pattern.startswith(_OPTIONAL, end.end()):
            found[-1] |= asked
    return found


@cache
def _searched() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Words begin where no letter stands before them; figures may follow letters ("FY2016")."""
    return tuple(
        (name, re.compile(rf"(?:(?<![^\W\d_])|(?=\d))(?:{words})", re.IGNORECASE))
        for name, words in slot_patterns().items()
        if name not in _NUMBERS
    )

"""Where a text names weapons, by the words for means of force that the language has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

_LONGEST = 5


def find_weapon_names(doc: Doc, arms: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The longest name at each place: the index of its first token, and its end.

    `arms` are names in lower case, of one word or several.
    """
    ends = _ends(arms)
    for token in doc:
        if ends.isdisjoint((token.lower_, token.lemma_.lower())):
            continue
        for size in range(min(_LONGEST, token.i + 1), 0, -1):
            before = doc[token.i - size + 1 : token.i]
            if _names(before.text.lower() if size > 1 else "", token, arms):
                yield token.i - size + 1, token.i + 1
                break


@cache
def _ends(arms: frozenset[str]) -> frozenset[str]:
    """What names can end in: most tokens end none, and need not be looked at."""
    return frozenset(name[at:] for name in arms for at in range(len(name)))


def _names(before: str, last: Token, arms: frozenset[str]) -> bool:
    space = last.nbor(-1).whitespace_ if before else ""
    forms = {last.lower_, last.lemma_.lower()}
    return any(f"{before}{space}{form}" in arms for form in forms)

"""Gives headlines in title case the case of ordinary prose: "Rebels Attack Army Base"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sayso.analysis.shouting import has_stem, level_case
from sayso.lexicons.rules.event_rules import EventRules

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 4
_MOST_WORDS = 30
_CONTENT = 4


def is_title_case(text: str) -> bool:
    """Whether every longer word of a passage has a capital, as in headlines in English.

    A sentence of many names ends in a full stop; a headline does not.
    """
    words = _WORD.findall(text)
    content = [word for word in words if len(word) >= _CONTENT]
    return (
        _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        and not text.rstrip().endswith(".")
        and len(content) >= _FEWEST_WORDS - 1
        and all(word[0].isupper() for word in content)
    )


def level_title(
    headline: str, rest: str, dictionary: frozenset[str], stops: frozenset[str]
) -> str:
    """A headline in the case of prose, of equal length.

    A capital goes only where the dictionary has the word and the report says that it is no name:
    it stands without capital in the `rest` of the report, or is one of the words of the rules.
    """
    prose = frozenset(word for word in _WORD.findall(rest) if word.islower())
    levelled = list(headline)
    level = level_case(headline, dictionary, stops)
    for match in _WORD.finditer(headline):
        word, plain = match[0], level[match.start() : match.end()]
        known = plain in prose or plain in stops or has_stem(plain, _vocabulary())
        if word[0].isupper() and plain.islower() and known:
            levelled[match.start() : match.end()] = plain
    return "".join(levelled)


@cache
def _vocabulary() -> frozenset[str]:
    """The single words that event rules and word classes are made of."""
    rules = EventRules.load()
    expressions: tuple[Mapping[str, object], ...] = (rules.verbs, rules.nouns)
    named = {word for index in expressions for word in index}
    return frozenset(named.union(*rules.words.classes.values()))

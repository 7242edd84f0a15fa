"""Whether words look back on an earlier period: "ten years after", "in 1982", "decades ago"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.events.links import VERBAL
from sayso.lexicons.eras import load_eras

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEWS_BEGAN = 1950
_DOERS = frozenset({"nsubj", "poss", "compound", "nmod", "amod"})
_LONG = frozenset({"year", "decade", "century", "generation"})
_TIME_PREPOSITIONS = frozenset({"in", "during", "since", "of", "from", "between", "until", "by"})
_YEAR = re.compile(r"(1[5-9]|20)\d\d(s|-\d\d(\d\d)?)?")
_MODIFIERS = frozenset({"nummod", "amod", "compound", "nmod", "npadvmod", "advmod"})


def is_recollection(preposition: Token) -> bool:
    """Whether a measure of years stands before a preposition: "ten years after the siege"."""
    return any(c.dep_ in {"npadvmod", "advmod"} and c.lemma_ in _LONG for c in preposition.lefts)


def earlier_period(word: Token, published: str | None) -> str | None:
    """The words that set an event in an earlier period than the news, or null.

    A year counts where it lies two years or more before that of publication: with less, the
    dates decide (`age_status`). "Years ago" and "decades ago" always count.

    Args:
        word: the verb or noun of the event.
        published: the ISO date of publication, or null where unknown.
    """
    opening = word.sent[:2]
    is_dated = opening[0].lower_ == "in" and len(opening) > 1 and word == word.sent.root
    if is_dated and _is_old(opening[1], published):
        return opening.text
    for child in word.children:
        if child.lower_ == "ago" and any(c.lemma_ in _LONG for c in child.lefts):
            return child.text
        if child.dep_ == "prep" and child.lower_ in _TIME_PREPOSITIONS:
            years = [t for n in child.children for t in (n, *n.lefts) if _is_old(t, published)]
            if years:
                return f"{child.text} {years[0].text}"
        if word.pos_ not in VERBAL and child.dep_ in _MODIFIERS and _is_old(child, published):
            return child.text
    return None


def past_era(word: Token, published: str | None) -> str | None:
    """The words that set an event in an era long over: "in the Korean War", "Hitler's army".

    The era stands as a time of the event or as its doer. Without a date of publication only
    what lies before living memory of the news counts.

    Args:
        word: the verb or noun of the event.
        published: the ISO date of publication, or null where unknown.
    """
    known = published is not None and published[:4].isdigit()
    year = int(published[:4]) if published is not None and known else _NEWS_BEGAN
    for child in word.children:
        nouns = [child] if child.dep_ in _DOERS else []
        if child.dep_ in {"prep", "agent"} and child.lower_ in _TIME_PREPOSITIONS | {"by"}:
            nouns = [c for c in child.children if c.dep_ == "pobj"]
        for noun in nouns:
            if (end := _era_end(noun)) is not None and end <= year - 2:
                return f"{noun.text}, until {end}"
    return None


def _era_end(noun: Token) -> int | None:
    """The last year of the era that a noun names with the words before it, or null."""
    eras = load_eras()
    words = tuple(t.lower_ for t in noun.doc[noun.left_edge.i : noun.i + 1])
    ends = (eras.get(words[start:]) for start in range(len(words)))
    return next((end for end in ends if end is not None), None)


def _is_old(token: Token, published: str | None) -> bool:
    match = _YEAR.fullmatch(token.lower_)
    if match is None:
        return False
    last = re.findall(r"\d{4}", token.text)[-1]
    if published is None or not published[:4].isdigit():
        return False
    return int(last) <= int(published[:4]) - 2

"""Whether words look back on an earlier period: "ten years after", "in 1982", "decades ago"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.events.status.links import VERBAL
from sayso.lexicons.words.eras import load_eras
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEWS_BEGAN = 1950
_LIFETIME = 70
_DOERS = frozenset({"nsubj", "poss", "compound", "nmod", "amod"})
_COUNTED = frozenset({"nsubj", "attr", "npadvmod"})
_SIDES = frozenset({"nsubjpass", "dobj"})
_BEYOND_MEMORY = 1900
_YEAR = re.compile(r"(1[5-9]|20)\d\d(s|-\d\d(\d\d)?)?")
_MEDIEVAL = re.compile(r"1[0-4]\d\d|[1-9]\d\d")
_MODIFIERS = frozenset({"nummod", "amod", "compound", "nmod", "npadvmod", "advmod"})


def is_recollection(preposition: Token) -> bool:
    """Whether a measure of years stands before a preposition: "ten years after the siege".

    Likewise before the word that opens a clause: "ten years after it fell".
    """
    before = preposition.doc[preposition.i - 1] if preposition.i else preposition
    measured = before.dep_ == "npadvmod" and before.lemma_ in grammar("long_units")
    return measured or any(
        c.dep_ in {"npadvmod", "advmod"} and c.lemma_ in grammar("long_units")
        for c in preposition.lefts
    )


def earlier_period(word: Token, published: str | None) -> str | None:
    """The words that set an event in an earlier period than the news, or null.

    A year counts where it lies two years or more before that of publication: with less, the
    dates decide (`age_status`). "Years ago" and "decades ago" always count.

    Args:
        word: the verb or noun of the event.
        published: the ISO date of publication, or null where unknown.
    """
    told = (_before_dates(word), _long_life(word, published), _opening_year(word, published))
    found = (_dated_by(word, child, published) for child in word.children)
    return next(filter(None, (*told, *found)), None)


def _opening_year(word: Token, published: str | None) -> str | None:
    opening = word.sent[:2]
    is_dated = opening[0].lower_ == "in" and len(opening) > 1 and word == word.sent.root
    return opening.text if is_dated and _is_old(opening[1], published) else None


def _dated_by(word: Token, child: Token, published: str | None) -> str | None:
    """The earlier period that one word under an event's own names, or null."""
    if child.dep_ == "mark" and is_recollection(child):
        return f"years {child.text}"
    if child.lower_ == "ago" and any(c.lemma_ in grammar("long_units") for c in child.lefts):
        return child.text
    if child.dep_ == "prep" and child.lower_ in grammar("time_prepositions"):
        years = [t for n in child.children for t in (n, *n.lefts) if _is_old(t, published)]
        return f"{child.text} {years[0].text}" if years else None
    if child.dep_ == "nsubj":
        inner = (n for c in child.children if c.lower_ in {"of", "in"} for n in c.children)
        bygone = [
            n.text for n in inner if _YEAR.fullmatch(n.text) and int(n.text) < _BEYOND_MEMORY
        ]
        return bygone[0] if bygone else None
    is_modified = word.pos_ not in VERBAL and child.dep_ in _MODIFIERS
    return child.text if is_modified and _is_old(child, published) else None


def _bygone_year(noun: Token) -> str | None:
    """The year before living memory that dates a noun: "the treaty of 1648"."""
    inner = (n for c in noun.children if c.lower_ in {"of", "in"} for n in c.children)
    years = (n.text for n in inner if _YEAR.fullmatch(n.text) and n.text.isdigit())
    return next((year for year in years if int(year) < _BEYOND_MEMORY), None)


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
        nouns = [child] if child.dep_ in _DOERS | _SIDES else []
        if child.dep_ in {"prep", "agent"} and child.lower_ in grammar("time_prepositions") | {
            "by"
        }:
            nouns = [c for c in child.children if c.dep_ == "pobj"]
        nouns += [c for noun in nouns for c in noun.lefts if c.dep_ == "poss"]
        for noun in nouns:
            latest = _BEYOND_MEMORY if child.dep_ in _SIDES else year - 2
            if (end := _era_end(noun)) is not None and end <= latest:
                return f"{noun.text}, until {end}"
    return None


def _era_end(noun: Token) -> int | None:
    """The last year of the era that a noun names with the words before it, or null."""
    eras = load_eras()
    words = tuple(t.lower_ for t in noun.doc[noun.left_edge.i : noun.i + 1])
    ends = (eras.get(words[start:]) for start in range(len(words)))
    return next((end for end in ends if end is not None), None)


def _before_dates(word: Token) -> str | None:
    """A year of the old calendar in the sentence: "around 5000 BC", "in AD 70"."""
    for token in word.sent:
        if token.lower_ not in grammar("eras") or not token.is_upper:
            continue
        near = token.doc[max(token.i - 1, 0) : token.i + 2]
        if any(t.is_digit for t in near):
            return near.text
    return None


def _long_life(word: Token, published: str | None) -> str | None:
    """The birth, a lifetime before the news, of somebody whose life a sentence tells."""
    if published is None or not published[:4].isdigit():
        return None
    for born in (t for t in word.sent if t.lower_ == "born"):
        for year in word.doc[born.i : born.i + 6]:
            if _YEAR.fullmatch(year.text) and int(year.text[:4]) <= int(published[:4]) - _LIFETIME:
                return f"{born.text} {year.text}"
    return None


def _is_old(token: Token, published: str | None) -> bool:
    """Whether a word is a year two or more before publication, or, without that, before 1950."""
    if _MEDIEVAL.fullmatch(token.text) and token.dep_ == "pobj":
        return token.head.lower_ == "in"
    match = _YEAR.fullmatch(token.lower_)
    if match is None:
        return False
    last = int(re.findall(r"\d{4}", token.text)[-1])
    if published is None or not published[:4].isdigit():
        return last < _NEWS_BEGAN
    return last <= int(published[:4]) - 2

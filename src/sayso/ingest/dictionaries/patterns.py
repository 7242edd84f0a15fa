"""A pattern around a verb as an expression and the words that must stand beside it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.ingest.dictionaries.spelling import small_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TOKEN = re.compile(r"[*$+^%]|&[\w-]+|[(){}]|[^\W\d_][\w'-]*|\S")
_SPACE = re.compile(r"_+")
_SIDES = frozenset({"$", "+"})
_MARKS = frozenset("$+^(){}")
_HISSING = ("shes", "ches", "xes", "sses")
_LONGEST = 2
_ANYTHING = "@anything"


class PatternError(ValueError):
    """A pattern that a row of an overlay cannot say; tells what it asks for."""


@dataclass
class Pattern:
    """What a pattern comes to: words that belong to the verb, and the words of each slot."""

    after: list[str] = field(default_factory=list)
    needs: dict[str, list[str]] = field(default_factory=dict)


def read_pattern(written: str, sets: Mapping[str, Sequence[str]]) -> Pattern:
    """A pattern of TABARI or PETRARCH ("$ * FIRE ON +", "* (WITH &ARMS)") in slots.

    `*` is the verb, `$` its source, `+` its target, `^` what may be skipped. A noun before the
    verb becomes its subject (before a passive its object), one after it its object, one after a
    preposition stands with that; particles belong to the verb.

    Args:
        written: the pattern without its dash and code, in capitals.
        sets: the words of each `&SET`.

    Raises:
        PatternError: for what a row cannot say, with the words that it asks for.
    """
    tokens = _TOKEN.findall(_SPACE.sub(" ", written))
    if tokens.count("*") != 1:
        raise PatternError("it has not one * for the verb")
    if "%" in tokens:
        raise PatternError("% asks for both sides in one phrase; write a rule")
    at = tokens.index("*")
    before, after = tokens[:at], tokens[at + 1 :]
    found = Pattern()
    passive = "+" in before or _follows(after, "BY", "$")
    phrases = list(_phrases(before))
    if len(phrases) > 1 or any(phrase[0].lower() in _prepositions() for phrase in phrases):
        raise PatternError(f"it asks for {_shown(before)} before the verb; write a rule")
    if phrases:
        found.needs["object" if passive else "subject"] = _words(phrases[0], sets)
    _read_after(after, found, sets)
    return found


def _read_after(tokens: Sequence[str], found: Pattern, sets: Mapping[str, Sequence[str]]) -> None:
    """Adds what stands after the verb: particles, an object, prepositions with their nouns."""
    words = small_words()
    preposition: str | None = None
    phrases = list(_phrases(tokens, keep_sides=True))
    for number, phrase in enumerate(phrases):
        first = phrase[0].lower()
        if phrase[0] in _SIDES:
            if preposition not in {None, "by"}:
                _open(preposition or "", found)
            preposition = None
        elif first in _prepositions():
            if preposition is not None:
                raise PatternError(f"it asks for {_shown(tokens)} after the verb; write a rule")
            preposition = first
        elif first in words["particle"] and not found.needs.keys() - {"subject"}:
            found.after.append(first)
        else:
            slot = preposition or "object"
            if slot in found.needs:
                raise PatternError(f"it asks for two nouns as {slot}; write a rule")
            found.needs[slot] = _words(phrase, sets)
            preposition = None
        if number + 1 == len(phrases) and preposition is not None:
            _open(preposition, found)


def _open(preposition: str, found: Pattern) -> None:
    """A preposition before anything: it belongs to the verb where nothing else stands between."""
    if found.needs.keys() - {"subject"}:
        found.needs[preposition] = [_ANYTHING]
    else:
        found.after.append(preposition)


def _phrases(tokens: Sequence[str], *, keep_sides: bool = False) -> Iterator[list[str]]:
    """Nouns with the words right before them; small words and sides each alone."""
    words = small_words()
    alone = _prepositions() | words["particle"]
    skipped = words["article"] | words["auxiliary"]
    phrase: list[str] = []
    for token in tokens:
        low = token.lower()
        if token in _MARKS or low in alone or low in skipped:
            if phrase:
                yield phrase
            phrase = []
            if low in alone or (keep_sides and token in _SIDES):
                yield [token]
        elif token.startswith("&") or any(letter.isalpha() for letter in token):
            phrase.append(token)
        else:
            raise PatternError(f"{token!r} is no sign of patterns; write a rule")
    if phrase:
        yield phrase


def _words(phrase: Sequence[str], sets: Mapping[str, Sequence[str]]) -> list[str]:
    """The nouns that a phrase may be, small: itself in both numbers, or the words of a set."""
    if phrase[-1].startswith("&"):
        name = phrase[-1][1:].strip("_")
        members = [word for word in sets.get(name, ()) if len(word.split()) <= _LONGEST]
        if len(phrase) > 1 or not members:
            told = "no words of one or two" if name in sets else "no set"
            raise PatternError(f"the file has {told} &{name} that could stand here; write a rule")
        return [form for word in members for form in _numbers(word)]
    if len(phrase) > _LONGEST or any(token.startswith("&") for token in phrase):
        raise PatternError(f"it asks for {_shown(phrase)}; write a rule")
    return _numbers(" ".join(phrase))


def _numbers(word: str) -> list[str]:
    """A noun, and its singular where it looks like a plural."""
    low = word.lower()
    if low.endswith("ies"):
        return [low, f"{low[:-3]}y"]
    if low.endswith(_HISSING):
        return [low, low[:-2]]
    return [low, low[:-1]] if low.endswith("s") and not low.endswith("ss") else [low]


def _follows(tokens: Sequence[str], first: str, second: str) -> bool:
    return any(pair == (first, second) for pair in itertools.pairwise(tokens))


def _prepositions() -> frozenset[str]:
    return small_words()["preposition"]


def _shown(tokens: Sequence[str]) -> str:
    return " ".join(tokens)

"""Gives passages in capitals the case of ordinary prose, which taggers and parsers need."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.lexicons.actors import Actor, State, Title
from sayso.lexicons.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOUTED = 0.8
_FEWEST_LETTERS = 15
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_START = re.compile(r"(?:^|(?<!\b[A-Z])[.!?:]['\"’”)\]]*\s+|\[TEXT\]\s*)['\"‘“(]*$")
_LOOK_BACK = 12
_LONGEST_NAME = 7
_LONGEST_INITIALS = 4
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "da", "dos", "al", "el", "bin"})
_LOWER_IN_NAMES = _PARTICLES | {"of", "the", "and", "for", "in", "to", "on"}
_ENDINGS = (
    ("men", "man"),
    ("ies", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
)
_ENDINGS_ING = (
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ier", "y"),
    ("er", ""),
    ("est", ""),
    ("ly", ""),
)


class _Word(Record, frozen=True, kw_only=True):
    word: str


def is_shouted(text: str) -> bool:
    """Whether a passage is in capitals throughout; short ones (headings, acronyms) are not."""
    letters = [c for c in text if c.isalpha()]
    shouted = sum(c.isupper() for c in letters)
    return len(letters) >= _FEWEST_LETTERS and shouted > _SHOUTED * len(letters)


def level_case(text: str, dictionary: frozenset[str], stops: frozenset[str]) -> str:
    """A shouted passage in the case of prose, of equal length.

    A word is lowered when it is a function word (`stops`) or, as it stands or without its ending,
    in the model's lemma tables (`dictionary`); known names of states, bodies, people and cities
    get their capitals back; an unknown word is taken for a name, as is a title before one and a
    common word between two.
    """
    words = list(_WORD.finditer(text))
    cased: list[str] = []
    names: list[bool] = []
    at = 0
    while at < len(words):
        size = _name_length(text, words, at)
        if size:
            known = [_name_case(match[0]) for match in words[at : at + size]]
            cased += [_capital(known[0]) if known[0].islower() else known[0], *known[1:]]
            names += [False] * size
        else:
            plain = _word_case(words[at][0], dictionary, stops)
            names.append(plain[:1].isupper() and plain.lower() not in _nationalities())
            starts = _starts(text, words[at].start())
            cased.append(_capital(plain) if starts and plain.islower() else plain)
        at += max(size, 1)
    levelled = list(text)
    _capitalise_beside_names(text, words, cased, names)
    for match, word in zip(words, cased, strict=True):
        levelled[match.start() : match.end()] = word
    return "".join(levelled)


def _capitalise_beside_names(
    text: str, words: list[re.Match[str]], cased: list[str], names: list[bool]
) -> None:
    """Gives capitals, in place, to titles before names and to common words that end or join them.

    `names` says which words are taken for names because no dictionary has them.
    """
    for at in range(len(words)):
        tied = at > 0 and _joined(text, words, at - 1)
        word = re.sub(r"['’]s?$", "", cased[at])
        if not tied or not cased[at].islower():
            continue
        between = at + 1 < len(words) and names[at + 1] and _joined(text, words, at)
        inside = names[at - 1] and between and word not in _PARTICLES
        if inside or (word in _leaders() and (names[at - 1] or cased[at - 1] in _titles())):
            cased[at] = _capital(cased[at])
            names[at] = True
    for at in range(len(words) - 2, -1, -1):
        followed = cased[at + 1][:1].isupper() and _joined(text, words, at)
        if cased[at] in _titles() and followed:
            cased[at] = _capital(cased[at])
            names[at] = True


def _joined(text: str, words: list[re.Match[str]], at: int) -> bool:
    gap = text[words[at].end() : words[at + 1].start()]
    abbreviated = gap.startswith(".") and len(words[at][0]) <= _LONGEST_INITIALS
    return not gap.removeprefix("." if abbreviated else "").strip()


def _starts(text: str, offset: int) -> bool:
    return (
        _SENTENCE_START.search(text[max(0, offset - _LOOK_BACK) : offset]) is not None
        or offset == 0
    )


def _word_case(word: str, dictionary: frozenset[str], stops: frozenset[str]) -> str:
    lower = word.lower()
    if len(lower) != len(word):
        return word
    base = re.sub(r"['’]s?$", "", lower)
    if base in _PARTICLES:
        return lower
    if base in _cased_words():
        return _capital(lower)
    if base in stops or lower in stops or has_stem(base, dictionary):
        return lower
    if len(base) <= _LONGEST_INITIALS and not re.search(r"[aeiouy]", base):
        return word
    return _capital(lower)


def has_stem(word: str, dictionary: frozenset[str]) -> bool:
    """Whether a dictionary has a word, as it stands or without its ending ("soldiers")."""
    if word in dictionary:
        return True
    for ending, instead in (*_ENDINGS, *_ENDINGS_ING):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        if stem + instead in dictionary:
            return True
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in dictionary:
            return True
    return False


def _name_case(word: str) -> str:
    lower = word.lower()
    if len(lower) != len(word) or word in _acronyms():
        return word
    return lower if lower in _LOWER_IN_NAMES else _capital(lower)


def _capital(lower: str) -> str:
    first = lower[:1].upper()
    return first + lower[1:] if len(first) == 1 else lower


def _name_length(text: str, words: list[re.Match[str]], at: int) -> int:
    """How many words from here on are a known name of several words, or an acronym."""
    for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        window = words[at : at + size]
        if " ".join(m[0].upper() for m in window) not in _known_names():
            continue
        gaps = (text[a.end() : b.start()] for a, b in pairwise(window))
        if all(not gap.strip(" \n\t-.") for gap in gaps):
            return size
    return 0


@cache
def _cased_words() -> frozenset[str]:
    """Single words that are names: states, their adjectives and people, cities, months."""
    cased = read_table(DATA / "lexicons" / "en" / "cased_words.tsv", _Word)
    return _nationalities() | {row.word for row in cased}


@cache
def _nationalities() -> frozenset[str]:
    states = list(read_table(DATA / "actors" / "states.tsv", State))
    return frozenset(
        name.lower()
        for s in states
        for name in (s.name, *s.aliases, *s.adjectives, *s.people, *s.seats)
        if name.isalpha() and not name.isupper()
    )


@cache
def _titles() -> frozenset[str]:
    titles = read_table(DATA / "lexicons" / "en" / "titles.tsv", Title)
    return frozenset(word for t in titles for word in t.title.lower().split())


@cache
def _leaders() -> frozenset[str]:
    leaders = read_table(DATA / "actors" / "leaders.tsv", Actor)
    return frozenset(a.lower() for leader in leaders for a in leader.aliases if a.isalpha())


@cache
def _known_names() -> frozenset[str]:
    """Known names of several words, and acronyms that are no English word."""
    return frozenset(
        " ".join(m[0].upper() for m in words)
        for spelling in _spellings()
        if len(words := list(_WORD.finditer(spelling))) > 1 or spelling in _acronyms()
    )


@cache
def _acronyms() -> frozenset[str]:
    ambiguous = {
        row.word.upper() for row in read_table(DATA / "lexicons/en/ambiguous_names.tsv", _Word)
    }
    return frozenset(
        s for s in _spellings() if s.isupper() and s.isalpha() and 2 <= len(s) <= 6
    ) - frozenset(ambiguous)


@cache
def _spellings() -> tuple[str, ...]:
    folder = DATA / "actors"
    tables = ("organisations.tsv", "groups.tsv", "leaders.tsv")
    actors = [actor for table in tables for actor in read_table(folder / table, Actor)]
    states = list(read_table(folder / "states.tsv", State))
    return tuple(_all_spellings(actors, states))


def _all_spellings(actors: Iterable[Actor], states: Iterable[State]) -> Iterable[str]:
    for actor in actors:
        yield actor.name
        yield from actor.aliases
    for state in states:
        yield state.name
        for spellings in (state.aliases, state.adjectives, state.people, state.seats):
            yield from spellings

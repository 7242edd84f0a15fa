"""The spellings that are known to be names: of states, bodies and people, and of cased words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.actors.entries import Actor, State, Title
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGEST_ACRONYM = 12


class _Word(Record, frozen=True, kw_only=True):
    word: str


@cache
def cased_words() -> frozenset[str]:
    """Single words that are names: states, their adjectives and people, cities, months."""
    return nationalities() | {word for word in _cased() if " " not in word}


@cache
def _cased() -> tuple[str, ...]:
    """The rows of cased_words.tsv: single words, acronyms and names of several words."""
    table = read_table(DATA / "lexicons" / "en" / "cased_words.tsv", _Word)
    return tuple(row.word for row in table)


@cache
def nationalities() -> frozenset[str]:
    """Names, adjectives, peoples and capitals of states that are one word, in lower case."""
    states = list(read_table(DATA / "actors" / "states.tsv", State))
    return frozenset(
        name.lower()
        for s in states
        for name in (s.name, *s.aliases, *s.adjectives, *s.people, *s.seats)
        if name.isalpha() and not name.isupper()
    )


@cache
def titles() -> frozenset[str]:
    """The words of titles before persons' names, in lower case."""
    table = read_table(DATA / "lexicons" / "en" / "titles.tsv", Title)
    return frozenset(word for t in table for word in t.title.lower().split())


@cache
def leaders() -> frozenset[str]:
    """The short names of leaders that are one word, in lower case."""
    table = read_table(DATA / "actors" / "leaders.tsv", Actor)
    return frozenset(a.lower() for leader in table for a in leader.aliases if a.isalpha())


@cache
def known_names() -> frozenset[str]:
    """Known names of several words, and acronyms that are no English word."""
    return frozenset(
        " ".join(m[0].upper() for m in words)
        for spelling in (*_spellings(), *_cased())
        if len(words := list(WORD.finditer(spelling))) > 1 or spelling in acronyms()
    )


@cache
def opening_words() -> frozenset[str]:
    """The words with which known names begin, in capitals."""
    return frozenset(name.split(" ", 1)[0] for name in known_names())


@cache
def acronyms() -> frozenset[str]:
    """Acronyms of known bodies, in capitals; none that is also a common word."""
    ambiguous = {
        row.word.upper() for row in read_table(DATA / "lexicons/en/ambiguous_names.tsv", _Word)
    }
    names = (*_spellings(), *_cased())
    return frozenset(
        s for s in names if s.isupper() and s.isalpha() and 2 <= len(s) <= _LONGEST_ACRONYM
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

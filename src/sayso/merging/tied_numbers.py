"""Numbers of people that a report's words tie to death, wounds or shots."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.merging.incident_words import AGE, COMMA, NAME, STOP, words_of_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.merging.incident_words import PlainWord

_AHEAD, _BACK, _LONGEST_LIST = 9, 5, 24
_MANY = 60
_TIMES = {"two": 2, "three": 3, "four": 4}
_JOINS = frozenset({"and", COMMA})


class Way(StrEnum):
    """How a number is tied: `before` or `after` the word, `within` it ("double"), or told.

    `one` is told by an article ("a man"), `list` by people told one by one.
    """

    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"
    ONE = "one"
    LIST = "list"


class Tie(NamedTuple):
    """A number of people tied to a word of `dead`, `hurt` or `hit`; `at` is the number's word."""

    part: str
    way: Way
    value: int
    at: int


@cache
def fate_of(word: str) -> str | None:
    """`dead`, `hurt` or `hit`: what a word tells of the people near it, or null."""
    return next((part for part in ("dead", "hurt", "hit") if word in words_of_part(part)), None)


@cache
def is_person(word: str) -> bool:
    """Whether a word or mark stands for people."""
    return word in {AGE, NAME} or word in words_of_part("person")


@cache
def _is_between(word: str) -> bool:
    return word == COMMA or is_person(word) or word in words_of_part("between")


def tied_numbers(words: Sequence[PlainWord]) -> list[Tie]:
    """All ties of a text, in its order: "two men were killed", "killing two", "a double homicide".

    "No one was hurt" ties a zero; "both" is two; "a man" and "his son" are one each, and "a man
    and his son were shot" is also a list of two.
    """
    plain = [word.word for word in words]
    found: list[Tie] = []
    for at in range(len(words)):
        compound = _compound(plain, at)
        if compound is not None:
            found.append(compound)
            continue
        value, single = _number(plain, at)
        if value is None or value > _MANY:
            continue
        back = None if single else _back(plain, at)
        if back is not None:
            found.append(Tie(back, Way.AFTER, value, at))
        ahead = _ahead(plain, at, single=single, joined=back is None)
        if ahead is not None:
            found.append(Tie(ahead, Way.ONE if single else Way.BEFORE, value, at))
    return sorted([*found, *_lists(plain)], key=lambda tie: (tie.at, tie.way, tie.part))


def _compound(plain: Sequence[str], at: int) -> Tie | None:
    """The tie of "a triple shooting"."""
    for part, value in _TIMES.items():
        if plain[at] in words_of_part(part):
            fate = next((f for w in plain[at + 1 : at + 2] if (f := fate_of(w))), None)
            return Tie(fate, Way.WITHIN, value, at) if fate else None
    return None


def _number(plain: Sequence[str], at: int) -> tuple[int | None, bool]:
    """The number of people that begins here, and whether an article alone tells it."""
    word = plain[at]
    if word.isdigit():
        nobody = at > 0 and plain[at - 1] in words_of_part("none")
        return (None if nobody else int(word)), False
    if word in words_of_part("article"):
        near = plain[at + 1 : at + 4]
        person = any(is_person(w) for w in near) and STOP not in near[:2]
        return (1, True) if person else (None, False)
    if word in words_of_part("none"):
        return 0, False
    return (2, False) if word == "both" else (None, False)


def _ahead(
    plain: Sequence[str], at: int, *, single: bool = False, joined: bool = True
) -> str | None:
    """The fate that stands after a number, over words that may stand between.

    With `joined` false none beyond "and": in "killed two men and wounded five" the two are dead.
    """
    for place in range(at + 1, min(len(plain), at + _AHEAD)):
        word = plain[place]
        if word == STOP or (word in _JOINS and not joined):
            return None
        fate = None if word in {"victim", "victims"} else fate_of(word)
        if fate is not None and not (single and place == at + 1):
            after = plain[place + 1 : place + 4]
            return "dead" if fate == "hit" and _is_shot_dead(after) else fate
        nobody = place == at + 1 and plain[at] in words_of_part("none")
        if (word.isdigit() and not nobody) or (place - at > 3 and not _is_between(word)):
            return None
    return None


def _is_shot_dead(after: Sequence[str]) -> bool:
    """Whether the words after "shot" make it deadly: "dead", "and killed", "to death"."""
    joined = after[1:2] if after[:1] and after[0] in {"and", "to", COMMA} else after[:1]
    return any(fate_of(word) == "dead" for word in joined)


def _back(plain: Sequence[str], at: int) -> str | None:
    """The fate that stands before a number: "killing at least two"."""
    for place in range(at - 1, max(-1, at - _BACK), -1):
        word = plain[place]
        fate = None if word in {"victim", "victims"} else fate_of(word)
        if fate is not None:
            return fate
        if word.isdigit() or not _is_between(word):
            return None
    return None


def _lists(plain: Sequence[str]) -> Iterator[Tie]:
    """Ties of people told one by one, two or more of them."""
    at = 0
    while at < len(plain):
        end, people, items = _people_from(plain, at)
        if items > 1:
            fate = _ahead(plain, end - 1) or _back(plain, at)
            if fate is not None:
                yield Tie(fate, Way.LIST, people, at)
        at = max(end, at + 1)


def _people_from(plain: Sequence[str], at: int) -> tuple[int, int, int]:
    """The end of a list of people that begins here, how many they are, and in how many items."""
    place, end, people, items = at, at, 0, 0
    count, open_item = 1, False
    while place < min(len(plain), at + _LONGEST_LIST):
        word = plain[place]
        if word.isdigit():
            count, open_item = min(int(word), _MANY), True
        elif word == NAME or (is_person(word) and (open_item or word == AGE)):
            if word == AGE and is_person("".join(plain[place + 1 : place + 2])):
                open_item = True
            else:
                people, items, end = people + count, items + 1, place + 1
                count, open_item = 1, False
        elif word in words_of_part("article") or word in words_of_part("owner"):
            open_item = True
        elif not (word in _JOINS or (open_item and place - end < 4 and word != STOP)):
            break
        place += 1
    return end, people, items

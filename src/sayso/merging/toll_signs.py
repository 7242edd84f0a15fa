"""What in a report speaks for how many were killed and injured, as the model weighs it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sayso.merging.incident_words import AGE, COMMA, NAME, STOP, plain_words, words_of_part
from sayso.merging.tied_numbers import Way, fate_of, is_person, tied_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.merging.incident_words import PlainWord
    from sayso.merging.tied_numbers import Tie

ZONES = ("title", "lead", "rest")
FATES = ("dead", "hurt", "hit")
MOST = 6
_LEAD, _BODY, _CHARACTERS = 60, 900, 6_000
_TRUST = {"title": 3.0, "lead": 2.0, "rest": 1.0}
_LONGEST_RUN = {"title": 3, "lead": 3, "rest": 2}


class Told(NamedTuple):
    """The plain words of a report's title, lead and rest, and the ties in each."""

    words: dict[str, list[PlainWord]]
    ties: dict[str, list[Tie]]


def told_by(title: str | None, text: str) -> Told:
    """A report in zones: its title, its first sixty words, and the next 840 at most."""
    body = plain_words(text[:_CHARACTERS])[:_BODY]
    words = {"title": plain_words(title or ""), "lead": body[:_LEAD], "rest": body[_LEAD:]}
    return Told(words, {zone: tied_numbers(inside) for zone, inside in words.items()})


def weights_of(told: Told, fates: Sequence[str]) -> Counter[int]:
    """How much speaks for each number: ties of the title weigh three, of the lead two."""
    weights: Counter[int] = Counter()
    for zone, ties in told.ties.items():
        for tie in ties:
            if tie.part in fates:
                weights[tie.value] += int(_TRUST[zone])
    return weights


def signs_of(told: Told) -> list[float]:
    """The report as a row of figures, always in the same order; `sign_names` says which."""
    return [value for _, value in _signs(told)]


def sign_names() -> tuple[str, ...]:
    """What each figure of `signs_of` tells."""
    return tuple(name for name, _ in _signs(told_by("", "")))


def _signs(told: Told) -> Iterator[tuple[str, float]]:
    for zone in ZONES:
        yield from _tie_signs(zone, told.ties[zone])
    numbers = [sign for fate in FATES for sign in _number_signs(told, fate)]
    yield from numbers
    yield from _differences(dict(numbers))
    for zone in ZONES:
        yield from _word_signs(zone, [word.word for word in told.words[zone]])


def _tie_signs(zone: str, ties: Sequence[Tie]) -> Iterator[tuple[str, float]]:
    """How often each small number is tied in each way; all larger ones together."""
    counts = Counter((tie.part, tie.way, min(tie.value, MOST)) for tie in ties)
    values = {
        Way.BEFORE: range(MOST + 1),
        Way.AFTER: range(MOST + 1),
        Way.ONE: range(1, 2),
        Way.LIST: range(2, MOST + 1),
        Way.WITHIN: range(2, 5),
    }
    for fate in FATES:
        for way, those in values.items():
            for value in those:
                yield f"{zone} {fate} {way} {value}", float(counts[fate, way, value])


def _number_signs(told: Told, fate: str) -> Iterator[tuple[str, float]]:
    """The number that most speaks for, the first and the largest; -1 where none is told."""
    weights = weights_of(told, (fate,))
    first = next((t.value for zone in ZONES for t in told.ties[zone] if t.part == fate), -1)
    best = max(weights, key=lambda value: (weights[value], -value), default=-1)
    yield f"{fate} most told", float(best)
    yield f"{fate} weight", float(weights[best])
    yield f"{fate} first", float(first)
    yield f"{fate} largest", float(max(weights, default=-1))


def _differences(numbers: dict[str, float]) -> Iterator[tuple[str, float]]:
    """How many were hit beside the dead and the hurt, where both numbers are told."""
    for one, other in (("hit", "dead"), ("hit", "hurt"), ("hurt", "dead")):
        for which in ("most told", "largest"):
            ours, theirs = numbers[f"{one} {which}"], numbers[f"{other} {which}"]
            yield f"{one} less {other}, {which}", ours - theirs if min(ours, theirs) >= 0 else -9.0


def _word_signs(zone: str, plain: Sequence[str]) -> Iterator[tuple[str, float]]:
    """How many words of each part, people and ages; deaths that somebody deals himself."""
    for fate in FATES:
        yield f"{zone} words of {fate}", float(sum(fate_of(word) == fate for word in plain))
    yield f"{zone} people", float(sum(map(is_person, plain)))
    yield f"{zone} names with ages", float(plain.count(NAME))
    yield f"{zone} ages", float(plain.count(AGE))
    yield f"{zone} pairs", float(_pairs(plain))
    yield f"{zone} done to oneself", float(_own_deeds(plain))
    yield f"{zone} words", float(len(plain))


def _pairs(plain: Sequence[str]) -> int:
    """How often two people are joined by "and"."""
    middles = range(1, len(plain) - 1)
    return sum(plain[m] == "and" and is_person(plain[m - 1]) for m in middles)


def _own_deeds(plain: Sequence[str]) -> int:
    """How often a word for death or a shot stands beside "himself"."""
    own, means = words_of_part("self"), words_of_part("means")
    return sum(
        word in own
        and any(fate_of(near) or near in means for near in plain[max(0, at - 3) : at + 3])
        for at, word in enumerate(plain)
    )


def runs_of(told: Told) -> frozenset[str]:
    """The runs of one to three words in each zone, with the zone before them."""
    return frozenset(
        f"{zone[0]} {' '.join(plain[start : start + length])}"
        for zone in ZONES
        for plain in ([w.word for w in told.words[zone] if w.word != COMMA],)
        for length in range(1, _LONGEST_RUN[zone] + 1)
        for start in range(len(plain) - length + 1)
        if STOP not in plain[start + 1 : start + length]
    )

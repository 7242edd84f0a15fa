"""Numbers as their words bound them: "more than 800", "dozens of", "two or three", "no"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sayso.lexicons.words.quantity_words import load_quantity_words
from sayso.mentions.counts.numbers import number_pattern, parse_number
from sayso.records.mention import QuantityOp

_CLOCK = re.compile(r"0\d+")
_PERCENT = r"(?!\s?(?:%|‰|per\s?cent|percent|percentage))"


@dataclass(frozen=True)
class Bounds:
    """What a count may be: low <= best <= high, null where the words leave it open."""

    low: int | None
    best: int | None
    high: int | None
    op: QuantityOp


@dataclass(frozen=True)
class Count:
    """A number in the text with its bounds. Offsets are code points, end-exclusive.

    `start` includes the words before it ("at least"); `number` is where the number itself begins
    and `number_end` where it ends, before "-plus" or "or more".
    """

    start: int
    end: int
    number: int
    number_end: int
    bounds: Bounds


def find_counts(text: str) -> list[Count]:
    """The numbers of a text that may count something, in order.

    Parts of names, codes and calibres ("T-72", "F16", "155mm"), ordinals, ages ("12-year-old"),
    percentages and sums of money with a sign are none; what is counted is not asked here.
    """
    counts = (_count(match) for match in _pattern().finditer(text))
    return [count for count in counts if count is not None]


@cache
def _pattern() -> re.Pattern[str]:
    number = rf"(?:{number_pattern()})"
    before = rf"(?:(?P<before>{_words('before')})\s+)?(?:(?P<nearer>{_words('before')})\s+)?"
    after = rf"(?:\s*(?P<plus>\+)|[\s-]+(?P<after>{_words('after')})(?![\w-]))?"
    perhaps = r",?\s+(?:(?:and|or)\s+)?(?:possibly|perhaps|maybe)\s+(?:up\s+to\s+)?"
    joint = rf"(?:(?<=\d)\s*[-–]\s*(?=\d)|\s+(?:to|or)\s+|{perhaps})"
    pair = (
        rf"between\s+(?P<first>{number})\s+and\s+(?P<second>{number})"
        rf"|(?:(?<!from\s)(?P<first2>{number})){joint}(?P<second2>{number})"
    )
    one = (
        rf"(?P<vague>{_words('vague')})(?:\s+of\b)?|(?P<none>{_words('none')})(?!\.|\s+more\b)"
        rf"|(?P<number>{number})"
    )
    return re.compile(
        rf"(?<![\w$€£#@])(?<![\w$€£][-–.,/:])(?:{before}(?:{pair}|{one}){after})"
        rf"(?!\w)(?!-(?!strong\b)\w)(?![.,:/–]\d){_PERCENT}",
        re.IGNORECASE,
    )


def _words(part: str) -> str:
    known = [words for p, words in load_quantity_words() if p == part]
    longest_first = sorted(known, key=lambda words: (-len(words), words))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest_first)


def _count(match: re.Match[str]) -> Count | None:
    bounds = _bounds(match)
    if bounds is None:
        return None
    names = ("first", "first2", "vague", "none", "number")
    start = next(match.start(n) for n in names if match[n])
    end = next(match.end(n) for n in ("second", "second2", "vague", "none", "number") if match[n])
    return Count(match.start(), match.end(), start, end, bounds)


def _bounds(match: re.Match[str]) -> Bounds | None:
    first, second = match["first"] or match["first2"], match["second"] or match["second2"]
    if first and second:
        return _range(parse_number(first), parse_number(second))
    if match["vague"]:
        low, high = _row("vague", match["vague"])
        return _qualified(low, high, low if low == high else None, match)
    if match["none"]:
        return Bounds(0, 0, 0, QuantityOp.EXACT)
    number = parse_number(match["number"])
    if _CLOCK.fullmatch(match["number"]):
        return None
    return None if number is None else _qualified(number, number, number, match)


def _row(part: str, words: str) -> tuple[int, int | None]:
    row = load_quantity_words()[part, " ".join(words.lower().split())]
    return row.low or 0, row.high


def _range(low: int | None, high: int | None) -> Bounds | None:
    if low is None or high is None or low >= high:
        return None
    return Bounds(low, None, high, QuantityOp.RANGE)


def _qualified(low: int, high: int | None, best: int | None, match: re.Match[str]) -> Bounds:
    """The bounds of a number under the words before and after it; the first that bounds wins."""
    known = load_quantity_words()
    found = [
        known[part, " ".join(match[name].lower().split())]
        for name, part in (("before", "before"), ("nearer", "before"), ("after", "after"))
        if match[name]
    ]
    found = [row for row in found if row.op is not QuantityOp.EXACT]
    if match["plus"]:
        found.append(known["after", "plus"])
    bounding = [row for row in found if row.op is not QuantityOp.APPROX]
    row = next(iter(bounding or found), None)
    exact = best is not None
    if row is None:
        return Bounds(low, best, high, QuantityOp.EXACT if exact else QuantityOp.VAGUE)
    if row.op is QuantityOp.AT_LEAST:
        return Bounds(low + row.shift, None, None, row.op)
    if row.op is QuantityOp.AT_MOST:
        top = None if high is None else max(high + row.shift, 0)
        return Bounds(0, None, top, row.op)
    return Bounds(low, best, high, QuantityOp.APPROX if exact else QuantityOp.VAGUE)

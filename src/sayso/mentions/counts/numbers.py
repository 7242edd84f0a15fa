"""Numbers in words and digits: "a hundred and twenty-one", "3.5 million", "two dozen"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_CENTURY = 19
_TOKEN = re.compile(rf"{_DIGITS}|[a-z]+")


class NumberWord(Record, frozen=True, kw_only=True):
    """A word of which numbers are made (number_words.tsv). `part` is its place in a number."""

    word: str
    value: int
    part: str


@cache
def load_number_words() -> dict[str, NumberWord]:
    """The number words of English by word.

    Raises:
        DataFileError: when the table cannot be read.
    """
    rows = read_table(DATA / "lexicons" / "en" / "number_words.tsv", NumberWord)
    return {row.word: row for row in rows}


@cache
def number_pattern() -> str:
    """A regular expression, without named groups, for one number; to be used ignoring case.

    It takes the longest number that grammar allows: "two dead" is "two", "twenty and thirty" is
    "twenty".
    """
    unit, teen, ten, scale = (_either(part) for part in ("unit", "teen", "ten", "scale"))
    hundred, dozen = _either("hundred"), _either("dozen")
    gap = r"(?:\s+|-\s?)"
    below_100 = rf"(?:{ten}(?:{gap}{unit})?|{teen}|{unit})"
    tail = rf"(?:\s+(?:and\s+)?{below_100})?"
    below_1000 = rf"(?:(?:{below_100}|\ba){gap}{hundred}\b{tail}|{below_100})"
    many = rf"(?:half\s+a|(?:\b(?:an?)\s+)?quarter\s+of\s+a|{below_1000}|{_DIGITS}|\ban?)"
    scaled = rf"(?:{many}{gap}{scale})"
    rest = rf"(?:\s+(?:and\s+)?(?:{scaled}|{below_1000}))*"
    dozens = rf"(?:half\s+a|an?|{below_100}|{_DIGITS})\s+{dozen}"
    return rf"(?:{scaled}{rest}|{dozens}|{below_1000}|{_DIGITS})"


@cache
def spoken_year_pattern() -> str:
    """A regular expression for a year of the twentieth century as it is spoken."""
    century = next(row.word for row in load_number_words().values() if row.value == _CENTURY)
    unit, teen, ten = (_either(part) for part in ("unit", "teen", "ten"))
    return rf"{century}[\s-]+(?:{ten}(?:[\s-]+{unit})?|{teen}|oh[\s-]+{unit})"


def parse_spoken_year(words: str) -> int:
    """The year that `spoken_year_pattern` takes: "nineteen ninety-seven" is 1997."""
    century, *rest = re.findall(r"[a-z]+", words.lower())
    known = load_number_words()
    return known[century].value * 100 + sum(known[w].value for w in rest if w in known)


def _either(part: str) -> str:
    words = [row.word for row in load_number_words().values() if row.part == part]
    return rf"(?:\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b)"


def parse_number(words: str) -> int | None:
    """The value of a number in words or digits, or null when the words are no whole number.

    A comma before three digits groups thousands; before fewer, as Europeans write, it is a
    decimal sign and needs a scale ("4,5 million"). So does a point.
    """
    parts = _TOKEN.findall(words.lower().replace("half a", "half").replace("quarter of a", "qtr"))
    total, current = Decimal(0), Decimal(0)
    known = load_number_words()
    for part in parts:
        if part == "and":
            continue
        if part in {"half", "qtr"}:
            current = Decimal("0.5") if part == "half" else Decimal("0.25")
        elif part[0].isdigit():
            current += _digits(part)
        elif part not in known:
            return None
        elif known[part].part == "article":
            current += 0 if current else 1
        elif known[part].part == "scale":
            total, current = total + current * known[part].value, Decimal(0)
        elif known[part].part in {"hundred", "dozen"}:
            current *= known[part].value
        else:
            current += known[part].value
    total += current
    return int(total) if parts and total == int(total) else None


def _digits(figure: str) -> Decimal:
    """A figure's value: "1,200" is grouped, "4,5" is not."""
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", figure)
    return Decimal(figure.replace(",", "") if grouped else figure.replace(",", "."))

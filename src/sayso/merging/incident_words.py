"""A report's words as counting needs them: numbers as figures, ages, dates and names as marks."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

AGE, NAME, DATE, MEASURE = "<age>", "<name>", "<date>", "<measure>"
STOP, COMMA = ".", ","
_LEXICONS = DATA / "lexicons" / "en"
_LARGEST = 999


class PlainWord(NamedTuple):
    """A word in lower case, a figure or a mark, and its code points, end-exclusive."""

    word: str
    start: int
    end: int

    @property
    def value(self) -> int | None:
        """The number that a figure tells, or null."""
        return int(self.word) if self.word.isdigit() else None


class WordRow(Record, frozen=True, kw_only=True):
    """A row of incident_words.tsv."""

    part: str
    words: tuple[str, ...]


class _NumberRow(Record, frozen=True, kw_only=True):
    """A row of number_words.tsv."""

    word: str
    value: int
    part: str


class _MonthRow(Record, frozen=True, kw_only=True):
    """A row of months.tsv."""

    name: str
    number: int
    abbreviations: tuple[str, ...] = ()
    also_word: str | None = None


@cache
def words_of_part(part: str) -> frozenset[str]:
    """The words of one part of incident_words.tsv.

    Raises:
        DataFileError: when the table cannot be read.
    """
    rows = read_table(_LEXICONS / "incident_words.tsv", WordRow)
    return frozenset(word for row in rows if row.part == part for word in row.words)


@cache
def _small_numbers() -> dict[str, str]:
    """Units, teens and tens by word, as figures."""
    rows = read_table(_LEXICONS / "number_words.tsv", _NumberRow)
    return {row.word: str(row.value) for row in rows if row.part in {"unit", "teen", "ten"}}


@cache
def _pattern() -> re.Pattern[str]:
    """One token: what is longer and surer first."""
    number = _either(_small_numbers())
    months = read_table(_LEXICONS / "months.tsv", _MonthRow)
    month = _either({name for row in months for name in (row.name, *row.abbreviations)})
    unit = _either(words_of_part("unit"))
    title = _either(words_of_part("title"))
    figure = rf"(?:\d{{1,3}}|{number}(?:[- ]{number})?)"
    return re.compile(
        rf"(?P<title>\b(?i:{title})\.)"
        rf"|(?P<date>(?i:\b{month}\.?\s\d{{1,2}}(?:,\s?\d{{4}})?\b|\b\d{{1,2}}/\d{{1,2}}(?:/\d+)?))"
        rf"|(?P<age>(?i:\b{figure}[-–\s]?(?:year|month|week|day|yr)s?[-–\s]?olds?\b"
        r"|\b(?:aged?|ages)\s\d+(?:(?:,\s?(?:and\s)?|\sand\s)\d+)*))"
        r"|(?P<name>\b[A-Z][\w'’-]+(?:\s[A-Z][\w.'’-]+){1,3},\s?\d{1,2}\b(?=[,.;)]))"
        r"|(?P<age2>,\s\d{1,2}(?=[,.;)]))"
        r"|(?P<measure>(?i:[$€£]\s?[\d,.]+|\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?|\b\d{1,2}:\d\d"
        rf"|\b\d+(?:st|nd|rd|th)\b|\b(?:\d+|{number})[-\s](?:{unit})(?:s|es)?\b))"
        r"|(?P<figure>\b\d{1,3}(?:,\d{3})*\b)"
        r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
        r"|(?P<stop>[.!?;]|\n+)|(?P<comma>,)"
    )


def _either(words: frozenset[str] | set[str] | dict[str, str]) -> str:
    return rf"(?:{'|'.join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))})"


_MARKS = {"age": AGE, "age2": AGE, "name": NAME, "date": DATE, "measure": MEASURE, "comma": COMMA}


def plain_words(text: str) -> list[PlainWord]:
    """The words of a text; what ends a sentence or a line is one `STOP`."""
    numbers = _small_numbers()
    found: list[PlainWord] = []
    for match in _pattern().finditer(text):
        kind = match.lastgroup or ""
        word = _MARKS.get(kind) or match[0].lower().replace("’", "'")
        if kind == "stop":
            if not found or found[-1].word == STOP:
                continue
            word = STOP
        elif kind == "figure":
            value = int(word.replace(",", ""))
            word = str(value) if value <= _LARGEST else MEASURE
        elif kind == "title":
            word = word.removesuffix(".")
        found.append(PlainWord(numbers.get(word, word), *match.span()))
    return found

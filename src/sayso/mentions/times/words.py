"""The words of which the patterns for times are made, and what each is worth."""

from __future__ import annotations

import re
from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.words.calendar import CalendarName
from sayso.mentions.counts.numbers import number_pattern, spoken_year_pattern
from sayso.mentions.times.holidays import load_holidays
from sayso.records.evidence import Record

_LEXICONS = DATA / "lexicons" / "en"


class Unit(Record, frozen=True, kw_only=True):
    """A unit of time (time_units.tsv): its length is `days` and `months`.

    `timex` is its sign in TIMEX3, `times` how many of these one unit is.
    """

    name: str
    plural: str
    days: int
    months: int
    timex: str
    times: int = 1


class TimeWord(Record, frozen=True, kw_only=True):
    """A word that fills a slot of the patterns, and what it is worth there (time_words.tsv).

    `timex` is its sign in TIMEX3: "TMO" for a morning, "SU" for the summer, "P1D" for "daily".
    """

    slot: str
    word: str
    value: int | None = None
    timex: str = ""


@cache
def load_months() -> dict[str, int]:
    """The number of each month by lower-case name and abbreviation."""
    return _by_name("months.tsv")


@cache
def load_weekdays() -> dict[str, int]:
    """The ISO number of each day of the week by lower-case name."""
    return _by_name("weekdays.tsv")


@cache
def load_units() -> dict[str, Unit]:
    """The units of time by singular and plural."""
    rows = list(read_table(_LEXICONS / "time_units.tsv", Unit))
    return {name: row for row in rows for name in (row.name, row.plural)}


@cache
def load_time_words() -> dict[tuple[str, str], int]:
    """What each word of time_words.tsv is worth, by slot and word."""
    rows = read_table(_LEXICONS / "time_words.tsv", TimeWord)
    return {(row.slot, row.word): row.value or 0 for row in rows}


@cache
def load_day_parts() -> dict[str, str]:
    """The sign of each part of the day in TIMEX3."""
    return _signs("DAYPART")


@cache
def load_habits() -> dict[str, str]:
    """The length from one to the next of each word for a habit ("daily"), in TIMEX3."""
    return _signs("HABIT")


@cache
def load_seasons() -> dict[str, str]:
    """The sign of each season in TIMEX3."""
    return _signs("SEASON")


def _signs(slot: str) -> dict[str, str]:
    rows = read_table(_LEXICONS / "time_words.tsv", TimeWord)
    return {row.word: row.timex for row in rows if row.slot == slot}


@cache
def slot_patterns() -> dict[str, str]:
    """The regular expression of the words that each slot of a pattern takes, by slot."""
    months = list(read_table(_LEXICONS / "months.tsv", CalendarName))
    weekdays = list(read_table(_LEXICONS / "weekdays.tsv", CalendarName))
    units = list(read_table(_LEXICONS / "time_units.tsv", Unit))
    slots: dict[str, list[str]] = {}
    for slot, word in load_time_words():
        slots.setdefault(slot, []).append(word)
    return {
        "MONTH": _capital(
            [
                x
                for m in months
                for x in (m.name, *(f"{a}." for a in m.abbreviations), *m.abbreviations)
            ]
        ),
        "FULLMONTH": _capital([m.name for m in months if not m.also_word]),
        "WEEKDAY": _capital([d.name for d in weekdays]),
        "UNIT": "|".join(x for u in units for x in (u.plural, u.name)),
        "DAY": r"[12]\d|3[01]|0?[1-9]",
        "YEAR": rf"1[89]\d\d|20\d\d|{spoken_year_pattern()}",
        "SPOKENYEAR": spoken_year_pattern(),
        "SHORTYEAR": r"\d\d",
        "ORDINAL": r"\d\d?(?=(?:st|nd|rd|th))",
        "HOLIDAY": _holidays(),
        "COUNT": number_pattern(),
        "NUMBER": rf"{number_pattern()}|an?",
        **{slot: "|".join(w.replace(" ", r"\s+") for w in words) for slot, words in slots.items()},
    }


def _holidays() -> str:
    longest_first = sorted(load_holidays(), key=lambda name: (-len(name), name))
    return "|".join(
        re.escape(n).replace(r"\ ", r"\s+").replace("'", "['’]") for n in longest_first
    )


def _capital(names: list[str]) -> str:
    """The names with a capital or in capitals only: "may" and "march" are verbs."""
    forms = {form for name in names for form in (name, name.upper())}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return f"(?-i:{'|'.join(re.escape(form) for form in longest_first)})"


def _by_name(file: str) -> dict[str, int]:
    return {
        name.lower(): row.number
        for row in read_table(_LEXICONS / file, CalendarName)
        for name in (row.name, *row.abbreviations)
    }

"""A time mention as the TIMEX3 type and value that TempEval asks for (ISO-TimeML, 2010)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from sayso.mentions.numbers import parse_number
from sayso.records.mention import TimePrecision

if TYPE_CHECKING:
    from sayso.records.mention import TimeMention

_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W",
    "weekend": "W", "fortnight": "W", "month": "M", "quarter": "Q", "season": "M", "year": "Y",
    "decade": "DE", "century": "CE", "centurie": "CE",
}  # fmt: skip
_LENGTH = re.compile(
    r"(?:(?P<number>\d[\d,.]*|[a-z]+)[\s-]+)?(?:of\s+)?(?P<unit>" + "|".join(_UNITS) + r")s?\b"
)
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "tonight": "TNI"}
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_EACH = re.compile(r"\b(?:every|each|daily|weekly|monthly|annual(?:ly)?|yearly)\b")
_REFERENCES = {
    "PRESENT_REF": re.compile(r"\b(?:now|current(?:ly)?|present(?:ly)?|at this time|today's)\b"),
    "PAST_REF": re.compile(
        r"\b(?:recent(?:ly)?|past|once|previous(?:ly)?|former(?:ly)?|earlier)\b"
    ),
    "FUTURE_REF": re.compile(r"\b(?:future|soon|coming|later)\b"),
}


def to_timex(mention: TimeMention) -> tuple[str, str | None]:
    """The TIMEX3 type (DATE, TIME, DURATION, SET) and value of a time in a text.

    The value is null where a window of days cannot say it.
    """
    words = mention.span.quote.lower() if mention.span else ""
    if _EACH.search(words):
        return "SET", _length(words)
    if mention.duration:
        return "DURATION", _length(words)
    value = _date_value(mention, words)
    for part, code in _PARTS.items():
        if re.search(rf"\b{part}\b", words) and value and len(value) == 10:
            return "TIME", f"{value}{code}"
    return "DATE", value


def _length(words: str) -> str | None:
    found = _LENGTH.search(words)
    if found is None:
        return None
    unit, number = _UNITS[found["unit"]], _number(found["number"])
    time = unit.startswith("T")
    return f"P{'T' if time else ''}{number}{unit[1:] if time else unit}"


def _number(word: str | None) -> str:
    if word is None or word in {"a", "an", "the"}:
        return "1"
    number = parse_number(word)
    return "X" if number is None else str(number)


def _date_value(mention: TimeMention, words: str) -> str | None:
    if mention.earliest is None or mention.latest is None:
        return next((ref for ref, form in _REFERENCES.items() if form.search(words)), None)
    first = dt.date.fromisoformat(mention.earliest[:10])
    last = dt.date.fromisoformat(mention.latest[:10])
    season = next((c for word, c in _SEASONS.items() if re.search(rf"\b{word}\b", words)), None)
    if season:
        return f"{first.year}-{season}"
    return _by_precision(mention.precision, first, last)


def _by_precision(precision: TimePrecision, first: dt.date, last: dt.date) -> str:
    days = (last - first).days
    if first.month % 3 == 1 and first.day == 1 and 88 <= days <= 91:
        return f"{first.year}-Q{(first.month + 2) // 3}"
    if precision is TimePrecision.WEEK:
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}"
    if precision is TimePrecision.MONTH:
        return f"{first:%Y-%m}"
    if precision is TimePrecision.YEAR:
        decade = first.year % 10 == 0 and last.year == first.year + 9
        return f"{first.year // 10}" if decade else f"{first.year}"
    return first.isoformat()

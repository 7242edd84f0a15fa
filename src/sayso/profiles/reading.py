"""One count as a profile reads it: its conventions for words that bound or stand for a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.lexicons.words.quantity_words import load_quantity_words
from sayso.profiles.bounds import Bounds, exactly, in_words, ordered
from sayso.records.mention import Counted, QuantityOp

if TYPE_CHECKING:
    from sayso.profiles.profile import Profile, Reads, WordValue
    from sayso.records.claim import Toll
    from sayso.records.shown.figures import Deadly

_FEW, _SOME = 3, 10
_WORDED = frozenset({QuantityOp.VAGUE, QuantityOp.AT_LEAST, QuantityOp.APPROX})


class ReadCount(NamedTuple):
    """What a profile reads in a count, the rule and why.

    `limit` marks a number that only bounds from above, `unknown` one that stands for a number not
    told: both give way to any that an account names.
    """

    bounds: Bounds
    rule: str
    reason: str
    limit: bool = False
    unknown: bool = False
    unverified: bool = False


def read_count(
    toll: Toll, profile: Profile, deadly: Deadly | None, *, of_enemies: bool = False
) -> ReadCount:
    """The count by the profile's words and numbers.

    Args:
        toll: the count as the language bounds it.
        profile: the rulebook.
        deadly: what makes the country and month one of large battles, or null ("3 or 10").
        of_enemies: whether a party to the fight counts its enemies.
    """
    numbers = profile.numbers
    if toll.counted is Counted.HARMED:
        return _by(numbers.harm, "harm", toll, profile, deadly)
    if toll.op is QuantityOp.AT_MOST:
        if of_enemies and numbers.party_limit is not None:
            return _by(numbers.party_limit, "party_limit", toll, profile, deadly)
        return _by(numbers.at_most, "at_most", toll, profile, deadly)
    if (row := _word(toll, profile)) is not None:
        return _by_word(row, toll, profile)
    reads: Reads = getattr(numbers, toll.op.value)
    return _by(reads, toll.op.value, toll, profile, deadly)


def _word(toll: Toll, profile: Profile) -> WordValue | None:
    """The profile's row for the longest of its words in the quote, where no number is told."""
    if toll.best is not None or toll.op not in _WORDED:
        return None
    quote = " ".join(toll.span.quote.casefold().split())
    known = {words.casefold(): row for row in profile.words for words in row.words}
    fitting = [w for w in known if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", quote)]
    return known[max(fitting, key=lambda words: (len(words), words))] if fitting else None


def _by_word(row: WordValue, toll: Toll, profile: Profile) -> ReadCount:
    number = toll.low or 0 if row.value is None else row.value
    reason = f"“{toll.span.quote}” is read as {number:,} ({row.origin})"
    return ReadCount(exactly(number), f"{profile.name}.words", reason, unverified=row.unverified)


def _by(reads: Reads, name: str, toll: Toll, profile: Profile, deadly: Deadly | None) -> ReadCount:
    told = ordered(toll.low, toll.best, toll.high)
    rule = f"{profile.name}.numbers.{name}"
    said = f"“{toll.span.quote}”"
    match reads:
        case "three_or_ten":
            return _three_or_ten(rule, said, deadly)
        case "zero":
            bounds, reason = exactly(0), f"{said} tells of harm, not of deaths: 0"
        case "lowest_named":
            most = told.low if told.high is None else told.high
            reason = (
                f"{said} only bounds from above: the lowest number of any account, else {most}"
            )
            return ReadCount(exactly(most), rule, reason, limit=True, unverified=True)
        case "named":
            bounds = exactly(max(told.low - _shift(toll), 0))
            reason = f"{said} is read as {bounds.low:,}, the number that it names"
        case "low":
            bounds = exactly(told.low)
            reason = f"{said} is read as {told.low:,}, the lowest that it allows"
        case "low_is_best":
            bounds = Bounds(told.low, told.low, told.high)
            reason = f"{said} is read as {in_words(told)}, the best being {told.low:,}"
        case "number" if told.best is not None:
            bounds, reason = exactly(told.best), f"{said} is read as {told.best:,}"
        case _:
            bounds, reason = told, f"{said} is read as {in_words(told)}"
    return ReadCount(bounds, rule, reason)


def _shift(toll: Toll) -> int:
    """How far the lowest number that the words allow lies over the one named: "more than 7"."""
    quote = " ".join(toll.span.quote.casefold().split())
    shifts = (
        row.shift
        for (part, words), row in load_quantity_words().items()
        if part == "before" and row.op is toll.op and quote.startswith(f"{words} ")
    )
    return max(shifts, default=0)


def _three_or_ten(rule: str, said: str, deadly: Deadly | None) -> ReadCount:
    if deadly is None:
        why = "no battle or strike of ten or more deaths is known in its country and month"
        reason = f"{said} gives no number: 3, as {why}"
        return ReadCount(exactly(_FEW), rule, reason, unknown=True, unverified=True)
    why = f"incident {deadly.incident} in {deadly.country}, {deadly.month} has {deadly.deaths:,}"
    reason = f"{said} gives no number: 10, as {why} deaths"
    return ReadCount(exactly(_SOME), rule, reason, unknown=True, unverified=True)

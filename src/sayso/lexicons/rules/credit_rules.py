"""The rules for credits: their patterns with agencies' names for slots, and where they look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, DataFileError, Rule, read_rules
from sayso.lexicons.words.calendar import calendar_names

if TYPE_CHECKING:
    from pathlib import Path

AGENCY = "\ue000"
"""What stands for the name of an agency in the line on which the patterns are tried."""

_PATH = DATA / "rules" / "en" / "credits.yaml"
_WORD = r"[A-Z][\w.'’-]+"
_DAY = r"(?:\d{{1,2}} )?(?:{months})\.?(?: \d{{1,2}})?(?:,? \d{{4}})?"
_SLOTS = {
    "<agency>": f"(?P<agency>{AGENCY})",
    "<agencies>": rf"(?:\s?(?:/|,|;|&|-|and)\s?(?:the |The )?{AGENCY})*",
    "<place>": rf"{_WORD}(?:[ /]{_WORD}){{0,3}}(?:, {_WORD}(?: {_WORD})?)?",
    "<person>": rf"{_WORD}(?: (?:[a-z]{{1,3}} )?{_WORD}){{1,2}}",
    "<name>": rf"(?P<agency>{_WORD}(?: (?:(?:of|and|the) )?{_WORD}){{1,4}})",
}
_SLOT = re.compile("(?<!P)" + "|(?<!P)".join([*_SLOTS, "<day>"]))


class Part(StrEnum):
    """Where in a report a rule looks: a line of its text, a sentence, its title or publisher."""

    HEAD = "head"
    TAIL = "tail"
    ANY = "any"
    SENTENCE = "sentence"
    TITLE = "title"
    PUBLISHER = "publisher"


class CreditRule(Rule, frozen=True, kw_only=True):
    """A form in which a report credits an agency; `unless` must not match close by."""

    part: Part
    pattern: str
    unless: str | None = None


@dataclass(frozen=True)
class CreditPattern:
    """A rule, ready to match lines in which agencies are marked; its group is `agency`."""

    rule: CreditRule
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@cache
def load_credit_rules(path: Path = _PATH) -> tuple[CreditPattern, ...]:
    """The rules of credits.yaml in their order.

    Raises:
        DataFileError: for a broken file or pattern.
    """
    return tuple(_compiled(path, rule) for rule in read_rules(path, CreditRule))


def _compiled(path: Path, rule: CreditRule) -> CreditPattern:
    slots = _SLOTS | {"<day>": _DAY.format(months="|".join(sorted(calendar_names())))}
    try:
        pattern = re.compile(_SLOT.sub(lambda slot: slots[slot[0]], rule.pattern))
        unless = re.compile(rule.unless) if rule.unless else None
    except re.error as error:
        raise DataFileError(f"{path}: {rule.id}: {error}; mend the pattern") from error
    return CreditPattern(rule, pattern, unless)

"""Whom a toll counts, by the words and by the sector: civilians, fighters, the attackers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

Standing = Literal["civilian", "combatant", "perpetrator"]
_NOTHING = r"(?!)"


class StandingRow(Record, frozen=True, kw_only=True):
    """A sector and how its people count."""

    sector: str
    standing: Literal["civilian", "combatant"]


class VictimRow(Record, frozen=True, kw_only=True):
    """Words and what they say of those counted."""

    words: tuple[str, ...]
    standing: Literal["civilian", "combatant", "perpetrator", "with", "between"]


@dataclass(frozen=True)
class VictimWords:
    """The standing of nouns, and what tells that an attacker is among those counted."""

    nouns: Mapping[str, Standing]
    among: re.Pattern[str]

    def standing(self, words: str) -> Standing | None:
        """What the last words of a noun phrase say: "wounded soldiers", "aid workers"."""
        told = re.findall(r"[\w'-]+", words.casefold())
        for length in (2, 1):
            found = self.nouns.get(" ".join(told[-length:]))
            if found is not None and len(told) >= length:
                return found
        return None


@cache
def victim_words(language: str) -> VictimWords:
    """The words of a language (`victims.tsv`); none for a language without the table.

    Raises:
        DataFileError: for a broken table.
    """
    path = DATA / "lexicons" / language / "victims.tsv"
    rows = list(read_table(path, VictimRow)) if path.exists() else []
    nouns: dict[str, Standing] = {}
    adding: list[str] = []
    between: list[str] = []
    for row in rows:
        if row.standing == "with":
            adding += row.words
        elif row.standing == "between":
            between += row.words
        else:
            nouns |= dict.fromkeys(row.words, row.standing)
    attackers = [word for word, standing in nouns.items() if standing == "perpetrator"]
    words = rf"(?:(?:{_either(between)})\s+)*(?:{_either(attackers)})"
    among = rf"\b(?:{_either(adding)}),?\s+{words}\b"
    return VictimWords(nouns, re.compile(among if rows else _NOTHING, re.IGNORECASE))


@cache
def sector_standings() -> Mapping[str, Standing]:
    """How the people of each sector count (`standings.tsv`); sectors left out stay open."""
    rows = read_table(CODEBOOKS / "standings.tsv", StandingRow)
    return {row.sector: row.standing for row in rows}


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

"""Which of the dictionaries of a machine coder a file is."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.ingest.dictionaries.lines import DictionaryText

_SEEN = 5_000


class DictionaryKind(StrEnum):
    """What a dictionary holds."""

    ACTORS = "actors"
    AGENTS = "agents"
    VERBS = "verbs"
    DISCARDS = "discards"
    ISSUES = "issues"


_IN_NAMES: Mapping[str, DictionaryKind] = {
    "discard": DictionaryKind.DISCARDS,
    "issue": DictionaryKind.ISSUES,
}
"""Lists of bare words, which only the file's name tells apart."""

_SIGNS: tuple[tuple[DictionaryKind, re.Pattern[str]], ...] = (
    (
        DictionaryKind.VERBS,
        re.compile(r"---.*|&\S+|-[^\[\]]*\*.*|[^\[\]]*\[\d{2,4}(?:[:/]\d+)?\]"),
    ),
    (DictionaryKind.AGENTS, re.compile(r"![^!]+!\s*=.*|[^\[\]]*\[~[^\[\]]*\]")),
    (DictionaryKind.ACTORS, re.compile(r"[^\[\]]*\[\s*[A-Za-z]{3,}[^\[\]]*\].*")),
)


def dictionary_kind(text: DictionaryText) -> DictionaryKind:
    """The kind of a dictionary, by most of its lines; lists of bare words by the file's name.

    Raises:
        UnreadableError: for a file whose lines are of none.
    """
    name = PurePath(text.path).name.lower()
    for sign, kind in _IN_NAMES.items():
        if sign in name:
            return kind
    counts = {
        kind: sum(1 for line in text.lines[:_SEEN] if sign.fullmatch(line.text))
        for kind, sign in _SIGNS
    }
    best = max(counts, key=lambda kind: counts[kind])
    if not counts[best]:
        raise UnreadableError(
            "no line is one of a dictionary: NAME [CODE], NOUN [~CODE], VERB [123]",
            "give a file of actors, agents or verbs of TABARI or PETRARCH; a list of discards or "
            "issues must say so in its name",
        )
    return best

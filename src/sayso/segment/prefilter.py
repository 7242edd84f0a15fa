"""Which stretches of a report are worth a close look: those near words that tell of events.

It runs before everything else, on plain text, at some megabytes a second, so that a report of a
football match costs next to nothing. What it leaves out, no later stage sees.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.records.document import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.lexicons.words.telling_words import TellingWords
    from sayso.records.document import Passage

Stretch = tuple[int, int]

# Where under 1 % of the events of the close reading are lost (docs/pace.md has the whole curve).
LEAST = -2.6
# Too short to be worth leaving anything out.
_FEWEST = 4
_END = re.compile(r"""[.!?]["'”’)\]]*\s+(?=["'“‘(\[]*[A-Z0-9])""")
# An initial, a short title or a month before a full stop: the sentence goes on.
_SHORTENED = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-Z][a-z]{0,2}|[A-Za-z]\.[A-Za-z.]*|"
    r"Sgt|Capt|Prof|Brig|Supt|Cmdr|Sens?|Reps?|Sept)\.$"
)
_REACH = 8
_WORD = re.compile(r"[^\W\d_]+")


def sentences(text: str, passages: Sequence[Passage]) -> Iterator[Stretch]:
    """The sentences of a text as far as marks and capitals tell, never across passages."""
    for passage in passages:
        start = passage.start
        for match in _END.finditer(text, passage.start, passage.end):
            before = text[max(start, match.start() - _REACH) : match.start() + 1]
            if not _SHORTENED.search(before):
                yield start, match.end()
                start = match.end()
        if start < passage.end:
            yield start, passage.end


def words_of(sentence: str) -> frozenset[str]:
    """The different words of a sentence, in lower case."""
    return frozenset(_WORD.findall(sentence.lower()))


def telling_stretches(
    text: str, passages: Sequence[Passage], words: TellingWords, least: float = LEAST
) -> tuple[Stretch, ...]:
    """The stretches of a text that may hold an event or its context; empty where none may.

    Kept are sentences whose words score at least `least`, the sentences before and behind each
    (their voices, places, days and antecedents), and with any of them the title, the dateline
    and the first sentence of the report. A text of a few sentences is kept whole.

    Args:
        text: the report; stretches are its code points, end-exclusive.
        passages: its passages.
        words: what words speak for an event.
        least: the log odds from which a sentence is kept.
    """
    found = list(sentences(text, passages))
    if len(found) < _FEWEST:
        return tuple(found)
    telling = [words.score(words_of(text[start:end])) >= least for start, end in found]
    if not any(telling):
        return ()
    heads = {p.start for p in passages if p.kind is not PassageKind.BODY}
    heads.add(next((p.start for p in passages if p.kind is PassageKind.BODY), 0))
    near = [any(telling[max(0, n - 1) : n + 2]) for n in range(len(found))]
    kept = [one for one, is_near in zip(found, near, strict=True) if is_near or one[0] in heads]
    return tuple(kept)


def only(text: str, kept: Sequence[Stretch]) -> str:
    """The text with spaces for all but the stretches: of the same length, line ends kept."""
    parts, at = [], 0
    for start, end in kept:
        parts += [_blank(text[at:start]), text[start:end]]
        at = end
    return "".join([*parts, _blank(text[at:])])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)

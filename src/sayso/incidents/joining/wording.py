"""Whether two reports tell of an event in the very same words, as copies of one text do.

Two people do not write a long sentence alike by chance, but one desk may write it of many days:
"Two people were killed and five were injured, the ministry said." So words speak for one
happening only where no day speaks against it, and more where a second sentence stands beside.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.incidents.joining.features import Linkable
    from sayso.records.claim import Claim
    from sayso.records.evidence import Span

_WORD = re.compile(r"\w+")
_FEWEST = 10
"""A sentence of fewer words is written by many: it is no evidence by itself."""
_LONG = 16
"""A passage has so many words at least in its two sentences."""
_LETTERS = 16

_OPEN = frozenset(
    {"unknown", "same_day", "overlap_days", "overlap", "overlap_month", "overlap_year"}
    | {"reported_soon", "reported_week", "reports_together", "reports_near"}
)
"""How days compare that leave room for one happening."""


def compare_wordings(one: Linkable, other: Linkable, days: str) -> str:
    """How much of the words two events have in common.

    Args:
        one: an event.
        other: one of another report.
        days: the level of their dates: words that are told of two days are a phrase of the desk.
    """
    sentence = not set(one.wordings).isdisjoint(other.wordings)
    passage = not set(one.passages).isdisjoint(other.passages)
    if not (sentence or passage):
        return "none"
    if days not in _OPEN:
        return "reused"
    return "same_passage" if passage else "same_sentence"


class Wordings:
    """The sentences of one report that tell of events, in their order."""

    def __init__(self, sentences: Sequence[Span]) -> None:
        self._sentences = sentences
        self._words = [_words(sentence.quote) for sentence in sentences]
        self._place = {sentence.start: n for n, sentence in enumerate(sentences)}

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> Self:
        """The sentences of all claims of a report, each once."""
        starts = {s.start: s for claim in claims for s in claim.sentences}
        return cls([starts[start] for start in sorted(starts)])

    def alone(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        """Keys of an event's words in each of its sentences that is long enough."""
        found = {
            _key(said, trigger)
            for n, trigger in self._told(claims)
            if len(said := self._words[n]) >= _FEWEST
        }
        return tuple(sorted(found))

    def in_passages(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        """The same of each of its sentences together with the one before, and the one after."""
        found = set()
        for n, trigger in self._told(claims):
            for at in (n - 1, n):
                said = [word for words in self._words[max(at, 0) : at + 2] for word in words]
                if 0 <= at < len(self._words) - 1 and len(said) >= _LONG:
                    found.add(_key(said, trigger))
        return tuple(sorted(found))

    def _told(self, claims: Sequence[Claim]) -> Iterator[tuple[int, str]]:
        """Each of an event's sentences by its place, and the words before its own there."""
        for claim in claims:
            for trigger in claim.evidence:
                around = (s for s in claim.sentences if s.start <= trigger.start < s.end)
                for sentence in around:
                    before = sentence.quote[: trigger.start - sentence.start]
                    place = f"{len(_words(before))} {' '.join(_words(trigger.quote))}"
                    yield self._place[sentence.start], place


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _key(said: Sequence[str], trigger: str) -> str:
    """A hash of words and of where among them an event is told: a sentence may tell of two."""
    whole = f"{trigger}\n{' '.join(said)}"
    return hashlib.sha256(whole.encode()).hexdigest()[:_LETTERS]

"""Which words become entities: the set without overlaps that rules and the trained reader favour.

The reader says of each word how probable each kind is; a stretch of words scores the sum of what
speaks for its kind against no entity at all (log odds), with a bonus where rules see one there
and a price where it would cut a phrase or a word in two. The best set is found exactly
(semi-Markov decoding; Sarawagi and Cohen 2004).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

    from sayso.analysis.tagger import Tags
    from sayso.mentions.entities.extents import Candidate

_LONGEST = 14
_LEAST = 0.02
_MOST = 3.0
_BEGIN = 0.7
_CUT = {"det": 1.5, "poss": 1.0, "compound": 1.5, "amod": 0.5, "nmod": 1.0, "case": 2.0}
_IN_WORD = 5.0
_AGREES = {"kind": 3.0, "span": 1.5}
_EPSILON = 0.01


@dataclass(frozen=True)
class Chosen:
    """Tokens from `first` to `end` (exclusive) that are an entity; null where the other decided.

    `rule` and `of` are those of the candidate at the same words, `probability` the reader's.
    """

    first: int
    end: int
    kind: EntityKind
    candidate: Candidate | None
    probability: float | None


def choose_by_rules(doc: Doc, candidates: Iterable[Candidate]) -> list[Chosen]:
    """The candidates without overlaps whose weights sum to the most; of equals, the longer."""
    scored = [
        (c.weight + 0.01 * (c.end - c.first), Chosen(c.first, c.end, c.kind, c, None))
        for c in candidates
    ]
    return _best(len(doc), scored)


def choose_with_tags(doc: Doc, candidates: Iterable[Candidate], tags: Tags) -> list[Chosen]:
    """The entities that the reader and the rules favour together."""
    seen = _Seen.read(doc, tags)
    prices = _Prices(doc)
    by_words: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in candidates:
        by_words.setdefault((candidate.first, candidate.end), []).append(candidate)
    scored = []
    for first, end in sorted({*_stretches(doc, seen), *by_words}):
        price = prices.of(first, end)
        here = by_words.get((first, end), [])
        for number, kind in enumerate(seen.kinds):
            same = next((c for c in here if c.kind is kind), None)
            bonus = _AGREES["kind"] * same.weight if same else _AGREES["span"] if here else 0.0
            score = seen.score(first, end, number) + bonus - price
            if score > 0:
                share = float(seen.shares[first:end, number].mean())
                shown = same or (here[0] if here else None)
                scored.append((score, Chosen(first, end, kind, shown, share)))
    return _best(len(doc), scored)


def _best(length: int, scored: list[tuple[float, Chosen]]) -> list[Chosen]:
    """The set without overlaps of the highest sum, in the order of the text."""
    ending: dict[int, list[tuple[float, Chosen]]] = {}
    for score, one in scored:
        ending.setdefault(one.end, []).append((score, one))
    sums: list[float] = [0.0]
    last: list[Chosen | None] = [None]
    for end in range(1, length + 1):
        total, chosen = sums[end - 1], None
        for score, one in ending.get(end, []):
            if sums[one.first] + score > total:
                total, chosen = sums[one.first] + score, one
        sums.append(total)
        last.append(chosen)
    found, at = [], length
    while at > 0:
        ends = last[at]
        if ends is not None:
            found.append(ends)
        at = ends.first if ends is not None else at - 1
    return found[::-1]


@dataclass(frozen=True)
class _Seen:
    """What the reader says of each token: shares of kinds, log odds against none, of a begin."""

    kinds: tuple[EntityKind, ...]
    shares: NDArray[np.float64]
    odds: list[list[float]]
    begins: list[list[float]]
    inside: list[list[float]]

    @classmethod
    def read(cls, doc: Doc, tags: Tags) -> _Seen:
        labels = tags.heads.tags["entity"]
        kinds = tuple(EntityKind(name[2:]) for name in labels if name.startswith("B-"))
        nothing = [float(label == "O") for label in labels]
        rows = (tags.row("entity", t.idx, t.idx + len(t)) for t in doc)
        sure = np.array([nothing if row is None else row for row in rows], dtype=float)
        none = sure[:, labels.index("O")]
        start = sure[:, [labels.index(f"B-{k}") for k in kinds]]
        goes_on = sure[:, [labels.index(f"I-{k}") for k in kinds]]
        shares = start + goes_on
        odds = np.log((shares + _EPSILON) / (none[:, None] + _EPSILON)).clip(-_MOST, _MOST)
        begins = _BEGIN * np.log((start + _EPSILON) / (goes_on + _EPSILON)).clip(-_MOST, _MOST)
        zero = np.zeros((1, len(kinds)))
        return cls(
            kinds,
            shares,
            np.vstack([zero, odds.cumsum(axis=0)]).tolist(),
            begins.tolist(),
            np.vstack([zero, begins.cumsum(axis=0)]).tolist(),
        )

    def score(self, first: int, end: int, kind: int) -> float:
        """What speaks for a kind in a stretch: for its words, its begin, and none within."""
        within = self.inside[end][kind] - self.inside[first + 1][kind]
        words = self.odds[end][kind] - self.odds[first][kind]
        return words + self.begins[first][kind] - within


def _stretches(doc: Doc, seen: _Seen) -> Iterable[tuple[int, int]]:
    """All stretches of likely words within one sentence, of a bearable length."""
    likely = (seen.shares.sum(axis=1) > _LEAST).tolist()
    edges = [_is_edge(token) for token in doc]
    for sentence in doc.sents:
        for first in range(sentence.start, sentence.end):
            if not likely[first] or edges[first]:
                continue
            for end in range(first + 1, min(first + _LONGEST, sentence.end) + 1):
                if not likely[end - 1]:
                    break
                if not edges[end - 1]:
                    yield first, end


def _is_edge(token: Token) -> bool:
    return token.is_space or (token.is_punct and token.text not in {"%", "-"})


class _Prices:
    """What stretches cost that begin or end within a phrase, or within a word."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._cuts: dict[int, float] = {0: 0.0, len(doc): 0.0}

    def of(self, first: int, end: int) -> float:
        """The price of the tokens from `first` to `end`, exclusive."""
        return self._before(first) + self._before(end)

    def _before(self, at: int) -> float:
        if at not in self._cuts:
            self._cuts[at] = _cut(self._doc[at - 1], self._doc[at])
        return self._cuts[at]


def _cut(left: Token, right: Token) -> float:
    joined = not left.whitespace_ and not left.is_space
    if (
        joined
        and (left.text[-1].isalnum() or left.text in "-'’")
        and (right.text[0].isalnum() or right.text == "-")
    ):
        return _IN_WORD
    if left.head.i >= right.i and left.pos_ != "PUNCT":
        return _CUT.get(left.dep_, 0.0)
    return 0.0

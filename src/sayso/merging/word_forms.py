"""What the parse and the rules say of the words of a recorder's window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.lexicons.words.edge_words import edge_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.pieces import Word
    from sayso.records.mention import ActorMention

Stretch = tuple[int, int]


@dataclass(frozen=True)
class WordForms:
    """Words in lower case, their classes (Universal Dependencies) and where their sentences start.

    `phrases` are the noun phrases, `names` the mentions of actors, both from their first word to
    the word behind their last and without what cannot stand at an edge; `within` has by word the
    number of its phrase, or null.
    """

    language: str
    lowered: tuple[str, ...]
    classes: tuple[str, ...]
    sentences: tuple[int, ...]
    phrases: frozenset[Stretch]
    names: frozenset[Stretch]
    within: tuple[int | None, ...]
    opening: frozenset[int]
    closing: frozenset[int]
    named_from: frozenset[int]
    named_to: frozenset[int]


def word_forms(parsed: Parsed, words: Sequence[Word], actors: Iterable[ActorMention]) -> WordForms:
    """The forms of a window's words, of which each is that of the token that it begins in."""
    text, doc = parsed.document.text, parsed.doc
    lowered = tuple(text[word.start : word.end].lower() for word in words)
    at = np.array([token.idx for token in doc])
    starts = np.array([word.start for word in words])
    places = (np.searchsorted(at, starts, side="right") - 1).clip(0).tolist()
    tokens = [doc[place] for place in places]
    opened = [sentence.start for sentence in doc.sents for _ in range(len(sentence))]
    ends = np.array([word.end for word in words])
    edges = edge_words(parsed.document.language)

    def stretch(inside: Sequence[int]) -> Stretch | None:
        left = next((n for n in inside if lowered[n] not in edges), None)
        return None if left is None else (left, inside[-1] + 1)

    chunks = [
        stretch(np.nonzero((starts >= chunk.start_char) & (ends <= chunk.end_char))[0].tolist())
        for chunk in doc.noun_chunks
    ]
    named = [
        stretch(np.nonzero((starts < one.span.end) & (ends > one.span.start))[0].tolist())
        for one in actors
    ]
    phrases = frozenset(filter(None, chunks))
    names = frozenset(filter(None, named))
    within = {n: number for number, (i, j) in enumerate(sorted(phrases)) for n in range(i, j)}
    return WordForms(
        language=parsed.document.language,
        lowered=lowered,
        classes=tuple(token.pos_ for token in tokens),
        sentences=tuple(opened[place] for place in places),
        phrases=phrases,
        names=names,
        within=tuple(within.get(n) for n in range(len(words))),
        opening=frozenset(i for i, _ in phrases),
        closing=frozenset(j - 1 for _, j in phrases),
        named_from=frozenset(i for i, _ in names),
        named_to=frozenset(j - 1 for _, j in names),
    )

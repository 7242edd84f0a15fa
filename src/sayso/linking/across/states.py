"""What the shipped networks' shared lowest layers make of an event's words, alone and in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sayso.analysis.sessions import load_states, load_vocabulary
from sayso.analysis.word_meanings import WIDTH, word_vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.analysis.pieces import Word
    from sayso.linking.across.told import Told

_LONGEST = 400


def alone(texts: Sequence[str], mentions: Sequence[Told]) -> NDArray[np.float64]:
    """The mean vector of the pieces of each event's words, wherever they stand."""
    return np.array([word_vector(texts[m.report][m.start : m.end]) for m in mentions])


def in_place(texts: Sequence[str], mentions: Sequence[Told]) -> NDArray[np.float64]:
    """The mean state of the pieces of each event's words, read in their sentence."""
    read: dict[tuple[int, tuple[int, int]], tuple[list[Word], NDArray[np.float32]]] = {}
    rows = []
    for mention in mentions:
        start, end = mention.sentence
        key = mention.report, mention.sentence
        if key not in read:
            read[key] = _read(texts[mention.report][start:end])
        words, states = read[key]
        inside = [
            n
            for n, word in enumerate(words)
            if word.start < mention.end - start and mention.start - start < word.end
        ]
        rows.append(_mean(words, states, inside))
    return np.array(rows)


def _read(sentence: str) -> tuple[list[Word], NDArray[np.float32]]:
    """The words of a sentence, as many as fit, and the states of their pieces in order."""
    vocabulary = load_vocabulary()
    words, pieces = [], [vocabulary.opening]
    for word in vocabulary.words(sentence):
        if len(pieces) + len(word.pieces) > _LONGEST:
            break
        words.append(word)
        pieces += word.pieces
    states = load_states()(np.array([[*pieces, vocabulary.closing]]))
    return words, states[0][1:-1]


def _mean(
    words: Sequence[Word], states: NDArray[np.float32], inside: Sequence[int]
) -> NDArray[np.float64]:
    """The mean over the pieces of some words; zeros for words beyond what is read."""
    ends = np.cumsum([len(word.pieces) for word in words])
    pieces = [p for n in inside for p in range(ends[n] - len(words[n].pieces), ends[n])]
    if not pieces:
        return np.zeros(WIDTH)
    found: NDArray[np.float64] = states[pieces].mean(axis=0, dtype=np.float64)
    return found

"""What a trained reader might say, made by hand, so that no test hangs on a network's weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sayso.analysis.pieces import Word, word_ranges
from sayso.analysis.tagger import Heads, TaggedWindow, Tags
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MODEL = "tagger-0"
_ENTITIES = ("Organisation", "Location", "Person", "Temporal", "Quantity")


def hand_tags(
    text: str,
    *,
    entities: Sequence[tuple[str, str]] = (),
    statuses: Mapping[str, float] | None = None,
    value: float = 3.0,
) -> Tags:
    """Tags of a text: the kinds of words in it, and one status and value for every word."""
    words = [Word(start, end, (0,), 0) for start, end in word_ranges(text)]
    heads = {
        "entity": ["O", *(f"{letter}-{kind}" for kind in _ENTITIES for letter in "BI")],
        "status": [s.value for s in Status],
    }
    sure = np.full((len(words), len(heads["entity"])), 0.0, dtype=np.float32)
    sure[:, 0] = 1.0
    for quote, kind in entities:
        _mark(sure, words, text.index(quote), quote, heads["entity"].index(f"B-{kind}"))
    shares = [(statuses or {"occurred": 1.0}).get(s, 0.0) for s in heads["status"]]
    status = np.tile(np.array(shares, dtype=np.float32), (len(words), 1))
    values = np.full(len(words), value, dtype=np.float32)
    window = TaggedWindow(words, {"entity": sure, "status": status}, values, {})
    return Tags(MODEL, Heads(name=MODEL, tags=heads, arcs=[]), (window,))


def _mark(sure: np.ndarray, words: list[Word], start: int, quote: str, begin: int) -> None:
    inside = [n for n, w in enumerate(words) if start <= w.start < start + len(quote)]
    for place, n in enumerate(inside):
        sure[n, 0] = 0.1
        sure[n, begin + min(place, 1)] = 0.9

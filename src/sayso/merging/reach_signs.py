"""What speaks for and against a run of words as the whole of a filler."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.merging.signs import Signs
    from sayso.merging.word_forms import WordForms

CLASSES = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "VERB",
)  # fmt: skip
_FLOOR = 1e-3
_NOTHING = -3.0
_JOINTS = frozenset("-/'")
_BREAKS = frozenset(',;()[]:"')
_BRACKETS = frozenset('[]()"')


def signs_of_edges(
    forms: WordForms, tags: NDArray[np.float32], n: int, seen: int, *, opening: bool
) -> Signs:
    """The signs of a first (`opening`) or last word, and of the word beyond it.

    `tags` are the recorder's probabilities of the slot (words, 3: none, first word, further word),
    `seen` the word at which the recorder itself begins or ends the filler.
    """
    side = "first" if opening else "last"
    beyond = n - 1 if opening else n + 1
    known = 0 <= beyond < len(forms.lowered)
    same = known and forms.within[n] is not None and forms.within[n] == forms.within[beyond]
    edge, named = (forms.opening, forms.named_from) if opening else (forms.closing, forms.named_to)
    word = forms.lowered[beyond] if known else ""
    both_names = known and forms.classes[n] == forms.classes[beyond] == "PROPN"
    signs = {
        f"{side}_inside": _odds(1.0 - tags[n, 0]),
        f"{side}_beyond_inside": _odds(1.0 - tags[beyond, 0]) if known else _NOTHING,
        f"{side}_of_phrase": float(n in edge),
        f"{side}_in_phrase": float(same and n not in edge),
        f"{side}_of_name": float(n in named),
        f"{side}_cuts_names": float(both_names),
        f"{side}_beside_of": float(word == "of"),
        f"{side}_beside_joint": float(word in _JOINTS),
        f"{side}_beside_break": float(word in _BREAKS),
        f"{side}_as_seen": float(n == seen),
    }
    if opening:
        signs["first_begins"] = _odds(tags[n, 1])
    else:
        signs["last_beyond_begins"] = _odds(tags[beyond, 1]) if known else _NOTHING
    if forms.classes[n] in CLASSES:
        signs[f"{side}_{forms.classes[n].lower()}"] = 1.0
    if known and forms.classes[beyond] in CLASSES:
        signs[f"{side}_beyond_{forms.classes[beyond].lower()}"] = 1.0
    return signs


def signs_of_run(
    forms: WordForms, sums: NDArray[np.float64], total: float, first: int, end: int
) -> Signs:
    """The signs of a run as a whole.

    `sums` are the probabilities of the slot summed up to each word, `total` that of all words that
    a run may have.
    """
    mass, size = float(sums[end] - sums[first]), end - first
    words = forms.lowered[first:end]
    return {
        "dice": 2.0 * mass / (size + total),
        "mean": mass / size,
        "missing": total - mass,
        "too_many": size - mass,
        "words": float(size),
        "log_words": math.log(size),
        "has_of": float("of" in words),
        "has_and": float("and" in words),
        "has_comma": float("," in words),
        "has_bracket": float(not _BRACKETS.isdisjoint(words)),
        "has_verb": float(not {"VERB", "AUX"}.isdisjoint(forms.classes[first:end])),
        "is_name": float((first, end) in forms.names),
        "is_phrase": float((first, end) in forms.phrases),
        "phrases": float(len({k for k in forms.within[first:end] if k is not None})),
    }


def _odds(probability: float) -> float:
    kept = min(max(float(probability), _FLOOR), 1.0 - _FLOOR)
    return math.log(kept / (1.0 - kept))

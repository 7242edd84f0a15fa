"""How far the words reach that fill a slot: the phrase around them, by learnt weights.

The recorder is sure of the word that a filler turns on, and less so of its edges. A filler is the
run of words around it that has the most of what weighs for a whole one: the recorder's
probabilities, and what the parse and the rules say begins and ends there. The weights of
`data/model/extents.tsv` were learnt by `training/extents.py`, as a choice among runs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.words.edge_words import edge_words
from sayso.merging.reach_signs import signs_of_edges, signs_of_run
from sayso.merging.recordings import comparable_words
from sayso.merging.word_forms import word_forms
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.recorder import Recorded
    from sayso.merging.recordings import Recording
    from sayso.merging.signs import Signs
    from sayso.merging.word_forms import WordForms
    from sayso.records.mention import ActorMention

TABLE = DATA / "model" / "extents.tsv"
GROUPS = {
    "person": "people",
    "victims": "people",
    "victim": "named",
    "body": "body",
    "target": "thing",
    "weapon": "weapon",
}
_BACK, _ON, _LONGEST = 4, 7, 14


class ExtentRow(Record, frozen=True, kw_only=True):
    """What one unit of a sign weighs for a run of words, by what the words stand for."""

    sign: str
    people: float
    named: float
    body: float
    thing: float
    weapon: float


@dataclass(frozen=True)
class Run:
    """A run of a window's words, end-exclusive, with the signs of its edges and of the whole."""

    first: int
    end: int
    signs: tuple[Signs, Signs, Signs]


@cache
def load_weights() -> dict[str, dict[str, float]]:
    """By group of slots (`GROUPS`), what each sign weighs.

    Raises:
        DataFileError: for a table that cannot be read.
    """
    rows = list(read_table(TABLE, ExtentRow))
    return {group: {row.sign: getattr(row, group) for row in rows} for group in GROUPS.values()}


def whole_phrases(
    parsed: Parsed,
    actors: Iterable[ActorMention],
    recorded: Recorded,
    recordings: Sequence[Recording],
) -> list[Recording]:
    """The recordings with their words as far as they reach; of two that meet the surer stays.

    A recording of a place, a day or a count is as it was: mentions tell how far those reach. How
    probable a recording is stays that of the words that the recorder saw.
    """
    named = list(actors)
    forms = [word_forms(parsed, window.words, named) for window in recorded.windows]
    weights = load_weights()
    found = []
    for recording in recordings:
        if recording.slot not in GROUPS:
            found.append(recording)
            continue
        own = weights[GROUPS[recording.slot]]
        weighed = [
            (weight(run, own), -run.first, run)
            for run in runs_around(recording, recorded, forms[recording.window])
        ]
        best = max(weighed, key=lambda w: w[:2], default=None)
        found.append(_reaching(recording, best[2], recorded, parsed) if best else recording)
    return _apart(found)


def runs_around(recording: Recording, recorded: Recorded, forms: WordForms) -> list[Run]:
    """The runs of words, in the sentence of a recording, that have its most probable word."""
    window = recorded.windows[recording.window]
    tags = window.slots[:, recorded.heads.slots.index(recording.slot)]
    inside = 1.0 - tags[:, 0]
    begin, end = recording.word, _end(recording, recorded)
    peak = begin + int(np.argmax(inside[begin:end]))
    low, high = _limits(forms, begin, end)
    edges = edge_words(forms.language)
    first = {
        n: signs_of_edges(forms, tags, n, begin, opening=True)
        for n in range(low, peak + 1)
        if forms.lowered[n] not in edges
    }
    last = {
        n: signs_of_edges(forms, tags, n, end - 1, opening=False)
        for n in range(peak, high)
        if forms.lowered[n] not in edges
    }
    sums = np.concatenate([[0.0], np.cumsum(inside)])
    total = float(sums[high] - sums[low])
    return [
        Run(i, j + 1, (first[i], last[j], signs_of_run(forms, sums, total, i, j + 1)))
        for i in first
        for j in last
        if i <= j < i + _LONGEST
    ]


def weight(run: Run, weights: Mapping[str, float]) -> float:
    """What all signs of a run weigh together; a sign that training never met weighs nothing."""
    return sum(weights.get(name, 0.0) * v for signs in run.signs for name, v in signs.items())


def _end(recording: Recording, recorded: Recorded) -> int:
    """The word behind a recording's last."""
    words = recorded.windows[recording.window].words
    inside = (n for n, word in enumerate(words) if recording.start <= word.start < recording.end)
    return max(inside, default=recording.word) + 1


def _limits(forms: WordForms, begin: int, end: int) -> tuple[int, int]:
    """How far a run may reach to both sides: some words, in the sentence."""
    low, high, size = begin, end, len(forms.lowered)
    while low > max(0, begin - _BACK) and forms.sentences[low - 1] == forms.sentences[begin]:
        low -= 1
    while high < min(size, end + _ON) and forms.sentences[high] == forms.sentences[begin]:
        high += 1
    return low, high


def _reaching(recording: Recording, run: Run, recorded: Recorded, parsed: Parsed) -> Recording:
    words = recorded.windows[recording.window].words
    start, end = words[run.first].start, words[run.end - 1].end
    bare = comparable_words(parsed.document.text[start:end], parsed.document.language)
    return replace(recording, start=start, end=end, words=bare) if bare else recording


def _apart(recordings: Sequence[Recording]) -> list[Recording]:
    """Of recordings of one slot that share words the surest, in the order of the text."""
    kept: list[Recording] = []
    for one in sorted(recordings, key=lambda r: (-r.probability, r.start, r.slot)):
        if not any(one.slot == k.slot and one.start < k.end and k.start < one.end for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda r: (r.start, r.end, r.slot))

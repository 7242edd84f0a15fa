"""Learns how far each word speaks for an event, from ledgers of reports that were read whole.

    sayso read TEXTS… --every-sentence --into whole.db
    python -m training.telling_words whole.db > src/sayso/data/lexicons/en/telling_words.tsv

A logistic regression over the different words of a sentence (1: some event was read in it),
each sentence weighted by its events. Printed to standard error is the curve of what is kept
against what is lost, for weights that saw other reports.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from sayso.ledger.store import open_ledger
from sayso.lexicons.words.telling_words import ANY_SENTENCE, TellingWords
from sayso.segment.passages import split_passages
from sayso.segment.prefilter import sentences, telling_stretches, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.records.reading import ReadDocument

LANGUAGE = "en"
FOLDS = 5
POINTS = (-4.0, -3.5, -3.0, -2.75, -2.6, -2.5, -2.25, -2.0, -1.5, -1.0, 0.0)
_RAREST = 5
_TRUST = 0.3
_ROUNDS = 100
_SMALLEST = 0.1
_HEADER = (
    "# language: en; origin: learnt by training/telling_words.py from whole readings of public "
    "news (docs/model.md); licence: Apache-2.0\nword\tweight\n"
)


@dataclass(frozen=True)
class Report:
    """A report's text, its sentences' words and events, and where its triggers begin."""

    text: str
    words: tuple[frozenset[str], ...]
    events: tuple[int, ...]
    triggers: tuple[int, ...]


def to_report(read: ReadDocument) -> Report:
    """What is learnt from a report that was read whole."""
    text = read.document.text
    found = list(sentences(text, split_passages(text)))
    starts = tuple(event.trigger.start for event in read.annotations.events)
    return Report(
        text,
        tuple(words_of(text[start:end]) for start, end in found),
        tuple(sum(start <= s < end for s in starts) for start, end in found),
        starts,
    )


def learn(reports: Iterable[Report], weights: Sequence[float]) -> TellingWords:
    """The words' weights; `weights` are those of the reports."""
    reports = list(reports)
    counts = Counter(word for report in reports for words in report.words for word in words)
    frequent = sorted(word for word, count in counts.items() if count >= _RAREST)
    known = {word: n for n, word in enumerate(frequent)}
    rows = [
        (sorted(known[word] for word in words if word in known), events, weight)
        for report, weight in zip(reports, weights, strict=True)
        for words, events in zip(report.words, report.events, strict=True)
    ]
    fitted, start = _fit(rows, len(known))
    kept = {word: round(float(fitted[n]), 1) for word, n in known.items()}
    return TellingWords(round(start, 1), {w: v for w, v in kept.items() if abs(v) >= _SMALLEST})


def _fit(rows: Sequence[tuple[list[int], int, float]], size: int) -> tuple[torch.Tensor, float]:
    """Logistic regression with a square penalty, by L-BFGS: the same at every run."""
    flat = torch.tensor([n for words, _, _ in rows for n in words])
    offsets = torch.tensor(np.cumsum([0, *(len(words) for words, _, _ in rows)])[:-1])
    told = torch.tensor([float(events > 0) for _, events, _ in rows])
    weight = torch.tensor([max(1, events) * share for _, events, share in rows])
    vector = torch.zeros(size, requires_grad=True)
    start = torch.zeros(1, requires_grad=True)
    descent = torch.optim.LBFGS(
        [vector, start], max_iter=_ROUNDS, line_search_fn="strong_wolfe", history_size=10
    )

    def loss() -> torch.Tensor:
        descent.zero_grad()
        scores = functional.embedding_bag(flat, vector[:, None], offsets, mode="sum")[:, 0] + start
        errors = functional.binary_cross_entropy_with_logits(
            scores, told, weight=weight, reduction="sum"
        )
        total: torch.Tensor = errors + vector.square().sum() / (2 * _TRUST)
        total.backward()
        return total

    descent.step(loss)
    return vector.detach(), float(start.detach())


def curve(reports: Sequence[Report], weights: Sequence[float]) -> Iterator[str]:
    """A line for each point: the words kept and events lost, by weights of other reports."""
    kept: Counter[float] = Counter()
    lost: Counter[float] = Counter()
    for fold in range(FOLDS):
        others = [n for n in range(len(reports)) if n % FOLDS != fold]
        known = learn([reports[n] for n in others], [weights[n] for n in others])
        for report in reports[fold::FOLDS]:
            passages = split_passages(report.text)
            for point in POINTS:
                stretches = telling_stretches(report.text, passages, known, point)
                kept[point] += sum(len(report.text[a:b].split()) for a, b in stretches)
                inside = sum(any(a <= t < b for a, b in stretches) for t in report.triggers)
                lost[point] += len(report.triggers) - inside
    words = sum(len(report.text.split()) for report in reports)
    events = sum(len(report.triggers) for report in reports)
    for point in POINTS:
        yield f"{point:6.2f}  kept {kept[point] / words:6.1%}  lost {lost[point] / events:6.2%}"


def main(ledgers: Sequence[str]) -> None:
    """Prints the table of weights; each ledger counts as much as any other."""
    reports, weights = [], []
    for path in ledgers:
        ledger = open_ledger(path)
        inside = [to_report(read) for read in ledger.readings()]
        reports += inside
        weights += [1.0 / sum(len(report.words) for report in inside)] * len(inside)
    mean = sum(weights) / len(weights)
    weights = [weight / mean for weight in weights]
    for line in curve(reports, weights):
        print(line, file=sys.stderr)  # noqa: T201 (the curve is for the person who trains)
    write(learn(reports, weights))


def write(words: TellingWords) -> None:
    """The table as it ships, to standard output."""
    rows = [(ANY_SENTENCE, words.start), *sorted(words.weights.items())]
    sys.stdout.write(_HEADER)
    sys.stdout.writelines(f"{word}\t{weight}\n" for word, weight in rows)


if __name__ == "__main__":
    main(sys.argv[1:])

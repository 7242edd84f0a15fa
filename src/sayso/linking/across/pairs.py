"""How every two mentions of events compare: signs that they are one event, and that they are not.

Each sign is a table (mentions, mentions), symmetric; its name is that of its weight in
`data/model/events_alike.tsv`.
"""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING

import numpy as np

from sayso.lexicons.rules.report_verbs import verbs_of_saying
from sayso.linking.across.bags import cosines, shares
from sayso.linking.across.reports import affairs, likeness
from sayso.linking.across.spelling import common_letters, common_opening, compared
from sayso.linking.across.states import alone, in_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sayso.linking.across.told import Told

_AROUND = ("sentence", "near", "names", "places", "times", "numbers")


def signs(
    texts: Sequence[str], contents: Sequence[Sequence[str]], mentions: Sequence[Told]
) -> dict[str, NDArray[np.float64]]:
    """The signs by name.

    Args:
        texts: the reports' texts, by their numbers.
        contents: the reports' content words (`told.content`).
        mentions: the events to compare.
    """
    held = Counter(word for words in contents for word in set(words))
    found = {
        **dict(_of_words(mentions)),
        **dict(_of_states(texts, mentions)),
        **dict(_of_sentences(mentions, held, len(texts))),
        **dict(_of_reports(contents, mentions)),
        **dict(_of_counts(mentions, held, len(texts))),
    }
    return found | dict(_of_both(mentions, found))


def _of_both(
    mentions: Sequence[Told], found: dict[str, NDArray[np.float64]]
) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Signs that count only together with another.

    Two who said something said the same thing only where the speaker and the words around agree.
    """
    saying = np.array([float(mention.lemma in verbs_of_saying()) for mention in mentions])
    both = np.outer(saying, saying)
    yield "both_say", both
    yield "both_say_sentence", both * found["sentence"]
    yield "both_say_does", both * found["does"]


def _of_words(mentions: Sequence[Told]) -> Iterator[tuple[str, NDArray[np.float64]]]:
    lemmas = [mention.lemma for mention in mentions]
    yield "same_word", _equal(lemmas)
    yield "opening", compared(lemmas, common_opening)
    yield "letters", compared(lemmas, common_letters)
    yield "words", shares([mention.words for mention in mentions], lambda _: 1.0)
    parts = ["verb" if m.part == "VERB" else "noun" for m in mentions]
    yield "same_part", _equal(parts)


def _of_states(
    texts: Sequence[str], mentions: Sequence[Told]
) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Meanings, and how they compare beside those of the other events here."""
    for name, rows in (("meaning", alone(texts, mentions)), ("use", in_place(texts, mentions))):
        yield name, cosines(rows)
        yield f"{name}_here", cosines(rows - rows.mean(axis=0))


def _of_sentences(
    mentions: Sequence[Told], held: Counter[str], count: int
) -> Iterator[tuple[str, NDArray[np.float64]]]:
    def telling(word: str) -> float:
        return log((count + 1) / max(1, held[word]))

    bags = {
        "does": [m.does for m in mentions],
        "undergoes": [m.undergoes for m in mentions],
        "participants": [m.does + m.undergoes + m.other for m in mentions],
        **{name: [m.around[name] for m in mentions] for name in _AROUND},
    }
    for name, words in bags.items():
        yield name, shares(words, telling)
    sets = [frozenset(m.around["sentence"]) for m in mentions]
    inside = np.array([[m.lemma in words for words in sets] for m in mentions], dtype=float)
    yield "named_beside", inside + inside.T


def _of_reports(
    contents: Sequence[Sequence[str]], mentions: Sequence[Told]
) -> Iterator[tuple[str, NDArray[np.float64]]]:
    alike = likeness(contents)
    rows = [mention.report for mention in mentions]
    others = alike[~np.eye(len(alike), dtype=bool)]
    spread = float(others.std()) if len(others) else 0.0
    standing = (alike - others.mean()) / spread if spread else np.zeros_like(alike)
    yield "reports", alike[np.ix_(rows, rows)]
    yield "reports_here", standing[np.ix_(rows, rows)]
    yield "same_affair", _equal(affairs(alike)[rows].tolist())
    yield "same_report", _equal(rows)
    yield "same_sentence", _equal([(m.report, m.sentence) for m in mentions])


def _of_counts(
    mentions: Sequence[Told], held: Counter[str], count: int
) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """How common the two words are: a word that many events here share tells less."""
    times = Counter(mention.lemma for mention in mentions)
    common = np.array([float(times[mention.lemma]) for mention in mentions])
    spread = np.array([held[mention.lemma] / count for mention in mentions])
    for name, values in (("common", common), ("spread", spread)):
        yield f"{name}_least", np.minimum.outer(values, values)
        yield f"{name}_most", np.maximum.outer(values, values)


def _equal(values: Sequence[object]) -> NDArray[np.float64]:
    numbers = {value: n for n, value in enumerate(dict.fromkeys(values))}
    ids = np.array([numbers[value] for value in values])
    same: NDArray[np.float64] = (ids[:, None] == ids[None]).astype(float)
    return same

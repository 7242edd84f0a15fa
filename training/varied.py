"""Pages told with other names and without some sentences: few reports teach less by heart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import torch

from training.incidents import SLOTS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from sayso.analysis.pieces import Word
    from training.reports import FilledWord, Page

_NAMED = tuple(SLOTS.index(slot) for slot in ("victim", "place"))
# A word in more pages is grammar, or a name that everybody knows ("of", "San", "Bogota").
_COMMON = 40
_LEFT_OUT = 0.15
_LONGEST = 508


class Variations:
    """Names of the pages' people and places that stand for one another, and where sentences end.

    Only what a page's labels say is renamed, throughout the page: the same name stays the same.
    A sentence that fills nothing is left out once in seven times.
    """

    def __init__(self, pages: Sequence[Page], stop: tuple[int, ...]) -> None:
        self._stop = stop
        self._seen = Counter(pieces for page in pages for pieces in {w.pieces for w in page.words})
        self._names = {
            slot: sorted({pieces for page in pages for pieces in self._named(page, slot)})
            for slot in _NAMED
        }

    def vary(self, page: Page, chance: random.Random) -> Page:
        """Another page with the same labels; the page itself where it would be too long."""
        other = {
            pieces: chance.choice(self._names[slot])
            for slot in _NAMED
            for pieces in sorted(set(self._named(page, slot)))
        }
        kept = [n for sentence in self._sentences(page, chance) for n in sentence]
        words = [
            page.words[n]._replace(pieces=other.get(page.words[n].pieces, page.words[n].pieces))
            for n in kept
        ]
        if not words or sum(len(word.pieces) for word in words) > _LONGEST:
            return page
        return _page(page, words, kept)

    def _named(self, page: Page, slot: int) -> Iterator[tuple[int, ...]]:
        for number in page.slots[:, slot].nonzero().flatten().tolist():
            pieces = page.words[number].pieces
            if self._seen[pieces] <= _COMMON:
                yield pieces

    def _sentences(self, page: Page, chance: random.Random) -> Iterator[list[int]]:
        """The numbers of the words of each sentence that is kept."""
        filled = (page.slots > 0).any(-1).tolist()
        sentence: list[int] = []
        for number, word in enumerate(page.words):
            sentence.append(number)
            if word.pieces == self._stop or number == len(page.words) - 1:
                if any(filled[n] for n in sentence) or chance.random() >= _LEFT_OUT:
                    yield sentence
                sentence = []


def _page(page: Page, words: list[Word], kept: list[int]) -> Page:
    """The page with these words in place of its own; `kept` are their numbers in it."""
    opening, closing = page.pieces[0], page.pieces[-1]
    pieces, firsts, rows = [opening], [], [0]
    for number, word in zip(kept, words, strict=True):
        firsts.append(len(pieces))
        pieces += word.pieces
        rows += [page.firsts[number]] * len(word.pieces)
    at = torch.tensor(kept)
    new = {number: n for n, number in enumerate(kept)}
    filled: list[FilledWord] = [replace(one, word=new[one.word]) for one in page.filled]
    return replace(
        page,
        words=words,
        pieces=(*pieces, closing),
        firsts=tuple(firsts),
        signs=page.signs[[*rows, 0]],
        slots=page.slots[at],
        kinds=page.kinds[at],
        stages=page.stages[at],
        stances=page.stances[at],
        fates=page.fates[at],
        filled=tuple(filled),
    )

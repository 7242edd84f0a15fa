"""Reports that have words in common which two people do not write by chance, and which words.

Four kinds of evidence, each of which can be shown: nearly the same text (`copies`), a long
passage, the same quoted sentence, the same sentence telling of the event. What joins two reports
is in these two reports alone: no other text that was seen adds to it or takes it away.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from enum import StrEnum
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.sources.copies import near_duplicates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|\"([^\"\n]+)\"|‘([^’\n]{40,})’(?!\w)")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_RUN = 8
_PASSAGE = 20
_QUOTE = 8
_TELLING = 12
_SHORT = 40
"""A text of fewer words is a copy only of the very same words: short reports look alike."""
_SHOWN = 12
_PAIR = 2


class Kind(StrEnum):
    """What reports have in common."""

    TEXT = "text"
    PASSAGE = "passage"
    QUOTE = "quote"
    SENTENCE = "sentence"


class Shared(NamedTuple):
    """What two reports have in common: their ids in order, and words that show it."""

    kind: Kind
    left: str
    right: str
    words: str = ""


class Quotation(NamedTuple):
    """A quoted sentence: its words without case and punctuation, and where it stands."""

    key: str
    start: int
    end: int


def find_shared(
    texts: Mapping[str, str], tellings: Mapping[str, Iterable[str]]
) -> tuple[Shared, ...]:
    """All that joins reports by their words, sorted; chains of copies are told link by link.

    Args:
        texts: the reports' texts by id.
        tellings: by id, the sentences that tell of the event, as they are written.
    """
    if len(texts) < _PAIR and len(tellings) < _PAIR:
        return ()
    copies = [
        Shared(Kind.TEXT, *pair) for group in _copies(texts) for pair in pairwise(sorted(group))
    ]
    quoted = {doc: [q.key for q in find_quotations(text)] for doc, text in texts.items()}
    told = {doc: [_key(sentence) for sentence in said] for doc, said in tellings.items()}
    return tuple(
        sorted(
            {
                *copies,
                *_passages(texts, copies),
                *_alike(Kind.QUOTE, quoted, _QUOTE),
                *_alike(Kind.SENTENCE, told, _TELLING),
            }
        )
    )


def find_quotations(text: str) -> Iterator[Quotation]:
    """The sentences between quotation marks that have eight words or more, in their order."""
    for match in _QUOTED.finditer(text):
        start = match.start(match.lastindex or 0)
        for sentence in _SENTENCE.finditer(match[match.lastindex or 0]):
            key = _key(sentence[0])
            if key.count(" ") + 1 >= _QUOTE:
                yield Quotation(key, start + sentence.start(), start + sentence.end())


def _copies(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    long = {doc: text for doc, text in texts.items() if len(_WORD.findall(text)) >= _SHORT}
    short: defaultdict[str, list[str]] = defaultdict(list)
    for doc in sorted(texts.keys() - long.keys()):
        short[_key(texts[doc])].append(doc)
    same = [tuple(docs) for key, docs in short.items() if key and len(docs) > 1]
    return [*near_duplicates(long.items), *same]


def _passages(texts: Mapping[str, str], copies: Iterable[Shared]) -> Iterator[Shared]:
    """Twenty words on end, or as many in shorter stretches, that are in two texts.

    Those that are copies already are not compared: their words are shown.
    """
    group = {doc: doc for doc in texts}
    for copy in copies:
        group[copy.right] = group[copy.left]
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for doc in sorted(texts):
        for run in sorted(_runs(texts[doc])):
            holders[run].append(doc)
    common: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], str] = {}
    for run, docs in holders.items():
        for pair in combinations(docs, 2):
            if group[pair[0]] != group[pair[1]]:
                common[pair] += 1
                shown[pair] = min(run, shown.get(pair, run))
    for pair, number in common.items():
        if number > _PASSAGE - _RUN:
            yield Shared(Kind.PASSAGE, *pair, shown[pair])


def _runs(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1))


def _alike(kind: Kind, said: Mapping[str, Iterable[str]], fewest: int) -> Iterator[Shared]:
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for doc, keys in said.items():
        for key in keys:
            if key.count(" ") + 1 >= fewest:
                holders[key].add(doc)
    for key, docs in holders.items():
        words = key.split(" ")
        shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
        for pair in pairwise(sorted(docs)):
            yield Shared(kind, *pair, shown)


def _key(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold()))

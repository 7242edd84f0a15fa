"""Reports that are nearly the same text: reprints, print versions, pages fetched again."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_RESEMBLANCE = 0.5
_CONTAINMENT = 0.9
_ENOUGH = 30
_HASHES, _ROWS, _SEED = 256, 4, 20_161_103


def near_duplicates(texts: Callable[[], Iterable[tuple[str, str]]]) -> list[tuple[str, ...]]:
    """The groups of ids whose texts are nearly the same, each sorted, by their first id.

    `texts` gives ids and texts, the same ones on each of two calls. Two texts belong together when
    half of the runs of four words that either holds are in both (resemblance; Broder 1997), or
    nine tenths of the shorter one's runs, thirty at least, are in the longer one. What is so
    joined in a chain is one group. Words are compared without case and punctuation.

    MinHash proposes the pairs, and the runs themselves decide: no pair is joined by chance. A pair
    of resemblance 0.5 is proposed with probability 0.98, one of 0.7 surely. The groups depend on
    the texts alone, not on their order.
    """
    signatures, copies = _signatures(texts())
    suspects = frozenset(doc for bucket in _buckets(signatures) for doc in bucket)
    runs = {doc: _hashed(text) for doc, text in texts() if doc in suspects}
    root: dict[str, str] = {}
    for bucket in _buckets(signatures):
        _join_bucket(bucket, runs, root)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for doc, same in copies.items():
        groups[_root(root, doc)] += same
    return sorted(tuple(sorted(docs)) for docs in groups.values() if len(docs) > 1)


def _shingles(text: str) -> frozenset[str]:
    """The runs of four words in a text, or all its words where it has fewer."""
    words = _WORD.findall(text.casefold())
    return frozenset(
        " ".join(words[start : start + _SHINGLE])
        for start in range(max(1, len(words) - _SHINGLE + 1))
    )


def _hashed(text: str) -> NDArray[np.int64]:
    return np.unique(np.fromiter(map(hash, _shingles(text)), dtype=np.int64))


def _signatures(
    texts: Iterable[tuple[str, str]],
) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """The MinHash of each text, and the ids of its copies, all under the first id of these."""
    from rensa import RMinHash  # noqa: PLC0415 (only this question needs it)

    copies: defaultdict[bytes, list[str]] = defaultdict(list)
    signatures: dict[bytes, bytes] = {}
    for doc, text in texts:
        words = " ".join(_WORD.findall(text.casefold()))
        key = hashlib.sha256(words.encode()).digest()
        copies[key].append(doc)
        if key not in signatures:
            signature = RMinHash(num_perm=_HASHES, seed=_SEED)
            signature.update(sorted(_shingles(text)))
            signatures[key] = array("Q", signature.digest()).tobytes()
    first = {key: min(docs) for key, docs in copies.items()}
    return (
        {first[key]: signature for key, signature in signatures.items()},
        {first[key]: docs for key, docs in copies.items()},
    )


def _buckets(signatures: Mapping[str, bytes]) -> Iterator[list[str]]:
    """The ids that agree in one part of their signatures, sorted; no bucket of one."""
    step = _ROWS * array("Q").itemsize
    for start in range(0, _HASHES * array("Q").itemsize, step):
        agreeing: defaultdict[bytes, list[str]] = defaultdict(list)
        for doc in sorted(signatures):
            agreeing[signatures[doc][start : start + step]].append(doc)
        yield from (docs for docs in agreeing.values() if len(docs) > 1)


def _join_bucket(
    bucket: Sequence[str], runs: Mapping[str, NDArray[np.int64]], root: dict[str, str]
) -> None:
    """Joins the texts of a bucket that are nearly the same, and not yet in one group."""
    clusters: defaultdict[str, list[str]] = defaultdict(list)
    for doc in bucket:
        for head in list(clusters):
            mine = _root(root, doc)
            if head == mine:
                continue
            if any(_nearly_same(runs[doc], runs[other]) for other in clusters[head]):
                low, high = min(head, mine), max(head, mine)
                root[high] = low
                clusters[low] += clusters.pop(high, [])
        clusters[_root(root, doc)].append(doc)


def _root(root: dict[str, str], doc: str) -> str:
    """The first id of the group that a text is in; what leads there is shortened."""
    top = doc
    while top in root:
        top = root[top]
    while doc != top:
        root[doc], doc = top, root[doc]
    return top


def _nearly_same(one: NDArray[np.int64], other: NDArray[np.int64]) -> bool:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    shorter = min(len(one), len(other))
    return shared >= _RESEMBLANCE * (len(one) + len(other) - shared) or (
        shorter >= _ENOUGH and shared >= _CONTAINMENT * shorter
    )

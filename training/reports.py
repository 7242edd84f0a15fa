"""Reports as pages of words with the labels that the recorder learns, and pages as tensors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from sayso.analysis.recorder import parts, signed
from sayso.analysis.signs import SIGNS
from training.batches import UNKNOWN
from training.encoder import WIDTH, Encoder
from training.incidents import FATES, KINDS, SLOTS, STAGES, STANCES, Filled, Key, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.analysis.pieces import Vocabulary, Word
    from sayso.analysis.signs import Sign

_BEGIN, _INSIDE = 1, 2
_FIRST_NUMBERS = SLOTS.index("place")
_PEOPLE = {"victim", "victims"}


@dataclass(frozen=True)
class FilledWord:
    """The first word of a place that fills something: of which incidents, for which fillers."""

    word: int
    incidents: frozenset[int]
    fillers: frozenset[tuple[int, str, int]]


@dataclass
class Page:
    """A part of a report that the recorder reads at once, with the labels of its words.

    `low` are the states of the encoder's lowest layers, in half precision, once they are kept.
    """

    words: list[Word]
    pieces: tuple[int, ...]
    firsts: tuple[int, ...]
    signs: Tensor
    slots: Tensor
    kinds: Tensor
    stages: Tensor
    stances: Tensor
    fates: Tensor
    presence: Tensor
    filled: tuple[FilledWord, ...]
    telling: bool
    part: int
    low: Tensor = field(default_factory=lambda: torch.zeros(0))

    @property
    def size(self) -> int:
        """How many pieces it has, with the two at its ends."""
        return len(self.pieces)

    def keep_low(self, encoder: Encoder, vectors: Tensor) -> None:
        """Reckon the states of the lowest layers, which no training changes, once for all."""
        ids = torch.tensor([self.pieces])
        self.low = encoder.lowest(vectors[ids], torch.ones_like(ids))[0].half()


def pages_of(report: Report, signs: Sequence[Sign], vocabulary: Vocabulary) -> Iterator[Page]:
    """The pages of a report, with the signs that were read from it (code points, names)."""
    for number, words in enumerate(parts(report.text, vocabulary)):
        yield _page(report, signs, vocabulary, words, first=number == 0)


def _page(
    report: Report,
    signs: Sequence[Sign],
    vocabulary: Vocabulary,
    words: list[Word],
    *,
    first: bool,
) -> Page:
    pieces, firsts = [vocabulary.opening], []
    for word in words:
        firsts.append(len(pieces))
        pieces += word.pieces
    pieces.append(vocabulary.closing)
    labels = {name: torch.full((len(words),), UNKNOWN) for name in ("stage", "stance", "fate")}
    slots = torch.zeros(len(words), len(SLOTS), dtype=torch.long)
    kinds = torch.full((len(words), len(KINDS)), -1.0)
    filled = []
    for one in sorted(report.filled, key=lambda f: (f.start - f.end, f.start, f.slot)):
        inside = [n for n, w in enumerate(words) if w.start < one.end and one.start < w.end]
        slot = SLOTS.index(one.slot)
        if not inside or bool(slots[inside, slot].any()):
            continue
        slots[inside, slot] = _INSIDE
        slots[inside[0], slot] = _BEGIN
        filled.append(FilledWord(inside[0], frozenset(one.incidents), frozenset(one.fillers)))
        if slot < _FIRST_NUMBERS:
            _label(report, one, inside, kinds, labels)
    return Page(
        words=words,
        pieces=tuple(pieces),
        firsts=tuple(firsts),
        signs=_signs(signs, words, len(pieces)),
        slots=slots,
        kinds=kinds,
        stages=labels["stage"],
        stances=labels["stance"],
        fates=labels["fate"],
        presence=_presence(report, filled, first=first),
        filled=tuple(filled),
        telling=bool(report.keys),
        part=report.part,
    )


def _label(
    report: Report, one: Filled, inside: list[int], kinds: Tensor, labels: dict[str, Tensor]
) -> None:
    for number in sorted(one.incidents):
        key = report.keys[number]
        known = [KINDS.index(name.lower()) for name in key["type"] if name.lower() in KINDS]
        rows = kinds[inside].clamp(min=0.0)
        rows[:, known] = 1.0
        kinds[inside] = rows
        if key["stage"]:
            labels["stage"][inside] = STAGES.index(key["stage"][0])
        fate = _fate(key) if one.slot in _PEOPLE else None
        if fate is not None:
            labels["fate"][inside] = FATES.index(fate)
        stance = _stance(key, one) if one.slot == "body" else None
        if stance is not None:
            labels["stance"][inside] = STANCES.index(stance)


def _fate(key: Key) -> str | None:
    """What became of an incident's people, where the numbers leave no doubt of whose fate."""
    killed, injured = (
        bool(key[name]) and (key[name][1] is None or key[name][1] > 0)
        for name in ("killed", "injured")
    )
    if killed and injured:
        return None
    return "killed" if killed else "injured" if injured else "unhurt"


def _stance(key: Key, one: Filled) -> str | None:
    """What is said of a body's part in the incident, by the key's own words for the body."""
    words = {
        words
        for incident, slot, filler in one.fillers
        if slot == "body" and key["perp_org"][filler : filler + 1]
        for words in key["perp_org"][filler]["alternatives"]
        if incident is not None
    }
    for told in key["confidence"]:
        if words & set(told["org"]) and told["values"][0] in STANCES:
            value: str = told["values"][0]
            return value
    return None


def _presence(report: Report, filled: list[FilledWord], *, first: bool) -> Tensor:
    """The kinds of the incidents that a page fills; those without fillers go to the first page."""
    here = {number for one in filled for number in one.incidents}
    everywhere = {number for one in report.filled for number in one.incidents}
    present = torch.zeros(len(KINDS))
    for number, key in enumerate(report.keys):
        if number in here or (first and number not in everywhere):
            for name in key["type"]:
                if name.lower() in KINDS:
                    present[KINDS.index(name.lower())] = 1.0
    return present


def _signs(signs: Sequence[Sign], words: list[Word], size: int) -> Tensor:
    """The signs of the words on all of their pieces, between the two at the ends."""
    sizes = torch.tensor([len(word.pieces) for word in words])
    told = torch.from_numpy(signed(words, signs, SIGNS)).repeat_interleave(sizes, dim=0)
    found = torch.zeros(size, len(SIGNS), dtype=torch.bool)
    found[1:-1] = told
    return found


@dataclass(frozen=True)
class Pages:
    """Pages side by side, padded to one length."""

    pages: Sequence[Page]
    low: Tensor
    signs: Tensor
    mask: Tensor
    firsts: Tensor
    slots: Tensor
    kinds: Tensor
    stages: Tensor
    stances: Tensor
    fates: Tensor
    presence: Tensor


def to_pages(pages: Sequence[Page]) -> Pages:
    """A batch of pages whose lowest states are kept."""
    size, count = max(p.size for p in pages), max(len(p.words) for p in pages)
    rows = len(pages)
    low, signs = torch.zeros(rows, size, WIDTH), torch.zeros(rows, size, len(SIGNS))
    mask = torch.zeros(rows, size, dtype=torch.long)
    firsts = torch.zeros(rows, count, dtype=torch.long)
    slots = torch.full((rows, count, len(SLOTS)), UNKNOWN)
    kinds = torch.full((rows, count, len(KINDS)), -1.0)
    labels = {name: torch.full((rows, count), UNKNOWN) for name in ("stages", "stances", "fates")}
    for row, page in enumerate(pages):
        words = len(page.words)
        low[row, : page.size], signs[row, : page.size] = page.low.float(), page.signs.float()
        mask[row, : page.size] = 1
        firsts[row, :words] = torch.tensor(page.firsts)
        slots[row, :words], kinds[row, :words] = page.slots, page.kinds
        for name, padded in labels.items():
            padded[row, :words] = getattr(page, name)
    presence = torch.stack([page.presence for page in pages])
    return Pages(pages, low, signs, mask, firsts, slots, kinds, **labels, presence=presence)

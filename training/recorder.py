"""The recorder: one encoder that marks, in a whole report, what fills the slots of incidents."""

from __future__ import annotations

import logging
import math
import random
import time
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that every reader of torch knows

from sayso.analysis.signs import SIGNS
from training.batches import UNKNOWN
from training.encoder import WIDTH, Encoder, read_weights
from training.incidents import FATES, KINDS, SLOTS, STAGES, STANCES
from training.optimizing import Descent, MeanWeights
from training.reports import Page, Pages, to_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.varied import Variations

_TIE_WIDTH = 96
_TIES = 2
# A page's words that fill nothing far outnumber the others; the loss is that of so many
# words that fill something, or of as many as there are.
_LEAST_WORDS = 200
_WITHOUT_SIGNS = 0.08
# A word in eight is hidden, so that the names of a few hundred incidents are not learned by heart.
_HIDDEN = 0.12
_MOST_TIED = 60
_AS_IT_IS = 0.5

log = logging.getLogger("training")


class Recorder(nn.Module):
    """Slots, kinds, stages, stances and fates of words, kinds of the page, and ties of words.

    Out: slots (batch, words, slots, 3), kinds, stages, stances, fates (batch, words, labels),
    presence (batch, kinds), ties (batch, 2, words, words): that two words belong to one incident,
    and that they stand for one filler; all as logits. `signs` (batch, pieces, signs) is what was
    read from the report before. The case of letters is not looked at.
    """

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.vectors = weights["embeddings.word_embeddings.weight"]
        self.encoder = Encoder(weights, dropout=0.1)
        self.slots = nn.Linear(WIDTH, len(SLOTS) * 3)
        self.kinds = nn.Linear(WIDTH, len(KINDS))
        self.stages = nn.Linear(WIDTH, len(STAGES))
        self.stances = nn.Linear(WIDTH, len(STANCES))
        self.fates = nn.Linear(WIDTH, len(FATES))
        self.presence = nn.Linear(WIDTH, len(KINDS))
        self.signs = nn.Linear(len(SIGNS), WIDTH, bias=False)
        nn.init.normal_(self.signs.weight, std=0.02)
        self.tied = nn.Linear(WIDTH, _TIES * _TIE_WIDTH)
        self.tie_bias = nn.Parameter(torch.zeros(_TIES))

    def forward(
        self, low: Tensor, signs: Tensor, mask: Tensor, firsts: Tensor
    ) -> tuple[Tensor, ...]:
        states = self.encoder(low + self.signs(signs), torch.zeros_like(mask), mask)
        places = firsts.unsqueeze(-1).expand(-1, -1, WIDTH)
        words = F.dropout(states.gather(1, places), 0.1, self.training)
        batch, count, _ = words.shape
        tied = self.tied(words).view(batch, count, _TIES, _TIE_WIDTH).transpose(1, 2)
        ties = tied @ tied.transpose(-1, -2) / math.sqrt(_TIE_WIDTH)
        return (
            self.slots(words).view(batch, count, len(SLOTS), 3),
            self.kinds(words),
            self.stages(words),
            self.stances(words),
            self.fates(words),
            self.presence(F.dropout(states[:, 0], 0.1, self.training)),
            ties + self.tie_bias[:, None, None],
        )


def loss_of(recorder: Recorder, pages: Pages, chance: random.Random) -> Tensor:
    """The sum of the losses of all that the pages are asked about."""
    kept = torch.tensor([float(chance.random() > _WITHOUT_SIGNS) for _ in pages.pages])
    signs = pages.signs * kept[:, None, None]
    low = pages.low * _shown(pages, chance)
    slots, kinds, stages, stances, fates, presence, ties = recorder(
        low, signs, pages.mask, pages.firsts
    )
    filled = max(_LEAST_WORDS, int((pages.slots > 0).any(-1).sum()))
    loss = _labels(slots, pages.slots, "sum") / filled
    loss = loss + 2 * F.binary_cross_entropy_with_logits(presence, pages.presence)
    known = pages.kinds[..., 0] >= 0
    if bool(known.any()):
        loss = loss + F.binary_cross_entropy_with_logits(kinds[known], pages.kinds[known])
    for logits, gold in ((stages, pages.stages), (stances, pages.stances), (fates, pages.fates)):
        if bool((gold != UNKNOWN).any()):
            loss = loss + 0.5 * _labels(logits, gold, "mean")
    parts = [
        _tie_loss(ties[row], page, chance)
        for row, page in enumerate(pages.pages)
        if len(page.filled) > 1
    ]
    return loss + torch.stack(parts).sum() / len(pages.pages) if parts else loss


def _shown(pages: Pages, chance: random.Random) -> Tensor:
    """1 for the pieces of words that are shown, 0 for the hidden (batch, pieces, 1)."""
    shown = torch.ones(*pages.mask.shape, 1)
    for row, page in enumerate(pages.pages):
        ends = [*page.firsts[1:], page.size - 1]
        for start, end in zip(page.firsts, ends, strict=True):
            if chance.random() < _HIDDEN:
                shown[row, start:end] = 0.0
    return shown


def _told(
    page: Page, recorder: Recorder, variations: Variations | None, chance: random.Random
) -> Page:
    """The page, or every second time told otherwise, with the states of its lowest layers."""
    if variations is None or chance.random() < _AS_IT_IS:
        return page
    other = variations.vary(page, chance)
    if other is not page:
        other.keep_low(recorder.encoder, recorder.vectors)
    return other


def _labels(logits: Tensor, gold: Tensor, reduction: str) -> Tensor:
    return F.cross_entropy(
        logits.flatten(0, -2), gold.flatten(), ignore_index=UNKNOWN, reduction=reduction
    )


def _tie_loss(ties: Tensor, page: Page, chance: random.Random) -> Tensor:
    """Which of the filled places belong together; that all do teaches little of incidents."""
    filled = list(page.filled)
    if len(filled) > _MOST_TIED:
        filled = chance.sample(filled, _MOST_TIED)
    at = torch.tensor([one.word for one in filled])
    one_incident = [[float(bool(a.incidents & b.incidents)) for b in filled] for a in filled]
    one_filler = [[float(bool(a.fillers & b.fillers)) for b in filled] for a in filled]
    gold = torch.tensor([one_incident, one_filler])
    others = ~torch.eye(len(filled), dtype=torch.bool)
    logits = ties[:, at][:, :, at]
    several = len({n for one in filled for n in one.incidents}) > 1
    incidents = F.binary_cross_entropy_with_logits(logits[0][others], gold[0][others])
    fillers = F.binary_cross_entropy_with_logits(logits[1][others], gold[1][others])
    return 0.5 * fillers + (1.0 if several else 0.3) * incidents


def train_recorder(
    pages: Sequence[Page],
    *,
    epochs: int,
    seed: int,
    start: dict[str, Tensor],
    rate: float = 2.5e-4,
    size: int = 4,
    barren: float = 0.35,
    variations: Variations | None = None,
) -> Recorder:
    """Fine-tune the encoder, begun as the tagger's, on pages of reports.

    `barren` is the share of the reports without incidents that an epoch sees; `variations`, where
    given, tell every second page otherwise. Sums are in bfloat16, which some processors do four
    times as fast; the weights stay in 32 bits, and what is given back is their running mean over
    the last some hundred steps (Polyak and Juditsky 1992), which reads better than the last.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - the order of training, not a secret
    recorder = Recorder(read_weights())
    recorder.encoder.load_state_dict(start)
    for page in pages:
        page.keep_low(recorder.encoder, recorder.vectors)
    telling = [page for page in pages if page.telling]
    others = [page for page in pages if not page.telling]
    some = int(barren * len(others))
    steps = epochs * math.ceil((len(telling) + some) / size)
    descent = Descent(recorder, rate=rate, steps=steps, warm=steps // 12)
    mean_weights = MeanWeights(recorder)
    began, done, mean = time.time(), 0, 0.0
    for _ in range(epochs):
        recorder.train()
        chosen = telling + chance.sample(others, some)
        chosen = sorted(chosen, key=lambda page: page.size + 40 * chance.random())
        batches = [chosen[n : n + size] for n in range(0, len(chosen), size)]
        chance.shuffle(batches)
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                told = [_told(page, recorder, variations, chance) for page in batch]
                loss = loss_of(recorder, to_pages(told), chance)
            descent.step(loss)
            mean_weights.take(recorder)
            done += 1
            mean = 0.98 * mean + 0.02 * loss.item()
            if done % 50 == 0:
                spent = (time.time() - began) / 60
                log.info("step %s/%s loss %.3f %.1f min", done, steps, mean, spent)
    mean_weights.put(recorder)
    return recorder

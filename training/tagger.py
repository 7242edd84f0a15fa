"""The tagger: one encoder that marks, in every word, what several benchmarks ask about."""

from __future__ import annotations

import logging
import math
import random
import time
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that every reader of torch knows

from training.batches import ARCS, TAGS, UNKNOWN, Batch, Window, shuffled, to_batch
from training.encoder import WIDTH, Encoder, read_weights
from training.optimizing import Descent, MeanWeights

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.analysis.pieces import Vocabulary

_ARC_WIDTH = 128
_LARGEST = 3.0
# A head's loss is a mean over the words it has labels for, or over so many where it has fewer:
# a batch with one short labelled text in it shall not pull as hard as a full one.
_LEAST_WORDS = 500
_LEAST = {"event": 3, "status": 3}

log = logging.getLogger("training")


class Tagger(nn.Module):
    """Tags, factuality and arcs from cues, for every word of a window.

    Out: tags (batch, words, all tags of all heads in the order of `TAGS`), factuality (batch,
    words) from -3 to 3, arcs (batch, 4, words, words): how surely word j is in the role
    (`ARCS`) that the cue or trigger at word i gives, as a logit.
    """

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.vectors = weights["embeddings.word_embeddings.weight"]
        self.encoder = Encoder(weights, dropout=0.1)
        self.tags = nn.Linear(WIDTH, sum(map(len, TAGS.values())))
        self.value = nn.Linear(WIDTH, 1)
        self.cues = nn.Linear(WIDTH, len(ARCS) * _ARC_WIDTH)
        self.ends = nn.Linear(WIDTH, len(ARCS) * _ARC_WIDTH)

    def forward(
        self, low: Tensor, shapes: Tensor, mask: Tensor, firsts: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        states = self.encoder(low, shapes, mask)
        places = firsts.unsqueeze(-1).expand(-1, -1, WIDTH)
        words = F.dropout(states.gather(1, places), 0.1, self.training)
        batch, count, _ = words.shape
        cues, ends = (
            F.gelu(layer(words)).view(batch, count, len(ARCS), _ARC_WIDTH).transpose(1, 2)
            for layer in (self.cues, self.ends)
        )
        arcs = cues @ ends.transpose(-1, -2) / math.sqrt(_ARC_WIDTH)
        value = _LARGEST * torch.tanh(self.value(words)).squeeze(-1)
        return self.tags(words), value, arcs

    def read(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """What it says of a batch."""
        low = self.encoder.lowest(self.vectors[batch.pieces], batch.mask)
        return self(low, batch.shapes, batch.mask, batch.firsts)


def split_tags(tags: Tensor) -> dict[str, Tensor]:
    """The logits of each head, cut from those of all."""
    sizes = [len(labels) for labels in TAGS.values()]
    return dict(zip(TAGS, tags.split(sizes, dim=-1), strict=True))


def loss_of(tagger: Tagger, batch: Batch) -> Tensor:
    """The sum of the losses of all heads that the batch has labels for."""
    tags, value, arcs = tagger.read(batch)
    losses = [
        _tag_loss(head, logits, batch.tags[head]) for head, logits in split_tags(tags).items()
    ]
    known = ~batch.values.isnan()
    if bool(known.any()):
        losses.append(F.l1_loss(value[known], batch.values[known]))
    for role in range(len(ARCS)):
        asked = batch.arcs[:, role] >= 0
        if bool(asked.any()):
            logits, gold = arcs[:, role][asked], batch.arcs[:, role][asked]
            losses.append(F.binary_cross_entropy_with_logits(logits, gold))
    return torch.stack(losses).sum()


def _tag_loss(head: str, logits: Tensor, labels: Tensor) -> Tensor:
    total = F.cross_entropy(
        logits.flatten(0, 1), labels.flatten(), ignore_index=UNKNOWN, reduction="sum"
    )
    return total / max(_LEAST.get(head, _LEAST_WORDS), int((labels != UNKNOWN).sum()))


def train_tagger(
    windows: list[Window],
    vocabulary: Vocabulary,
    *,
    epochs: int,
    seed: int,
    after: Callable[[Tagger, int], None],
    rate: float = 2e-4,
    size: int = 16,
) -> Tagger:
    """Fine-tune the encoder on all windows; `after` is called with the tagger after each epoch.

    Sums are in bfloat16, and what is given back is the running mean of the weights, as of the
    recorder (`training.recorder`).
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - the order of training, not a secret
    tagger = Tagger(read_weights())
    steps = epochs * math.ceil(len(windows) / size)
    warm = max(1, steps // 15)
    descent = Descent(tagger, rate=rate, steps=steps, warm=warm)
    mean_weights = MeanWeights(tagger)
    began, done, mean = time.time(), 0, 0.0
    for epoch in range(epochs):
        tagger.train()
        for chosen in shuffled(windows, size, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(tagger, to_batch(chosen, vocabulary))
            descent.step(loss)
            mean_weights.take(tagger)
            done += 1
            mean = 0.98 * mean + 0.02 * loss.item()
            if done % 50 == 0:
                spent = (time.time() - began) / 60
                log.info("step %s/%s loss %.3f %.1f min", done, steps, mean, spent)
        after(tagger, epoch)
    mean_weights.put(tagger)
    return tagger

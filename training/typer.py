"""The typer: an encoder that says what kind of event marked words tell of, and its status."""

from __future__ import annotations

import logging
import math
import random
import time
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that every reader of torch knows

from sayso.analysis.marked import MARKS, Marked, mark
from sayso.records.event import Status
from training.encoder import WIDTH, Encoder, read_weights
from training.optimizing import Descent, MeanWeights
from training.typing_data import KINDS, Taught

if TYPE_CHECKING:
    from sayso.analysis.pieces import Vocabulary

STATUSES = tuple(Status)
SIDES = ("actor", "recipient")
_INNER = 256
_SMOOTHING = 0.1
_BARE, _UNTRIGGERED, _HIDDEN = 0.5, 0.15, 0.15

log = logging.getLogger("training")


class Typer(nn.Module):
    """Marked sentences in; logits of kinds (batch, `KINDS`), statuses (batch, 8), sides out.

    `at` (batch, 3) are the places of the first word of actor, recipient, trigger; 0 where none.
    Sides (batch, pieces, 2) tell of each piece whether it begins a word of the actor, of the
    recipient: what the typer is asked for where only the trigger is marked.
    """

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.vectors = weights["embeddings.word_embeddings.weight"]
        self.encoder = Encoder(weights, dropout=0.1)
        self.inner = nn.Sequential(
            nn.Dropout(0.1),
            nn.Linear((2 + len(MARKS)) * WIDTH, _INNER),
            nn.GELU(),
            nn.Dropout(0.1),
        )
        self.kinds = nn.Linear(_INNER, len(KINDS))
        self.statuses = nn.Linear(_INNER, len(STATUSES))
        self.sides = nn.Sequential(
            nn.Linear(2 * WIDTH, _INNER), nn.GELU(), nn.Linear(_INNER, len(SIDES))
        )

    def forward(
        self, low: Tensor, shapes: Tensor, mask: Tensor, at: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        states = self.encoder(low, shapes, mask)
        seen = mask.unsqueeze(-1).float()
        mean = (states * seen).sum(1) / seen.sum(1)
        marked = states.gather(1, at.unsqueeze(-1).expand(-1, -1, WIDTH))
        marked = (marked * (at > 0).unsqueeze(-1).float()).flatten(1)
        inner = self.inner(torch.cat([states[:, 0], mean, marked], dim=-1))
        trigger = marked[:, -WIDTH:].unsqueeze(1).expand_as(states)
        sides = self.sides(torch.cat([states, trigger], dim=-1))
        return self.kinds(inner), self.statuses(inner), sides

    def read(self, batch: list[Marked]) -> tuple[Tensor, Tensor, Tensor]:
        """What it says of a batch."""
        size = max(len(m.pieces) for m in batch)
        pieces = torch.zeros(len(batch), size, dtype=torch.long)
        shapes, mask = torch.zeros_like(pieces), torch.zeros_like(pieces)
        for row, one in enumerate(batch):
            length = len(one.pieces)
            pieces[row, :length] = torch.tensor(one.pieces)
            shapes[row, :length] = torch.tensor(one.shapes)
            mask[row, :length] = 1
        at = torch.tensor([one.at for one in batch])
        low = self.encoder.lowest(self.vectors[pieces], mask)
        return self(low, shapes, mask, at)


def loss_of(typer: Typer, batch: list[Taught], marked: list[Marked]) -> Tensor:
    """The loss of the kinds, of which one of several may be right, of statuses and of sides."""
    kinds, statuses, sides = typer.read(marked)
    sure = kinds.log_softmax(-1)
    rows = []
    for row, one in zip(sure, batch, strict=True):
        right = row[list(one.kinds)].logsumexp(0)
        rows.append(-(1 - _SMOOTHING) * right - _SMOOTHING * row.mean())
    loss = torch.stack(rows).mean()
    known = [n for n, one in enumerate(batch) if one.status is not None]
    if known:
        gold = torch.tensor(
            [STATUSES.index(one.status) for one in batch if one.status is not None]
        )
        part = len(known) / len(batch)
        loss = loss + 0.5 * part * F.cross_entropy(statuses[known], gold)
    asked, told = _side_labels(batch, marked, sides)
    if bool(asked.any()):
        loss = loss + F.binary_cross_entropy_with_logits(sides[asked], told[asked])
    return loss


def _side_labels(
    batch: list[Taught], marked: list[Marked], sides: Tensor
) -> tuple[Tensor, Tensor]:
    """Which pieces are asked about (where only the trigger is marked), and what is right there."""
    asked = torch.zeros(sides.shape, dtype=torch.bool)
    told = torch.zeros(sides.shape)
    for row, (one, seen) in enumerate(zip(batch, marked, strict=True)):
        if seen.at[0] or seen.at[1] or not seen.at[2] or one.kinds == (0,):
            continue
        for number, role in enumerate(SIDES):
            spans = one.sides.get(role, ())
            if one.task != "own" and not spans:
                continue
            inside = one.words_in(spans)
            for word, place in zip(seen.words, seen.firsts, strict=True):
                asked[row, place, number] = True
                told[row, place, number] = float(word in inside)
    return asked, told


def train_typer(
    taught: list[Taught],
    vocabulary: Vocabulary,
    *,
    epochs: int,
    seed: int,
    rate: float = 2e-4,
    size: int = 16,
    start: dict[str, Tensor] | None = None,
) -> Typer:
    """Fine-tune on all sentences. `start` holds the encoder's weights to begin from, if any.

    Sums are in bfloat16, and what is given back is the running mean of the weights, as of the
    recorder (`training.recorder`).
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - the order of training, not a secret
    typer = Typer(read_weights())
    if start is not None:
        typer.encoder.load_state_dict(start)
    steps = epochs * math.ceil(len(taught) / size)
    warm = max(1, steps // 12)
    descent = Descent(typer, rate=rate, steps=steps, warm=warm)
    mean_weights = MeanWeights(typer)
    typer.train()
    began, done = time.time(), 0
    for _ in range(epochs):
        for batch in _shuffled(taught, size, chance):
            marked = [mark(one.text, _shown(one, chance), vocabulary) for one in batch]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(typer, batch, marked)
            descent.step(loss)
            mean_weights.take(typer)
            done += 1
            if done % 100 == 0:
                spent = (time.time() - began) / 60
                log.info("step %s/%s loss %.3f %.1f min", done, steps, loss.item(), spent)
    mean_weights.put(typer)
    return typer


def _shown(one: Taught, chance: random.Random) -> dict[str, tuple[tuple[int, int], ...]]:
    """The marks that are shown this time: some are hidden, as a reader of rules may miss them."""
    if "trigger" not in one.sides:
        return one.sides
    draw = chance.random()
    if draw < _BARE:
        return {"trigger": one.sides["trigger"]}
    share = _UNTRIGGERED if one.task == "own" else 1.0 - _BARE
    if draw < _BARE + share and one.kinds != (0,):
        return {role: spans for role, spans in one.sides.items() if role != "trigger"}
    hidden = {role for role in SIDES if chance.random() < _HIDDEN}
    return {role: spans for role, spans in one.sides.items() if role not in hidden}


def _shuffled(taught: list[Taught], size: int, chance: random.Random) -> list[list[Taught]]:
    order = list(taught)
    chance.shuffle(order)
    batches = []
    for start in range(0, len(order), 32 * size):
        near = sorted(order[start : start + 32 * size], key=lambda one: len(one.text))
        batches += [near[n : n + size] for n in range(0, len(near), size)]
    chance.shuffle(batches)
    return batches

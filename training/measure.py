"""How well a network does on texts kept from training: for choosing, not for reports."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import torch

from evaluation.roots import QUADS, ROOTS
from sayso.analysis.marked import mark
from training.batches import ARCS, TAGS, UNKNOWN, to_batch
from training.tagger import split_tags
from training.typer import STATUSES
from training.typing_data import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from sayso.analysis.pieces import Vocabulary
    from training.batches import Window
    from training.tagger import Tagger
    from training.typer import Typer
    from training.typing_data import Taught

_FLAT = {"cue", "source", "content"}
_CLASSES = {"event", "status"}


def measure_tagger(
    tagger: Tagger, windows: list[Window], vocabulary: Vocabulary
) -> dict[str, float]:
    """F1 of each head (of words in attribution, else of exact spans), error and r of values."""
    tagger.eval()
    right, ours, theirs = Counter[str](), Counter[str](), Counter[str]()
    said, told = [], []
    for start in range(0, len(windows), 32):
        batch = to_batch(windows[start : start + 32], vocabulary)
        with torch.no_grad():
            tags, value, arcs = tagger.read(batch)
        for head, logits in split_tags(tags).items():
            for guess, gold in zip(logits.argmax(-1), batch.tags[head], strict=True):
                keep = gold != UNKNOWN
                found = [_units(head, row[keep].tolist()) for row in (guess, gold)]
                right[head] += len(found[0] & found[1])
                ours[head] += len(found[0])
                theirs[head] += len(found[1])
        for role, name in enumerate(ARCS):
            gold, guess = batch.arcs[:, role], arcs[:, role] > 0
            right[f"arc {name}"] += int(((gold == 1) & guess).sum())
            ours[f"arc {name}"] += int(((gold >= 0) & guess).sum())
            theirs[f"arc {name}"] += int((gold == 1).sum())
        known = ~batch.values.isnan()
        said += value[known].tolist()
        told += batch.values[known].tolist()
    scores = {
        k: 2 * right[k] / max(1, ours[k] + theirs[k]) for k in (*TAGS, *(f"arc {a}" for a in ARCS))
    }
    pair = torch.tensor([said, told])
    return {
        **scores,
        "mae": float((pair[0] - pair[1]).abs().mean()),
        "r": float(torch.corrcoef(pair)[0, 1]),
    }


def _units(head: str, tags: list[int]) -> set[tuple[int, int, int]]:
    if head in _CLASSES:
        return {(n, n, tag) for n, tag in enumerate(tags)}
    if head in _FLAT:
        return {(n, n, 1) for n, tag in enumerate(tags) if tag}
    units, start = set(), None
    for n, tag in enumerate([*tags, 0]):
        if start is not None and (tag == 0 or tag % 2 == 1):
            units.add((start, n, (tags[start] - 1) // 2))
            start = None
        if tag and start is None:
            start = n
    return units


def measure_typer(typer: Typer, held: list[Taught], vocabulary: Vocabulary) -> dict[str, float]:
    """Macro F1 of relations by type, quad and side; of own sentences the share of right kinds."""
    typer.eval()
    relations: list[tuple[str, str]] = []
    own: list[tuple[int, int]] = []
    statuses: list[bool] = []
    for start in range(0, len(held), 32):
        some = [one for one in held[start : start + 32] if one.task != "relation-cameo"]
        if not some:
            continue
        with torch.no_grad():
            kinds, stands, _ = typer.read([mark(one.text, one.sides, vocabulary) for one in some])
        for one, row, status in zip(some, kinds, stands, strict=True):
            if one.task == "relation":
                relations.append((_rooted(one.kinds[0]), _root(row)))
                continue
            own.append((one.kinds[0], int(row.argmax())))
            if one.status is not None:
                statuses.append(STATUSES[int(status.argmax())] is one.status)
    quads = [(QUADS[gold], QUADS[guess]) for gold, guess in relations]
    return {
        "root": _macro_f1(relations),
        "quad": _macro_f1(quads),
        "binary": _macro_f1([(gold < 3, guess < 3) for gold, guess in quads]),
        "own kind": sum(gold == guess for gold, guess in own) / max(1, len(own)),
        "own nothing": _f1(own, 0),
        "own status": sum(statuses) / max(1, len(statuses)),
    }


def _rooted(number: int) -> str:
    return ROOTS.get(KINDS[number], KINDS[number])


def _root(row: Tensor) -> str:
    """The most probable of the benchmark's types, where CONCEDE and RETREAT are one."""
    sure = Counter[str]()
    for kind, probability in zip(KINDS[1:], row.softmax(-1)[1:].tolist(), strict=True):
        sure[ROOTS.get(kind, kind)] += probability
    return max(sure, key=lambda kind: (sure[kind], kind))


def _macro_f1(pairs: Sequence[tuple[object, object]]) -> float:
    labels = sorted({label for pair in pairs for label in pair}, key=str)
    return sum(_f1(pairs, label) for label in labels) / max(1, len(labels))


def _f1(pairs: Sequence[tuple[object, object]], label: object) -> float:
    right = sum(gold == guess == label for gold, guess in pairs)
    named = sum((gold == label) + (guess == label) for gold, guess in pairs)
    return 2 * right / max(1, named)

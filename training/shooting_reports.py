"""The dev data of the task `incidents`, and which of it is learnt from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.held import part_of
from evaluation.items import read_items

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDS = 5


@dataclass(frozen=True)
class Shooting:
    """A report with the incident that it is about, and what is known of that.

    `held` marks the reports kept for measuring (`evaluation.held`): they are not learnt from.
    """

    ident: str
    title: str
    text: str
    published: str
    incident: str
    killed: int | None
    injured: int | None
    day: str | None
    city: str | None
    held: bool


def fold_of(incident: str) -> int:
    """The fifth to which an incident belongs, with all its reports."""
    return int(hashlib.md5(incident.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def read_shootings(folder: Path, part: int) -> Iterator[Shooting]:
    """All reports of the task, in its order; `part` is the eighth kept for measuring."""
    gold = {item["id"]: item for item in read_items(folder / "incidents.gold.jsonl.gz")}
    for item in read_items(folder / "incidents.input.jsonl.gz"):
        known = gold[item["id"]]
        yield Shooting(
            item["id"],
            item.get("title") or "",
            item["text"],
            item["date"],
            known["incident"],
            known["killed"],
            known["injured"],
            known["date"],
            known["place"]["city"] if known["place"] else None,
            part_of(item["text"]) == part,
        )

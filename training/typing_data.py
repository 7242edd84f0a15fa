"""Sentences with marked events: what the typer learns from, each with what it teaches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from evaluation.held import part_of
from evaluation.items import read_items
from evaluation.roots import QUADS, ROOTS
from sayso import read
from sayso.analysis.marked import MARKS
from sayso.analysis.pieces import word_ranges
from sayso.lexicons.files.load import DATA
from sayso.lexicons.files.marks import parse_marks
from sayso.lexicons.rules.event_rules import EVENT_FILES
from training.sentences import NONE, TYPES, read_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from evaluation.items import Item
    from sayso.records.event import Status

Offsets = tuple[int, int]

KINDS = (NONE, *TYPES)
RULES = DATA / "rules" / "en"


@dataclass(frozen=True)
class Taught:
    """A sentence with marked words, and the kinds of event of which one is right.

    `sides` are code points for each mark, `kinds` numbers into `KINDS`; `status` is null where
    nobody said. `task` names where it comes from.
    """

    task: str
    text: str
    kinds: tuple[int, ...]
    sides: dict[str, tuple[Offsets, ...]] = field(default_factory=dict)
    status: Status | None = None

    @property
    def part(self) -> int:
        """The eighth of all texts to which it belongs; see `evaluation.held`."""
        return part_of(self.text)

    def words_in(self, spans: Iterable[Offsets]) -> frozenset[int]:
        """The numbers of the words that lie in some spans."""
        ranges = word_ranges(self.text)
        return frozenset(
            n for n, (s, e) in enumerate(ranges) for start, end in spans if s < end and start < e
        )


def read_own() -> Iterator[Taught]:
    """The sentences written for sayso, and those that its rules carry."""
    yield from _examples()
    for own in read_sentences():
        kind = own.event_type or NONE
        sides = {"actor": own.actors, "recipient": own.recipients, "trigger": (own.trigger,)}
        yield Taught("own", own.text, (KINDS.index(kind),), sides, own.status)


def _examples() -> Iterator[Taught]:
    for name in EVENT_FILES:
        rules = yaml.safe_load((RULES / f"{name}.yaml").read_text(encoding="utf-8"))["rules"]
        for rule, example in ((r, e) for r in rules for e in r["matches"]):
            marked = parse_marks(example["text"])
            sides = {
                role: tuple((s, e) for label, s, e in marked.spans if label == role)
                for role in MARKS
            }
            kind = rule["event_type"]
            if len(sides["trigger"]) == 1:
                yield Taught("own", marked.text, (KINDS.index(kind),), sides)


def read_relations(folder: Path) -> Iterator[Taught]:
    """The sentences of the benchmark `relation`: two sides and a type.

    The data marks no trigger: it is that of the event which the rules read between the two.
    """
    for item, gold in _joined(folder, "relation"):
        sides: dict[str, tuple[Offsets, ...]] = {
            role: ((int(item[role]["start"]), int(item[role]["end"])),)
            for role in ("actor", "recipient")
            if item[role] is not None
        }
        kind = ROOTS.get(gold["event_type"], gold["event_type"])
        kinds = tuple(n for n, one in enumerate(KINDS) if ROOTS.get(one, one) == kind)
        trigger = _trigger(item["text"], kind, sides)
        if trigger is not None:
            sides["trigger"] = (trigger,)
        yield Taught("relation", item["text"], kinds, sides)


def _trigger(text: str, kind: str | None, sides: dict[str, tuple[Offsets, ...]]) -> Offsets | None:
    """The words of an event of this kind that the rules alone read with one of these sides."""
    for row in read(text, lang="en", model=False).events:
        found = {"actor": row.actors, "recipient": row.recipients}
        if ROOTS.get(row.event_type, row.event_type) == kind and any(
            one.start < end and start < one.end
            for role, spans in sides.items()
            for start, end in spans
            for one in found[role]
        ):
            return row.start, row.end
    return None


def read_classes(folder: Path) -> Iterator[Taught]:
    """The sentences of the benchmark `relation-cameo`: a quad class, or no event at all."""
    for item, gold in _joined(folder, "relation-cameo"):
        kinds = [
            n
            for n, kind in enumerate(KINDS)
            if QUADS.get(ROOTS.get(kind, kind), 0) == gold["quad"]
        ]
        yield Taught("relation-cameo", item["text"], tuple(kinds))


def _joined(folder: Path, task: str) -> Iterator[tuple[Item, Item]]:
    gold = {item["id"]: item for item in read_items(folder / f"{task}.gold.jsonl.gz")}
    for item in read_items(folder / f"{task}.input.jsonl.gz"):
        yield item, gold[item["id"]]

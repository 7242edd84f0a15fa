"""The benchmarks' dev data as labelled texts: what the tagger learns from.

Every label is a span of code points, end-exclusive. Texts of the BBC in `entities` are left out:
their licence (CC BY-NC 3.0) forbids weights that anybody may use.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluation.held import part_of
from evaluation.items import read_items
from training.sentences import NONE, read_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from evaluation.items import Item

Offsets = tuple[int, int]

ENTITIES = (
    "Organisation", "Location", "Person", "Temporal", "Quantity", "DocumentReference", "Weapon",
    "Nationality", "MilitaryPlatform", "Money",
)  # fmt: skip
_ATTRIBUTION = {"cue": "head", "source": "source", "content": "content"}


@dataclass(frozen=True)
class Labelled:
    """A text with what a task marks in it; a head that is not in `spans` learns nothing here.

    `spans` gives each head its labelled spans; `arcs` the words that lead (a cue, a trigger) with
    those of each role; `labels` the heads' labels of single words, where all others are unknown;
    `values` the factuality of words, from -3 to 3.
    """

    task: str
    ident: str
    text: str
    spans: dict[str, list[tuple[Offsets, str]]] = field(default_factory=dict)
    arcs: list[dict[str, list[Offsets]]] = field(default_factory=list)
    labels: dict[str, tuple[Offsets, str]] = field(default_factory=dict)
    values: list[tuple[Offsets, float]] = field(default_factory=list)

    @property
    def part(self) -> int:
        """The eighth of all texts to which it belongs; see `evaluation.held`."""
        return part_of(self.text)


def read_labelled(folder: Path) -> Iterator[Labelled]:
    """All texts that the tagger can learn from, from a folder with the benchmarks' `data`."""
    yield from _own()
    yield from _attribution(folder)
    yield from _spans(folder, "times", "time", "times")
    yield from _spans(folder, "places", "place", "places")
    yield from _spans(folder, "entities", "entity", "entities")
    yield from _factuality(folder, "factuality")
    yield from _factuality(folder, "factuality-meantime")


def _own() -> Iterator[Labelled]:
    for number, own in enumerate(read_sentences()):
        labels = {"event": (own.trigger, own.event_type or NONE)}
        arcs = []
        if own.status is not None:
            labels["status"] = (own.trigger, own.status.value)
            sides = {"actor": list(own.actors), "recipient": list(own.recipients)}
            arcs = [{"head": [own.trigger], **sides}]
        yield Labelled("own", f"own-{number}", own.text, arcs=arcs, labels=labels)


def _joined(folder: Path, task: str) -> Iterator[tuple[Item, Item]]:
    gold = {item["id"]: item for item in read_items(folder / f"{task}.gold.jsonl.gz")}
    for item in read_items(folder / f"{task}.input.jsonl.gz"):
        yield item, gold[item["id"]]


def _attribution(folder: Path) -> Iterator[Labelled]:
    for item, gold in _joined(folder, "attribution"):
        arcs = [
            {name: [(s, e) for s, e in found[role]] for role, name in _ATTRIBUTION.items()}
            for found in gold["attributions"]
        ]
        spans = {
            role: [(span, "") for arc in arcs for span in arc[name]]
            for role, name in _ATTRIBUTION.items()
        }
        yield Labelled("attribution", item["id"], item["text"], spans, arcs)


def _spans(folder: Path, task: str, head: str, key: str) -> Iterator[Labelled]:
    for item, gold in _joined(folder, task):
        if "BBC" in item.get("publisher", ""):
            continue
        found = [
            ((g["start"], g["end"]), g["type"] if head == "entity" else "")
            for g in gold[key]
            if head != "entity" or g["type"] in ENTITIES
        ]
        yield Labelled(task, item["id"], item["text"], {head: found})


def _factuality(folder: Path, task: str) -> Iterator[Labelled]:
    texts: dict[str, list[tuple[Offsets, float]]] = defaultdict(list)
    for item, gold in _joined(folder, task):
        place = item["event"]["start"], item["event"]["end"]
        texts[item["text"]].append((place, float(gold["value"])))
    for number, (text, values) in enumerate(texts.items()):
        yield Labelled(task, f"{task}-{number}", text, values=values)

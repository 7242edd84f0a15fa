"""The task `coreference`: given mentions of events in several reports, put into groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.analysis.model import parse
from sayso.linking.coreference import GivenEvents, same_events
from sayso.records.document import Passage, PassageKind

if TYPE_CHECKING:
    from evaluation.items import Item


def clusters_of(item: Item, model: bool) -> dict[str, Any]:
    """A topic's mentions with the name of the group that each is in (ECB+)."""
    found = same_events([to_report(doc) for doc in item["docs"]], model=model)
    return {
        "clusters": {
            mention["m"]: f"e{found[doc['doc'], mention['start'], mention['end']]}"
            for doc in item["docs"]
            for mention in doc["mentions"]
        }
    }


def to_report(doc: dict[str, Any]) -> GivenEvents:
    """A report of the benchmark, whose lines are sentences, parsed."""
    events = tuple((mention["start"], mention["end"]) for mention in doc["mentions"])
    return GivenEvents(doc["doc"], parse(doc["text"], _lines(doc["text"])), events)


def _lines(text: str) -> tuple[Passage, ...]:
    lines, start = [], 0
    for line in text.split("\n"):
        whole = Passage(kind=PassageKind.BODY, start=start, end=start + len(line))
        lines.append(whole.within(text))
        start += len(line) + 1
    return tuple(line for line in lines if line)

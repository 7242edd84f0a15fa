"""Predictions where the benchmark gives the spans: the same reading, asked about those words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from evaluation.roots import QUADS, ROOTS
from sayso import read
from sayso.analysis.model import parse
from sayso.analysis.parsed import Parsed
from sayso.analysis.tagger import tag
from sayso.analysis.typer import judge as judge_marked
from sayso.attribution.find import find_attributions
from sayso.events.status import second_opinion as opinion
from sayso.events.status.factuality import classify_status
from sayso.events.triggers.trigger import Trigger
from sayso.events.voices import find_chain
from sayso.lexicons.words.operators import load_operators
from sayso.linking.actors import link_actors
from sayso.mentions.actors.find import find_actors
from sayso.pipeline.reading.stages import load_lexicons
from sayso.records.document import Document
from sayso.records.event import Status
from sayso.segment.passages import split_passages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluation.items import Item
    from sayso.export.reading import Reading
    from sayso.records.attribution import Attribution
    from sayso.records.rows.mentions import EventRow, Words

_ELSEWHERE = 0.25


def relation_of(item: Item, model: bool) -> dict[str, Any]:
    """The type of the event between two given sides, or null (task relation).

    The judge is asked about the two sides, as it is about those of an event that was read; by
    the rules alone it is the type of the event that they read between the two.
    """
    if model:
        return {"event_type": _judged(item)}
    row = _between(read(item["text"], lang="en", model=model), item)
    return {"event_type": ROOTS.get(row.event_type, row.event_type) if row else None}


def quad_of(item: Item, model: bool) -> dict[str, Any]:
    """The quad class of a sentence; 0 for none (task relation-cameo).

    The judge is asked about a sentence without marks; by the rules alone it is the class of the
    surest event.
    """
    if model:
        verdict = judge_marked(item["text"], {})
        sure = {0: verdict.nothing}
        for kind, probability in verdict.kinds.items():
            quad = QUADS[ROOTS.get(kind, kind)]
            sure[quad] = sure.get(quad, 0.0) + probability
        return {"quad": max(sure, key=lambda quad: (sure[quad], quad))}
    rows = read(item["text"], lang="en", model=model).events
    best = max(rows, key=lambda row: (row.confidence, -row.start), default=None)
    return {"quad": QUADS[ROOTS.get(best.event_type, best.event_type)] if best else 0}


def _judged(item: Item) -> str:
    sides = {
        role: [(item[role]["start"], item[role]["end"])]
        for role in ("actor", "recipient")
        if item[role] is not None
    }
    sure: dict[str, float] = {}
    for kind, probability in judge_marked(item["text"], sides).kinds.items():
        root = ROOTS.get(kind, kind)
        sure[root] = sure.get(root, 0.0) + probability
    return max(sure, key=lambda root: (sure[root], root))


def _between(reading: Reading, item: Item) -> EventRow | None:
    return max(reading.events, key=lambda row: (_fit(row, item), -row.start), default=None)


def _fit(row: EventRow, item: Item) -> float:
    """How well an event's sides are the two given: two points for a side at its place."""
    patients: list[Words] = [*row.recipients, *([row.place] if row.place else [])]
    if not row.recipients:
        patients += row.actors
    fit = 2.0 * _covers(row.actors, item["actor"]) + 2.0 * _covers(patients, item["recipient"])
    swapped = _covers(row.actors, item["recipient"]) or _covers(row.recipients, item["actor"])
    told = 0.0 if row.status is Status.OCCURRED else -0.1
    return fit + _ELSEWHERE * 2 * swapped + row.confidence / 2 + told


def _covers(found: Iterable[Words], given: dict[str, int] | None) -> bool:
    return given is not None and any(
        words.start < given["end"] and given["start"] < words.end for words in found
    )


def factuality_of(item: Item, model: bool) -> dict[str, Any]:
    """How surely a given event happened, from -3 to 3 (Lee et al. 2015; tasks factuality…)."""
    parsed, attributions = _prepared(item["text"], model)
    trigger = _given(parsed, item["event"]["start"], item["event"]["end"])
    chain = find_chain(parsed.span(trigger.start, trigger.end), attributions)
    words = classify_status(parsed, trigger, chain, load_operators())
    judged = opinion.second_opinion(words, parsed.tags, trigger)
    return {"value": opinion.factuality_of(judged, parsed.tags, trigger).value}


@lru_cache(maxsize=1)
def _prepared(text: str, model: bool) -> tuple[Parsed, tuple[Attribution, ...]]:
    """A sentence, parsed, with its voices: one for all the events that are given in it."""
    passages = tuple(split_passages(text))
    doc = parse(text, passages)
    parsed = Parsed(_document(text), passages, doc, tag(doc.text) if model else None)
    lexicons = load_lexicons("en", ())
    actors = link_actors(parsed, find_actors(parsed, lexicons.actors), lexicons.actors)
    return parsed, tuple(find_attributions(parsed, actors, lexicons.report_verbs))


def _given(parsed: Parsed, start: int, end: int) -> Trigger:
    span = parsed.doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    head = span.root
    return Trigger(
        head=head,
        start=start,
        end=end,
        rule_id="given",
        event_type="",
        modes=(),
        cameo=None,
        confidence=1.0,
        verbal=head.pos_ in {"VERB", "AUX"},
        words=(head,),
    )


def _document(text: str) -> Document:
    return Document(
        id="given", report="given", address="given", text=text, sha256_bytes="",
        sha256_text="", media_type="text/plain",
    )  # fmt: skip

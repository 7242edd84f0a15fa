"""The benchmarks' tasks: how each prediction is made, and which figures tell how good it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sayso
from evaluation import given_spans, projections
from evaluation.coreference import clusters_of
from evaluation.incidents import to_incidents
from evaluation.shootings import to_shootings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from evaluation.items import Item
    from sayso.export.reading import Reading

_BOUNDS = {"date": "published", "publisher": "publisher", "title": "title"}


@dataclass(frozen=True)
class Task:
    """One task: its prediction from an item, its metrics in the table, and the marks to reach.

    `predict` takes all items and whether the trained models are asked beside the rules; it gives
    one prediction an item, in their order.
    `metrics` are names of the scorer's figures with the words for them; `marks` the issue's
    marks in the same order, as fractions except errors in points.
    """

    predict: Callable[[Sequence[Item], bool], Iterable[dict[str, Any]]]
    metrics: tuple[tuple[str, str], ...]
    marks: tuple[float | None, ...]


def reading_of(item: Item, model: bool) -> Reading:
    """What `sayso read` gives on an item's text, with its date and publisher where it has them."""
    known = {ours: item[theirs] for theirs, ours in _BOUNDS.items() if item.get(theirs)}
    return sayso.read(item["text"], lang="en", model=model, **known)


def predict(task: str, items: Iterable[Item], *, model: bool = True) -> Iterator[Item]:
    """One prediction an item, in order; with `model` false by the rules alone."""
    asked = list(items)
    for item, predicted in zip(asked, TASKS[task].predict(asked, model), strict=True):
        yield {"id": item["id"], **predicted}


def _each(
    making: Callable[[Item, bool], dict[str, Any]],
) -> Callable[[Sequence[Item], bool], Iterable[dict[str, Any]]]:
    """For tasks whose items have nothing to do with each other."""
    return lambda items, model: (making(item, model) for item in items)


def _projected(
    project: Callable[[Reading], dict[str, Any]],
) -> Callable[[Sequence[Item], bool], Iterable[dict[str, Any]]]:
    return _each(lambda item, model: project(reading_of(item, model)))


_FACTUALITY = (("mae", "mean error"), ("pearson_r", "r"))

TASKS = {
    "relation": Task(
        _each(given_spans.relation_of),
        (("root_macro_f1", "root"), ("quad_macro_f1", "quad"), ("binary_macro_f1", "binary")),
        (0.84, 0.925, 0.965),
    ),
    "relation-cameo": Task(_each(given_spans.quad_of), (("macro_f1", "macro F1"),), ()),
    "triples": Task(
        _projected(projections.to_triples),
        (
            ("recall", "with type"),
            ("recall_ignoring_type", "pair"),
            ("events_per_sentence", "events a sentence"),
        ),
        (0.62, 0.78, 3.0),
    ),
    "attribution": Task(
        _projected(projections.to_attributions),
        (
            ("source_char_f1", "source"),
            ("cue_char_f1", "cue"),
            ("content_char_f1", "content"),
            ("attribution_f1", "attribution F1"),
        ),
        (0.80, 0.76, 0.84, 0.62),
    ),
    "factuality": Task(_each(given_spans.factuality_of), _FACTUALITY, (0.45, 0.80)),
    "factuality-meantime": Task(_each(given_spans.factuality_of), _FACTUALITY, ()),
    "factuality-uds": Task(_each(given_spans.factuality_of), _FACTUALITY, ()),
    "times": Task(
        _projected(projections.to_times),
        (("strict_f1", "strict"), ("relaxed_f1", "relaxed"), ("value_f1", "value")),
        (0.82, 0.91, 0.80),
    ),
    "places": Task(
        _projected(projections.to_places),
        (
            ("span_f1", "span F1"),
            ("accuracy_161km", "161 km of found"),
            ("accuracy_161km_of_all_gold", "161 km of all"),
        ),
        (0.82, 0.88, 0.70),
    ),
    "muc4": Task(
        _each(lambda item, model: to_incidents(reading_of(item, model), model=model)),
        (
            ("template_f1", "template F1"),
            ("ceaf_rme_phi3", "CEAF-RME"),
            ("by_role.type.f1", "type"),
            ("by_slot.stage.f1", "stage"),
            ("by_slot.confidence.f1", "confidence"),
            ("by_slot.date.f1", "date"),
            ("by_slot.place.f1", "place"),
            ("by_slot.killed.f1", "killed"),
            ("by_slot.injured.f1", "injured"),
        ),
        (0.52, 0.33, None, 0.76, 0.45, 0.62, 0.68, 0.58, 0.60),
    ),
    "incidents": Task(
        to_shootings,
        (
            ("b3_f1", "B³ F1"),
            ("conll_f1", "CoNLL F1"),
            ("killed_exact", "killed exact"),
            ("injured_exact", "injured exact"),
            ("date_exact", "date exact"),
            ("date_within_1_day", "date ± 1 day"),
            ("city", "city"),
        ),
        (0.93, None, 0.88, 0.78),
    ),
    "coreference": Task(
        _each(clusters_of),
        (
            ("conll_f1", "CoNLL F1"),
            ("muc_f1", "MUC"),
            ("b3_f1", "B³"),
            ("ceafe_f1", "CEAF-e"),
        ),
        (0.80,),
    ),
    "entities": Task(
        _projected(projections.to_entities),
        (("entity_f1", "entity F1"), ("relation_f1", "relation F1")),
        (0.69,),
    ),
}

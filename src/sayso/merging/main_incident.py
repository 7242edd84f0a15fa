"""What a report is about: how many were killed and injured, on which day, where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.merging.main_scene import (
    DAY,
    PLACE,
    day_candidates,
    load_scene_weights,
    place_candidates,
)
from sayso.merging.toll_model import (
    FATE_WORDS,
    TOLLS,
    large_number,
    load_toll_model,
    told_number,
)
from sayso.merging.toll_signs import MOST, told_by
from sayso.records.evidence import Provenance, Span
from sayso.records.main_incident import Choice, MainIncident
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.merging.toll_signs import Told
    from sayso.records.document import Document
    from sayso.records.reading import ReadDocument

COMPONENT = "main_incident"
_QUOTED = 6


def to_main_incident(read: ReadDocument, *, model: bool = True) -> MainIncident:
    """The main incident of a report, from its title, its words, its days and its places.

    With `model` false the numbers are those that the rules find alone, and days and places those
    most often named. A report that names no day has that of its publication, if it tells one.
    """
    document = read.document
    told = told_by(document.title, document.text)
    numbers = {toll: _by_model(told, toll) if model else _by_rules(told, toll) for toll in TOLLS}
    spans = {toll: _words_of(document, told, toll, numbers[toll][0][0]) for toll in TOLLS}
    tolls = {
        toll: tuple(
            Choice(value=number, share=share, span=spans[toll] if n == 0 else None)
            for n, (number, share) in enumerate(numbers[toll])
        )
        for toll in TOLLS
    }
    days, places = day_candidates(read), place_candidates(read)
    weights = load_scene_weights()
    return MainIncident(
        doc_id=document.id,
        killed=tolls["killed"],
        injured=tolls["injured"],
        days=weights.choose(DAY, days),
        places=weights.choose(PLACE, places),
        provenance=Provenance(
            component=COMPONENT,
            version=VERSION,
            model=COMPONENT if model else None,
            rule=None if model else "most_told",
        ),
    )


def _by_model(told: Told, toll: str) -> list[tuple[int, float]]:
    """Every number with its probability, the likeliest first; six or more are one number."""
    likely = load_toll_model().likelihoods(told)[toll]
    many = large_number(told, toll)
    numbers = [(many if n == MOST else n, float(p)) for n, p in enumerate(likely)]
    return sorted(numbers, key=lambda pair: (-pair[1], pair[0]))


def _by_rules(told: Told, toll: str) -> list[tuple[int, float]]:
    return [(told_number(told, toll), 1.0)]


def _words_of(document: Document, told: Told, toll: str, number: int) -> Span | None:
    """The words of the text that first tie the number to its fate, or null."""
    for zone in ("lead", "rest"):
        words = told.words[zone]
        for tie in told.ties[zone]:
            if tie.part == FATE_WORDS[toll] and tie.value == number:
                last = words[min(tie.at + _QUOTED, len(words)) - 1]
                return Span.cut(document, words[tie.at].start, last.end)
    return None

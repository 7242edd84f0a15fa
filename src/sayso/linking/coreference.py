"""Which mentions of events, in one report or in several, tell of one and the same event.

The events are given; what is decided is which are the same. Two that are told with the same word
are often different ones: the reports' other words tell the affairs apart first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.linking.across.groups import average_link
from sayso.linking.across.judge import load_weights, probabilities
from sayso.linking.across.pairs import signs
from sayso.linking.across.reports import affairs, likeness
from sayso.linking.across.told import Told, content, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

LEAST = 0.3
"""The mean probability from which two groups are one: the best of steps of 0.05 on ECB+."""


@dataclass(frozen=True)
class GivenEvents:
    """A report's parse with the events to compare: code points of its text, end-exclusive."""

    name: str
    doc: Doc
    events: tuple[tuple[int, int], ...]


def same_events(
    reports: Sequence[GivenEvents], *, model: bool = True
) -> dict[tuple[str, int, int], int]:
    """For each event, by its report's name and its code points, the number of its group.

    With `model` false by rules alone: the same head word in reports on the same affair.

    Nothing hangs on the order of the reports or of their events.

    Raises:
        ValueError: for an event that is no words of its report; the message names the report.
    """
    ordered = sorted(reports, key=lambda report: report.name)
    mentions = told_in(ordered)
    groups = _by_signs(ordered, mentions) if model else _by_words(ordered, mentions)
    return {
        (ordered[mention.report].name, mention.start, mention.end): group
        for mention, group in zip(mentions, groups, strict=True)
    }


def told_in(reports: Sequence[GivenEvents]) -> list[Told]:
    """What is told of each event, report by report, in the order of the text."""
    return [
        told(number, report.doc, *_inside(report, start, end))
        for number, report in enumerate(reports)
        for start, end in sorted(report.events)
    ]


def signs_of(
    reports: Sequence[GivenEvents], mentions: Sequence[Told]
) -> dict[str, NDArray[np.float64]]:
    """How every two mentions compare, by the names of the signs."""
    texts = [report.doc.text for report in reports]
    return signs(texts, [content(report.doc) for report in reports], mentions)


def _inside(report: GivenEvents, start: int, end: int) -> tuple[int, int]:
    length = len(report.doc.text)
    if not 0 <= start < end <= length:
        raise ValueError(
            f"report {report.name}: there are no words from {start} to {end} in its {length} "
            f"code points; give each event by offsets in the report's own text"
        )
    return start, end


def _by_signs(reports: Sequence[GivenEvents], mentions: Sequence[Told]) -> list[int]:
    """The learnt judge of two mentions, and groups whose pairs are alike on the whole."""
    if not mentions:
        return []
    alike = probabilities(signs_of(reports, mentions), load_weights())
    return [int(group) for group in average_link(alike, LEAST)]


def _by_words(reports: Sequence[GivenEvents], mentions: Sequence[Told]) -> list[int]:
    """Rules alone: the same head word in reports on the same affair is the same event."""
    affair = affairs(likeness([content(report.doc) for report in reports]))
    known: dict[tuple[int, str], int] = {}
    return [known.setdefault((int(affair[m.report]), m.lemma), len(known)) for m in mentions]

"""The marks of a report: every span that was read, its kind and what it stands for, in words."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from sayso.export.marked_text import Mark as Mark  # noqa: PLC0414 (the page's filter makes some)
from sayso.export.marked_text import marked_text
from sayso.export.matrix import stance_name
from sayso.export.wording import bounds, days, party, whereabouts
from sayso.records.rows.mentions import to_actor, to_date, to_place, to_quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sayso.records.claim import Claim
    from sayso.records.evidence import Span
    from sayso.records.reading import Annotations
    from sayso.review.report.pieces import Piece

    Near = Callable[[Span | None], bool]

KINDS = {
    "trigger": "event",
    "actor": "actor",
    "place": "place",
    "date": "date",
    "quantity": "number",
    "weapon": "means or target",
    "source": "voice",
    "cue": "words of saying",
}
"""The kinds of marks, by what they are called on the page."""

HERE = "here"
"""The kind of the mark that an address asks for."""


class Wanted(NamedTuple):
    """The words that an address asks for: code points, end-exclusive.

    `first` is the first of them that stands in a piece: the element there has the id `m`.
    """

    start: int
    end: int
    first: int


def marks_of(found: Annotations, claims: Iterable[Claim], start: int, end: int) -> list[Mark]:
    """The marks of a stretch of a report (code points), by their place.

    What people coded is among the claims.
    """

    def near(span: Span | None) -> bool:
        return span is not None and span.start < end and span.end > start

    told = {mark for claim in claims for mark in _claimed(claim, near)}
    made = {*_names(found, near), *_measures(found, near), *_telling(found, near), *told}
    taken = {(mark.start, mark.end, mark.kind) for mark in made if mark.meaning}
    return sorted(m for m in made if m.meaning or (m.start, m.end, m.kind) not in taken)


def spread(marks: Iterable[Mark], own: Sequence[Piece], kinds: Iterable[str]) -> list[list[Mark]]:
    """The marks of some kinds that have words in each of some pieces, which are in order."""
    wanted = set(kinds)
    ends = [piece.end for piece in own]
    found: list[list[Mark]] = [[] for _ in own]
    for mark in marks:
        number = bisect_right(ends, mark.start) if mark.kind in wanted else len(own)
        while number < len(own) and own[number].start < mark.end:
            found[number].append(mark)
            number += 1
    return found


def piece_html(words: str, start: int, marks: Iterable[Mark], wanted: Wanted | None) -> str:
    """The words of a piece with their marks as HTML: nothing else stands between the elements.

    The words that are asked for stand in one element, whatever else is marked in them.

    Args:
        words: the words of the piece.
        start: where it begins, in code points of the text.
        marks: those that have words in it.
        wanted: what is asked for.
    """
    own = list(marks)
    end = start + len(words)
    if wanted is not None and wanted.start < end and wanted.end > start:
        here = Mark(max(wanted.start, start), min(wanted.end, end), HERE, "asked for")
        own = [*(part for mark in own for part in _around(mark, here)), here]
    moved = [mark._replace(start=mark.start - start, end=mark.end - start) for mark in own]
    html = marked_text(words, moved, bare=True)
    if wanted is None or not start <= wanted.first < end:
        return html
    return html.replace(f'<mark class="sayso-{HERE} ', f'<mark id="m" class="sayso-{HERE} ', 1)


def _around(mark: Mark, here: Mark) -> Iterator[Mark]:
    """A mark, cut where it crosses the one that is asked for."""
    inner = (here.start <= mark.start and mark.end <= here.end) or (
        mark.start <= here.start and here.end <= mark.end
    )
    apart = mark.end <= here.start or here.end <= mark.start
    if inner or apart:
        yield mark
        return
    edge = here.start if mark.start < here.start else here.end
    yield mark._replace(end=edge)
    yield mark._replace(start=edge)


def _names(found: Annotations, near: Near) -> Iterator[Mark]:
    for actor in found.actors:
        if near(actor.span):
            yield _mark(actor.span, "actor", party(to_actor(actor)))
    for place in found.places:
        if near(place.span):
            meaning = f"{whereabouts(to_place(place))} ({place.precision.value})"
            yield _mark(place.span, "place", meaning)


def _measures(found: Annotations, near: Near) -> Iterator[Mark]:
    for date in found.dates:
        if date.span is not None and near(date.span):
            yield _mark(date.span, "date", days(to_date(date)) or "no day known")
    for count in found.quantities:
        if near(count.span):
            yield _mark(count.span, "quantity", f"{count.what}, {bounds(to_quantity(count))}")


def _telling(found: Annotations, near: Near) -> Iterator[Mark]:
    for said in found.attributions:
        meaning = stance_name(said.stance)
        if near(said.cue):
            yield _mark(said.cue, "cue", meaning)
        if said.source is not None and near(said.source):
            yield _mark(said.source, "source", meaning)
    for event in found.events:
        if near(event.trigger):
            yield _mark(event.trigger, "trigger", f"{event.event_type}, {event.status}")


def _claimed(claim: Claim, near: Near) -> Iterator[Mark]:
    """The words of a claim's values; without a meaning, which mentions of the same words have."""
    told: list[tuple[str, Sequence[Span | None]]] = [
        ("trigger", claim.evidence),
        ("actor", [one.span for one in (*claim.actors, *claim.recipients)]),
        ("place", [one.span for one in claim.places]),
        ("date", [one.span for one in claim.dates]),
        ("quantity", [one.span for one in claim.tolls]),
        ("weapon", (*claim.targets, *claim.weapons)),
        ("source", [claim.voice.span] if claim.voice is not None else []),
    ]
    for kind, spans in told:
        yield from (_mark(span, kind) for span in spans if span is not None and near(span))


def _mark(span: Span, kind: str, meaning: str = "") -> Mark:
    return Mark(span.start, span.end, kind, meaning)

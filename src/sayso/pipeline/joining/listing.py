"""Keeping lists of incidents up to date, and the lines of a page of one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sayso.incidents.drawn.line import to_line
from sayso.incidents.drawn.look import to_look
from sayso.incidents.reviewed.whole import right_line, right_summary, whole_of
from sayso.ledger.errors import LedgerError
from sayso.ledger.lists.listing import READ, Stand
from sayso.pipeline.showing.incident_lists import is_minor
from sayso.pipeline.showing.side_by_side import matrices
from sayso.records.shown.listing import NONE, Entry, Facet, Named
from sayso.records.shown.summary import summarize
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.linking import IncidentLine, IncidentSummary
    from sayso.records.review.settled import ReviewView
    from sayso.records.shown.listing import ListFilter
    from sayso.records.shown.matrix import Headline

    Batch = tuple[Sequence[Entry], Collection[str]]

_BATCH = 500
_SHOWN, _MINOR, _REJECTED = 0, 1, 2


def view_number(ledger: Ledger, reviews: ReviewView | None) -> int:
    """The number of the list with somebody's words laid over, brought up to date.

    What was linked and said since the list was last asked for is put into it first, with what is
    restricted: who asks for a page gets it without.
    """
    ledger = ledger.whole()
    read = _read_view(ledger)
    if reviews is None:
        return read
    name = "*" if reviews.by is None else f"by {reviews.by}"
    at, linking, said = ledger.list_stand(name)
    if not said:
        return read
    version = _version(reviews)
    if (at.linking, at.said, at.version) != (linking, said, version):
        anew = at.version != version
        after = at._replace(version=version, linking=linking, said=said)
        since = at._replace(linking=-1, said=-1) if anew else at
        batches = _spoken_of(ledger, since, linking, reviews)
        ledger.list_put(name, at, after, batches)
    return at.number


def is_behind(ledger: Ledger) -> bool:
    """Whether the list of what sayso read is older than the last linking."""
    at, linking, _ = ledger.whole().list_stand(READ)
    return (at.linking, at.version) != (linking, VERSION)


def headlines(
    ledger: Ledger, rows: Iterable[tuple[str, bool]], reviews: ReviewView | None
) -> list[Headline]:
    """The lines of incidents in the order given, each with whether people spoke of it."""
    rows = list(rows)
    kept = ledger.summaries([key for key, _ in rows])
    anew = [key for key, spoken in rows if spoken or key not in kept or kept[key].line is None]
    made = {m.incident.id: m.headline for m, _ in matrices(ledger, anew, reviews=reviews)}
    made |= {
        key: line.headline
        for key, one in kept.items()
        if key not in made and (line := one.line) is not None
    }
    return [made[key] for key, _ in rows if key in made]


def every_headline(
    ledger: Ledger, wanted: ListFilter, reviews: ReviewView | None
) -> Iterator[Headline]:
    """The lines of all incidents of a list in its order, a few in memory at a time."""
    number = view_number(ledger, reviews)
    rows = iter(ledger.list_rows(wanted, number))
    while batch := list(islice(rows, _BATCH)):
        yield from headlines(ledger, batch, reviews)


def _read_view(ledger: Ledger) -> int:
    """Brings the list of what sayso read up to date."""
    at, linking, said = ledger.list_stand(READ)
    if (at.linking, at.version) != (linking, VERSION):
        after = Stand(0, VERSION, linking, said)
        since = at.linking if at.version == VERSION else -1
        ledger.list_put(READ, at, after, _read(ledger, since, linking))
    return 0


def _read(ledger: Ledger, since: int, upto: int) -> Iterator[Batch]:
    changed = ledger.list_changed(since, upto)
    while batch := list(islice(changed, _BATCH)):
        told = {key: summary for key, summary in batch if summary is not None}
        outlets = ledger.list_outlets(told, upto)
        lines = {key: one.line for key, one in told.items() if one.line is not None}
        missing = [key for key in told if key not in lines]
        for matrix, accounts in matrices(ledger, missing, reviews=None):
            lines[matrix.incident.id] = to_line(matrix.incident, accounts, matrix.sources)
        entries = [
            _entry(told[key], lines[key], outlets[key].publishers, outlets[key].docs)
            for key in told
            if key in lines and key in outlets
        ]
        yield entries, [key for key, summary in batch if summary is None]


def _spoken_of(ledger: Ledger, since: Stand, upto: int, reviews: ReviewView) -> Iterator[Batch]:
    """What people said of since the view was made, and what they spoke of and was linked since."""
    # a view that was never filled has nothing of what was linked before
    filled = bool(since.version)
    changed = {key for key, _ in ledger.list_changed(since.linking, upto)} if filled else set()
    touched = _incidents(ledger, ledger.list_spoken_of(after=since.said, by=reviews.by))
    holding = _incidents(ledger, ledger.list_spoken_of(by=reviews.by, holding=True))
    yield (), sorted(changed | touched)
    ids = sorted(holding & (changed | touched))
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        yield list(_laid_over(ledger, batch, upto, reviews)), ()


def _version(reviews: ReviewView) -> str:
    """What a view is made by: sayso, and the roles that people have."""
    return " ".join([VERSION, *(f"{name}:{role}" for name, role in sorted(reviews.roles.items()))])


def _incidents(ledger: Ledger, spoken_of: tuple[set[str], set[str]]) -> set[str]:
    found, named = spoken_of
    return found | {_present(ledger, key) for key in named}


def _laid_over(
    ledger: Ledger, ids: Sequence[str], linking: int, reviews: ReviewView
) -> Iterator[Entry]:
    outlets = ledger.list_outlets(ids, linking)
    rejected: list[str] = []
    for matrix, accounts in matrices(ledger, ids, reviews=reviews, on_rejected=rejected.append):
        key = matrix.incident.id
        if key in outlets:
            summary = summarize(matrix.incident, accounts, matrix.sources)
            one = right_summary(summary, whole_of(matrix.headline.settled))
            publishers = tuple(sorted({a.publisher or "" for a in accounts}))
            line = to_line(matrix.incident, accounts, matrix.sources)
            line = right_line(line, matrix.headline)
            yield _entry(one, line, publishers, outlets[key].docs, reviewed=True)
    yield from (Entry(id=key, hidden=_REJECTED) for key in rejected)


def _present(ledger: Ledger, incident_id: str) -> str:
    """The incident that a former id leads to; the id itself where the incident is no more."""
    try:
        return ledger.incident(incident_id).id
    except LedgerError:
        return incident_id


def _entry(
    one: IncidentSummary,
    line: IncidentLine,
    publishers: Sequence[str],
    docs: tuple[str, ...],
    *,
    reviewed: bool = False,
) -> Entry:
    head = line.headline
    minor = is_minor(one.event_types, head.statuses, reports=head.reports)
    return Entry(
        id=one.id,
        hidden=_MINOR if minor else _SHOWN,
        day=head.day,
        first_day=one.first_day,
        last_day=one.last_day,
        accounts=head.accounts,
        reports=head.reports,
        sources=head.sources,
        killed=-1 if head.killed is None else head.killed.high or head.killed.low or 0,
        disputed=len(head.disputed),
        title=line.title,
        facets=tuple(_facets(one, head, publishers, reviewed=reviewed)),
        names=(
            *((Named.PLACE, name) for name in dict.fromkeys((*one.places, *head.places))),
            *(
                (Named.ACTOR, name)
                for name in dict.fromkeys((*one.actors, *head.actors, *head.recipients))
            ),
        ),
        docs=docs,
        look=to_look(line),
    )


def _facets(
    one: IncidentSummary, head: Headline, publishers: Sequence[str], *, reviewed: bool
) -> Iterator[tuple[Facet, str]]:
    values: dict[Facet, Iterable[str]] = {
        Facet.COUNTRY: head.countries or one.countries,
        Facet.EVENT_TYPE: one.event_types,
        Facet.INCIDENT_TYPE: one.incident_types,
        Facet.MONTH: [head.day[:7]] if head.day else (),
        Facet.BLOC: head.blocs,
        Facet.PUBLISHER: [name or NONE for name in publishers],
        Facet.STATUS: head.statuses,
        Facet.STANCE: head.stances,
        Facet.DISPUTE: head.disputed,
        Facet.REVIEWED: ["yes" if reviewed else "no"],
    }
    for facet, found in values.items():
        words = [str(value) for value in found] or [NONE]
        yield from ((facet, value) for value in dict.fromkeys(words))

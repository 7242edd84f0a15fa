"""An incident on one line: the answers of most sources, and how far the accounts lie apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.incidents.side_by_side.cells import AGAINST
from sayso.incidents.side_by_side.positions import JOIN
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.shown.matrix import Column, Headline, Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.claim import Account
    from sayso.records.incident import Sources
    from sayso.records.shown.matrix import Row, Said, Summary

_UNDISPUTED = frozenset({Column.CERTAINTY, Column.TARGET, Column.MEANS})


def headline(
    incident_id: str,
    accounts: Sequence[Account],
    rows: Sequence[Row],
    summaries: Sequence[Summary],
    sources: Sources,
) -> Headline:
    """What a list shows of an incident.

    Args:
        incident_id: Its id.
        accounts: Its accounts, each once.
        rows: The rows of its matrix.
        summaries: The columns of its matrix.
        sources: Which accounts rest on one origin.
    """
    columns = {summary.column: summary for summary in summaries}
    answers = {c: _answers(columns[c], rows) for c in columns}
    days = answers.get(Column.DATE, ())
    dated = sorted(_days(rows))
    claims = [account.claim for account in accounts]
    return Headline(
        id=incident_id,
        day=dated[0] if dated else None,
        days=days,
        places=answers.get(Column.PLACE, ()),
        countries=_often(p.country for c in claims for p in c.places if not p.borrowed),
        types=_often(claim.event_type for claim in claims),
        actors=answers.get(Column.ACTOR, ()),
        recipients=answers.get(Column.RECIPIENT, ()),
        killed=_range(rows, Column.KILLED),
        injured=_range(rows, Column.INJURED),
        accounts=len(accounts),
        reports=len({claim.doc_id for claim in claims}),
        publishers=len({a.publisher for a in accounts if a.publisher}),
        sources=len(sources.sources),
        blocs=tuple(sorted({a.bloc for a in accounts if a.bloc})),
        disputed=tuple(s.column for s in summaries if _is_dispute(s)),
        statuses=tuple(s for s in Status if any(c.status is s for c in claims)),
        stances=tuple(s for s in Stance if any(s in row.stances for row in rows)),
    )


def _is_dispute(summary: Summary) -> bool:
    return summary.disputed and summary.column not in _UNDISPUTED


def _answers(summary: Summary, rows: Sequence[Row]) -> tuple[str, ...]:
    """The first words of each position, that of most sources first; then what is borrowed."""
    told = [position.label.split(JOIN)[0] for position in summary.positions]
    if not told:
        cells = (said for row in rows for said in row.cells.get(summary.column, ()))
        told = [said.label for said in cells if said.stance not in AGAINST]
    return tuple(dict.fromkeys(told))


def _days(rows: Sequence[Row]) -> set[str]:
    """The first days of the narrowest dates; of the days of publication where there is none."""
    told = [said for row in rows for said in row.cells.get(Column.DATE, ())]
    exact = {s.earliest for s in told if s.compared and s.earliest}
    late = {s.latest for s in told if s.compared and s.latest}
    return exact or late or {row.published[:10] for row in rows if row.published}


def _often(values: Iterable[str | None]) -> tuple[str, ...]:
    """The distinct values, the most frequent first."""
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _range(rows: Sequence[Row], column: Column) -> Range | None:
    counts: list[Said] = [
        said
        for row in rows
        for said in row.cells.get(column, ())
        if said.compared and said.stance not in AGAINST
    ]
    if not counts:
        return None
    lows = [said.low for said in counts if said.low is not None]
    highs = [said.high for said in counts if said.high is not None]
    numbers = [said.best for said in counts if said.best is not None]
    return Range(
        low=min(lows, default=None),
        high=max([*highs, *numbers, *lows], default=None),
        open=len(highs) < len(counts),
        counts=len(counts),
    )

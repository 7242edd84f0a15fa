"""Long queues: incidents written straight into the tables, by what their scores are drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from sayso.ledger.acts.acting import Doing
from sayso.ledger.connect import connect, writing
from sayso.ledger.linkage.incident_rows import change_rows, incident_row
from sayso.ledger.linkage.linked_tables import change, incident
from sayso.ledger.lists.queueing import write
from sayso.records.incident import Change, ChangeKind
from sayso.records.linking import IncidentLine, IncidentSummary
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.shown.matrix import Column, Headline, Range
from tests.ledger.linked import event_of, fill, link_groups, reports

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.ledger.store import Ledger

_DISPUTED = (Column.KILLED, Column.ACTOR, Column.PLACE, Column.DATE)


def summary(
    number: int,
    *,
    disputed: int = 0,
    killed: int | None = None,
    confidence: float = 1.0,
    sources: int = 2,
) -> IncidentSummary:
    """An incident by what its score is drawn from."""
    key = f"i{number:020}"
    head = Headline(
        id=key,
        day=None,
        types=("ASSAULT",),
        killed=Range(low=killed, high=killed, open=False, counts=1) if killed else None,
        accounts=2,
        reports=2,
        publishers=2,
        sources=sources,
        disputed=_DISPUTED[:disputed],
    )
    return IncidentSummary(
        id=key,
        countries=("POL",) if number % 10 else ("LTU",),
        events=1,
        accounts=2,
        reports=2,
        publishers=2,
        sources=sources,
        line=IncidentLine(headline=head, confidence=confidence),
    )


def fill_queue(ledger: Ledger, target: str, number: int) -> None:
    """Puts so many incidents into the queue of an empty ledger, and no others."""
    reads = reports(1)
    fill(ledger, reads)
    made = link_groups(ledger, [[event_of(reads[0])]])
    told = [summary(n, disputed=n % 4, killed=n % 7, sources=1 + n % 2) for n in range(number)]
    engine = connect(target)
    with writing(engine) as connection:
        rows = [{**incident_row(one), "linking": made.seq} for one in told]
        connection.execute(insert(incident), rows)
        born = change_rows([Change(incident_id=one.id, kind=ChangeKind.BORN) for one in told])
        later = [{**row, "linking": made.seq, "n": row["n"] + len(reads)} for row in born]
        connection.execute(insert(change), later)
        write(connection, made.seq, told, [one.id for one in ledger.incidents()])
    engine.dispose()


def decided(ledger: Ledger, keys: Iterable[str], *, by: str) -> None:
    """Somebody accepts incidents, all in one act."""
    about: dict[str, Any] = {"doc_id": None, "by": by, "at": "2031-06-01", "origin": "room"}
    said = [Review.make(key, Verdict.ACCEPT, **about) for key in keys]
    ledger.record_act(Doing(by=by, kind=ActKind.BULK, reviews=said))

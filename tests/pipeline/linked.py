"""Reports that tell of one event each, somewhere on some day, and how a test links them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.pipeline.joining.linking import LinkSummary, link_ledger
from sayso.pipeline.joining.stages import Stages, load_stages
from tests.ledger.linked import event_of, make_claim
from tests.ledger.samples import TEXT, make_reading
from tests.strategies import make_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.records.reading import ReadDocument

VERSION = "0.1.0"


class Told(NamedTuple):
    """A report: its number, where and on which day of March its event was."""

    number: int
    town: str
    day: int

    @property
    def read(self) -> ReadDocument:
        document = make_document(
            f"{TEXT} {self.number}",
            report=f"{self.number}-{self.town}-{self.day}",
            publisher=f"Post {self.number}",
            published=f"2031-03-{self.day + 1:02}",
        )
        return make_reading(document)

    @property
    def event(self) -> str:
        return event_of(self.read)


def claims_of(read: ReadDocument) -> tuple[Claim, ...]:
    """What the report's name says, as a claim."""
    _, town, day = read.document.report.split("-")
    claim = make_claim(read)
    told = f"2031-03-{int(day):02}"
    (where,), (when,) = claim.places, claim.dates
    return (
        msgspec.structs.replace(
            claim,
            places=(msgspec.structs.replace(where, name=town),),
            dates=(msgspec.structs.replace(when, earliest=told, latest=told),),
        ),
    )


def stages(**others: object) -> Stages:
    """sayso's own stages but for the claims, or with others in their place."""
    given = {"assemble": claims_of, "credit": lambda _: None, **others}
    own = load_stages()
    fields = {name: getattr(own, name) for name in ("linkables", "link", "sources")}
    return Stages(**{**fields, **given})


def record(ledger: Ledger, reports: Iterable[Told]) -> None:
    """Reads reports into the ledger."""
    run_id = ledger.begin_run(version=VERSION, configuration="c0", inputs=["in"], resume=False)
    ledger.record(run_id, [report.read for report in reports])


def link(ledger: Ledger, *batches: Sequence[Told], version: str = VERSION) -> LinkSummary:
    """Reads and links batch after batch; what the last linking did."""
    done = None
    for batch in batches or ((),):
        record(ledger, batch)
        done = link_ledger(ledger, version=version, stages=stages())
    assert done is not None
    return done


def groups(ledger: Ledger) -> set[tuple[str, ...]]:
    return {ledger.incident(one.id).event_ids for one in ledger.incidents()}

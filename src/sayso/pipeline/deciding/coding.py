"""What people code: a report that nobody read gets a reading, so that it can have events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.reading import Annotations, ReadDocument
from sayso.records.review.coding import EVENT
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.records.document import Document
    from sayso.records.review.act import Act

_CONFIGURATION = "by a person"


def make_readable(ledger: Ledger, document: Document) -> None:
    """Records that a person reads a report that was stored unread, so that it can have events.

    The reading is empty: what the person codes are decisions, and a later reading by sayso takes
    its place. A report that was read stays as it is.
    """
    if ledger.readings_of([document.id]):
        return
    run_id = ledger.begin_run(
        version=VERSION, configuration=_CONFIGURATION, inputs=[document.report], resume=True
    )
    read = ReadDocument(
        document=document,
        annotations=Annotations(),
        version=VERSION,
        configuration=_CONFIGURATION,
    )
    ledger.record(run_id, [read])
    ledger.finish_run(run_id)


def make_coded_readable(ledger: Ledger) -> None:
    """Does the same for every report of which people coded events, as after a replay of acts."""
    for doc_id in ledger.coded_unread():
        make_readable(ledger, ledger.document(doc_id))


def codes(ledger: Ledger, act: Act) -> bool:
    """Whether an act coded events, or took such codings back."""
    own = set(act.reviews)
    return any(
        one.id in own and one.field == EVENT
        for subject in act.subjects
        for one in ledger.reviews(subject)
    )

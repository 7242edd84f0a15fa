"""Making the claims of what was read, as far as the ledger lacks them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.reviewed.coding import coded_claims
from sayso.ledger.linkage.claiming import Claimed
from sayso.records.document import Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.records.document import Document
    from sayso.records.reading import ReadDocument

    Assemble = Callable[[ReadDocument], tuple[Claim, ...]]
    Credit = Callable[[Document], str | None]

_BATCH = 64
_CONFIGURATION = "claims"


class Made(NamedTuple):
    """How many readings got claims, how many claims, and those of which none could be made."""

    readings: int
    claims: int
    rejects: tuple[Reject, ...]


def make_claims(  # noqa: PLR0913 (what is made of what, each by its name)
    ledger: Ledger,
    doc_ids: Sequence[str],
    version: str,
    *,
    assemble: Assemble,
    credit: Credit,
    on_batch: Callable[[int], None] = lambda _: None,
) -> Made:
    """Adds the claims of the current readings of some documents, a few in one commit.

    The events that people coded in a document are claims of its reading like any other.

    A reading of which no claims can be made becomes a reject and is tried again by the next
    version; the others go on. `on_batch` gets the number of readings done. A killed run has the
    claims of its commits, and makes no others twice.
    """
    done = claims = 0
    rejects: list[Reject] = []
    run_id: str | None = None
    for start in range(0, len(doc_ids), _BATCH):
        reads = ledger.readings_of(doc_ids[start : start + _BATCH])
        coded = _coded(ledger, [read.document.id for read in reads])
        made = [
            _claimed(read, assemble, credit, coded.get(read.document.id, ())) for read in reads
        ]
        failed = [item for item in made if isinstance(item, _Failed)]
        if failed:
            run_id = run_id or ledger.begin_run(
                version=version, configuration=_CONFIGURATION, inputs=[], resume=True
            )
            ledger.record(run_id, [item.reject for item in failed])
            rejects += [item.reject for item in failed]
        kept = [item.emptied() if isinstance(item, _Failed) else item for item in made]
        ledger.record_claims(version, kept)
        claims += sum(len(item.claims) for item in kept)
        done += len(reads)
        on_batch(done)
    if run_id is not None:
        ledger.finish_run(run_id)
    return Made(done, claims, tuple(rejects))


class _Failed(NamedTuple):
    read: ReadDocument
    reject: Reject

    def emptied(self) -> Claimed:
        """The reading as one without claims: what was claimed of an older one holds no more."""
        return Claimed(self.read, (), reject=self.reject.id)


def _coded(ledger: Ledger, doc_ids: Sequence[str]) -> dict[str, list[Claim]]:
    """The events that people coded in some documents, by document."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for one in coded_claims(ledger.said_of(doc_ids).reviews):
        found[one.doc_id].append(one)
    return found


def _claimed(
    read: ReadDocument, assemble: Assemble, credit: Credit, coded: Sequence[Claim]
) -> Claimed | _Failed:
    """Whatever goes wrong within one reading must not stop the others."""
    document = read.document
    try:
        return Claimed(read, (*assemble(read), *coded), credit(document))
    except Exception as error:  # noqa: BLE001 (see above)
        reject = Reject.make(
            document.address,
            f"its claims could not be made: {type(error).__name__}: {error}",
            "read it again with this version of sayso; if that does not help, report it as a bug",
            report=document.report,
        )
        return _Failed(read, reject)

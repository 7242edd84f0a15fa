"""Annotations that people made, back into the ledger that they were exported from, as reviews."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

from sayso.export.formats.readback import Origin
from sayso.export.formats.registry import find_format, load_exporter
from sayso.ledger.errors import LedgerError
from sayso.pipeline.taking.importing import to_reject
from sayso.records.document import Reject
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sayso.export.formats.readback import Reviewed
    from sayso.ledger.store import Ledger
    from sayso.records.document import Document
    from sayso.records.review.judgement import Review

_CONFIGURATION = "import.reviews"


class _Reader(Protocol):
    def read(self, path: Path, origin: Origin) -> Reviewed:
        """The reviews of a file or folder, and what could not be understood."""
        ...


@dataclass
class Reviews:
    """What an import of annotations did.

    `told` counts reviews that the file holds, `added` those that the ledger did not have.
    """

    told: int = 0
    added: int = 0
    rejects: list[Reject] = field(default_factory=list)


def import_reviews(ledger: Ledger, path: Path, format_: str, *, by: str, at: str) -> Reviews:
    """Adds what people say in a file of annotations; the same file adds nothing a second time.

    What cannot be understood, or speaks of what the ledger does not have, becomes a reject.

    Args:
        ledger: the ledger that the file was exported from.
        path: the file, or the folder of brat.
        format_: "brat" or "webannotation".
        by: who annotated, where the file does not say so.
        at: the ISO 8601 day of the annotations, where the file does not say so.

    Raises:
        FormatError: for another format.
        LedgerError: when another process writes meanwhile.
    """
    reader = cast("_Reader", load_exporter(find_format(format_)))
    origin = Origin(document=_finder(ledger), name=path.name, by=by, at=at)
    done = Reviews()
    try:
        found = reader.read(path, origin)
    except (OSError, ValueError) as error:
        remedy = "give the file or folder that sayso exported and people annotated"
        done.rejects.append(Reject.make(str(path), f"it cannot be read: {error}", remedy))
    else:
        done.rejects += [to_reject(problem) for problem in found.problems if problem.severe]
        done.told = len(found.reviews)
        done.added = _add(ledger, path, found.reviews, done.rejects)
    if done.rejects:
        run_id = ledger.begin_run(
            version=VERSION, configuration=_CONFIGURATION, inputs=[str(path)], resume=True
        )
        ledger.record(run_id, done.rejects)
        ledger.finish_run(run_id)
    return done


def _finder(ledger: Ledger) -> Callable[[str], Document | None]:
    def find(wanted: str) -> Document | None:
        try:
            return ledger.document(wanted)
        except LedgerError:
            return None

    return find


def _add(ledger: Ledger, path: Path, reviews: Sequence[Review], rejects: list[Reject]) -> int:
    """Adds reviews together; where the ledger refuses one of them, each by itself."""
    try:
        return ledger.add_reviews(reviews)
    except LedgerError as error:
        if len(reviews) == 1:
            remedy = "import it into the ledger that it was exported from"
            rejects.append(Reject.make(str(path), str(error), remedy, report=reviews[0].doc_id))
            return 0
    return sum(_add(ledger, path, [one], rejects) for one in reviews)

"""A report as far as one person may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.datasets.accounts import claims_of
from sayso.ledger.errors import LedgerError
from sayso.pipeline.deciding.reviewed import lay_over, settled_of
from sayso.records.claim import Account
from sayso.records.reading import Annotations, ReadDocument
from sayso.records.review.judgement import Verdict
from sayso.records.review.settled import WHAT_HOLDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.ledger.background import Background
    from sayso.ledger.finding import Version
    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.records.document import Document
    from sayso.records.review.judgement import Review
    from sayso.records.review.settled import Correction, ReviewView, Settled


_ASIDE = frozenset({Verdict.NOTE, Verdict.ASK, Verdict.FLAG})


@dataclass(frozen=True)
class Told:
    """A report with what was read from it and what people said of it.

    `read` is null for a report that was stored and not read, `why_unread` then says why. `linked`
    is false where its accounts are of no incident yet, and nothing can be decided of them. `homes`
    are the incidents of its events, `questions` what people said of the report itself.
    """

    document: Document
    read: ReadDocument | None
    why_unread: str
    linked: bool
    accounts: tuple[Account, ...]
    corrections: tuple[Correction, ...]
    left_out: tuple[str, ...]
    homes: Mapping[str, str]
    questions: tuple[Settled, ...]
    notes: tuple[Review, ...]
    background: Background
    versions: tuple[Version, ...]

    @property
    def found(self) -> Annotations:
        """What was read; nothing where it was not."""
        return self.read.annotations if self.read is not None else Annotations()


def told_of(ledger: Ledger, document: Document, view: ReviewView = WHAT_HOLDS) -> Told:
    """What the ledger tells of a report.

    Args:
        ledger: the ledger.
        document: the report.
        view: whose words count.
    """
    read, why = _reading(ledger, document)
    claims = ledger.claims_of([document.id])
    linked = bool(claims)
    if not claims and read is not None:
        claims = list(claims_of(read))
    every = [_account(document, claim) for claim in claims]
    laid = lay_over(ledger, every, reviews=view)
    said = ledger.said_of([document.id])
    settled = settled_of(said, view)
    return Told(
        document=document,
        read=read,
        why_unread=why,
        linked=linked,
        accounts=laid.accounts.accounts,
        corrections=laid.accounts.corrections,
        left_out=laid.accounts.left_out,
        homes=ledger.homes({claim.event_id for claim in claims}) if linked else {},
        questions=tuple(one for one in settled if one.target == document.id),
        notes=_notes(said.reviews, view.by),
        background=ledger.background(document),
        versions=tuple(ledger.versions(document.address)),
    )


def _notes(said: Sequence[Review], by: str | None) -> tuple[Review, ...]:
    """What stands beside the words and was not taken back, as far as the person may see it."""
    gone = {one.withdraws for one in said if one.withdraws is not None}
    return tuple(
        one
        for one in said
        if one.verdict in _ASIDE and one.matter not in gone and by in {None, one.by}
    )


def _reading(ledger: Ledger, document: Document) -> tuple[ReadDocument | None, str]:
    try:
        return ledger.reading(document.id), ""
    except LedgerError as error:
        return None, str(error)


def _account(document: Document, claim: Claim) -> Account:
    return Account(
        claim=claim,
        report=document.report,
        title=document.title,
        publisher=document.publisher,
        bloc=document.bloc,
        bloc_reason=document.bloc_reason,
        published=document.published,
        url=document.url,
    )

"""Values that go by the same words, in many accounts: what one decision can settle at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sayso.export.matrix import heading_words
from sayso.incidents.reviewed.values import format_value, span_of, values_of
from sayso.ledger.searching.folding import words_of
from sayso.records.review.judgement import Review, Verdict
from sayso.review.matrix_view import report_address
from sayso.review.said_signs import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sayso.records.claim import Account
    from sayso.records.evidence import Span
    from sayso.records.linking import IncidentSummary


class By(StrEnum):
    """What is decided on together.

    The incidents of a selection as such, values of accounts by their words, or all accounts of one
    outlet.
    """

    INCIDENTS = "incidents"
    ACTORS = "actors"
    RECIPIENTS = "recipients"
    PLACES = "places"
    OUTLET = "outlet"


VALUES = (By.ACTORS, By.RECIPIENTS, By.PLACES)
"""What can be set right by another value; the rest is accepted or rejected."""


@dataclass(frozen=True)
class Target:
    """One thing that is decided on: an incident, an account, or a value of one at its words."""

    id: str
    doc_id: str | None
    field: str
    words: Span | None
    value: str | None
    incident: str
    label: str
    told: str

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What tells two targets apart."""
        start, end = (self.words.start, self.words.end) if self.words else (-1, -1)
        return (self.id, self.field, start, end)

    def review(self, verdict: Verdict, value: str | None, *, by: str, why: str, at: str) -> Review:
        """What a person says of it."""
        right = verdict is Verdict.CORRECT
        return Review.make(
            self.id,
            verdict,
            doc_id=self.doc_id,
            by=by,
            at=at,
            origin="review room",
            field=self.field,
            words=self.words,
            value=value if right else self.value,
            why=why,
            shown=self.value,
        )

    def model(self) -> dict[str, Any]:
        """The target as a page lists it."""
        words = self.words
        there = (
            report_address(self.doc_id or "", words.start, words.end, "/bulk") if words else None
        )
        return {
            "id": self.id,
            "incident": self.incident,
            "label": self.label,
            "words": words.quote if words else None,
            "value": self.value,
            "told": self.told,
            "address": there or f"/incident/{self.incident}",
        }


Cluster = list[Target]


def of_incidents(summaries: Iterable[IncidentSummary]) -> dict[str, Cluster]:
    """The incidents of a selection, all as one cluster with no name."""
    return {
        "": [
            Target(
                id=one.id,
                doc_id=None,
                field="",
                words=None,
                value=None,
                incident=one.id,
                label=heading_words(one.line.headline) if one.line else one.id,
                told=f"{one.reports} {'report' if one.reports == 1 else 'reports'}",
            )
            for one in summaries
        ]
    }


def clusters(accounts: Iterable[Account], homes: Mapping[str, str], by: By) -> dict[str, Cluster]:
    """The targets in some accounts by the words that they go by, folded; most targets first.

    Args:
        accounts: as sayso read them.
        homes: the incident of each event.
        by: by what they are put together: a field, or the outlet.
    """
    found: dict[str, Cluster] = defaultdict(list)
    for account in accounts:
        for words, target in _targets(account, homes[account.claim.event_id], by):
            found[words].append(target)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def left_to(person: str, cluster: Cluster, said: Iterable[Review]) -> Cluster:
    """The targets of which a person has said nothing that stands: a decision changes them."""
    spoken = {
        (one.target, one.field, *_ends(one.words or one.right))
        for one in standing(said)
        if one.by == person
    }
    return [target for target in cluster if target.key not in spoken]


def stamp(cluster: Cluster) -> str:
    """A hash of what a preview shows: another one, where the cluster is no more the same."""
    told = sorted((*target.key, target.value or "") for target in cluster)
    return sha256(repr(told).encode()).hexdigest()


def _targets(account: Account, incident: str, by: By) -> Iterator[tuple[str, Target]]:
    claim = account.claim
    outlet = account.publisher or account.report
    told = " ".join(span.quote for span in claim.sentences) or " ".join(
        span.quote for span in claim.evidence
    )
    label = f"{outlet}, {(account.published or 'no date')[:10]}"
    if by is By.OUTLET:
        yield (
            words_of(outlet),
            Target(claim.id, claim.doc_id, "", None, None, incident, label, told),
        )
        return
    seen: set[tuple[int, int]] = set()
    for value in values_of(claim, by.value):
        span = span_of(value)
        if span is None or (span.start, span.end) in seen:
            continue
        seen.add((span.start, span.end))
        yield (
            words_of(span.quote),
            Target(
                claim.id, claim.doc_id, by.value, span, format_value(value), incident, label, told
            ),
        )


def _ends(span: Span | None) -> tuple[int, int]:
    return (span.start, span.end) if span is not None else (-1, -1)

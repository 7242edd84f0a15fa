"""Which incidents of a ledger a reader asks for, in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.lexicons.codes import quads as codebook
from sayso.pipeline.joining.kept_lines import kept_or_made
from sayso.pipeline.showing.found_incidents import found_incidents
from sayso.pipeline.showing.side_by_side import matrices
from sayso.records.event import Status
from sayso.records.linking import IncidentFilter, IncidentOrder
from sayso.records.review.settled import WHAT_HOLDS
from sayso.records.shown.matrix import Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.attribution import Stance
    from sayso.records.claim import Account
    from sayso.records.linking import IncidentSummary
    from sayso.records.review.settled import ReviewView
    from sayso.records.shown.matrix import Headline, Matrix

_WORDS_ALONE = frozenset({1, 3})
"""PLOVER's quads of verbal cooperation and verbal conflict."""
_NOT_DONE = frozenset({Status.HYPOTHETICAL, Status.DEMANDED, Status.PLANNED, Status.THREATENED})


@dataclass(frozen=True)
class Asked:
    """What a reader asks for: all that fulfil every condition that is given.

    `columns` is asked of incidents as people hold them. `text` stands in a quote of an account, in
    whatever case; `publisher` is a whole name. `everything` also shows what one report alone says
    and that is only words, or nothing that was done. `reviews` is whose words are laid over what
    sayso read, null for none. `readable` gives what the reader may know of a quote of some
    reports: `text` stands in that.
    """

    columns: IncidentFilter = field(default_factory=IncidentFilter)
    status: Status | None = None
    stance: Stance | None = None
    publisher: str | None = None
    text: str | None = None
    accounts: int = 0
    killed: int = 0
    disputed: bool = False
    everything: bool = False
    sort: Sort = Sort.DAY
    limit: int | None = None
    reviews: ReviewView | None = WHAT_HOLDS
    readable: Callable[[str, Collection[str]], str] = lambda quote, _: quote


@dataclass
class Passed:
    """How many incidents were found and not shown, for the message at the end.

    `rejected` are those of which people hold that they are none.
    """

    hidden: int = 0
    rejected: int = 0


def headlines(
    ledger: Ledger, asked: Asked, passed: Passed, *, as_of: int | str | None = None
) -> Iterator[Headline]:
    """The incidents asked for, each on a line; in memory all only where the sort needs it."""
    by_ledger = {Sort.REPORTS: IncidentOrder.REPORTS, Sort.SOURCES: IncidentOrder.SOURCES}
    order = by_ledger.get(asked.sort, IncidentOrder.DAY)
    wanted = replace(asked.columns, order=order)
    quads = {name: row.quad for name, row in codebook.event_types().items()}
    every = found_incidents(ledger, wanted, reviews=asked.reviews, as_of=as_of)
    told = _told(every, quads, asked, passed)
    found = _fitting(ledger, told, asked, passed, as_of)
    keys: dict[Sort, Callable[[Headline], int]] = {
        Sort.ACCOUNTS: lambda head: -head.accounts,
        Sort.KILLED: lambda head: -(head.killed.high or 0) if head.killed else 1,
        Sort.DISPUTED: lambda head: -len(head.disputed),
    }
    if asked.sort in keys:
        found = iter(sorted(found, key=keys[asked.sort]))
    return islice(found, asked.limit)


def is_minor(event_types: Collection[str], statuses: Collection[Status], *, reports: int) -> bool:
    """Whether an incident is only what one report says that somebody said, or nothing done."""
    quads = {name: row.quad for name, row in codebook.event_types().items()}
    words = all(quads.get(name) in _WORDS_ALONE for name in event_types)
    return reports < 2 and (words or _NOT_DONE.issuperset(statuses))


def _told(
    summaries: Iterable[IncidentSummary], quads: dict[str, int], asked: Asked, passed: Passed
) -> Iterator[IncidentSummary]:
    """The incidents that are more than what one report says that somebody said."""
    for summary in summaries:
        words = all(quads.get(name) in _WORDS_ALONE for name in summary.event_types)
        if words and summary.reports < 2 and not asked.everything:
            passed.hidden += 1
        elif summary.accounts >= asked.accounts:
            yield summary


def _fitting(
    ledger: Ledger,
    told: Iterable[IncidentSummary],
    asked: Asked,
    passed: Passed,
    as_of: int | str | None,
) -> Iterator[Headline]:
    def reject(_: str) -> None:
        passed.rejected += 1

    def make(ids: Iterable[str]) -> Iterator[tuple[Matrix, Sequence[Account]]]:
        return matrices(ledger, ids, as_of=as_of, reviews=asked.reviews, on_rejected=reject)

    worded = asked.publisher is not None or asked.text is not None
    for head, accounts in kept_or_made(ledger, told, make, anew=worded, as_of=as_of):
        idle = head.reports < 2 and _NOT_DONE.issuperset(head.statuses)
        if not _fits(head, accounts, asked):
            continue
        if idle and not asked.everything and asked.status is None:
            passed.hidden += 1
        else:
            yield head


def _fits(head: Headline, accounts: Sequence[Account], asked: Asked) -> bool:
    killed = head.killed.high or 0 if head.killed else 0
    return (
        (asked.status is None or asked.status in head.statuses)
        and (asked.stance is None or asked.stance in head.stances)
        and killed >= asked.killed
        and (not asked.disputed or bool(head.disputed))
        and (asked.publisher is None or _is_of(accounts, asked.publisher))
        and (asked.text is None or _says(accounts, asked.text, asked.readable))
    )


def _is_of(accounts: Sequence[Account], publisher: str) -> bool:
    return any((a.publisher or "").casefold() == publisher.casefold() for a in accounts)


def _says(
    accounts: Sequence[Account], words: str, readable: Callable[[str, Collection[str]], str]
) -> bool:
    wanted = " ".join(words.casefold().split())
    quotes = (
        readable(span.quote, {account.claim.doc_id})
        for account in accounts
        for span in (*account.claim.sentences, *account.claim.evidence)
    )
    return any(wanted in " ".join(quote.casefold().split()) for quote in quotes)

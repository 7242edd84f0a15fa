"""What a search finds by a name alone that its reader must not read: it is not found for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from sayso.ledger.errors import LedgerError
from sayso.ledger.lists.listing import READ
from sayso.ledger.searching.folding import terms, words_of
from sayso.pipeline.joining import listing
from sayso.records.review.coding import value_words
from sayso.records.review.judgement import Verdict
from sayso.records.shown.drawn import JOIN
from sayso.records.shown.listing import ListFilter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.review.judgement import Review
    from sayso.records.review.queue import QueueFilter
    from sayso.records.review.settled import ReviewView
    from sayso.records.shown.report_list import ReportFilter
    from sayso.review.kept_names import KeptNames

_ALL = 10**9
_NOWHERE = ""
"""A name that nothing has: who asks for it finds nothing."""


class Unfound(NamedTuple):
    """The reports that a query finds by kept names alone, by id.

    `texts` are those in whose title and text it stands no more without the names, `reports` those
    of them where it does not stand in what people said of them either.
    """

    texts: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


def unfound(ledger: Ledger, names: KeptNames, query: str, by: str | None) -> Unfound:
    """The reports that a query must not find for somebody.

    Args:
        ledger: the ledger.
        names: what is kept from the person.
        query: words and "phrases".
        by: whose words count beside the reports'; null for everybody's.
    """
    near = names.near(query)
    docs = {part.doc_id for part in names.parts_near(query)}
    for name in near:
        # with the name first: a query has room for so many words
        phrase = " ".join(name.replace('"', " ").split())
        docs.update(ledger.search(f'"{phrase}" {query}', limit=_ALL).doc_ids)
    wanted = terms(query)
    texts = [key for key in sorted(docs) if not _stands(wanted, _own(ledger, names, key))]
    said = _said(ledger, texts, by)
    reports = [
        key
        for key in texts
        if not any(_stands(wanted, [names.readable(told, {key})]) for told in said.get(key, ()))
    ]
    return Unfound(tuple(texts), tuple(reports))


def readable_list(
    ledger: Ledger, names: KeptNames, wanted: ListFilter, view: ReviewView
) -> ListFilter:
    """A list of incidents without those that only kept names bring into it.

    Args:
        ledger: the ledger.
        names: what is kept from the person who asks.
        wanted: what they ask for.
        view: whose words are laid over.
    """
    if not names.folded:
        return wanted
    whole = (wanted.place, wanted.actor, *wanted.facets.values())
    tied = (wanted.tie or "").split(JOIN)
    if any(map(names.has, (*whole, *tied))):
        return replace(wanted, actor=_NOWHERE)
    if wanted.text is not None:
        wanted = replace(wanted, untold=unfound(ledger, names, wanted.text, view.by).texts)
    if wanted.names is not None:
        besides = tuple(_unnamed(ledger, names, wanted.names, view))
        wanted = replace(wanted, besides=besides)
    return wanted


def readable_reports(names: KeptNames, wanted: ReportFilter) -> ReportFilter:
    """A list of reports that is not narrowed by a kept name."""
    facets = {
        facet: _NOWHERE if names.has(value) else value for facet, value in wanted.facets.items()
    }
    return replace(wanted, facets=facets)


def readable_queue(names: KeptNames, wanted: QueueFilter) -> QueueFilter:
    """A part of the queue that is not narrowed by a kept name."""
    named = any(map(names.has, (wanted.place, wanted.actor, wanted.bloc)))
    return replace(wanted, among=frozenset()) if named else wanted


def _unnamed(ledger: Ledger, names: KeptNames, query: str, view: ReviewView) -> Iterator[str]:
    """The incidents that have the words of a query in kept names alone, by id."""
    near, parts = names.near(query), names.parts_near(query)
    if not near and not parts:
        return
    number = listing.view_number(ledger, view)
    rows = dict(
        row
        for name in near
        for row in ledger.list_rows(ListFilter(names=name, everything=True), number)
    )
    homes = ledger.homes_of_reports({part.doc_id for part in parts})
    rows |= {key: True for key in homes if key not in rows}
    words = [word for term in terms(query) for word in term.split()]
    for key, told in _told_names(ledger, names, rows, view):
        if not all(any(one.startswith(word) for one in told) for word in words):
            yield key


def _told_names(
    ledger: Ledger, names: KeptNames, rows: dict[str, bool], view: ReviewView
) -> Iterator[tuple[str, set[str]]]:
    """The words by which each of some incidents may be found, without kept names."""
    summaries = ledger.summaries(rows)
    _, linking, _ = ledger.list_stand(READ)
    docs = ledger.list_outlets(rows, linking)
    heads = {head.id: head for head in listing.headlines(ledger, rows.items(), view)}
    for key in sorted(rows):
        here = docs[key].docs if key in docs else ()
        told: list[str] = []
        if key in summaries:
            one = summaries[key]
            told += [*one.places, *one.actors, (one.line and one.line.title) or ""]
        if key in heads:
            head = heads[key]
            told += [*head.places, *head.actors, *head.recipients]
        yield key, {word for t in told for word in words_of(names.readable(t, here)).split()}


def _own(ledger: Ledger, names: KeptNames, doc_id: str) -> list[str]:
    """The title and text of a report as the person may read them."""
    try:
        document = ledger.document(doc_id)
    except LedgerError:
        return []
    return [names.readable(one, {doc_id}) for one in (document.title or "", document.text)]


def _said(ledger: Ledger, doc_ids: Collection[str], by: str | None) -> dict[str, list[str]]:
    """What people said last of each matter of some reports, as it is searched."""
    last: dict[str, Review] = {}
    for one in ledger.said_of(doc_ids).reviews if doc_ids else ():
        last[one.matter] = one
    found: dict[str, list[str]] = {}
    for one in last.values():
        if one.verdict is not Verdict.WITHDRAW and by in {None, one.by}:
            found.setdefault(one.doc_id or "", []).append(f"{value_words(one) or ''} {one.why}")
    return found


def _stands(wanted: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether all folded words and phrases of a query stand in texts, the last word begun."""
    told = f" {words_of(' '.join(texts))}"
    return all(f" {term}" in told for term in wanted)

"""The accounts of an incident as a table: a row for each voice through each report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.incidents.side_by_side.cells import cells_of
from sayso.incidents.side_by_side.headline import headline
from sayso.incidents.side_by_side.known_when import standings, versions
from sayso.incidents.side_by_side.labels import party_label, voice_label
from sayso.incidents.side_by_side.positions import summarise
from sayso.records.shown.matrix import Column, Matrix, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.incidents.side_by_side.cells import Cell
    from sayso.records.claim import Account
    from sayso.records.incident import Incident, Sources

_ALWAYS = (
    Column.ACTOR,
    Column.RECIPIENT,
    Column.PLACE,
    Column.DATE,
    Column.KILLED,
    Column.INJURED,
    Column.RESPONSIBILITY,
    Column.STATUS,
)
"""Columns that a reader looks for even where nobody fills them."""
_LAST_DAY = "9999"


def to_matrix(incident: Incident, accounts: Sequence[Account], sources: Sources) -> Matrix:
    """The accounts of an incident side by side, in the order of publication.

    Every account stands in exactly one row, with all that it says: a row holds the claims of one
    voice in one report. The order of `accounts` changes nothing; one given twice counts once.

    Args:
        incident: The incident whose accounts these are.
        accounts: Its claims with their reports.
        sources: Which of them rest on one origin.
    """
    distinct = {account.claim.id: account for account in accounts}
    groups: dict[tuple[object, ...], list[Account]] = {}
    for account in sorted(distinct.values(), key=_order):
        groups.setdefault(_row_key(account), []).append(account)
    cells = {n: cells_of([a.claim for a in g]) for n, g in enumerate(groups.values(), 1)}
    homes = {claim: source.id for source in sources.sources for claim in source.claims}
    alone = [
        _row(number, group, cells[number], homes)
        for number, group in enumerate(groups.values(), 1)
    ]
    rows = _with_shares(alone)
    told = {column for row in rows for column in row.cells}
    shown = [column for column in Column if column in told or column in _ALWAYS]
    summaries = tuple(summarise(column, rows, cells) for column in shown)
    known = versions(rows, cells)
    return Matrix(
        incident=incident,
        headline=headline(incident.id, list(distinct.values()), rows, summaries, sources),
        rows=rows,
        summaries=summaries,
        versions=known,
        standings=standings(known),
        sources=sources,
    )


def _order(account: Account) -> tuple[str, str, str, int, str, str]:
    """By day of publication, undated last; then by outlet, report and place in the text."""
    claim = account.claim
    start = claim.evidence[0].start
    return (
        account.published or _LAST_DAY,
        account.publisher or "",
        claim.doc_id,
        start,
        claim.voice_key,
        claim.id,
    )


def _row_key(account: Account) -> tuple[object, ...]:
    claim = account.claim
    through = tuple((party.name or party.span.quote).casefold() for party in claim.through)
    return claim.doc_id, claim.voice_key, through


def _row(
    number: int,
    group: Sequence[Account],
    cells: Mapping[Column, Sequence[Cell]],
    homes: Mapping[str, str],
) -> Row:
    first, claims = group[0], [account.claim for account in group]
    told = claims[0]
    return Row(
        number=number,
        claims=tuple(claim.id for claim in claims),
        doc_id=told.doc_id,
        report=first.report,
        title=first.title,
        publisher=first.publisher,
        bloc=first.bloc,
        published=first.published,
        url=first.url,
        credit=first.credit,
        voice=told.voice,
        voice_key=told.voice_key,
        who=_who(first),
        through=tuple(party_label(party) for party in told.through),
        stances=tuple(dict.fromkeys(claim.stance for claim in claims)),
        status=told.status,
        certainty=told.certainty,
        cells={column: tuple(cell.said for cell in told) for column, told in cells.items()},
        sentences=tuple(sorted({s for claim in claims for s in claim.sentences})),
        sources=tuple(dict.fromkeys(homes[c.id] for c in claims if c.id in homes)),
    )


def _who(account: Account) -> str:
    """The voice as a reader sees it: a name, the words, or the outlet itself."""
    claim = account.claim
    if claim.voice is not None:
        return voice_label(claim.voice, claim.voice_key)
    if claim.voice_key:
        return "somebody unnamed"
    return account.publisher or account.report


def _with_shares(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, each with the others that rest on one of its sources."""
    of_source: dict[str, list[int]] = {}
    for row in rows:
        for source in row.sources:
            of_source.setdefault(source, []).append(row.number)
    shared = [sorted({n for source in row.sources for n in of_source[source]}) for row in rows]
    return tuple(
        replace(row, shares_with=tuple(n for n in numbers if n != row.number))
        for row, numbers in zip(rows, shared, strict=True)
    )

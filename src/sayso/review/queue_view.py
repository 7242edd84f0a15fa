"""An incident of the queue as a person decides on it: why it is here, who says what, the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.export.matrix import (
    COUNTS,
    counts_words,
    heading_words,
    overview_words,
    signs,
    source_lines,
    stance_name,
    title,
    who_through,
)
from sayso.lexicons.queue_weights import queue_weights
from sayso.records.review.queue import Queued, Reason, Share
from sayso.records.shown.matrix import Column
from sayso.review.matrix_view import icon, report_address
from sayso.review.said_signs import standing, told_verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.linking import IncidentSummary
    from sayso.records.review.judgement import Review
    from sayso.records.shown.matrix import Matrix, Row, Summary

_ALL_OF_IT = "that it happened"
_MOST_ROWS = 12
"""Accounts that an item shows; the incident's page has them all."""


def why_here(shares: Sequence[Share]) -> list[dict[str, Any]]:
    """Why an incident stands where it does: each reason with its points and its words."""
    weights = queue_weights()
    return [
        {
            "reason": share.reason.value,
            "name": weights[share.reason].name,
            "points": share.points,
            "of": share.of,
            "words": weights[share.reason].words.format(told=_told(share)),
        }
        for share in shares
    ]


def weights_told() -> list[dict[str, Any]]:
    """The weights of all reasons, as the data file has them."""
    return [
        {"reason": one.reason.value, "name": one.name, "points": one.points}
        for one in queue_weights().values()
    ]


def in_list(one: Queued, said: Iterable[Review]) -> dict[str, Any]:
    """An incident as a line of the queue."""
    summary = one.summary
    head = summary.line.headline if summary.line is not None else None
    return {
        "id": summary.id,
        "heading": heading_words(head) if head is not None else _plain_heading(summary),
        "counts": counts_words(head) if head is not None else f"{summary.reports} reports",
        "overview": overview_words(head) if head is not None else [],
        "title": summary.line.title if summary.line is not None else None,
        "score": one.score,
        "why": why_here(one.shares),
        "said": [told_verdict(review) for review in standing(said)],
    }


def item(
    matrix: Matrix, queued: Queued | None, said: Iterable[Review], *, back: str
) -> dict[str, Any]:
    """One incident with enough to decide on it.

    Args:
        matrix: its accounts side by side.
        queued: how it stands in the queue; null where it does not.
        said: what people said of it as such.
        back: the address of the page that shows it: reports lead back to it.
    """
    head = matrix.headline
    rows = matrix.rows[:_MOST_ROWS]
    return {
        "id": matrix.incident.id,
        "heading": heading_words(head),
        "counts": counts_words(head),
        "overview": overview_words(head),
        "score": queued.score if queued is not None else None,
        "why": why_here(queued.shares) if queued is not None else [],
        "answers": [_answers(one) for one in matrix.summaries if _matters(one)],
        "accounts": [_account(row, back) for row in rows],
        "more_accounts": len(matrix.rows) - len(rows),
        "sources": source_lines(matrix),
        "said": [told_verdict(review) for review in standing(said)],
    }


def shown_words(matrix: Matrix) -> str:
    """What a person had before them when they decided, as the history keeps it."""
    head = matrix.headline
    return " | ".join([heading_words(head), *overview_words(head), counts_words(head)])


def _told(share: Share) -> str:
    if share.reason is Reason.DISAGREEMENT:
        return ", ".join(title(Column(name)) for name in share.told)
    return ", ".join(share.told)


def _plain_heading(summary: IncidentSummary) -> str:
    days = summary.first_day or "no date"
    return " · ".join((days, " or ".join(summary.places) or "no place", *summary.event_types))


def _matters(summary: Summary) -> bool:
    """Whether a person needs a column to decide: what is disputed, and the counts."""
    return summary.disputed or (summary.column in COUNTS and bool(summary.positions))


def _answers(summary: Summary) -> dict[str, Any]:
    positions = [(one, False) for one in summary.positions]
    positions += [(one, True) for one in summary.denied]
    return {
        "column": summary.column.value,
        "title": title(summary.column),
        "disputed": summary.disputed,
        "signs": [{"sign": sign, "word": word} for sign, word in signs(summary)],
        "answers": [
            {
                "label": _ALL_OF_IT if denied and _is_whole(summary) else one.label,
                "voices": one.voices,
                "sources": len(one.sources),
                "rows": one.rows,
                "contested": one.contested,
                "denied": denied,
            }
            for one, denied in positions
        ],
    }


def _is_whole(summary: Summary) -> bool:
    """Whether a denial in this column is of the happening itself."""
    return summary.column is Column.STATUS


def _account(row: Row, back: str) -> dict[str, Any]:
    return {
        "number": row.number,
        "through": who_through(row),
        "bloc": row.bloc,
        "published": row.published,
        "status": row.status.value,
        "certainty": row.certainty.value,
        "stances": [
            {"value": stance.value, "name": stance_name(stance), "icon": icon(stance)}
            for stance in row.stances
        ],
        "cells": [
            {"title": title(column), "values": [said.label for said in row.cells[column]]}
            for column in (Column.ACTOR, Column.RECIPIENT, *COUNTS)
            if row.cells.get(column)
        ],
        "quotes": [
            {
                "quote": span.quote,
                "address": report_address(
                    row.doc_id, span.start, span.end, f"{back}#row{row.number}"
                ),
            }
            for span in row.sentences
        ],
    }

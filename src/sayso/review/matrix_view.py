"""An incident's accounts as a page shows them: rows by bloc, signs with words, ways to quotes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from sayso.export.matrix import (
    CONTESTED,
    DENIED,
    contested,
    mark,
    signs,
    stance_name,
    summary_lines,
    title,
    who_through,
)
from sayso.incidents.side_by_side.copies import folded
from sayso.records.attribution import Stance
from sayso.records.event import Certainty
from sayso.records.shown.matrix import Column
from sayso.review.desk import NO_BLOC
from sayso.review.told_reasons import Reasons, by_person, field_of, meaning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.export.matrix import Contested
    from sayso.records.claim import Claim
    from sayso.records.evidence import Span
    from sayso.records.shown.matrix import Matrix, Row, Said, Summary

ALWAYS = (
    Column.ACTOR,
    Column.RECIPIENT,
    Column.PLACE,
    Column.DATE,
    Column.KILLED,
    Column.INJURED,
    Column.RESPONSIBILITY,
    Column.STATUS,
)
"""The columns that every incident's table has, whether or not any account fills them."""

_ICONS = {
    Stance.ASSERTS: "▸",
    Stance.ADMITS: "◂",
    Stance.CLAIMS_RESPONSIBILITY: "⚑",
    Stance.ACCUSES: "☞",
    Stance.SUSPECTS: "?",
    Stance.DENIES: "✕",
    Stance.EXONERATES: "○",
    Stance.DISPUTES: "≠",
    Stance.DECLINES: "–",
}


class TableContext(NamedTuple):
    """What the cells of a table need beside the matrix.

    `address` is the page's own, with its question: the way back from a quote. `claims` are those
    of the matrix by id.
    """

    address: str
    reasons: Reasons
    claims: Mapping[str, Claim]


def table_view(matrix: Matrix, context: TableContext) -> dict[str, Any]:
    """The columns, the groups of rows by bloc (the blocs by name, those without one last).

    Rows that say again what another does stand behind it, to be opened.
    """
    columns = _columns(matrix)
    values = contested(matrix)
    blocs = sorted({row.bloc for row in matrix.rows if row.bloc})
    again = folded(matrix.rows)
    ordered = sorted(matrix.rows, key=lambda row: (again.get(row.number, row.number), row.number))
    rows = {bloc: [row for row in ordered if row.bloc == bloc] for bloc in (*blocs, None)}
    counts = Counter(again.values())
    reasons = matrix.sources.bloc_reasons
    return {
        "columns": [{"key": column.value, "title": title(column)} for column in columns],
        "groups": [
            {
                "bloc": bloc,
                "key": bloc or NO_BLOC,
                "reasons": sorted({reasons[r.publisher] for r in own if r.publisher in reasons}),
                "rows": [
                    {
                        **_row(row, columns, values, context),
                        "copy_of": again.get(row.number),
                        "copies": counts[row.number],
                    }
                    for row in own
                ],
            }
            for bloc, own in rows.items()
            if own
        ],
        "summaries": [_summary(one) for one in matrix.summaries if one.column in columns],
    }


def icon(stance: Stance) -> str:
    """The sign of a stance; its word always stands beside."""
    return _ICONS[stance]


def stance_sign(stance: Stance) -> dict[str, Any]:
    """A stance as pages show it: its icon, its word, what the codebook says of it."""
    why = meaning("stance", stance.value)
    return {
        "value": stance.value,
        "name": stance_name(stance),
        "icon": icon(stance),
        "meaning": why[0]["words"] if why else "",
        "why": why,
    }


def report_address(doc_id: str, start: int, end: int, back: str) -> str:
    """Where a quote stands: the report's page at its words.

    Args:
        doc_id: the report.
        start: the first code point of the words.
        end: the end of the words, exclusive.
        back: the address, with its anchor, to which the report's page leads back.
    """
    return f"/report/{doc_id}?{urlencode({'start': start, 'end': end, 'from': back})}#m"


def _columns(matrix: Matrix) -> list[Column]:
    """What some account tells, and what is always shown; certainty where one is not certain."""
    told = {column for row in matrix.rows for column in row.cells}
    if all(row.certainty is Certainty.CERTAIN for row in matrix.rows):
        told -= {Column.CERTAINTY}
    return [column for column in Column if column in told or column in ALWAYS]


def _row(
    row: Row, columns: Sequence[Column], values: Contested, context: TableContext
) -> dict[str, Any]:
    return {
        "number": row.number,
        "who": row.who,
        "through": who_through(row),
        "publisher": row.publisher,
        "published": row.published,
        "doc_id": row.doc_id,
        "title": row.title,
        "credit": row.credit,
        "shares": _shares(row),
        "claims": row.claims,
        "events": sorted(
            {context.claims[one].event_id for one in row.claims if one in context.claims}
        ),
        "stances": [stance_sign(stance) for stance in row.stances],
        "certainty": row.certainty.value,
        "cells": {column.value: _cell(row, column, values, context) for column in columns},
        "sentences": [
            {
                "quote": span.quote,
                "address": report_address(
                    row.doc_id, span.start, span.end, f"{context.address}#row{row.number}"
                ),
            }
            for span in row.sentences
        ],
    }


def _shares(row: Row) -> str:
    """Which rows rest on the same source, neighbours as a run: "same source as 1, 3–24"."""
    runs: list[list[int]] = []
    for number in row.shares_with:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = (f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    return f"same source as {', '.join(told)}" if runs else ""


def _cell(row: Row, column: Column, values: Contested, context: TableContext) -> dict[str, Any]:
    """The values of a voice in a column, or why it has none."""
    told = row.cells.get(column, ())
    found = [_said(row, column, n, said, values, context) for n, said in enumerate(told)]
    claims = [context.claims[one] for one in row.claims if one in context.claims]
    empty = bool(claims) and not found
    return {
        "anchor": f"r{row.number}-{column.value}",
        "about": f"{title(column)}, according to {who_through(row)}",
        "values": found,
        "none": context.reasons.of_none(claims, column) if empty else [],
        "conflict": any(one["conflict"] for one in found),
        "edit": cell_address(claims[0].id, column, None) if empty else None,
    }


def cell_address(claim: str, column: Column, words: Span | None) -> str:
    """Where a value of an account can be set right, below the incident's own address."""
    place = {"start": words.start, "end": words.end} if words is not None else {}
    return f"/cell?{urlencode({'claim': claim, 'column': column.value, **place})}"


def _said(  # noqa: PLR0913, PLR0917 (one step of the function above)
    row: Row, column: Column, n: int, said: Said, values: Contested, context: TableContext
) -> dict[str, Any]:
    sign = mark(row, column, said, values)
    anchor = f"c{row.number}-{column.value}-{n}"
    words, claim = said.words, context.claims.get(said.claim)
    shown = words is not None and column is not Column.STATUS and words.quote not in said.label
    back = f"{context.address}#{anchor}"
    stance = None if said.stance is Stance.ASSERTS else stance_sign(said.stance)
    return {
        "anchor": anchor,
        "claim": said.claim,
        "label": said.label,
        "quote": words.quote if words is not None else None,
        "quoted": shown,
        "start": words.start if words is not None else None,
        "end": words.end if words is not None else None,
        "address": report_address(row.doc_id, words.start, words.end, back) if words else None,
        "stance": stance,
        "sign": sign,
        "word": dict((CONTESTED, DENIED)).get(sign, ""),
        "conflict": bool(sign),
        "compared": said.compared,
        "epithet": said.epithet,
        "notes": said.notes,
        "bounds": _bounds(said),
        "why": context.reasons.of_value(claim, column, words) if claim is not None else [],
        "set": _set(context, said, column),
        "edit": cell_address(said.claim, column, words) if words or not said.notes else None,
    }


def _bounds(said: Said) -> dict[str, int | None] | None:
    """The low, best and high of a count where they are not one number; null for all else."""
    told = (said.low, said.best, said.high)
    if told == (None, None, None) or len(set(told)) == 1:
        return None
    return dict(zip(("low", "best", "high"), told, strict=True))


def _set(context: TableContext, said: Said, column: Column) -> str | None:
    """What a person's word did to a value, in words; null where nobody spoke of it."""
    for one in context.reasons.said.get((said.claim, field_of(column)), ()):
        if one.applied and (one.words is None or said.words is None or one.words == said.words):
            told: str = by_person(one)["words"]
            return told
    return None


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "column": summary.column.value,
        "title": title(summary.column),
        "disputed": summary.disputed,
        "signs": [{"sign": sign, "word": word} for sign, word in signs(summary)],
        "lines": summary_lines(summary),
        "positions": summary.positions,
        "denied": summary.denied,
        "words": summary.words,
    }

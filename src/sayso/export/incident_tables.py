"""The tables of an incident's page: agreement, accounts side by side, what was known when."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sayso.export.matrix import (
    CONTESTED,
    COUNTS,
    DENIED,
    mark,
    shares_words,
    sign_legend,
    signs,
    stance_name,
    standing_words,
    title,
    told_versions,
    version_words,
    who_through,
)
from sayso.records.attribution import Stance
from sayso.records.shown.matrix import Agreement, Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.export.matrix import Contested
    from sayso.records.shown.matrix import Matrix, Position, Row, Said, Standing, Summary, Version

_HIDDEN = frozenset({Column.RESPONSIBILITY, Column.CERTAINTY})
"""Columns that the table tells in others: the doer's stance, the status."""


def summary_table(matrix: Matrix) -> str:
    """What agrees, differs and is denied, column by column; signs have their words beside."""
    legend = "".join(
        f'<li><span class="sign">{sign}</span> {word}</li>' for sign, word in sign_legend()
    )
    rows = "".join(_summary_row(summary) for summary in matrix.summaries)
    return f'<ul class="legend" aria-label="What the signs mean">{legend}</ul>' + _table(
        "summary", "What the accounts together say", ("what", "how", "answers"), rows
    )


def _summary_row(summary: Summary) -> str:
    told = "".join(
        f'<span class="state"><span class="sign" aria-hidden="true">{sign}</span> {word}</span>'
        for sign, word in signs(summary)
    )
    against = '<span class="against">against</span> '
    differs = summary.agreement is Agreement.DIFFER
    answers = [
        f"<li>{against if differs and number and position.contested else ''}"
        f"{_position(position)}{_room(position)}</li>"
        for number, position in enumerate(summary.positions)
    ]
    denial = '<span class="against">denied:</span>'
    answers += [
        f'<li class="denied">{denial} {_denial(summary, position)}</li>'
        for position in summary.denied
    ]
    listed = f"<ul>{''.join(answers)}</ul>" if answers else '<span class="faint">–</span>'
    kind = ' class="disputed"' if summary.disputed else ""
    return (
        f'<tr role="row"{kind}><th role="rowheader" scope="row">{title(summary.column)}</th>'
        f'<td role="cell" data-label="how">{told}</td>'
        f'<td role="cell" data-label="answers">{listed}</td></tr>\n'
    )


def _denial(summary: Summary, position: Position) -> str:
    """What is denied; that it happened at all needs no word of its own."""
    return _holders(position) if summary.column is Column.STATUS else _position(position)


def _position(position: Position) -> str:
    return f"<b><bdi>{escape(position.label)}</bdi></b>: {_holders(position)}"


def _room(position: Position) -> str:
    """What a wide answer leaves room for."""
    return f"; leaves room for {escape(', '.join(position.fits))}" if position.fits else ""


def _holders(position: Position) -> str:
    """Who holds it: voices, the numbers of their rows, how many sources they are, which blocs."""
    voices = ", ".join(f"<bdi>{escape(voice)}</bdi>" for voice in position.voices)
    rows = ", ".join(f'<a href="#account-{number}">{number}</a>' for number in position.rows)
    sources = len(position.sources)
    counted = f"; {sources} sources" if sources > 1 else ""
    name = "bloc" if len(position.blocs) == 1 else "blocs"
    blocs = f"; {name}: {', '.join(position.blocs)}" if position.blocs else ""
    return f'{voices} <span class="faint">({rows}{counted}{escape(blocs)})</span>'


def matrix_table(matrix: Matrix, cells: Contested) -> str:
    """A row for each account, a column for each thing that any of them says."""
    told = {column for row in matrix.rows for column in row.cells}
    others = [c for c in Column if c in told - _HIDDEN and c is not Column.STATUS]
    columns = [Column.STATUS, *others]
    rows = "".join(_account_row(row, columns, cells) for row in matrix.rows)
    caption = "The accounts in the order of publication: each voice through each report"
    table = _table("matrix", caption, ("account", *map(title, columns)), rows)
    return f'<div class="wide" role="region" tabindex="0" aria-label="Side by side">{table}</div>'


def _account_row(row: Row, columns: Sequence[Column], cells: Contested) -> str:
    known = [part for part in (row.published, row.bloc, shares_words(row)) if part]
    about = "".join(f'<span class="faint"><bdi>{escape(part)}</bdi></span>' for part in known)
    head = (
        f'<th role="rowheader" scope="row"><a class="number" href="#account-{row.number}">'
        f"{row.number}</a> <bdi>{escape(who_through(row))}</bdi>{about}</th>"
    )
    body = "".join(
        f'<td role="cell" data-label="{title(column)}">'
        f"{''.join(_said(row, column, said, cells) for said in row.cells.get(column, ()))}</td>"
        for column in columns
    )
    return f'<tr role="row">{head}{body}</tr>\n'


def _said(row: Row, column: Column, said: Said, cells: Contested) -> str:
    sign = mark(row, column, said, cells)
    word = dict((CONTESTED, DENIED)).get(sign, "")
    shown = f'<span class="sign">{sign} {word}</span> ' if sign else ""
    stance = "" if said.stance is Stance.ASSERTS else f"{stance_name(said.stance)}: "
    notes = f' <span class="faint">({escape("; ".join(said.notes))})</span>' if said.notes else ""
    kind = "" if said.compared else " aside"
    return (
        f'<div class="said{kind}">{shown}{stance}<b><bdi>{escape(said.label)}</bdi></b>'
        f"{_quote(column, said)}{notes}</div>"
    )


def _quote(column: Column, said: Said) -> str:
    """The words as said, where the label does not show them already."""
    if said.words is None or column is Column.STATUS or said.label == f"“{said.words.quote}”":
        return ""
    return f' <q dir="auto">{escape(said.words.quote)}</q>'


def version_table(matrix: Matrix) -> str:
    """What each voice said on each day, and what stood at its end; empty where none said any."""
    rows = [_version(version) for version in told_versions(matrix)]
    rows += [_standing(s) for s in matrix.standings if s.column in COUNTS and s.voices > 1]
    if not rows:
        return ""
    caption = "Versions by day of publication; none is written over another"
    return _table("known", caption, ("day", "what", "said", "by"), "".join(rows))


def _version(version: Version) -> str:
    inside = version.publisher not in {None, version.voice}
    voice = version.voice + (f", in {version.publisher}" if inside else "")
    return _version_row(
        version.day or "no day",
        title(version.column),
        version_words(version),
        f'<a href="#account-{version.row}">{version.row}</a> <bdi>{escape(voice)}</bdi>',
    )


def _standing(standing: Standing) -> str:
    words = standing_words(standing)
    return _version_row(standing.day, title(standing.column), words, "all voices", "standing")


def _version_row(day: str, what: str, said: str, by: str, kind: str = "") -> str:
    return (
        f'<tr role="row"{f" class={kind!r}" if kind else ""}>'
        f'<th role="rowheader" scope="row">{escape(day)}</th>'
        f'<td role="cell" data-label="what">{escape(what)}</td>'
        f'<td role="cell" data-label="said"><bdi>{escape(said)}</bdi></td>'
        f'<td role="cell" data-label="by">{by}</td></tr>\n'
    )


def _table(kind: str, caption: str, columns: Iterable[str], rows: str) -> str:
    """A table that keeps its roles for screen readers where narrow screens show it as blocks."""
    heads = "".join(
        f'<th role="columnheader" scope="col">{escape(column)}</th>' for column in columns
    )
    return (
        f'<table role="table" class="{kind}"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">\n{rows}</tbody></table>'
    )

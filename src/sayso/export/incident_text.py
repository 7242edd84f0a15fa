"""An incident in the terminal: agreement and dispute, side by side, in their words, by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.export.matrix import (
    CONTESTED,
    COUNTS,
    contested,
    counts_words,
    heading_words,
    mark,
    overview_words,
    said_words,
    shares_words,
    sign_legend,
    signs,
    source_lines,
    standing_words,
    summary_lines,
    title,
    told_versions,
    version_words,
    who_through,
)
from sayso.export.wording import unwrap
from sayso.records.shown.matrix import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from sayso.export.matrix import Contested
    from sayso.records.shown.matrix import Matrix, Row, Said, Summary

_SHORT_ID = 10
_LONGEST = 320


def incident_text(
    matrix: Matrix, figures: RenderableType | None = None, *, brief: bool = False
) -> Group:
    """An incident for the terminal, readable from 80 columns on.

    Args:
        matrix: The accounts side by side.
        figures: What stands under them: the figures of profiles.
        brief: Whether to leave out the quotes.
    """
    head = matrix.headline
    parts: list[RenderableType] = [
        Text.assemble(("incident ", "dim"), (head.id[:_SHORT_ID], "bold")),
        Text(heading_words(head), style="bold"),
        Text(counts_words(head)),
        *map(Text, overview_words(head)),
        *_section("Where the accounts agree and where not", _legend()),
        _summaries(matrix.summaries),
        *_section("Side by side", None),
        _side_by_side(matrix),
    ]
    if not brief:
        parts += [*_section("In their words", None), *(_words(row, matrix) for row in matrix.rows)]
    if matrix.versions:
        parts += [*_section("Known when", None), _known_when(matrix)]
    parts += [*_section("Independent sources", None), *map(Text, source_lines(matrix))]
    if figures is not None:
        parts += [*_section("Figures by published rules", _addresses(head.id)), figures]
    return Group(*parts)


def _addresses(incident_id: str) -> Text:
    address = f"{incident_id[:_SHORT_ID]}:ucdp:killed"
    return Text(f"computed, not found; how: sayso explain LEDGER {address}", style="dim")


def _section(name: str, note: Text | None) -> Iterator[RenderableType]:
    yield Padding(Text(name.upper(), style="bold"), (1, 0, 0, 0))
    if note is not None:
        yield note


def _legend() -> Text:
    return Text("   ".join(f"{sign} {word}" for sign, word in sign_legend()), style="dim")


def _summaries(summaries: Sequence[Summary]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for summary in summaries:
        told = signs(summary)
        style = "bold" if summary.disputed else ""
        table.add_row(
            Text(" ".join(sign for sign, _ in told), style=style),
            Text(title(summary.column), style=style),
            Text("\n".join(_cut(summary_lines(summary))), style=style),
        )
    return table


_MOST_LINES = 6


def _cut(lines: list[str]) -> list[str]:
    left = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], f"and {left} more answers"] if left > 1 else lines


def _side_by_side(matrix: Matrix) -> Table:
    cells = contested(matrix)
    table = Table(box=None, padding=(0, 1, 1, 0), pad_edge=False, header_style="dim")
    for name, ratio in (
        ("#", None),
        ("account", 5),
        ("doer", 4),
        ("to whom", 4),
        ("place, date", 4),
        ("how many", 4),
        ("status", 3),
    ):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in matrix.rows:
        table.add_row(
            str(row.number),
            _account(row),
            _cell(row, (Column.ACTOR,), cells),
            _cell(row, (Column.RECIPIENT, Column.TARGET), cells),
            _cell(row, (Column.PLACE, Column.DATE), cells),
            _cell(row, COUNTS, cells, named=True),
            _cell(row, (Column.STATUS,), cells),
        )
    return table


def _account(row: Row) -> Text:
    text = Text(who_through(row))
    known = [part for part in (row.published, row.bloc) if part]
    if known:
        text.append("\n" + " · ".join(known), "dim")
    if row.shares_with:
        text.append(f"\n{shares_words(row)}", "dim italic")
    return text


def _cell(
    row: Row,
    columns: Sequence[Column],
    contested_cells: Contested,
    *,
    named: bool = False,
) -> Text:
    lines = []
    for column in columns:
        for said in row.cells.get(column, ()):
            name = f"{title(column)} " if named else ""
            sign = mark(row, column, said, contested_cells)
            lines.append(f"{sign} {name}{said_words(said)}".lstrip())
    return Text("\n".join(dict.fromkeys(lines)))


def _words(row: Row, matrix: Matrix) -> RenderableType:
    """The sentences of a row, and for each value its own words with their offsets."""
    cells = contested(matrix)
    known = [part for part in (row.published, row.title, row.url or row.report) if part]
    head = Text.assemble((f"{row.number}  {who_through(row)}", "bold"))
    head.append("\n" + " · ".join(known), "dim")
    sentences = [Text(f"“{_shortened(s.quote)}”", style="italic") for s in row.sentences]
    values = Table.grid(padding=(0, 2))
    values.add_column(style="dim", no_wrap=True)
    values.add_column()
    for column, told in row.cells.items():
        if column in {Column.STATUS, Column.CERTAINTY, Column.RESPONSIBILITY}:
            continue
        for number, said in enumerate(told):
            sign = mark(row, column, said, cells)
            word = {"": "", CONTESTED[0]: f"{CONTESTED[0]} {CONTESTED[1]}: "}.get(sign, f"{sign} ")
            name = title(column) if number == 0 else ""
            values.add_row(name, Text(f"{word}{_quoted(said)}"))
    return Padding(Group(head, Padding(Group(*sentences, values), (0, 0, 0, 3))), (0, 0, 1, 0))


def _quoted(said: Said) -> str:
    if said.words is None:
        return said_words(said)
    where = f"[{said.words.start}:{said.words.end}]"
    quote = f"“{_shortened(said.words.quote)}”"
    return (
        f"{quote} {where}"
        if quote == said_words(said)
        else (f"{quote} {where} → {said_words(said)}")
    )


def _shortened(quote: str) -> str:
    line = unwrap(quote)
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"


def _known_when(matrix: Matrix) -> Table:
    table = Table.grid(padding=(0, 2))
    for no_wrap in (True, True, False, False):
        table.add_column(no_wrap=no_wrap)
    last = None
    for version in told_versions(matrix):
        name = title(version.column) if version.column is not last else ""
        last = version.column
        inside = version.publisher not in {None, version.voice}
        table.add_row(
            Text(name, style="dim"),
            version.day or "no day",
            Text(version_words(version)),
            Text(version.voice + (f", in {version.publisher}" if inside else "")),
        )
    for standing in matrix.standings:
        if standing.column in COUNTS and standing.voices > 1:
            name = f"{title(standing.column)}, all voices"
            table.add_row(Text(name, style="dim"), standing.day, Text(standing_words(standing)))
    return table

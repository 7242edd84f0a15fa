"""A comparison in the terminal: counts, a table of the fields, where they disagree, what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.export import comparison_words as in_words
from sayso.lexicons.codes.compared_fields import compared_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from sayso.records.exchange.comparison import Alone, Compared, Comparison

_INDENT = (0, 0, 0, 2)


def comparison_text(told: Comparison, limit: int) -> Group:
    """A comparison for the terminal.

    Args:
        told: the comparison.
        limit: how many pairs and lacking incidents are listed at most, each.
    """
    return Group(*_parts(told, limit))


def _parts(told: Comparison, limit: int) -> Iterator[RenderableType]:
    yield Text(in_words.of_side("A", told.first), style="bold")
    yield Text(in_words.of_side("B", told.second), style="bold")
    yield Text(in_words.asked(told), style="dim")
    yield Text()
    for line in in_words.coverage_lines(told):
        yield Text(line)
    yield Text(in_words.partition(told))
    yield Text()
    yield fields_table(told)
    for line in in_words.undefined_lines(told):
        yield Text(line, style="dim")
    yield from _disagreements(told, limit)
    yield from _lacking("B lacks", told.only_first, limit)
    yield from _lacking("A lacks", told.only_second, limit)
    yield Text()
    yield Text(f"{in_words.PAIRED_BY} {in_words.CAUTION}", style="dim")


def fields_table(told: Comparison) -> Table:
    """One line a field: how many agree and differ, and the measures."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    table.add_column("field")
    for name in ("agree", "told", "differ", "apart", "only A", "only B"):
        table.add_column(name, justify="right")
    for name in ("raw", "alpha", "kappa"):
        table.add_column(name, no_wrap=True)
    table.add_column("scale")
    rows = compared_fields()
    for each in told.fields:
        counts = (each.agree, each.told, each.differ, each.apart, each.first, each.second)
        table.add_row(
            rows[each.field].title,
            *(f"{number:,}" for number in counts),
            in_words.share(each.share),
            in_words.measure(each.alpha),
            in_words.measure(each.kappa),
            each.scale.value,
        )
    return table


def _disagreements(told: Comparison, limit: int) -> Iterator[RenderableType]:
    found = list(in_words.disagreements(told.pairs))
    if not found:
        return
    yield Text()
    yield Text(f"Where they disagree: {len(found):,} of {len(told.pairs):,} pairs", style="bold")
    for pair, fields in found[:limit]:
        yield Text(f"{in_words.listed(pair.first)}  {pair.first.id[:9]}", style="bold")
        yield Padding(
            Text(f"{in_words.listed(pair.second)}  {pair.second.id[:24]}  ({pair.score:.2f})"),
            _INDENT,
        )
        for each in fields:
            yield Padding(Text(_difference(each)), _INDENT)
    yield from _more(len(found), limit)


def _difference(each: Compared) -> str:
    sign, word = in_words.STANDINGS[each.standing]
    title = compared_fields()[each.field].title
    notes = "; ".join(part for part in (each.note, word if sign == "≈" else "") if part)
    return f"{sign} {title}: A {each.first} | B {each.second}{f' ({notes})' if notes else ''}"


def _lacking(words: str, alone: Sequence[Alone], limit: int) -> Iterator[RenderableType]:
    if not alone:
        return
    yield Text()
    yield Text(f"{words} {len(alone):,}", style="bold")
    for one in alone[:limit]:
        yield Padding(Text(f"{in_words.listed(one.incident)}  {one.incident.id[:24]}"), _INDENT)
        if rivals := in_words.rivals(one):
            yield Padding(Text(rivals, style="dim"), (0, 0, 0, 4))
    yield from _more(len(alone), limit)


def _more(number: int, limit: int) -> Iterator[RenderableType]:
    if number > limit:
        words = f"and {number - limit:,} more (--limit, or --format html or json, shows them)"
        yield Padding(Text(words, style="dim"), _INDENT)

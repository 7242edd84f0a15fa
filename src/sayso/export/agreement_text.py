"""Agreement of coders in the terminal: by field, by pair, and with what sayso read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from sayso.export import comparison_words as in_words
from sayso.lexicons.codes.coded_fields import coded_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from sayso.records.review.coders import CodedField, CoderPair, Coders

NOBODY = "nobody has coded anything yet: people code in the review room (sayso serve)"
ALONE = "no value was coded by two people: assign the same incidents to two coders"
CAUTION = (
    "Agreement tells that coders read alike, not that they read rightly. In brackets: 95 % of the"
    " values over resamples of the units."
)


def agreement_text(told: Coders) -> Group:
    """Agreement for the terminal."""
    return Group(*_parts(told))


def undefined_words(told: Coders) -> list[str]:
    """A line for each reason why a measure has no value, with the fields."""
    fields: dict[tuple[str, str], list[str]] = {}
    for one in told.fields:
        for name, measured in (("alpha", one.alpha), ("kappa", one.kappa)):
            if one.units and measured.value is None:
                fields.setdefault((name, measured.why), []).append(_title(one))
    return [f"{', '.join(titles)}: no {name}: {why}" for (name, why), titles in fields.items()]


def _parts(told: Coders) -> Iterator[RenderableType]:
    if not told.fields and not told.reading:
        yield Text(NOBODY)
        return
    since = f" since {told.since}" if told.since else ""
    yield Text(f"Coders{since}: {', '.join(told.coders) or 'nobody'}", style="bold")
    if any(one.units for one in told.fields):
        yield _fields(told)
        for line in undefined_words(told):
            yield Text(line, style="dim")
    else:
        yield Text(ALONE)
    if told.pairs:
        yield from (Text(), Text("Each two coders", style="bold"), _pairs(told))
    if told.reading:
        yield from (Text(), Text("What people made of what sayso read", style="bold"))
        yield _reading(told)
    if told.made:
        yield from (Text(), Text("By component and rule", style="bold"), _made(told))
    yield from (Text(), Text(CAUTION, style="dim"))


def _fields(told: Coders) -> Table:
    table = _table("field", "coded", "by two")
    for name in ("agree", "alpha", "kappa", "scale"):
        table.add_column(name, no_wrap=True)
    for one in told.fields:
        table.add_row(_title(one), f"{one.coded:,}", f"{one.units:,}", *_measures(one))
    return table


def _pairs(told: Coders) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name in ("coders", "field"):
        table.add_column(name)
    table.add_column("by both", justify="right")
    for name in ("agree", "alpha", "kappa", "scale"):
        table.add_column(name, no_wrap=True)
    for one in told.pairs:
        both = f"{one.first}, {one.second}"
        table.add_row(both, _title(one), f"{one.units:,}", *_measures(one))
    return table


def _measures(one: CodedField | CoderPair) -> tuple[str, str, str, str]:
    measured = (in_words.measure(one.alpha), in_words.measure(one.kappa))
    return in_words.share(one.share), *measured, one.scale.value


def _reading(told: Coders) -> Table:
    table = _table("field", "accepted", "corrected", "rejected", "added", "open")
    table.add_column("accepted of read", no_wrap=True)
    for one in told.reading:
        counts = (one.accepted, one.corrected, one.rejected, one.added, one.open)
        table.add_row(
            coded_fields()[one.field].title,
            *(f"{number:,}" for number in counts),
            in_words.share(one.precision),
        )
    return table


def _made(told: Coders) -> Table:
    table = _table("rule", "accepted", "corrected", "rejected")
    table.add_column("field")
    for one in told.made:
        counts = (one.accepted, one.corrected, one.rejected)
        name = f"{one.component}: {one.rule}" if one.rule else one.component
        title = coded_fields()[one.field].title
        table.add_row(name, *(f"{number:,}" for number in counts), title)
    return table


def _table(first: str, *counts: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    table.add_column(first)
    for name in counts:
        table.add_column(name, justify="right")
    return table


def _title(one: CodedField | CoderPair) -> str:
    return coded_fields()[one.field].title

"""A comparison as one page of HTML: no script, nothing from the network, every word escaped."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from sayso.export import comparison_words as in_words
from sayso.lexicons.codes.compared_fields import compared_fields
from sayso.lexicons.files.load import DATA
from sayso.records.exchange.comparison import Standing
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.exchange.comparison import (
        Alone,
        Compared,
        Comparison,
        FieldMeasures,
        Listed,
        Pair,
    )
    from sayso.records.review.agreement import Measured

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_COUNTS = ("agree", "told", "differ", "apart", "only A", "only B")
_MEASURES = ("raw", "alpha", "kappa")
_ON_ONE_LINE = (Standing.AGREE, Standing.FIRST, Standing.SECOND)
_BOTH_TOLD = frozenset({Standing.TOLD, Standing.DIFFER, Standing.APART})


def comparison_page(told: Comparison) -> str:
    """A whole page, self-contained: light and dark, for screen and print."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(_title(told))}</title>\n<style>{_style()}</style>\n</head>\n<body>\n"
        f'<main class="incident comparison">\n{_header(told)}'
        f"{_section('fields', 'Field by field', _fields(told))}"
        f"{_section('pairs', 'What both have', _pairs(told.pairs))}"
        f"{_section('lacks-b', 'What B lacks', _lacking(told.only_first))}"
        f"{_section('lacks-a', 'What A lacks', _lacking(told.only_second))}"
        f'<footer class="faint">sayso {escape(VERSION)}</footer>\n</main>\n</body>\n</html>\n'
    )


def _title(told: Comparison) -> str:
    return f"{told.first.name} and {told.second.name}"


def _header(told: Comparison) -> str:
    sides = "".join(
        f'<p class="counts"><bdi>{escape(in_words.of_side(letter, side))}</bdi></p>'
        for letter, side in (("A", told.first), ("B", told.second))
    )
    lines = "".join(
        f"<li>{escape(line)}</li>"
        for line in (*in_words.coverage_lines(told), in_words.partition(told))
    )
    return (
        f"<header><h1><bdi>{escape(_title(told))}</bdi></h1>{sides}"
        f'<p class="faint">{escape(in_words.asked(told))}</p><ul>{lines}</ul>'
        f'<p class="caution">{in_words.CAUTION}</p></header>\n'
    )


def _section(id_: str, name: str, body: str) -> str:
    return (
        f'<section aria-labelledby="comparison-{id_}"><h2 id="comparison-{id_}">{name}</h2>\n'
        f"{body}</section>\n"
    )


def _fields(told: Comparison) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in ("field", *_COUNTS, *_MEASURES))
    rows = "".join(_field(each) for each in told.fields)
    why = "".join(f"<li>{escape(line)}</li>" for line in in_words.undefined_lines(told))
    notes = f'<ul class="faint why">{why}</ul>' if why else ""
    return (
        '<p class="faint">Pairs by how the two answers stand to each other. Raw is the share that '
        "agrees of those that both tell; alpha is Krippendorff’s, kappa Cohen’s, with bounds that "
        f"hold 95 % of 1,000 resamples of the pairs. {in_words.PAIRED_BY}</p>"
        '<div class="wide" role="region" aria-labelledby="comparison-fields" tabindex="0">'
        f'<table class="fields"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"\n{notes}"
    )


def _field(each: FieldMeasures) -> str:
    row = compared_fields()[each.field]
    counts = (each.agree, each.told, each.differ, each.apart, each.first, each.second)
    cells = [f"{number:,}" for number in counts]
    cells += [in_words.share(each.share), _measure(each.alpha), _measure(each.kappa)]
    told = "".join(
        f'<td data-label="{name}"><span>{cell}</span></td>'
        for name, cell in zip((*_COUNTS, *_MEASURES), cells, strict=True)
    )
    rule = f"{row.agrees} ({row.scale.value})"
    return (
        f'<tr><th scope="row">{escape(row.title)}'
        f'<span class="faint rule">{escape(rule)}</span></th>{told}</tr>'
    )


def _measure(found: Measured) -> str:
    """The value, its bounds beneath."""
    value, _, bounds = escape(in_words.measure(found)).partition(" ")
    return f'{value} <span class="bounds faint">{bounds}</span>' if bounds else value


def _pairs(pairs: Sequence[Pair]) -> str:
    if not pairs:
        return "<p>Nothing.</p>"
    legend = "".join(
        f'<li><span class="sign">{sign}</span> {word}</li>'
        for sign, word in in_words.STANDINGS.values()
    )
    return f'<ul class="legend">{legend}</ul>\n' + "".join(map(_pair, pairs))


def _pair(pair: Pair) -> str:
    reasons = "; ".join(reason.words for reason in pair.reasons)
    shared = f", {pair.shared:,} under one id" if pair.shared else ""
    rows = "".join(_compared(each) for each in pair.fields if each.standing in _BOTH_TOLD)
    table = (
        '<table><thead><tr><th scope="col">field</th><th scope="col">how they stand</th>'
        '<th scope="col">A</th><th scope="col">B</th><th scope="col">how far</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    lines = "".join(_on_one_line(pair, standing) for standing in _ON_ONE_LINE)
    return (
        f"<article><h3>{_line(pair.first)}</h3>"
        f'<p class="faint">A <bdi>{escape(pair.first.id)}</bdi> · B '
        f"<bdi>{escape(pair.second.id)}</bdi> · one happening: {pair.score:.2f}{shared}"
        f"{f' ({escape(reasons)})' if reasons else ''}</p>"
        f"{table if rows else ''}{lines}</article>\n"
    )


def _on_one_line(pair: Pair, standing: Standing) -> str:
    """The fields that stand so, on one line; both answers where they are not one."""
    told = []
    for each in pair.fields:
        if each.standing is standing:
            title = escape(compared_fields()[each.field].title)
            answers = dict.fromkeys(filter(None, (each.first, each.second)))
            both = " and ".join(f"<bdi>{escape(answer)}</bdi>" for answer in answers)
            told.append(f"{title} {both}")
    sign, word = in_words.STANDINGS[standing]
    if not told:
        return ""
    return f'<p><span class="sign">{sign}</span> {word}: {" · ".join(told)}</p>'


def _compared(each: Compared) -> str:
    sign, word = in_words.STANDINGS[each.standing]
    disputed = ' class="disputed"' if each.standing in in_words.DISAGREE else ""
    title = escape(compared_fields()[each.field].title)
    return (
        f'<tr{disputed}><th scope="row">{title}</th>'
        f'<td><span class="state"><span class="sign">{sign}</span> {word}</span></td>'
        f'<td data-label="A"><bdi>{escape(each.first or in_words.NOTHING)}</bdi></td>'
        f'<td data-label="B"><bdi>{escape(each.second or in_words.NOTHING)}</bdi></td>'
        f'<td data-label="how far">{escape(each.note)}</td></tr>'
    )


def _lacking(alone: Iterable[Alone]) -> str:
    items = "".join(
        f'<li>{_line(one.incident)} <span class="faint"><bdi>{escape(one.incident.id)}</bdi>'
        f"{_rivals(one)}</span></li>"
        for one in alone
    )
    return f'<ul class="lacking">{items}</ul>' if items else "<p>Nothing.</p>"


def _rivals(alone: Alone) -> str:
    words = in_words.rivals(alone)
    return f"<br>{escape(words)}" if words else ""


def _line(one: Listed) -> str:
    return f"<bdi>{escape(in_words.listed(one))}</bdi>"


@cache
def _style() -> str:
    views = DATA / "views"
    return "".join(
        (views / name).read_text(encoding="utf-8") for name in ("incident.css", "comparison.css")
    )

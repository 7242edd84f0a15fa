"""Figures of an incident as HTML: the profiles side by side, each number back to its quotes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sayso.export.figures import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.shown.figures import CountUse, Figure, Figures


def figures_html(computed: Sequence[Figures]) -> str:
    """A table of the profiles' totals, the suggested grades, and why; empty without profiles."""
    if not computed:
        return ""
    rows = "".join(map(_rows, computed))
    heads = "".join(
        f'<th role="columnheader" scope="col">{name}</th>'
        for name in ("profile", "killed", "injured", "suggested grade", "to know")
    )
    cautions = dict.fromkeys(each.caution for each in computed)
    notes = "".join(f'<p class="faint">{escape(caution)}</p>' for caution in cautions)
    return (
        '<table role="table" class="figures"><caption>What published rulebooks make of these '
        'accounts: computed, not found</caption><thead role="rowgroup"><tr role="row">'
        f'{heads}</tr></thead><tbody role="rowgroup">\n{rows}</tbody></table>'
        f"{''.join(map(_reasons, computed))}{notes}"
    )


def _rows(figures: Figures) -> str:
    totals = {figure.measure.value: figure for figure in reversed(figures.figures)}
    flags = dict.fromkeys(
        flag.value.replace("_", " ")
        for source in (figures.flags, *(figure.flags for figure in totals.values()))
        for flag in source
    )
    cells = [
        ("killed", _cell(totals.get("killed"))),
        ("injured", _cell(totals.get("injured"))),
        ("suggested grade", figures.grade.name.value if figures.grade else ""),
        ("to know", ", ".join(flags)),
    ]
    told = "".join(
        f'<td role="cell" data-label="{name}">{escape(words)}</td>' for name, words in cells
    )
    head = f'<th role="rowheader" scope="row">{escape(figures.profile)}</th>'
    return f'<tr role="row">{head}{told}</tr>\n'


def _cell(figure: Figure | None) -> str:
    return in_words(figure) if figure is not None else ""


def _reasons(figures: Figures) -> str:
    """How each figure came about, folded: the steps, the counts behind it, those set aside."""
    told = "".join(
        f"<h4>{escape(figure.measure.value)}, {escape(figure.group.value.replace('_', ' '))}: "
        f"{escape(in_words(figure))}</h4>{_steps(figure)}{_uses('Counts behind it', figure.used)}"
        f"{_uses('Set aside', figure.set_aside)}"
        for figure in figures.figures
        if figure.used or figure.set_aside
    )
    grade = figures.grade
    suggested = f"<p>{escape(grade.name.value)}: {escape(grade.reason)}</p>" if grade else ""
    if not (told or suggested):
        return ""
    name = f"Why: {escape(figures.profile)}"
    return f"<details><summary>{name}</summary>{suggested}{told}</details>\n"


def _steps(figure: Figure) -> str:
    lines = "".join(
        f'<li>{escape(step.words)} <span class="faint">[{escape(step.rule)}]</span></li>'
        for step in figure.steps
    )
    return f"<ul>{lines}</ul>" if lines else ""


def _uses(name: str, uses: Sequence[CountUse]) -> str:
    lines = "".join(map(_use, uses))
    return f"<p>{name}</p><ul>{lines}</ul>" if lines else ""


def _use(use: CountUse) -> str:
    outlet = ", ".join(part for part in (use.publisher or use.report, use.published) if part)
    return (
        f"<li><b><bdi>{escape(use.voice)}</bdi></b> (<bdi>{escape(outlet)}</bdi>): "
        f'<q dir="auto">{escape(use.span.quote)}</q>: {escape(use.reason)}</li>'
    )

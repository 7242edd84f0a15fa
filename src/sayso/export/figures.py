"""Figures as text: the profiles side by side, and one figure back to its claims and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.console import Group as Together
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.export.wording import unwrap
from sayso.records.mention import Counted
from sayso.records.shown.figures import Figure, Flag, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from sayso.records.shown.figures import CountUse, Figures, Share

_MARK = ":"
_FORM = "INCIDENT:PROFILE:MEASURE or INCIDENT:PROFILE:MEASURE:GROUP, such as i3f2a:ucdp:killed"


class FigureAddress(NamedTuple):
    """Which figure: an incident's id or its first letters, a profile's name, what is counted.

    `group` is null for the profile's own total.
    """

    incident: str
    profile: str
    measure: Counted
    group: Group | None = None


def figure_address(words: str) -> FigureAddress | None:
    """The figure that an address such as `i3f2a:ucdp:killed` stands for; null for other ids.

    Raises:
        ValueError: for an address of another form, an unknown measure or an unknown group.
    """
    if _MARK not in words:
        return None
    incident, profile, *rest = words.split(_MARK)
    if not (incident and profile and 1 <= len(rest) <= 2):
        raise ValueError(f"{words!r} is no address of a figure; write {_FORM}")
    if rest[0] not in {Counted.KILLED, Counted.INJURED}:
        raise ValueError(f"no figure counts {rest[0]!r}; write killed or injured")
    groups = {group.value: group for group in Group}
    if rest[1:] and rest[1] not in groups:
        raise ValueError(f"no figure is of {rest[1]!r}; known are {', '.join(groups)}")
    return FigureAddress(
        incident, profile, Counted(rest[0]), groups[rest[1]] if rest[1:] else None
    )


def in_words(figure: Figure) -> str:
    """The bounds of a figure: "10", "9–22", "9–22, best 12", "24 or more, best 24", "not told"."""
    low, best, high = figure.low, figure.best, figure.high
    if low is None:
        return "not told"
    if high is None:
        span = f"{low:,} or more"
    else:
        span = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return span if best is None or low == high else f"{span}, best {best:,}"


def figures_table(computed: Sequence[Figures]) -> RenderableType:
    """An incident's figures by every profile, side by side, with grade, flags and caution."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    table.add_column("")
    for each in computed:
        table.add_column(each.profile, overflow="fold")
    for measure, group in _rows(computed):
        cells = [_cell(each.of(measure, group)) for each in computed]
        table.add_row(f"{measure.value}, {_group(group)}", *cells)
    if any(each.grade for each in computed):
        grades = [f"{each.grade.name} (suggested)" if each.grade else "" for each in computed]
        table.add_row("grade", *grades)
    notes = [_notes(each) for each in computed]
    if any(notes):
        table.add_row("to know", *notes)
    return Together(table, Text(), *_cautions(computed))


def explanation(figures: Figures, measure: Counted, group: Group | None = None) -> RenderableType:
    """A figure with all that led to it: rules, counts with quote, voice and outlet, what is out.

    Args:
        figures: an incident's figures by one profile.
        measure: what is counted.
        group: of whom, null for the profile's own total.

    Raises:
        ValueError: when the profile has no such figure; says which it has.
    """
    figure = figures.of(measure, group)
    if figure is None:
        known = ", ".join(
            dict.fromkeys(f"{each.measure.value}:{each.group.value}" for each in figures.figures)
        )
        wanted = measure.value if group is None else f"{measure.value}:{group.value}"
        raise ValueError(f"{figures.profile} has no figure {wanted}; it has {known}")
    head = Text(f"{figure.measure.value}, {_group(figure.group)}: {in_words(figure)}", "bold")
    by = f"by the profile {figures.profile} ({figures.digest})"
    of = f" of incident {figures.incident}" if figures.incident else ""
    return Together(
        head,
        Text(f"{by}{of}; {_sources(figures)}", "dim"),
        *_block("Steps", _steps(figures, figure)),
        *_block("Divided", (_share(share) for share in figure.shares)),
        *_block("Counts behind it", map(_use, figure.used)),
        *_block("Set aside", map(_use, figure.set_aside)),
        Text(),
        Text(figures.caution, "italic"),
    )


def _rows(computed: Sequence[Figures]) -> Iterator[tuple[Counted, Group]]:
    """The measures and groups that any profile has, each once, in one order."""
    known = {(figure.measure, figure.group) for each in computed for figure in each.figures}
    for measure in (Counted.KILLED, Counted.INJURED):
        yield from ((measure, group) for group in Group if (measure, group) in known)


def _cell(figure: Figure | None) -> str:
    return "" if figure is None else in_words(figure)


def _group(group: Group) -> str:
    return group.value.replace("_", " ")


def _notes(figures: Figures) -> str:
    """The flags of the profile's totals in words, by measure where it has several."""
    measures = dict.fromkeys(figure.measure for figure in figures.figures)
    totals = [total for measure in measures if (total := figures.of(measure)) is not None]
    notes = [_flags(figures.flags)]
    for total in totals:
        told = _flags(flag for flag in total.flags if flag is not Flag.NOT_TOLD)
        notes.append(f"{total.measure.value}: {told}" if told and len(totals) > 1 else told)
    return "; ".join(note for note in notes if note)


def _flags(flags: Iterable[Flag]) -> str:
    return ", ".join(flag.value.replace("_", " ") for flag in flags)


def _cautions(computed: Sequence[Figures]) -> Iterator[RenderableType]:
    """Each caution once, and not one that another begins with."""
    every = dict.fromkeys(each.caution for each in computed)
    for caution in every:
        if not any(other != caution and other.startswith(caution) for other in every):
            yield Text(caution, "italic")


def _sources(figures: Figures) -> str:
    counted = (
        (figures.reports, "report"),
        (figures.publishers, "publisher"),
        (figures.sources, "independent source"),
    )
    return ", ".join(f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in counted)


def _block(title: str, lines: Iterable[Text]) -> Iterator[RenderableType]:
    found = list(lines)
    if found:
        yield Text(f"\n{title}", "bold")
        yield from (Padding(line, (0, 0, 0, 2)) for line in found)


def _steps(figures: Figures, figure: Figure) -> Iterator[Text]:
    for step in (*figure.steps, *figures.steps):
        yield _with_rule(f"{step.words}", step.rule)
    if figures.grade is not None:
        grade = f"suggested grade {figures.grade.name}: {figures.grade.reason}"
        yield _with_rule(grade, figures.grade.rule)


def _with_rule(words: str, rule: str) -> Text:
    return Text(words).append(f"  [{rule}]", "dim")


def _share(share: Share) -> Text:
    where = ", ".join(part for part in (share.place, share.day) if part)
    return Text(f"{share.number:,}  {where}")


def _use(use: CountUse) -> Text:
    """A count: which ends it sets, who says so and where, the words, and how they were read."""
    sets = "/".join(bound.value for bound in use.sets)
    outlet = ", ".join(part for part in (use.publisher or use.report, use.published) if part)
    text = Text(f"{sets}: " if sets else "").append(use.voice, "bold").append(f" ({outlet})")
    text.append("\n“").append(unwrap(use.span.quote), "italic").append("”: ")
    text.append(use.reason).append(f"  [{use.rule}; {use.claim}]", "dim")
    if use.sentence is not None and use.sentence != use.span:
        text.append(f"\n“{unwrap(use.sentence.quote)}”", "dim italic")
    return text

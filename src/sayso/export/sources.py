"""The independent sources of an incident in words; every count names its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records.incident import Source, Sources

_UNKNOWN = "no bloc given"


def sources_text(sources: Sources) -> str:
    """The counts, then a line for each source with what joins its accounts, then the blocs."""
    lines = [sources_line(sources)]
    for source in sources.sources:
        lines.append(f"  {source_words(source)}")
        lines += [f"    {reason}" for reason in source.reasons]
    return "\n".join([*lines, *(f"  {line}" for line in bloc_lines(sources))])


def sources_line(sources: Sources) -> str:
    """The counts in one line: "5 reports, 4 publishers, 2 independent sources; blocs: …"."""
    unknown = sum(not source.known for source in sources.sources)
    counted = [
        _count(sources.reports, "report"),
        _count(sources.publishers, "publisher"),
        _count(len(sources.sources), "independent source"),
    ]
    line = ", ".join(counted) + (f" ({unknown} of unknown origin)" if unknown else "")
    if not any(sources.blocs):
        return line
    blocs = sorted(sources.blocs.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
    told = (f"{bloc or _UNKNOWN} {_count(number, 'publisher')}" for bloc, number in blocs)
    return f"{line}; blocs: {', '.join(told)}"


def source_words(source: Source) -> str:
    """A source by name with the number of its accounts, and whether its origin is known."""
    unknown = "" if source.known else "; whom it has it from is not told"
    return f"{source.name}: {_count(len(source.claims), 'account')}{unknown}"


def bloc_lines(sources: Sources) -> Iterator[str]:
    """Why the user's table puts a publisher in its bloc: a line for each that has a reason."""
    for publisher, reason in sources.bloc_reasons.items():
        yield f"bloc of {publisher}, by your table: {reason}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"

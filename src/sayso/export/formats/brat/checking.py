"""Checks a folder of brat: every line, every id, and words that stand where the line says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.export.formats.brat.conf import CONF, configured
from sayso.export.formats.brat.lines import read_standoff, read_text
from sayso.export.formats.contract import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sayso.export.formats.brat.lines import Standoff, Term


def check(path: Path) -> Iterable[Problem]:
    """What is wrong with a folder of brat, ours or somebody else's."""
    if not path.is_dir():
        message = "it is no folder" if path.exists() else "there is no such folder"
        return [Problem(str(path), None, None, message, remedy="name a folder of brat")]
    problems: list[Problem] = []
    known = _known(path, problems)
    files = sorted(path.rglob("*.ann"))
    if not files:
        problems.append(
            Problem(
                str(path), None, None, "there are no annotations", severe=False,
                remedy="name the folder that holds the .ann files",
            )
        )  # fmt: skip
    for file in files:
        problems += _check_file(file, known)
    for text in sorted(path.rglob("*.txt")):
        if not text.with_suffix(".ann").exists():
            message, remedy = "it has no .ann beside it", "add one; it may be empty"
            problems.append(Problem(str(text), None, None, message, severe=False, remedy=remedy))
    return problems


def _known(path: Path, problems: list[Problem]) -> Mapping[str, set[str]]:
    conf = path / CONF
    if not conf.exists():
        message, remedy = "there is no configuration", "add annotation.conf, to check more"
        problems.append(Problem(str(conf), None, None, message, severe=False, remedy=remedy))
        return {}
    text = read_text(conf, problems)
    return configured(text or "")


def _check_file(file: Path, known: Mapping[str, set[str]]) -> list[Problem]:
    found = read_standoff(file)
    problems: list[Problem] = []
    text = read_text(file.with_suffix(".txt"), problems)
    if text is not None:
        for name, term in found.terms.items():
            _check_term(found, name, term, text)
    _check_references(found)
    ordered = sorted(found.problems, key=lambda problem: problem.line or 0)
    return [*problems, *ordered, *_cut(file), *_unknown(found, known)]


def _cut(file: Path) -> Iterator[Problem]:
    """Lines of brat end, the last one too: a line without an end may be half a line."""
    lines = file.read_bytes().splitlines(keepends=True)
    if lines and not lines[-1].endswith(b"\n"):
        yield Problem(
            str(file), len(lines), None, "the last line has no end: the file may be cut short",
            severe=False, remedy="hold it against the original, and end the line",
        )  # fmt: skip


def _check_term(found: Standoff, name: str, term: Term, text: str) -> None:
    if term.end > len(text):
        message = f"it ends at {term.end:,}, the text at {len(text):,}"
        found.say(term.line, name, message, "count code points from 0")
        return
    for start, end in term.parts:
        if "\n" in text[start:end]:
            found.say(term.line, name, "a line of the text ends in it", "cut it in two pieces")
            return
    words = " ".join(text[start:end] for start, end in term.parts)
    if words == term.words:
        return
    units = text.encode("utf-16-le", "surrogatepass")[2 * term.start : 2 * term.end]
    raw = text.encode("utf-8", "surrogatepass")[term.start : term.end]
    remedy = "count anew where the words stand"
    if units.decode("utf-16-le", "replace") == term.words:
        remedy = "these are UTF-16 units: count code points"
    elif raw.decode("utf-8", "replace") == term.words:
        remedy = "these are bytes: count code points"
    message = f"{term.words[:40]!r} is told, {words[:40]!r} stands there"
    found.say(term.line, name, message, remedy)


def _check_references(found: Standoff) -> None:
    there = found.ids()
    for line, name in found.refers:
        if name not in there:
            found.say(line, name, f"there is no {name}", "add it, or take this line out")
    for name, event in found.events.items():
        trigger = found.terms.get(event.trigger)
        if trigger is not None and trigger.kind != event.kind:
            message = f"the event is {event.kind[:40]}, its trigger {trigger.kind[:40]}"
            found.say(event.line, name, message, "make them agree")


def _unknown(found: Standoff, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Types that the configuration does not have: brat shows them in its colour for mistakes."""
    entities = known.get("entities", set()) | known.get("events", set())
    used = [(term.line, term.kind, entities, "entities") for term in found.terms.values()]
    attributes = known.get("attributes", set())
    used += [(0, kind, attributes, "attributes") for _, kind in found.attributes]
    told: set[str] = set()
    for line, kind, names, section in used:
        if section in known and kind not in names and kind not in told:
            told.add(kind)
            problem = Problem(
                str(found.path), line or None, kind[:40], f"{CONF} has no {kind[:40]!r}",
                remedy=f"add it under [{section}]",
            )  # fmt: skip
            yield replace(problem, severe=False)

"""Reads a user's rule file: rules of the shipped formats, and every mistake with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from sayso.lexicons.files.load import DATA, DataFileError, Finding, Rule, StringLoader
from sayso.lexicons.files.strict import Mistake, nearest, to_record
from sayso.lexicons.overlays.rows import Entry
from sayso.lexicons.rules.event_rules import EventRule
from sayso.lexicons.rules.report_verbs import CueRule
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sayso.lexicons.files.strict import Keys

VERBS = "own"
"""The first part of the ids of rules that are made of a user's table of verbs."""

_WITH_WORDS = frozenset({"preposition", "adverb", "adjective"})
_ID = re.compile(r"[a-z][a-z0-9_]{2,}(?:\.[a-z][a-z0-9_]*){2}")
_FORMATS: dict[str, type[EventRule | CueRule]] = {"event_type": EventRule, "construction": CueRule}


class OwnRules(NamedTuple):
    """What a rule file gives: rules, and the ids of shipped rules that it takes out."""

    rules: list[Entry[Rule]]
    removed: list[Entry[str]]
    findings: list[Finding]


class _Twice(NamedTuple):
    """A key that its mapping has already, and its line."""

    line: int
    key: str


class _Header(Record, frozen=True, kw_only=True):
    """The keys of a rule file besides its rules."""

    language: str
    origin: str = ""
    licence: str = ""
    remove: tuple[str, ...] = ()


def read_own_rules(path: Path) -> OwnRules:
    """The rules of a file that can be used, and all that is wrong with the others.

    Raises:
        DataFileError: for a file that is no YAML, with the line.
    """
    node, content = _load(path)
    if not isinstance(content, dict) or not isinstance(content.get("rules", []), list):
        raise DataFileError(f"{path}:1: it is no rule file; write language: en, then rules:")
    found = OwnRules([], [], [])

    def tell(keys: Keys, message: str) -> None:
        found.findings.append(Finding(path=str(path), line=line_of(node, keys), message=message))

    for line, key in _twice(node):
        message = f"the key {key} stands twice; the first would be lost"
        found.findings.append(Finding(path=str(path), line=line, message=message))
    header, mistakes = _header(content)
    for mistake in mistakes:
        tell(*mistake)
    language = header.language if header else None
    for number, name in enumerate(header.remove if header else ()):
        found.removed.append(Entry(name, path, line_of(node, ("remove", number)), language))
    for number, values in enumerate(content.get("rules", [])):
        rule, told = _rule(values)
        for keys, message in told:
            tell(("rules", number, *keys), message)
        if rule is not None and not told:
            found.rules.append(Entry(rule, path, line_of(node, ("rules", number)), language))
    return found


def _header(content: Mapping[str, object]) -> tuple[_Header | None, list[Mistake]]:
    known = {key: value for key, value in content.items() if key != "rules"}
    header, mistakes = to_record(known, _Header, also=("rules",))
    if header is not None and header.language not in _languages():
        remedy = nearest(header.language, _languages())
        message = f"there are no words of the language {header.language!r}; {remedy}"
        mistakes.append(Mistake(("language",), message))
    return header, mistakes


def _rule(values: object) -> tuple[Rule | None, list[tuple[Keys, str]]]:
    """A rule by the key that only its format has, and what is wrong with it."""
    if not isinstance(values, dict):
        return None, [((), "a rule is a table of keys and values, with id: first")]
    formats = [key for key in _FORMATS if key in values]
    if len(formats) != 1:
        both = "has both" if formats else "needs one of"
        return None, [
            ((), f"a rule {both} event_type (of events) and construction (of attribution)")
        ]
    rule, mistakes = to_record(values, _FORMATS[formats[0]])
    told: list[tuple[Keys, str]] = [(mistake.keys, mistake.message) for mistake in mistakes]
    if rule is not None:
        told += _shape(rule)
    return rule, told


def _shape(rule: EventRule | CueRule) -> Iterator[tuple[Keys, str]]:
    """What is wrong with the id, the sentences and the words of a rule."""
    first = rule.id.split(".")[0]
    if first in {*_languages(), VERBS} or len(first) == 2:
        yield ("id",), f"{rule.id!r}: ids that begin with {first!r} are ours; begin with your name"
    elif not _ID.fullmatch(rule.id):
        yield (
            ("id",),
            f"{rule.id!r} is no id; write yours.topic.name, in small letters, digits and _",
        )
    if not rule.matches:
        yield (), f"{rule.id} has no sentence that it must match; give one under matches"
    if not rule.rejects:
        yield (), f"{rule.id} has no sentence that it must refuse; give one under rejects"
    if isinstance(rule, CueRule):
        if rule.construction not in _WITH_WORDS:
            yield (
                ("construction",),
                f"{rule.construction!r} is of the shipped rules; one of yours can be of "
                + ", ".join(sorted(_WITH_WORDS)),
            )
        elif not rule.phrases:
            yield (), f"{rule.id} has no words; give them under phrases"
        unused = [n for n in ("headings", "bylines", "begins", "ends") if getattr(rule, n)]
        for name in unused:
            yield (name,), f"{name} is for the shipped rules of turns; take it out"
    elif not (rule.verbs or rule.nouns or rule.light):
        yield (), f"{rule.id} has no words; give them under verbs, nouns or light"


def _languages() -> list[str]:
    return sorted(path.name for path in (DATA / "rules").iterdir() if path.is_dir())


def _load(path: Path) -> tuple[yaml.Node | None, object]:
    """The file as nodes that know their lines, and as values."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        node = yaml.compose(text, Loader=StringLoader)
        return node, yaml.load(text, Loader=StringLoader)  # noqa: S506
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: it is not UTF-8; save it as UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise DataFileError(
            f"{path}:{line}: {error.problem or error.context}; mend the YAML, or put the value in "
            "quotes"
        ) from error
    except yaml.YAMLError as error:
        raise DataFileError(f"{path}: {error}; mend the YAML") from error


def line_of(node: yaml.Node | None, keys: Sequence[str | int]) -> int:
    """The line (from 1) of what the keys lead to, as far as they lead."""
    if node is None:
        return 1
    line = node.start_mark.line + 1
    for step in keys:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def _twice(node: yaml.Node | None, around: frozenset[int] = frozenset()) -> Iterator[_Twice]:
    """The keys that stand twice in one mapping; an anchor may stand inside what it names."""
    inside = around | {id(node)}
    if id(node) in around:
        return
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _twice(one, inside)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                yield _Twice(key.start_mark.line + 1, name)
            seen.add(name)
            yield from _twice(value, inside)

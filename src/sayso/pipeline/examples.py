"""Every rule against its own sentences, by the stage that uses it: no rule without a test."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import yaml

from sayso.analysis.model import parse
from sayso.analysis.parsed import Parsed
from sayso.attribution.find import find_attributions
from sayso.events.status.factuality import classify_status
from sayso.events.triggers.find import find_triggers
from sayso.events.triggers.trigger import Trigger
from sayso.incidents.sources.credits import credit_by
from sayso.lexicons.files.load import DATA, Finding
from sayso.lexicons.files.marks import Marked, parse_marks
from sayso.lexicons.rules.report_verbs import CueRule
from sayso.lexicons.words.operators import load_operators
from sayso.mentions.actors.find import find_actors
from sayso.mentions.times.find import find_times
from sayso.pipeline.reading.stages import load_lexicons
from sayso.records.document import Document, Passage, PassageKind
from sayso.records.reading import Annotations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.lexicons.overlays.own_entries import Overlays
    from sayso.pipeline.reading.lexicons import Lexicons

_DAY = "2016-08-02"


class _Sentence(NamedTuple):
    """An example as it is read: its words, its marks, and whether it stands as a title."""

    parsed: Parsed
    marked: Marked


def check_rules(data: Path = DATA, language: str = "en") -> Iterator[Finding]:
    """Findings of a language's rule files: rules without examples, or that these do not reach.

    An example under `matches` must make its rule fire, one under `rejects` must not.
    """
    seen: dict[str, Path] = {}
    for path in sorted((data / "rules" / language).glob("*.yaml")):
        for rule in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["rules"]:  # noqa: S506
            name = rule["id"]
            if name in seen:
                yield _finding(path, f"{name} stands also in {seen[name]}")
            seen[name] = path
            yield from _check_rule(path, name, rule)


def check_own_rules(own: Overlays, lexicons: Lexicons) -> Iterator[Finding]:
    """Findings of a user's rules against their own sentences, read with all of his overlays."""
    for entry in own.rules:
        rule = entry.value
        topic = "report" if isinstance(rule, CueRule) else "event"
        for example, wanted in (
            *((example, True) for example in rule.matches),
            *((example, False) for example in rule.rejects),
        ):
            if _reads(rule.id, topic, _read(example.text, title=False), lexicons) is not wanted:
                told = "is not reached by its example" if wanted else "does not refuse"
                message = f"{rule.id} {told} {example.text!r}"
                yield Finding(path=str(entry.path), line=entry.line, message=message)


def _check_rule(path: Path, name: str, rule: dict[str, list[dict[str, str]]]) -> Iterator[Finding]:
    if not rule.get("matches"):
        yield _finding(path, f"{name} has no example that it must match")
    for example in rule.get("matches", ()):
        if not _fires(name, example):
            yield _finding(path, f"{name} is not reached by its example {example['text']!r}")
    for example in rule.get("rejects", ()):
        if _fires(name, example):
            yield _finding(path, f"{name} does not refuse {example['text']!r}")


def _fires(name: str, example: dict[str, str]) -> bool:
    """Whether a rule gives anything in its example, or leaves nothing where that is its task."""
    topic = name.split(".")[1]
    if topic == "credit":
        return credit_by(name, parse_marks(example["text"]).text) is not None
    sentence = _read(example["text"], title=example.get("title") == "true")
    if topic == "time":
        times = find_times(sentence.parsed)
        if example.get("gives") == "nothing":
            return not times
        return any(time.provenance.rule == name for time in times)
    if topic == "status":
        return f"({name})" in _status_reason(sentence, example.get("event_type", "ASSAULT"))
    return _reads(name, topic, sentence, load_lexicons("en", ()))


def _reads(name: str, topic: str, sentence: _Sentence, lexicons: Lexicons) -> bool:
    """Whether a rule of reports or of events gives anything in a sentence."""
    if topic == "report":
        actors = find_actors(sentence.parsed, lexicons.actors)
        found = find_attributions(sentence.parsed, actors, lexicons.report_verbs)
        return any(attribution.provenance.rule == name for attribution in found)
    triggers = find_triggers(sentence.parsed, lexicons.event_rules, Annotations())
    return any(trigger.rule_id == name for trigger in triggers)


def _status_reason(sentence: _Sentence, event_type: str) -> str:
    """Why the marked words of a sentence have the status that they have."""
    ((_, start, end),) = sentence.marked.spans
    words = sentence.parsed.doc.char_span(start, end, alignment_mode="expand")
    assert words is not None
    nouns = [t for t in words if t.dep_ == "dobj" and t.head == words.root]
    trigger = Trigger(
        head=nouns[0] if nouns else words.root,
        light=words.root if nouns else None,
        start=start,
        end=end,
        rule_id="",
        event_type=event_type,
        modes=(),
        cameo=None,
        confidence=0.5,
    )
    return classify_status(sentence.parsed, trigger, (), load_operators()).provenance.reason


@cache
def _read(text: str, *, title: bool) -> _Sentence:
    """An example, read on 2 August 2016 as a report of one passage."""
    marked = parse_marks(text)
    kind = PassageKind.TITLE if title else PassageKind.BODY
    passages = (Passage(kind=kind, start=0, end=len(marked.text)),)
    document = Document(
        id="example",
        report="example",
        address="example",
        text=marked.text,
        sha256_bytes="",
        sha256_text="",
        media_type="text/plain",
        published=_DAY,
    )
    return _Sentence(Parsed(document, passages, parse(marked.text, passages)), marked)


def _finding(path: Path, message: str) -> Finding:
    return Finding(path=str(path), line=None, message=message)

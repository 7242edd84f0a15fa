"""Every rule against its own sentences, by the whole pipeline: what users get is tested."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import yaml

from sayso.lexicons.check import Finding
from sayso.lexicons.load import DATA
from sayso.lexicons.marks import parse_marks
from sayso.pipeline.api import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.records.evidence import Provenance

_DAY = "2016-08-02"


def check_rules(data: Path = DATA) -> Iterator[Finding]:
    """Findings of all rule files: rules without examples, or whose examples do not reach them.

    An example under `matches` must make its rule fire, one under `rejects` must not.
    """
    seen: dict[str, Path] = {}
    for path in sorted((data / "rules").rglob("*.yaml")):
        for rule in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["rules"]:  # noqa: S506
            name = rule["id"]
            if name in seen:
                yield _finding(path, f"{name} stands also in {seen[name]}")
            seen[name] = path
            yield from _check_rule(path, name, rule)


def _check_rule(path: Path, name: str, rule: dict[str, list[dict[str, str]]]) -> Iterator[Finding]:
    if not rule.get("matches"):
        yield _finding(path, f"{name} has no example that it must match")
    for example in rule.get("matches", ()):
        if name not in fired(example["text"]):
            yield _finding(path, f"{name} is not reached by its example {example['text']!r}")
    for example in rule.get("rejects", ()):
        if name in fired(example["text"]):
            yield _finding(path, f"{name} does not refuse {example['text']!r}")


@cache
def fired(marked: str) -> frozenset[str]:
    """The ids of all rules that gave anything in a sentence with marks, read on 2 August 2016."""
    found = read(parse_marks(marked).text, published=_DAY, lang="en").read.annotations
    mentions = (*found.actors, *found.places, *found.dates, *found.quantities)
    provenances: list[Provenance] = [m.provenance for m in (*mentions, *found.attributions)]
    for event in found.events:
        provenances += event.provenance.values()
    return frozenset(p.rule for p in provenances if p.rule)


def _finding(path: Path, message: str) -> Finding:
    return Finding(path=str(path), line=None, message=message)

"""The sentences that test a rule, for whoever wants to know what the rule is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from sayso.lexicons.files.load import DATA, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def load_examples(language: str = "en", data: Path = DATA) -> Mapping[str, Rule]:
    """Every rule of a language by its id, of whatever kind, with its sentences and no more."""
    rules = {}
    for path in sorted((data / "rules" / language).glob("*.yaml")):
        for rule in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["rules"]:
            rules[rule["id"]] = Rule(
                id=rule["id"],
                matches=_examples(rule.get("matches", ())),
                rejects=_examples(rule.get("rejects", ())),
            )
    return rules


def _examples(found: list[dict[str, str]]) -> tuple[Example, ...]:
    return tuple(Example(text=x["text"], why=x.get("why", "")) for x in found)

"""Verb dictionaries: verbs with their codes, sets of words, and patterns around a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sayso.ingest.dictionaries.spelling import spaced

if TYPE_CHECKING:
    from sayso.ingest.dictionaries.lines import DictionaryText, Line, Loss

_BLOCK = re.compile(r"-{3,}\s*(?P<word>[^\[\]{}]*?)\s*(?:\[(?P<code>[^\[\]]*)\])?\s*-*")
_SET = re.compile(r"&\s*(?P<name>[^\s\[\]{}]+)")
_VERB = re.compile(
    r"(?P<verb>[^\[\]{}*$]+?)\s*(?:\{[^\[\]{}]*\}\s*)?(?:\[(?P<code>[^\[\]]*)\]\s*)?"
)
_PATTERN = re.compile(r"-\s*(?P<words>[^\[\]]*\*[^\[\]]*?)\s*(?:\[(?P<code>[^\[\]]*)\])?\s*")
_BRACES = re.compile(r"[{}]")


class Coded(NamedTuple):
    """A verb or pattern as written, in capitals, with its code; null where it has none."""

    words: str
    code: str | None
    line: int


@dataclass
class VerbGroup:
    """Verbs that share patterns: a block of PETRARCH, or one verb of TABARI."""

    block: bool
    code: str | None
    verbs: list[Coded] = field(default_factory=list)
    patterns: list[Coded] = field(default_factory=list)
    heading: Coded | None = None


@dataclass
class VerbEntries:
    """What a verb dictionary gives, and the lines that give nothing.

    `sets` are the words of each synset, by its name without the `&`.
    """

    path: str
    groups: list[VerbGroup] = field(default_factory=list)
    sets: dict[str, list[str]] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)


def read_verbs(text: DictionaryText) -> VerbEntries:
    """The verbs of a dictionary of TABARI (`VERB [CODE]`) or PETRARCH (`--- VERB [CODE] ---`).

    Forms in braces are left to sayso's own grammar.
    """
    found = VerbEntries(text.path)
    current: str | None = None
    for line in text.lines:
        if match := _SET.fullmatch(line.text):
            current = match["name"].strip("_").upper()
            found.sets.setdefault(current, [])
        elif line.text.startswith("+") and current is not None:
            found.sets[current] += _member(line)
        elif not _take(line, found):
            reason = "it is no verb, block, set or pattern; mend its brackets"
            found.losses.append(text.loss(line.number, line.text, reason))
        else:
            current = None
    for group in found.groups:
        if group.block and not group.verbs and group.heading and group.heading.words:
            group.verbs.append(group.heading)
    return found


def _member(line: Line) -> list[str]:
    """A word of a set, with the forms that stand in braces after it."""
    words, _, forms = line.text[1:].partition("{")
    return [
        word
        for each in (words, *_BRACES.sub(" ", forms).split())
        if (word := spaced(each).upper())
    ]


def _take(line: Line, found: VerbEntries) -> bool:
    """Adds what a line says; false where it says nothing that is known."""
    if line.text.startswith("---"):
        match = _BLOCK.fullmatch(line.text)
        if match is None:
            return False
        heading = Coded(spaced(match["word"]).upper(), match["code"], line.number)
        found.groups.append(VerbGroup(block=True, code=match["code"], heading=heading))
        return True
    if line.text.startswith("-"):
        match = _PATTERN.fullmatch(line.text)
        if match is None or not found.groups:
            return False
        found.groups[-1].patterns.append(Coded(match["words"].upper(), match["code"], line.number))
        return True
    match = _VERB.fullmatch(line.text)
    if match is None:
        return False
    if not found.groups or not found.groups[-1].block:
        found.groups.append(VerbGroup(block=False, code=match["code"]))
    group = found.groups[-1]
    group.verbs.append(
        Coded(spaced(match["verb"]).upper(), match["code"] or group.code, line.number)
    )
    return True

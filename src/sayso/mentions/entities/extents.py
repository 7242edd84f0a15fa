"""How far an entity's words reach: the article before it, what it is "of", the land it lies in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

RULES = "en.entities."
_NAMED = frozenset({EntityKind.ORGANISATION, EntityKind.PERSON, EntityKind.LOCATION})


@dataclass(frozen=True)
class Candidate:
    """Words that rules take for an entity. `first` and `end` count tokens, end-exclusive.

    `weight` orders those that overlap; `of` is the id of the record that the words are.
    """

    first: int
    end: int
    kind: EntityKind
    weight: float
    rule: str
    of: str | None = None


def widened(doc: Doc, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Longer candidates that hold those found: they compete with them, and win where they fit."""
    starting: dict[int, list[Candidate]] = {}
    for one in found:
        starting.setdefault(one.first, []).append(one)
    for one in found:
        if one.kind in _NAMED:
            yield from _with_article(doc, one)
            yield from _with_of(doc, one, starting)
            yield from _with_land(doc, one, starting)


def _with_article(doc: Doc, one: Candidate) -> Iterator[Candidate]:
    """The article, where only the name was found."""
    if one.first > 0 and doc[one.first - 1].dep_ == "det" and doc[one.first - 1].lower_ == "the":
        yield replace(one, first=one.first - 1, weight=one.weight + 0.2)


def _with_of(
    doc: Doc, one: Candidate, starting: dict[int, list[Candidate]]
) -> Iterator[Candidate]:
    """With what it is "of", two entities being one: "the city of Raqqa", "heads of the tribe"."""
    if one.end >= len(doc) or doc[one.end].lower_ != "of":
        return
    for other in starting.get(one.end + 1, []):
        if other.kind in _NAMED and (other.kind is one.kind) >= (one.kind is EntityKind.LOCATION):
            weight = one.weight + other.weight + 0.1
            yield replace(one, end=other.end, weight=weight, rule=f"{RULES}of", of=None)


def _with_land(
    doc: Doc, one: Candidate, starting: dict[int, list[Candidate]]
) -> Iterator[Candidate]:
    """With the larger place behind a comma: "Tabqa, Syria"."""
    if one.kind is not EntityKind.LOCATION or one.end + 1 >= len(doc) or doc[one.end].text != ",":
        return
    for other in starting.get(one.end + 1, []):
        name = doc[one.first].text[0].isupper() and doc[other.first].text[0].isupper()
        listed = other.end < len(doc) and doc[other.end].lower_ in {"and", "or"}
        if other.kind is EntityKind.LOCATION and name and not listed:
            weight = one.weight + other.weight + 0.1
            yield replace(one, end=other.end, weight=weight, rule=f"{RULES}land")

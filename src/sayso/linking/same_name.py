"""Mentions that share a name: a surname after the full name, an acronym after its expansion."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.lexicons.words.names import name_key
from sayso.linking.mention_view import COMPONENT, place, refer
from sayso.records.evidence import Provenance, span_id
from sayso.records.mention import ActorMention
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.linking.mention_view import Placed

_ACRONYM = re.compile(r"\s*\(\s*(?:the\s+)?['\"‘“]?([A-Z][A-Za-z-]{1,9})['\"’”]?\s*[),;]")


def link_surnames(placed: Sequence[Placed]) -> dict[str, ActorMention]:
    """People named by surname alone, after or before one full name that ends in it.

    Two full names with one surname leave it unlinked.
    """
    full: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        key = name_key(one.mention.name or "")
        if one.is_named_person and len(key) > 1:
            full[key[-1]].append(one)
    linked = {}
    for one in placed:
        key = name_key(one.mention.name or "")
        if one.mention.provenance.rule != "en.actors.person" or not key:
            continue
        bearers = {
            p.mention.name: p.mention
            for p in reversed(full.get(key[-1], []))
            if _ends_in(name_key(p.mention.name or ""), key)
        }
        if len(bearers) == 1:
            bearer = next(iter(bearers.values()))
            linked[one.mention.id] = refer(
                one.mention, bearer, "surname", "the one full name with this surname"
            )
    return linked


def _ends_in(name: tuple[str, ...], surname: tuple[str, ...]) -> bool:
    """Whether a longer name ends in a surname of one word or two ("Rivas Pena")."""
    return len(name) > len(surname) and name[-len(surname) :] == surname


def find_acronyms(parsed: Parsed, placed: Sequence[Placed]) -> list[ActorMention]:
    """Mentions by an acronym that the text itself gave: "the Unity Front (UF) … UF said".

    Only letters that are the initials of the name count, and only words that nothing else reads.
    """
    taken = [(p.mention.span.start, p.mention.span.end) for p in placed]
    found = []
    for acronym, full in _defined(parsed, placed):
        pattern = re.compile(rf"\b{re.escape(acronym)}\b")
        for match in pattern.finditer(parsed.document.text, full.span.end):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            found.append(_acronym_mention(parsed, match.start(), match.end(), full))
    return found


def _defined(parsed: Parsed, placed: Sequence[Placed]) -> Iterator[tuple[str, ActorMention]]:
    seen: set[str] = set()
    for one in placed:
        match = _ACRONYM.match(parsed.document.text, one.mention.span.end)
        named = one.mention.name is not None and not one.is_named_person
        if match is None or not named or match[1] in seen:
            continue
        if _is_initials(match[1], one.mention.span.quote):
            seen.add(match[1])
            yield match[1], one.mention


def _is_initials(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym begin words of a name in order, the last ones included."""
    words = [k for k in name_key(name) if k]
    letters = [c for c in acronym.casefold() if c.isalpha()]
    at = 0
    for word in words:
        if at < len(letters) and word.startswith(letters[at]):
            at += 1
    return len(letters) > 1 and at == len(letters)


def _acronym_mention(parsed: Parsed, start: int, end: int, full: ActorMention) -> ActorMention:
    span = parsed.span(start, end)
    bare = ActorMention(
        id=span_id("a", parsed.document.id, span),
        span=span,
        head=start,
        provenance=Provenance(component=COMPONENT, version=VERSION),
    )
    return refer(bare, full, "acronym", "the text gives this acronym beside the name")


def place_all(parsed: Parsed, mentions: Sequence[ActorMention]) -> list[Placed]:
    """The mentions with those by acronym, placed at their tokens."""
    placed = place(parsed, mentions)
    return place(parsed, [*mentions, *find_acronyms(parsed, placed)])

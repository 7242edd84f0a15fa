"""The means by which a deed was done, and the mode of assault that they make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import prepositional
from sayso.events.sides.slots import fill_slot
from sayso.events.triggers.expressions import heads, lemmas
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.records.evidence import Span

_SLOTS = "subject|with|by|from|modifier|using"
_LONGEST = 7


def find_weapons(
    parsed: Parsed, trigger: Trigger, weapons: Mapping[str, str | None]
) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """The weapons that a trigger's clause names, in order, and the modes of ASSAULT they make.

    Looks at the subject ("warplanes struck"), at "with", "by", "from" and "using" phrases, at
    words before an event noun ("car bomb attack") and at the object of firing and using. A weapon
    after "of" goes before the noun that measures it ("sticks of dynamite").
    """
    spans: dict[int, Span] = {}
    modes: list[str] = []
    for place in heads(list(_places(trigger))):
        measured = [n for n in prepositional(place, "of") if _longest(n, weapons)]
        token = measured[0] if measured else place
        found = _longest(token, weapons)
        if found is None:
            continue
        first, name = found
        spans[first.idx] = parsed.span(first.idx, token.idx + len(token.text))
        mode = weapons[name]
        if mode and mode not in modes:
            modes.append(mode)
    return tuple(spans[start] for start in sorted(spans)), tuple(modes)


def _places(trigger: Trigger) -> Iterator[Token]:
    verbal = trigger.verbal
    yield from fill_slot(_SLOTS, trigger.head, trigger.words, verbal=verbal)
    if trigger.light is not None:
        words = (trigger.light, *trigger.words)
        yield from fill_slot(_SLOTS, trigger.light, words, verbal=True)
    verb = trigger.light or trigger.head
    for child in (verb, *verb.children, *trigger.head.children):
        if child.pos_ == "VERB" and child.lemma_.lower() in grammar("using"):
            yield from fill_slot("object|with", child, (child,), verbal=True)
    yield from (word for word in trigger.words if word is not trigger.head or not verbal)


def _longest(token: Token, weapons: Mapping[str, str | None]) -> tuple[Token, str] | None:
    """The longest weapon expression that ends at a token, with its first token."""
    for size in range(_LONGEST, 0, -1):
        start = token.i - size + 1
        if start < token.sent.start:
            continue
        stretch = token.doc[start : token.i + 1]
        before = " ".join(t.lower_ for t in stretch[:-1])
        for last in lemmas(token):
            for glue in (" ", ""):
                name = f"{before}{glue}{last}".strip().replace(" - ", "-")
                if name in weapons:
                    return stretch[0], name
    return None

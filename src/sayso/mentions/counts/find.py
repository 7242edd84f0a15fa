"""Quantities: how many were killed, hurt, seized, destroyed, with the bounds words set."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from sayso.mentions.counts.casualty_ties import find_fates
from sayso.mentions.counts.casualty_words import Fate, is_deadly, load_casualty_nouns
from sayso.mentions.counts.counted_nouns import find_counted
from sayso.mentions.counts.running_totals import is_running_total
from sayso.records.evidence import Provenance, content_id
from sayso.records.mention import Counted, QuantityMention, QuantityOp
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.mentions.counts.bounds import Bounds
    from sayso.mentions.counts.counted_nouns import CountedNoun
    from sayso.records.mention import ActorMention, TimeMention

COMPONENT = "mentions.quantities"
_JOINED = re.compile(
    r"\s*(?:[,;]|,?\s*(?:and|plus|as well as|along with|together with))\s*", re.IGNORECASE
)
_PLUS = re.compile(r"\s*,?\s*plus\s*", re.IGNORECASE)
_PART = re.compile(
    r"(?:includ(?:ing|es|ed)|among(?:st)? (?:them|whom)|of (?:them|whom))[\s:,]*(?:were\s+)?\Z",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"\s+of\s+(?:whom|them|those|these)\b", re.IGNORECASE)
_MARKS = frozenset("\"'‘’“”")
_LOOK_BACK = 40
_FORCES = frozenset({"armed", "platform"})
_TOGETHER = ({Counted.KILLED, Counted.INJURED}, {Counted.DESTROYED, Counted.DAMAGED})


@dataclass(frozen=True)
class _Found:
    """A count with what became of those counted, in the making."""

    noun: CountedNoun
    what: Counted
    bounds: Bounds
    fate: Fate | None
    rule: str
    reason: str
    cumulative: bool = False
    part_of: str | None = None


_Done: TypeAlias = tuple[_Found, QuantityMention]


def find_quantities(
    parsed: Parsed, dates: Sequence[TimeMention], actors: Sequence[ActorMention] = ()
) -> list[QuantityMention]:
    """The counts of a report that are tied to harm, capture, flight or force, in text order.

    A number without such a tie is none, unless it counts people or machines under arms (`force`).
    "A guard", "his wife" and a person whom the text names (among `actors`) are one each. Numbers
    of times (`dates`, found before), money, percentages, ages and names are none. One
    count may have two fates ("were kidnapped and killed"), which are two mentions.
    """
    done: list[_Done] = []
    for noun in find_counted(parsed, dates, actors):
        if not noun.numbered and _whole(parsed, noun, done):
            continue
        tied = [_set_apart(parsed, each, done) for each in _tied(noun)]
        found = tied or _untied(parsed, noun, done)
        done += [(each, _mention(parsed, each)) for each in found]
    return [mention for _, mention in done]


def _tied(noun: CountedNoun) -> list[_Found]:
    """The count once for each thing that happened to those counted."""
    found: dict[Counted, _Found] = {}
    fates = find_fates(noun.anchor, strict=not noun.numbered)
    if not fates and noun.anchor is not noun.head:
        fates = find_fates(noun.head)
    for fate in fates:
        what = fate.what(noun.noun)
        if noun.is_unknown and fate.people is not None:
            continue
        if what is not None and what not in found:
            reason = f"tied to {fate.tie.text!r}"
            found[what] = _Found(
                noun, what, noun.bounds, fate, fate.rule, reason, is_running_total(fate.tie)
            )
    hurt = found.get(Counted.INJURED)
    if Counted.KILLED in found and hurt and hurt.fate and is_deadly(hurt.fate.tie.lower_):
        del found[Counted.INJURED]
    together = any(set(found) >= pair for pair in _TOGETHER) and noun.bounds.high != 0
    return [_shared(each) if together else each for each in found.values()]


def _shared(found: _Found) -> _Found:
    """A count of dead and injured, or destroyed and damaged, together: of each at most as many."""
    bounds = found.bounds
    return replace(
        found,
        bounds=replace(bounds, low=0, best=None, op=QuantityOp.AT_MOST),
        reason=f"{found.reason}; two fates are counted together",
    )


def _set_apart(parsed: Parsed, found: _Found, done: list[_Done]) -> _Found:
    """The count as a part of the one before, where the text says "including" or "of whom"."""
    whole = _whole(parsed, found.noun, done)
    return replace(found, part_of=whole[1].id) if whole else found


def _untied(parsed: Parsed, noun: CountedNoun, done: list[_Done]) -> list[_Found]:
    """A count that no word of its own ties: a part, one of a list, none at all, or a force."""
    if (harm := load_casualty_nouns("harm").get(noun.head.lower_)) and harm.people:
        return _harmed(noun)
    whole = _whole(parsed, noun, done) if noun.numbered else None
    if whole is not None:
        rule, reason = "en.quantity.part", f"a part of {whole[1].span.quote!r}"
        part = replace(whole[0], noun=noun, bounds=noun.bounds, rule=rule, reason=reason)
        return [replace(part, part_of=whole[1].id)]
    if (listed := _listed(parsed, noun, done)) is not None:
        return [listed]
    if noun.numbered and noun.noun_class in _FORCES and (noun.bounds.low or 0) > 1:
        rule, reason = "en.quantity.force", "people or machines under arms, and no harm is told"
        return [_Found(noun, Counted.FORCE, noun.bounds, None, rule, reason)]
    return []


def _listed(parsed: Parsed, noun: CountedNoun, done: list[_Done]) -> _Found | None:
    """The count as the next of a list: "12 guards, 3 cooks", "12 people plus the bomber"."""
    if not done or noun.anchor.dep_ in {"nsubj", "nsubjpass"}:
        return None
    before = done[-1][0]
    if not noun.numbered:
        before = next((f for f, m in reversed(done) if m.part_of is None), before)
    joined = _JOINED if noun.numbered else _PLUS
    if before.fate is None or not joined.fullmatch(
        parsed.document.text, done[-1][0].noun.end, noun.start
    ):
        return None
    what = before.fate.what(noun.noun)
    return replace(before, noun=noun, what=what, bounds=noun.bounds) if what else None


def _harmed(noun: CountedNoun) -> list[_Found]:
    """Casualties: none, dead and injured together (of each at most as many), or no number."""
    if not noun.numbered:
        reason = f"{noun.head.lower_} are dead or injured, and no number is told"
        return [_Found(noun, Counted.HARMED, noun.bounds, None, "en.quantity.harm", reason)]
    reason = f"{noun.head.lower_} are dead and injured"
    found = [
        _Found(
            noun, what, noun.bounds, None, "en.quantity.harm", reason, is_running_total(noun.head)
        )
        for what in (Counted.KILLED, Counted.INJURED)
    ]
    return found if noun.bounds.high == 0 else [_shared(each) for each in found]


def _whole(parsed: Parsed, noun: CountedNoun, done: list[_Done]) -> _Done | None:
    """The count before, in the same sentence, of which this one is said to be a part."""
    text = parsed.document.text
    sentence = noun.head.sent.start_char
    added = noun.numbered or text[: noun.start].rstrip().lower().endswith("plus")
    starts = [noun.start] if added else [noun.start, *_before_in_list(noun.head)]
    leads = (text[max(sentence, start - _LOOK_BACK) : start] for start in starts)
    if not (any(map(_PART.search, leads)) or _PART_AFTER.match(text, noun.end)):
        return None
    wholes = [d for d in done if d[1].span.start >= sentence and d[1].part_of is None]
    return wholes[-1] if wholes else None


def _before_in_list(noun: Token) -> Iterator[int]:
    """Where the nouns begin with which a noun is listed: of "men and boys" the men."""
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
        yield from (noun.idx, noun.left_edge.idx)


def _mention(parsed: Parsed, found: _Found) -> QuantityMention:
    noun, bounds = found.noun, found.bounds
    span = parsed.span(noun.start, _closed(parsed.document.text, noun.start, noun.end))
    return QuantityMention(
        id=content_id("q", parsed.document.id, str(span.start), str(span.end), found.what),
        span=span,
        head=noun.head.idx,
        tie=found.fate.tie.idx if found.fate is not None else None,
        what=found.what,
        of=parsed.document.text[noun.of_start : noun.end] if noun.noun is not None else "",
        low=bounds.low,
        best=bounds.best,
        high=bounds.high,
        op=bounds.op,
        cumulative=found.cumulative,
        part_of=found.part_of,
        provenance=Provenance(
            component=COMPONENT, version=VERSION, rule=found.rule, reason=found.reason
        ),
    )


def _closed(text: str, start: int, end: int) -> int:
    """The end of a count, with the closing quotation mark of one that opens inside it."""
    marks = sum(text.count(mark, start, end) for mark in _MARKS if mark != "’") + sum(
        text.startswith("’", at) and not text[at - 1].isalnum() for at in range(start, end)
    )
    return end + 1 if marks % 2 and text[end : end + 1] in _MARKS else end

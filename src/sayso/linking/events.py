"""Mentions of one event in one report: which they are, and what they lend each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.analysis.syntax import first_conjunct, token_at
from sayso.lexicons.anaphors import anaphoric_nouns
from sayso.lexicons.quads import material_types
from sayso.linking.sameness import PAST, Sides, are_apart, own_place
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.records.event import EventMention
    from sayso.records.reading import Annotations

_COMPONENT = "linking.events"
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_SUFFIXES = ("ing", "ment", "ion", "er", "ed")
_REACH = 8


def link_events(parsed: Parsed, found: Annotations) -> Annotations:
    """Gives the mentions of one event a shared id, and definite mentions what they leave out.

    Two mentions are one event when nothing keeps them apart (coding rules, section 4) and the
    later one points back: "this attack", "the onslaught", or the same deed told again by another
    voice with a participant in common. What the text does not let a reader decide stays apart.
    The id is that of the first mention. Order of the input does not matter.
    """
    sides = Sides.of(found)
    linked: list[EventMention] = []
    for event in sorted(found.events, key=lambda e: (e.trigger.start, e.trigger.end, e.id)):
        antecedent = _antecedent(parsed, sides, linked, event)
        linked.append(
            msgspec.structs.replace(event, event=event.id)
            if antecedent is None
            else _join(parsed, event, antecedent)
        )
    dated = tuple(_date(sides, linked))
    return msgspec.structs.replace(found, events=tuple(_place(parsed, dated)))


def _place(parsed: Parsed, events: Sequence[EventMention]) -> Iterator[EventMention]:
    """The mentions; a deed without a place takes the one place of its sentence's other deeds.

    A clause that only describes a noun ("men armed by X") has a scene of its own.
    """
    deeds = [e for e in events if e.event_type in material_types() and e.status in PAST]
    for event in events:
        places = {e.place for e in deeds if e.sentence == event.sentence and e.place}
        if event.place or len(places) != 1 or event not in deeds or _describes(parsed, event):
            yield event
            continue
        lender = next(e for e in deeds if e.place in places and e.sentence == event.sentence)
        why = _because("event.scene", f"in one sentence with {lender.trigger.quote!r}")
        yield msgspec.structs.replace(
            event, place=lender.place, provenance=event.provenance | {"place": why}
        )


def _describes(parsed: Parsed, event: EventMention) -> bool:
    """Whether a deed is told in a participle that only says which men or things are meant."""
    head = _head(parsed, event)
    clause = None if head is None else first_conjunct(head)
    return clause is not None and clause.dep_ == "acl" and clause.tag_ == "VBN"


def _date(sides: Sides, linked: Sequence[EventMention]) -> Iterator[EventMention]:
    """The mentions; a fallback date, or one open at its beginning, gives way to a stated one."""
    for event in linked:
        stated = {
            other.date: other
            for other in linked
            if other.event == event.event and sides.is_stated(other.date)
        }
        closed = {date: other for date, other in stated.items() if not sides.is_open(date)}
        lenders = closed or stated
        windows = {sides.window(date) for date in lenders}
        weak = sides.is_fallback(event.date) or (bool(closed) and sides.is_open(event.date))
        if len(windows) != 1 or not weak:
            yield event
            continue
        lender = next(iter(lenders.values()))
        why = _because("event.inherited", f"dated by {lender.trigger.quote!r}, the same event")
        yield msgspec.structs.replace(
            event, date=lender.date, provenance=event.provenance | {"date": why}
        )


def _antecedent(
    parsed: Parsed, sides: Sides, earlier: Sequence[EventMention], event: EventMention
) -> EventMention | None:
    """The earlier mention that this one points back to most clearly, the nearest among equals."""
    best: tuple[int, int] = (0, 0)
    chosen = None
    for order, candidate in enumerate(earlier):
        if are_apart(sides, candidate, event):
            continue
        score = _pointing(parsed, sides, candidate, event)
        if score and (score, order) >= best:
            best, chosen = (score, order), candidate
    return chosen


def _pointing(parsed: Parsed, sides: Sides, antecedent: EventMention, event: EventMention) -> int:
    """How clearly a mention points back to another: 0 not, 3 by the same noun."""
    head, before = _head(parsed, event), _head(parsed, antecedent)
    if head is None or before is None:
        return 0
    actors = sides.participants(event.actors, antecedent.actors)
    recipients = sides.participants(event.recipients, antecedent.recipients)
    shares = "same" in {actors, recipients}
    same_word = _stem(head) == _stem(before)
    if not _is_definite(head):
        retold = event.attribution != antecedent.attribution or _apart(parsed, antecedent, event)
        same_place = sides.place(event.place, antecedent.place) == "same"
        return int(same_word and actors == "same" and same_place and retold)
    if not _is_pointing(head) and _adds_participants(event) and not shares:
        return 0
    if same_word:
        return 3
    general = event.event_type in anaphoric_nouns().get(head.lemma_.lower(), frozenset())
    near = _sentences_between(parsed, antecedent, event)
    if not general or near > _REACH or (near == 0 and not _is_pointing(head)):
        return 0
    return 2 if _is_pointing(head) or not _is_plural(head) or shares else 0


def _adds_participants(event: EventMention) -> bool:
    return bool(event.actors or event.recipients)


def _apart(parsed: Parsed, one: EventMention, other: EventMention) -> bool:
    """Whether two mentions stand in different sentences."""
    return _sentences_between(parsed, one, other) > 0


def _sentences_between(parsed: Parsed, one: EventMention, other: EventMention) -> int:
    start, end = one.sentence.start, other.sentence.start
    return sum(1 for sent in parsed.doc.sents if start < sent.start_char <= end)


def _head(parsed: Parsed, event: EventMention) -> Token | None:
    """The word that names the event: the noun under a light verb, else the head of the words."""
    words = parsed.doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if words is None:
        return token_at(parsed.doc, event.trigger.start)
    root = words.root
    nouns = [t for t in words if t.pos_ in {"NOUN", "PROPN"} and t.dep_ == "dobj"]
    return nouns[-1] if root.pos_ in {"VERB", "AUX"} and nouns else root


def _stem(head: Token) -> str:
    lemma = head.lemma_.lower()
    for ending in _SUFFIXES:
        if lemma.endswith(ending) and len(lemma) > len(ending) + 3:
            return lemma[: -len(ending)].rstrip("e")
    return lemma.rstrip("e")


def _is_definite(head: Token) -> bool:
    if head.pos_ not in {"NOUN", "PROPN"}:
        return False
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and (c.lower_ == "the" or c.lower_ in _POINTING))
        for c in head.lefts
    )


def _is_pointing(head: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in _POINTING for c in head.lefts)


def _is_plural(head: Token) -> bool:
    return head.tag_ in {"NNS", "NNPS"}


def _join(parsed: Parsed, event: EventMention, antecedent: EventMention) -> EventMention:
    """The mention with the event of its antecedent and, if definite, what it leaves out."""
    head = _head(parsed, event)
    reason = f"the same event as {antecedent.trigger.quote!r} at {antecedent.trigger.start}"
    provenance = dict(event.provenance)
    provenance["event"] = _because("event.same", reason)
    lent: dict[str, object] = {}
    if head is not None and _is_definite(head):
        for field in ("place", "date", "actors", "recipients"):
            value = getattr(antecedent, field)
            own = own_place(event) if field == "place" else getattr(event, field)
            if value and not own:
                lent[field] = value
                provenance[field] = _because(
                    "event.inherited", f"left out here, taken from {reason}"
                )
    return msgspec.structs.replace(
        event,
        event=antecedent.event,
        provenance=provenance,
        **lent,
    )


def _because(rule: str, reason: str) -> Provenance:
    return Provenance(component=_COMPONENT, version=VERSION, rule=rule, reason=reason)

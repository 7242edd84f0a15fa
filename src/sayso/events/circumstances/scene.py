"""Where an event took place when its sentence is silent: "the town", the scene, the headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import first_conjunct, token_at
from sayso.events.circumstances.attached import Attached
from sayso.events.sides.scopes import way
from sayso.events.status.links import VERBAL, has_to
from sayso.lexicons.places.words import load_place_words
from sayso.lexicons.words.classes import class_words
from sayso.lexicons.words.grammar import grammar
from sayso.records.document import PassageKind
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.records.document import Passage
    from sayso.records.mention import PlaceMention

COMPONENT = "events.where"
FINENESS = {
    PlacePrecision.EXACT: 0, PlacePrecision.NEAR: 1, PlacePrecision.ADMIN2: 2,
    PlacePrecision.ADMIN1: 3, PlacePrecision.WATER: 3, PlacePrecision.AREA: 4,
    PlacePrecision.COUNTRY: 5,
}  # fmt: skip
VAST = frozenset({PlacePrecision.COUNTRY, PlacePrecision.AREA})
_SCENE = 2
_SHORT = 2
_LEAD = 3


def from_description(trigger: Trigger, places: Sequence[PlaceMention]) -> Attached | None:
    """The last settlement named, where the clause says "the city" or "the town"."""
    noun = next(
        (
            t
            for t in trigger.clause.subtree
            if t.lemma_.lower() in grammar("pointed_places") - grammar("seats")
            and any(c.lower_ in {"the", "this", "that"} for c in t.lefts)
            and _is_near(trigger, t)
        ),
        None,
    )
    if noun is None:
        return None
    fine = {
        PlacePrecision.EXACT,
        PlacePrecision.NEAR,
        PlacePrecision.ADMIN2,
        PlacePrecision.ADMIN1,
    }
    before = [p for p in places if p.span.end <= noun.idx and p.precision in fine]
    if not before:
        return None
    last = before[-1]
    return Attached.make(
        COMPONENT, last.id, "place.description",
        f"{noun.text!r} stands for the last place named: {last.span.quote!r}",
    )  # fmt: skip


def _is_near(trigger: Trigger, noun: Token) -> bool:
    """Whether a noun hangs on the event itself, and no name follows it ("the city of Homs")."""
    path = way(trigger, noun)
    named = any(
        c.dep_ in {"appos", "compound"} or (c.dep_ == "prep" and c.lower_ == "of")
        for c in noun.children
    )
    return path is not None and not path.strays and not path.in_subject and not named


def from_scene(
    parsed: Parsed, trigger: Trigger, places: Sequence[PlaceMention]
) -> Attached | None:
    """The place of the sentences before, in the same paragraph or the short one before it.

    Agencies break paragraphs after every sentence or two: there the scene goes on.
    """
    here = trigger.head.sent
    if any(t.lower_ in grammar("breaks") for t in here):
        return None
    start = _scene_start(parsed, trigger.start)
    earlier = [s for s in parsed.doc.sents if start <= s.start_char < here.start_char]
    for sent in reversed(earlier[-_SCENE:]):
        inside = [p for p in places if sent.start_char <= p.span.start < sent.end_char]
        fine = [p for p in inside if p.precision not in VAST]
        fitting = [p for p in fine if _is_scene(parsed, p)]
        if fitting:
            best = min(fitting, key=lambda p: (FINENESS[p.precision], -p.span.start))
            return Attached.make(
                COMPONENT, best.id, "place.scene",
                f"continues the scene of the sentence before: {best.span.quote!r}",
            )  # fmt: skip
    return None


def _scene_start(parsed: Parsed, offset: int) -> int:
    """Where the scene of an offset may have begun: its paragraph, or a short one before it."""
    body = [p for p in parsed.passages if p.kind is PassageKind.BODY]
    at = next((n for n, p in enumerate(body) if p.start <= offset < p.end), None)
    if at is None:
        return offset
    before = body[at - 1] if at else None
    if before is None:
        return body[at].start
    sentences = [s for s in parsed.doc.sents if before.start <= s.start_char < before.end]
    return before.start if len(sentences) <= _SHORT else body[at].start


def _is_scene(parsed: Parsed, mention: PlaceMention) -> bool:
    """Whether a place is where a sentence plays: in or at it, told of as a fact."""
    token = token_at(parsed.doc, mention.head)
    if token is None:
        return False
    token = first_conjunct(token)
    verb = next((t for t in token.ancestors if t.pos_ in VERBAL), None)
    if verb is not None and (has_to(verb) or verb.dep_ in {"relcl", "pcomp", "acl"}):
        return False
    if verb is not None and _speaks(verb):
        return False
    if token.dep_ == "pobj" and mention.precision is PlacePrecision.NEAR:
        return True
    token = _site(token)
    if token.dep_ in {"dobj", "nsubjpass", "ROOT"}:
        return True
    return token.dep_ == "pobj" and token.head.lower_ in grammar("scenic")


def _speaks(verb: Token) -> bool:
    """Whether a verb tells what was said, so that its place is the speaker's."""
    said = any(c.dep_ in {"ccomp", "parataxis"} for c in verb.children)
    return said or (verb.dep_ == "ROOT" and verb.lemma_.lower() in class_words("telling"))


def _site(name: Token) -> Token:
    """The noun of which a name tells where it is: "the town {of X}", "{X} city"."""
    words = load_place_words("en")
    while True:
        of = name.dep_ == "pobj" and name.head.lower_ == "of"
        noun = name.head.head if of else name.head
        if not (of or name.dep_ == "compound") or noun == name:
            return name
        kind = words.kind(noun.lower_, noun.lemma_.lower())
        if kind is None and not words.has("shore", noun.lower_):
            return name
        name = noun


def from_headline(
    parsed: Parsed, trigger: Trigger, places: Sequence[PlaceMention]
) -> Attached | None:
    """The place of the headline, for what the first paragraphs tell as done."""
    fitting = [
        p
        for p in places
        if passage_kind(parsed, p.span.start) is PassageKind.TITLE
        and p.precision is not PlacePrecision.COUNTRY
        and _is_scene(parsed, p)
    ]
    body = [p for p in parsed.passages if p.kind is PassageKind.BODY]
    if not any(p.start <= trigger.start < p.end for p in body[:_LEAD]):
        return None
    if not fitting or passage_kind(parsed, trigger.start) is PassageKind.TITLE:
        return None
    best = min(fitting, key=lambda p: (FINENESS[p.precision], p.span.start))
    return Attached.make(
        COMPONENT, best.id, "place.headline", f"the headline names it: {best.span.quote!r}"
    )


def passage_kind(parsed: Parsed, offset: int) -> PassageKind | None:
    """The kind of the passage that holds an offset (code points), or null between passages."""
    passage = _passage(parsed, offset)
    return passage.kind if passage else None


def _passage(parsed: Parsed, offset: int) -> Passage | None:
    return next((p for p in parsed.passages if p.start <= offset < p.end), None)

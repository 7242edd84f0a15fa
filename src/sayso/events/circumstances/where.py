"""Where an event took place: the coding rules' order of evidence (section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import is_passive, token_at
from sayso.events.circumstances.attached import Attached
from sayso.events.circumstances.margins import place_beside
from sayso.events.circumstances.scene import (
    COMPONENT,
    FINENESS,
    VAST,
    from_description,
    from_headline,
    from_scene,
    passage_kind,
)
from sayso.events.sides.scopes import Way, way
from sayso.lexicons.codes.quads import leaving_types, material_types
from sayso.lexicons.places.words import load_place_words
from sayso.lexicons.words.grammar import grammar
from sayso.records.document import PassageKind
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.records.mention import PlaceMention

_AWAY = frozenset({"from"})
_MODIFIERS = frozenset({"compound", "nmod", "amod", "poss"})
_OPENING = 3


def attach_place(parsed: Parsed, trigger: Trigger, places: Sequence[PlaceMention]) -> Attached:
    """The place of an event: of its clause, its sentence, the scene, or the headline.

    Args:
        parsed: the report.
        trigger: the event's words.
        places: the place mentions of the report, in the order of the text.
    """
    body = [p for p in places if passage_kind(parsed, p.span.start) is not PassageKind.DATELINE]
    ranked = sorted(_in_sentence(parsed, trigger, body), key=lambda c: c[0])
    described = from_description(trigger, body)
    if ranked and not (described and (ranked[0][0][0] or ranked[0][1].precision in VAST)):
        (level, *_), mention = ranked[0]
        rule, reason = _LEVELS[level]
        return Attached.make(COMPONENT, mention.id, rule, f"{reason}: {mention.span.quote!r}")
    if trigger.event_type not in material_types():
        return Attached.make(COMPONENT, None, "none", "no place is told for what was said")
    if beside := place_beside(parsed, trigger, body):
        why = f"heads or closes the line: {beside.span.quote!r}"
        return Attached.make(COMPONENT, beside.id, "place.margin", why)
    return (
        described
        or from_scene(parsed, trigger, body)
        or from_headline(parsed, trigger, body)
        or Attached.make(COMPONENT, None, "none", "no place of the event is told")
    )


_LEVELS = (
    ("place.clause", "stands in the event's own clause"),
    ("place.governing_clause", "stands in the clause that holds the event"),
    ("place.sentence", "stands elsewhere in the event's sentence"),
)


def _in_sentence(
    parsed: Parsed, trigger: Trigger, places: Sequence[PlaceMention]
) -> Iterator[tuple[tuple[int, int, int, int, int], PlaceMention]]:
    is_deed = trigger.event_type in material_types()
    for mention in places:
        token = token_at(parsed.doc, mention.head)
        path = way(trigger, token) if token is not None else None
        if token is None or path is None:
            continue
        scene = is_deed and _is_antecedent(trigger, token)
        object_ = is_deed and token.dep_ not in _MODIFIERS and _is_next(parsed, trigger, mention)
        if not object_ and not scene and not _may_locate(trigger, path, token, mention):
            continue
        if not is_deed and not _speaks_in(trigger, path):
            continue
        level = 0 if path.is_own or object_ or scene else 1 if not path.inner_clauses else 2
        key = (
            level,
            _role(path),
            FINENESS[mention.precision],
            abs(token.i - trigger.head.i),
            token.i,
        )
        yield key, mention


def _is_antecedent(trigger: Trigger, place: Token) -> bool:
    """Whether a clause with "where", "in which" or an object "which" tells of the place before."""
    clause = trigger.clause
    if clause.dep_ == "nsubj" and clause.head.dep_ == "relcl":
        clause = clause.head
    told = [c for c in clause.lefts if c.lower_ == "where" or c.dep_ == "prep"]
    which = any(c.lower_ == "where" or any(g.lower_ == "which" for g in c.children) for c in told)
    taken = place == clause.head and _is_object_of(clause)
    if clause.dep_ != "relcl" or not (which or taken):
        return False
    inside = place == clause.head or clause.head in list(place.ancestors)
    return inside and place.i < clause.left_edge.i


def _is_object_of(clause: Token) -> bool:
    """Whether "which" is the object of its clause, though the parser may give it to the subject.

    "X, {which} the army took": not "X, {which} lies on a river", nor one with another object.
    """
    first = clause.left_edge
    own = {c.lower_ for c in clause.children if c.dep_ in {"dobj", "nsubj", "nsubjpass"}}
    objects = [c for c in clause.rights if c.dep_ in {"dobj", "nsubjpass"}]
    return (
        first.lower_ in grammar("which")
        and not objects
        and (first.dep_ == "dobj" or not own & grammar("which"))
    )


def _is_next(parsed: Parsed, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a name stands right behind an active verb, whatever the parser makes of it.

    "said fighters were 'invading' X and Y did nothing": X is no subject of "did".
    """
    verb = trigger.head
    if verb.pos_ != "VERB" or is_passive(verb) or verb.idx + len(verb.text) != trigger.end:
        return False
    between = parsed.document.text[trigger.end : mention.span.start]
    return mention.span.start >= trigger.end and between.strip(" '’‘\"“”") in {"", "the"}


def _speaks_in(trigger: Trigger, path: Way) -> bool:
    """Whether words were spoken at a place: "agreed in Geneva", not "condemned raids on Homs"."""
    return (
        path.meeting in {trigger.head, trigger.clause}
        and bool(path.down)
        and path.down[-1].dep_ == "prep"
        and path.down[-1].lower_ in grammar("at_scene")
    )


def _may_locate(trigger: Trigger, path: Way, token: Token, mention: PlaceMention) -> bool:
    """Refuses speakers' places, governments named by capitals, origins and affiliations.

    Who somebody is ("X, a judge in Tarnab, was shot", "told the Tarnab press") is no place of a
    deed.
    """
    if path.leaves_speech or path.leaves_noun or path.strays or path.answers_another:
        return False
    if _opens_near(trigger, path, token):
        return True
    if token.dep_ in {"nsubj", "csubj"} or _is_agent(token) or _is_elsewhere(path, token):
        return False
    if path.in_subject and not _locative(path):
        return False
    leaves = path.down[-1:] == (token.head,) and trigger.event_type in leaving_types()
    off = token.head.lower_ in _AWAY and mention.precision is not PlacePrecision.NEAR
    if token.dep_ == "pobj" and off and not leaves:
        return False
    names_noun = token.dep_ in _MODIFIERS and token.head.idx >= mention.span.end
    return not (names_noun and (mention.precision is PlacePrecision.COUNTRY or not path.is_own))


def _opens_near(trigger: Trigger, path: Way, place: Token) -> bool:
    """Whether a sentence opens with where it plays: the parser takes "Outside X" for a name."""
    first = place.sent[0]
    beside = first.lower_ in grammar("at_scene") or load_place_words("en").has(
        "bearing", first.lower_
    )
    opening = beside and first.i < place.i < first.i + _OPENING and place.nbor().text == ","
    return opening and path.meeting in {trigger.head, trigger.clause}


def _is_elsewhere(path: Way, place: Token) -> bool:
    """Whether a place is told of something else: a report, another happening, who somebody is."""
    told = any(t.dep_ == "ccomp" or _tells_of_another(t, place) for t in path.down)
    return told or any(t.dep_ == "appos" and not _is_bearing(t) for t in path.down[1:])


def _is_bearing(noun: Token) -> bool:
    """Whether a noun only tells how far off a place lies: "in X, {north} of Y"."""
    return load_place_words("en").has("bearing", noun.lower_)


def _tells_of_another(word: Token, place: Token) -> bool:
    """Whether a word joins another happening that has the place: "after the battle of X".

    What a place is for is none: "fell on a camp {for} families near X".
    """
    joins = word.dep_ == "prep" and word.lower_ in grammar("other_time") and place.head != word
    return joins and not (word.lower_ in grammar("toward_or_for") and _are_there(place))


def _are_there(place: Token) -> bool:
    """Whether a place is that of several who are there: "for families {near X}"."""
    located = place.dep_ == "pobj" and place.head.lower_ in grammar("at_scene")
    return located and place.head.head.tag_ == "NNS"


def _is_agent(token: Token) -> bool:
    return token.dep_ == "pobj" and (token.head.dep_ == "agent" or token.head.lower_ == "by")


def _locative(path: Way) -> bool:
    return any(t.dep_ == "prep" and t.lower_ in grammar("at_scene") for t in path.down)


def _role(path: Way) -> int:
    words = {t.lower_ for t in path.down if t.dep_ == "prep"}
    if path.in_subject:
        return 3
    if words & _AWAY:
        return 2
    return 1 if words & grammar("toward_or_for") else 0

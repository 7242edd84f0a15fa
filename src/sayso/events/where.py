"""Where an event took place: the coding rules' order of evidence (section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import first_conjunct, is_passive, token_at
from sayso.events.attached import Attached
from sayso.events.links import VERBAL, has_to
from sayso.events.scopes import Way, way
from sayso.lexicons.quads import leaving_types, material_types
from sayso.records.document import PassageKind
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.trigger import Trigger
    from sayso.records.document import Passage
    from sayso.records.mention import PlaceMention

_COMPONENT = "events.where"
_FINENESS = {
    PlacePrecision.EXACT: 0, PlacePrecision.NEAR: 1, PlacePrecision.ADMIN2: 2,
    PlacePrecision.ADMIN1: 3, PlacePrecision.WATER: 3, PlacePrecision.AREA: 4,
    PlacePrecision.COUNTRY: 5,
}  # fmt: skip
_AWAY = frozenset({"from"})
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "around", "on"})
_SCENIC = _LOCATIVE | {"into", "over", "across", "through", "throughout", "to", "towards"}
_BREAKS = frozenset({"elsewhere", "meanwhile", "separately"})
_THEN = frozenset({"after", "before", "since", "following", "until", "despite"})
_TOWARD = frozenset({"to", "toward", "towards", "for"})
_SETTLEMENTS = frozenset(
    {"city", "town", "village", "capital", "province", "region", "district", "area", "port"}
)
_SEATS = frozenset({"capital"})
_MODIFIERS = frozenset({"compound", "nmod", "amod", "poss"})
_VAST = frozenset({PlacePrecision.COUNTRY, PlacePrecision.AREA})
_SCENE = 2
_SHORT = 2
_LEAD = 3


def attach_place(parsed: Parsed, trigger: Trigger, places: Sequence[PlaceMention]) -> Attached:
    """The place of an event: of its clause, its sentence, the scene, or the headline.

    Args:
        parsed: the report.
        trigger: the event's words.
        places: the place mentions of the report, in the order of the text.
    """
    body = [p for p in places if _kind(parsed, p.span.start) is not PassageKind.DATELINE]
    ranked = sorted(_in_sentence(parsed, trigger, body), key=lambda c: c[0])
    described = _described(trigger, body)
    if ranked and not (described and (ranked[0][0][0] or ranked[0][1].precision in _VAST)):
        (level, *_), mention = ranked[0]
        rule, reason = _LEVELS[level]
        return Attached.make(_COMPONENT, mention.id, rule, f"{reason}: {mention.span.quote!r}")
    if trigger.event_type not in material_types():
        return Attached.make(_COMPONENT, None, "none", "no place is told for what was said")
    return (
        described
        or _scene(parsed, trigger, body)
        or _headline(parsed, trigger, body)
        or Attached.make(_COMPONENT, None, "none", "no place of the event is told")
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
        object_ = is_deed and token.dep_ not in _MODIFIERS and _is_next(parsed, trigger, mention)
        if not object_ and not _may_locate(trigger, path, token, mention):
            continue
        if not is_deed and not _speaks_in(trigger, path):
            continue
        level = 0 if path.is_own or object_ else 1 if not path.inner_clauses else 2
        key = (
            level,
            _role(path),
            _FINENESS[mention.precision],
            abs(token.i - trigger.head.i),
            token.i,
        )
        yield key, mention


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
        and path.down[-1].lower_ in _LOCATIVE
    )


def _may_locate(trigger: Trigger, path: Way, token: Token, mention: PlaceMention) -> bool:
    """Refuses speakers' places, governments named by capitals, origins and affiliations.

    Who somebody is ("X, a judge in Tarnab, was shot", "told the Tarnab press") is no place of a
    deed.
    """
    if path.leaves_speech or path.leaves_noun or path.strays:
        return False
    if token.dep_ in {"nsubj", "csubj"} or _is_agent(token) or _is_elsewhere(path, token):
        return False
    if path.in_subject and not _locative(path):
        return False
    leaves = path.down[-1:] == (token.head,) and trigger.event_type in leaving_types()
    if token.dep_ == "pobj" and token.head.lower_ in _AWAY and not leaves:
        return False
    names_noun = token.dep_ in _MODIFIERS and token.head.idx >= mention.span.end
    return not (names_noun and (mention.precision is PlacePrecision.COUNTRY or not path.is_own))


def _is_elsewhere(path: Way, place: Token) -> bool:
    """Whether a place is told of something else: a report, another happening, who somebody is."""
    told = any(t.dep_ == "ccomp" or _tells_of_another(t, place) for t in path.down)
    return told or any(t.dep_ == "appos" for t in path.down[1:])


def _tells_of_another(word: Token, place: Token) -> bool:
    """Whether a word joins another happening that has the place: "after the battle of X"."""
    return word.dep_ == "prep" and word.lower_ in _THEN and place.head != word


def _is_agent(token: Token) -> bool:
    return token.dep_ == "pobj" and (token.head.dep_ == "agent" or token.head.lower_ == "by")


def _locative(path: Way) -> bool:
    return any(t.dep_ == "prep" and t.lower_ in _LOCATIVE for t in path.down)


def _role(path: Way) -> int:
    words = {t.lower_ for t in path.down if t.dep_ == "prep"}
    if path.in_subject:
        return 3
    if words & _AWAY:
        return 2
    return 1 if words & _TOWARD else 0


def _kind(parsed: Parsed, offset: int) -> PassageKind | None:
    passage = _passage(parsed, offset)
    return passage.kind if passage else None


def _passage(parsed: Parsed, offset: int) -> Passage | None:
    return next((p for p in parsed.passages if p.start <= offset < p.end), None)


def _described(trigger: Trigger, places: Sequence[PlaceMention]) -> Attached | None:
    """The last settlement named, where the clause says "the city" or "the town"."""
    noun = next(
        (
            t
            for t in trigger.clause.subtree
            if t.lemma_.lower() in _SETTLEMENTS - _SEATS
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
        _COMPONENT, last.id, "place.description",
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


def _scene(parsed: Parsed, trigger: Trigger, places: Sequence[PlaceMention]) -> Attached | None:
    """The place of the sentences before, in the same paragraph or the short one before it.

    Agencies break paragraphs after every sentence or two: there the scene goes on.
    """
    here = trigger.head.sent
    if any(t.lower_ in _BREAKS for t in here):
        return None
    start = _scene_start(parsed, trigger.start)
    earlier = [s for s in parsed.doc.sents if start <= s.start_char < here.start_char]
    for sent in reversed(earlier[-_SCENE:]):
        inside = [p for p in places if sent.start_char <= p.span.start < sent.end_char]
        fine = [p for p in inside if p.precision not in _VAST]
        fitting = [p for p in fine if _is_scene(parsed, p)]
        if fitting:
            best = min(fitting, key=lambda p: (_FINENESS[p.precision], -p.span.start))
            return Attached.make(
                _COMPONENT, best.id, "place.scene",
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
    if token.dep_ in {"dobj", "nsubjpass", "ROOT"}:
        return True
    named = token.head.head if token.head.lower_ == "of" else None
    if named is not None and named.lemma_.lower() in _SETTLEMENTS:
        token = named
    return token.dep_ == "pobj" and token.head.lower_ in _SCENIC


def _headline(parsed: Parsed, trigger: Trigger, places: Sequence[PlaceMention]) -> Attached | None:
    """The place of the headline, for what the first paragraphs tell as done."""
    fitting = [
        p
        for p in places
        if _kind(parsed, p.span.start) is PassageKind.TITLE
        and p.precision is not PlacePrecision.COUNTRY
        and _is_scene(parsed, p)
    ]
    body = [p for p in parsed.passages if p.kind is PassageKind.BODY]
    if not any(p.start <= trigger.start < p.end for p in body[:_LEAD]):
        return None
    if not fitting or _kind(parsed, trigger.start) is PassageKind.TITLE:
        return None
    best = min(fitting, key=lambda p: (_FINENESS[p.precision], p.span.start))
    return Attached.make(
        _COMPONENT, best.id, "place.headline", f"the headline names it: {best.span.quote!r}"
    )

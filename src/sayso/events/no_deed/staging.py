"""Whether an event is only played: in a film or novel, in an exercise, by somebody in a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS, first_conjunct
from sayso.events.status.links import VERBAL
from sayso.lexicons.words.grammar import grammar
from sayso.lexicons.words.opinion_words import load_opinion_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from sayso.events.triggers.trigger import Trigger

_EDGES = SUBJECTS | {"ROOT", "advcl", "parataxis"}
_SURE = 2


def played_in(trigger: Trigger) -> str | None:
    """The words that show an event to be a scene of fiction or of an exercise, or null."""
    verb = trigger.clause
    return (
        _mock(trigger)
        or next(filter(None, (_scene(v) for v in (verb, *_verbs_above(verb)))), None)
        or next(filter(None, (_tale(v, "fiction", "drill") for v in _verbs_above(verb))), None)
        or next(filter(None, map(_staged, _present_verbs(verb))), None)
        or _told_in(trigger)
        or _part(verb)
    )


def retold_by(trigger: Trigger) -> str | None:
    """The book, museum or picture whose tale or show an event is part of, or null."""
    return next(filter(None, (_work(v, "memoir") for v in _verbs_above(trigger.clause))), None)


def _mock(trigger: Trigger) -> str | None:
    """A word that says make-believe before the event or one of its parties."""
    near = [trigger.head, trigger.clause]
    near += [n for c in trigger.clause.children for n in (c, *c.children) if n.pos_ == "NOUN"]
    words = (c for noun in near for c in noun.lefts)
    return next((c.text for c in words if _is_one(c, "mock")), None)


def _scene(verb: Token) -> str | None:
    """What a clause is set in: "In the novel", or, before its subject, "During the exercise"."""
    first = min((c.i for c in verb.children if c.dep_ in SUBJECTS), default=verb.i)
    for prep in verb.children:
        if prep.dep_ != "prep" or prep.lower_ not in grammar("during_show"):
            continue
        for noun in (n for n in prep.children if n.dep_ == "pobj"):
            drill = _is_one(noun, "drill") and prep.i < first and not _has_toll(verb)
            works = [noun, *(c for c in noun.lefts if c.dep_ == "poss")]
            tale = any(map(_is_work, works)) and not any(c.lower_ == "of" for c in noun.rights)
            sure = any(_weight(w, "fiction") == _SURE for w in works)
            if (drill and prep.lower_ != "on") or (tale and (sure or prep.lower_ == "in")):
                return f"{prep.text} {noun.text}"
    return None


def _tale(verb: Token, *kinds: str) -> str | None:
    return _work(verb, *kinds) if _is_one(verb, "telling") else None


def _work(verb: Token, *kinds: str) -> str | None:
    """The subject of a verb where it is a work of one of the kinds."""
    doers = (c for c in verb.lefts if c.dep_ in SUBJECTS)
    return next((c.text for c in doers if any(_is_one(c, kind) for kind in kinds)), None)


def _staged(verb: Token) -> str | None:
    """A work of make-believe, or its maker, that does or shows something in the present."""
    doers = (c for c in verb.lefts if c.dep_ == "nsubj")
    now = verb.tag_ in {"VBZ", "VBP", "VBG"}
    return next((c.text for c in doers if now and _weight(c, "fiction") == _SURE), None)


def _told_in(trigger: Trigger) -> str | None:
    """The work that a deed is the matter of: "a song about a man shot", "a novel in which"."""
    word = trigger.head
    while word.head != word:
        above = word.head
        if word.dep_ in {"relcl", "acl"} and _is_work(above) and not _is_object_of(word):
            return above.text
        if (
            word.dep_ == "prep"
            and word.lower_ in grammar("topic_prepositions")
            and _weight(above, "fiction") == _SURE
        ):
            return above.text
        if word.lower_ == "about" and above.lemma_ == "be" and (work := _work(above, "fiction")):
            return work
        word = above
    return None


def _is_object_of(clause: Token) -> bool:
    """Whether a clause tells what was done to the noun before it: "the opera bombed in May"."""
    return clause.dep_ == "acl" and clause.tag_ == "VBN"


def _is_work(noun: Token) -> bool:
    """Whether a word names a work of fiction; "a series of raids" is none."""
    return _is_one(noun, "fiction") and not (
        _weight(noun, "fiction") < _SURE and any(c.lower_ == "of" for c in noun.rights)
    )


def _part(verb: Token) -> str | None:
    """A clause on the part that somebody plays ("a spy who is shot"), or on an exercise."""
    part = verb.head if verb.dep_ == "relcl" else None
    if part is None:
        return None
    if any(_is_one(part, kind) for kind in ("drill", "fiction")) and not _has_toll(verb):
        return part.text
    if part.dep_ != "dobj" or not any(c.tag_ == "WP" for c in verb.lefts):
        return None
    return f"{part.head.text} {part.text}" if _is_one(part.head, "acting") else None


def _verbs_above(verb: Token) -> Iterator[Token]:
    """The verbs over a word, up to where a clause is only joined: "was shown after".

    What tells of a subject ("the museum that they burned") is not part of what the subject does.
    """
    word = verb
    while (word := first_conjunct(word)).dep_ not in _EDGES and word.head != word:
        word = word.head
        if word.pos_ in VERBAL:
            yield word


def _present_verbs(verb: Token) -> Iterator[Token]:
    """A verb and those over it; of a verb in the present also those that it is joined to."""
    yield verb
    tenses = {c.tag_ for c in verb.children if c.dep_ == "auxpass"} | {verb.tag_}
    now = not tenses.isdisjoint({"VBZ", "VBP"})
    yield from (t for t in verb.ancestors if t.pos_ in VERBAL) if now else _verbs_above(verb)


def _has_toll(verb: Token) -> bool:
    return any(_is_one(t, "toll") for t in verb.sent)


def _is_one(token: Token, kind: str) -> bool:
    """Whether a word, alone or with the one before it, is listed."""
    return _weight(token, kind) > 0


def _weight(token: Token, kind: str) -> int:
    """How surely a word, alone or with the one beside it, is of a kind; 0 where it is not."""
    rows = load_opinion_words()[kind]
    lemma = token.lemma_.lower()
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    keys = ((lemma,), (token.lower_,), (before, lemma), (lemma, after))
    found = (rows.get(key, 0) for key in keys)
    return max(found)

"""Deaths and damage by accident or by nature, in reports that know of no arms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import subject
from sayso.lexicons.words.opinion_words import load_opinion_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from sayso.events.triggers.trigger import Trigger

_SURE = 2


def mishap(trigger: Trigger) -> str | None:
    """The accident by which people died or things broke, or null: "collapsed, killing two".

    The accident is the doer of the trigger or the verb that its participle hangs on; where it
    can be nothing but an accident ("a collision"), it may stand anywhere in the sentence.
    """
    if _is_armed(trigger.head.doc):
        return None
    words = load_opinion_words()
    lemma = (trigger.head.lemma_.lower(),)
    if lemma in words["toll"]:
        found = next((t.text for t in _near(trigger) if _weight(t)), None)
        return found or next((t.text for t in trigger.head.sent if _weight(t) == _SURE), None)
    if lemma in words["harm"]:
        return next((t.text for t in _doers(trigger) if _weight(t) == _SURE), None)
    return None


def _near(trigger: Trigger) -> Iterator[Token]:
    verb = trigger.clause
    if verb.dep_ in {"advcl", "conj"}:
        yield verb.head
    yield from _doers(trigger)


def _doers(trigger: Trigger) -> Iterator[Token]:
    verb = trigger.clause
    doer = subject(verb)
    if doer is not None and verb.tag_ != "VBN":
        yield doer
    yield from (n for c in verb.children if c.dep_ == "agent" for n in c.children)


def _weight(token: Token) -> int:
    """How surely a word, alone or with the one before it, names an accident; else 0."""
    rows = load_opinion_words()["mishap"]
    lemma = token.lemma_.lower()
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    return max(rows.get((lemma,), 0), rows.get((before, lemma), 0))


def _is_armed(doc: Doc) -> bool:
    """Whether a word of arms stands in the report, that of an accident ("gas explosion") apart."""
    words = load_opinion_words()
    armed = words["deed"].keys() - words["toll"].keys()
    return any((t.lemma_.lower(),) in armed and not _weight(t) for t in doc)

"""Who speaks: the actor mention that a source is, and what kind of thing can speak at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import token_at
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.attribution.report import Report
    from sayso.lexicons.rules.report_verbs import ReportVerbs
    from sayso.records.mention import ActorMention

_IMPERSONAL = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP"})
_PLURAL = frozenset({"NNS", "NNPS"})


def voice_of(
    report: Report,
    actors: Sequence[ActorMention],
    before: Report | None,
    speaker: ActorMention | None,
) -> ActorMention | None:
    """The mention that speaks in a report, or null for nobody and for no known actor.

    A pronoun that was not resolved is the speaker of the report before it, if the two agree in
    number and kind.
    """
    source = report.source
    if source is None or _is_nobody(source):
        return None
    voice = mention_at(source, actors)
    if source.pos_ != "PRON" or (voice is not None and _is_resolved(source, voice, actors)):
        return voice
    if before is not None and before.source is not None and _agrees(source, before.source):
        return speaker or voice
    return voice


def _is_resolved(pronoun: Token, voice: ActorMention, actors: Sequence[ActorMention]) -> bool:
    """Whether a pronoun has a name or antecedent, and "he" or "she" no place or body for one."""
    if pronoun.lower_ not in {"he", "she"} or voice.antecedent is None:
        return bool(voice.name or voice.antecedent)
    antecedent = next((a for a in actors if a.id == voice.antecedent), None)
    head = token_at(pronoun.doc, antecedent.head) if antecedent is not None else None
    return head is None or head.ent_type_ not in _IMPERSONAL


def _is_nobody(source: Token) -> bool:
    return source.lower_ in grammar("nobody") or any(
        c.lower_ in grammar("nobody") for c in source.children
    )


def _agrees(pronoun: Token, noun: Token) -> bool:
    if noun.pos_ == "PRON":
        return pronoun.lower_ == noun.lower_
    person = noun.ent_type_ == "PERSON" or (noun.pos_ == "PROPN" and noun.ent_type_ == "")
    if pronoun.lower_ in {"he", "she"}:
        return person or (noun.tag_ == "NN" and noun.ent_type_ == "")
    if pronoun.lower_ == "it":
        return not person and noun.tag_ not in _PLURAL
    return pronoun.lower_ == "they" and not person


def mention_at(head: Token | None, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The actor mention whose head is this token; else the shortest one that covers it."""
    if head is None:
        return None
    same = [a for a in actors if a.head == head.idx]
    covering = [a for a in actors if a.span.start <= head.idx < a.span.end]
    pool = same or covering
    return min(pool, key=lambda a: (a.span.end - a.span.start, a.id)) if pool else None


def can_show(source: Token | None, actors: Sequence[ActorMention], verbs: ReportVerbs) -> bool:
    """Whether a subject can show what it does not say: a medium, a document, evidence."""
    if source is None:
        return False
    voice = mention_at(source, actors)
    return verbs.can_tell(source.lemma_.lower()) or (voice is not None and voice.sector == "JRN")


def can_speak(source: Token | None, actors: Sequence[ActorMention], verbs: ReportVerbs) -> bool:
    """Whether a subject can speak: an actor, a name, a person, a medium, a pronoun."""
    if source is None:
        return False
    lemma = source.lemma_.lower()
    return (
        source.pos_ in {"PROPN", "PRON", "NUM", "DET", "ADJ"}
        or verbs.can_tell(lemma)
        or verbs.people.has("human", lemma)
        or mention_at(source, actors) is not None
    )

"""What a voice does to its content, beyond its verb: who is said to have done what to whom."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sayso.analysis.syntax import token_at
from sayso.attribution.harms import (
    Harm,
    cause_harms,
    doers_of,
    is_deed,
    is_future,
    is_negated,
    is_silence,
    noun_harms,
    predicates,
    verb_harms,
)
from sayso.attribution.sides import (
    ARMED,
    STATE,
    are_civilians,
    are_fighters,
    is_own,
    opposed,
    party,
)
from sayso.records.attribution import Effect, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from sayso.attribution.report import Report
    from sayso.lexicons.rules.report_verbs import ReportVerbs
    from sayso.records.mention import ActorMention

_BYSTANDERS = frozenset({"IGO", "UNO", "EUR", "NGO", "INT"})


def turned_stance(
    report: Report,
    content: frozenset[int],
    voice: ActorMention | None,
    actors: Sequence[ActorMention],
    verbs: ReportVerbs,
) -> tuple[Stance, str]:
    """The stance of a report and why: an assertion may accuse, deny, admit or claim.

    An assertion accuses when it makes another party the doer of a harm; denies when it negates
    a deed of the voice's own side; claims responsibility when an armed group tells of its own
    harm; admits when a state tells of its own harm to civilians. News media and international
    bodies only report. `content` is token indices.
    """
    stance = report.stance
    if stance is not Stance.ASSERTS or report.effect is not Effect.ASSERTED:
        return stance, ""
    if voice is None:
        return stance, "the voice is no known actor, so that sides cannot be compared"
    turned = _turned(report, content, voice, actors, verbs)
    if _only_reports(report, voice, verbs) and (turned is None or turned[0] is Stance.ACCUSES):
        return stance, "a medium or an international body reports"
    return turned or (stance, "")


def _turned(
    report: Report,
    content: frozenset[int],
    voice: ActorMention,
    actors: Sequence[ActorMention],
    verbs: ReportVerbs,
) -> tuple[Stance, str] | None:
    doc = report.head.doc
    for number, verb in enumerate(predicates(doc, content)):
        negated = is_negated(verb)
        if (
            number == 0
            and is_silence(verb, verbs, negated=negated)
            and _speaks_of_itself(verb, report, voice, actors)
        ):
            return Stance.DECLINES, f"withholds what it knows by {verb.text!r}"
        if negated and is_deed(verb, verbs):
            for doer in doers_of(verb):
                if is_own(doer, voice, report, actors):
                    return Stance.DENIES, f"negates {verb.text!r} of the voice's own side"
        told = () if negated else verb_harms(verb, verbs)
        for harm in chain(told, cause_harms(verb, verbs)):
            if turned := _judged(harm, report, voice, actors, verbs):
                return turned
    for harm in _nominal(doc, content, verbs):
        if turned := _judged(harm, report, voice, actors, verbs):
            return turned
    return None


def _speaks_of_itself(
    verb: Token, report: Report, voice: ActorMention, actors: Sequence[ActorMention]
) -> bool:
    return any(is_own(doer, voice, report, actors) for doer in doers_of(verb))


def _nominal(doc: Doc, content: frozenset[int], verbs: ReportVerbs) -> Iterator[Harm]:
    """The harm of a content that is a noun: "condemned the shelling of the port by the army"."""
    for i in sorted(content):
        if doc[i].head.i not in content and doc[i].pos_ == "NOUN":
            yield from noun_harms(doc[i], verbs)


def _judged(
    harm: Harm,
    report: Report,
    voice: ActorMention,
    actors: Sequence[ActorMention],
    verbs: ReportVerbs,
) -> tuple[Stance, str] | None:
    """What telling of a harm makes of an assertion, or null when it stays one."""
    for doer in harm.doers:
        if is_own(doer, voice, report, actors):
            if turned := _own_harm(harm, doer, voice, actors, verbs):
                return turned
            continue
        other = party(doer, actors)
        if other is None or not opposed(voice, report.source, other, verbs):
            continue
        if harm.kind == "harm" or not are_fighters(harm.victims, voice, actors, verbs):
            who = other.name or other.span.quote
            return Stance.ACCUSES, f"makes {who} the doer of {harm.word.text!r}"
    return None


def _own_harm(
    harm: Harm,
    doer: Token,
    voice: ActorMention,
    actors: Sequence[ActorMention],
    verbs: ReportVerbs,
) -> tuple[Stance, str] | None:
    """What telling of a harm of its own side makes of a voice's assertion."""
    if is_future(harm.word):
        return None
    head = token_at(doer.doc, voice.head)
    band = head is None or not verbs.people.has("people", head.lemma_.lower())
    if voice.sector in ARMED or (
        voice.sector is None and band and doer.lower_ not in {"he", "she", "i"}
    ):
        return Stance.CLAIMS_RESPONSIBILITY, f"tells of its own {harm.word.text!r}"
    if (voice.sector in STATE or voice.country in _BYSTANDERS) and are_civilians(
        harm.victims, actors, verbs
    ):
        return Stance.ADMITS, f"tells of its own {harm.word.text!r}"
    return None


def _only_reports(report: Report, voice: ActorMention, verbs: ReportVerbs) -> bool:
    if voice.sector == "JRN" or voice.country in _BYSTANDERS:
        return True
    source = report.source
    return source is not None and verbs.things.get(source.lemma_.lower()) == "medium"

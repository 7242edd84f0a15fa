"""What a voice does to its content, beyond its verb: who is said to have done what to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, SUBJECTS, agents, is_passive, prepositional
from sayso.attribution.complements import is_finite
from sayso.attribution.voices import mention_at
from sayso.records.attribution import Effect, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from sayso.attribution.report import Report
    from sayso.lexicons.report_verbs import ReportVerbs
    from sayso.records.mention import ActorMention

_STATE = frozenset({None, "GOV", "MIL", "SPY", "COP", "LEG", "JUD"})
_BYSTANDERS = frozenset({"IGO", "UNO", "EUR", "NGO", "INT"})
_NONSTATE = frozenset({"REB", "UAF"})
_FIGHTING = frozenset({"REB", "UAF", "MIL"})
_HARMFUL = frozenset({"harm", "war"})
_FUTURE = frozenset({"will", "would", "shall", "may", "might", "could", "can", "should", "must"})


def turned_stance(
    report: Report,
    content: frozenset[int],
    voice: ActorMention | None,
    actors: Sequence[ActorMention],
    verbs: ReportVerbs,
) -> tuple[Stance, str]:
    """The stance of a report and why: an assertion may accuse, deny or claim.

    An assertion accuses when it makes another party the doer of a harm; denies when it negates
    a deed of the voice's own side; claims responsibility when an armed group tells of its own
    harm. News media and international bodies only report. `content` is token indices.
    """
    stance = report.stance
    if stance is not Stance.ASSERTS or report.effect is not Effect.ASSERTED:
        return stance, ""
    if voice is None:
        return stance, "the voice is no known actor, so that sides cannot be compared"
    if _only_reports(report, voice, verbs):
        return stance, "a medium or an international body reports"
    doc = report.head.doc
    for verb in _predicates(doc, content):
        if _is_negated(verb):
            for doer in _doers_of(verb):
                if _is_deed(verb, verbs) and _is_own(doer, voice, actors):
                    return Stance.DENIES, f"negates {verb.text!r} of the voice's own side"
            continue
        for harm in _harms(verb, verbs):
            if turned := _judged(harm, voice, actors, verbs):
                return turned
    return stance, ""


@dataclass(frozen=True)
class _Harm:
    """A harm that a clause tells of: its kind, its word, who does it and to whom."""

    kind: str
    word: Token
    doers: tuple[Token, ...]
    victims: tuple[Token, ...]


def _harms(verb: Token, verbs: ReportVerbs) -> Iterator[_Harm]:
    """The harms of a verb: itself, the noun that it carries out, the noun that is its subject."""
    doers = tuple(_doers_of(verb))
    kind = verbs.deeds.get((verb.lemma_.lower(), "verb"), "")
    nouns = [c for c in verb.children if c.dep_ in OBJECTS or c.dep_ == "nsubjpass"]
    at = prepositional(verb, "on", "against", "at")
    if kind in _HARMFUL:
        yield _Harm(kind, verb, doers, (*nouns, *at))
    if kind == "carry":
        for noun in (t for c in nouns for t in (c, *c.children)):
            if _noun_kind(noun, verbs) in _HARMFUL:
                yield _Harm(_noun_kind(noun, verbs), noun, doers, (*_aims(noun), *at))
    for noun in _subjects(verb):
        if _noun_kind(noun, verbs) in _HARMFUL:
            owners = (c for c in noun.children if c.dep_ == "poss")
            by = (*owners, *prepositional(noun, "by"))
            yield _Harm(_noun_kind(noun, verbs), noun, by, tuple(_aims(noun)))


def _judged(
    harm: _Harm, voice: ActorMention, actors: Sequence[ActorMention], verbs: ReportVerbs
) -> tuple[Stance, str] | None:
    """What telling of a harm makes of an assertion, or null when it stays one."""
    for doer in harm.doers:
        if _is_own(doer, voice, actors):
            if voice.sector in _NONSTATE:
                return Stance.CLAIMS_RESPONSIBILITY, f"tells of its own {harm.word.text!r}"
            continue
        other = _party(doer, actors)
        if other is None or not _opposed(voice, other):
            continue
        if harm.kind == "harm" or not _are_fighters(harm.victims, voice, actors, verbs):
            who = other.name or other.span.quote
            return Stance.ACCUSES, f"makes {who} the doer of {harm.word.text!r}"
    return None


def _is_own(doer: Token, voice: ActorMention, actors: Sequence[ActorMention]) -> bool:
    """Whether a doer is the voice or of its side."""
    other = _party(doer, actors)
    return _is_ours(doer, actors) or (other is not None and _one_side(voice, other))


def _opposed(voice: ActorMention, other: ActorMention) -> bool:
    """Whether a doer is known to be another party: by name, or a state's organ to non-state."""
    if other.name is not None:
        return True
    return other.sector in _STATE - {None} and voice.sector not in _STATE


def _are_fighters(
    victims: Sequence[Token],
    voice: ActorMention,
    actors: Sequence[ActorMention],
    verbs: ReportVerbs,
) -> bool:
    """Whether a deed is done to fighters who are not the voice's own: war, not a wrong."""
    near = [t for v in victims for t in (v, *v.children)]
    found = [m for t in near if (m := mention_at(t, actors)) is not None]
    if any(_one_side(voice, m) for m in found) or any(t.tag_ == "PRP$" for t in near):
        return False
    return any(m.sector in _FIGHTING for m in found) or any(
        verbs.people.has("armed", v.lemma_.lower()) for v in victims
    )


def _party(doer: Token, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The party that a doer is, or belongs to: "Kyiv", "its forces"."""
    found = mention_at(doer, actors)
    if found is not None and (found.name is not None or found.antecedent is not None):
        return found
    owners = {c.idx for c in doer.children if c.dep_ == "poss"}
    return next((a for a in actors if a.head in owners), found)


def _is_ours(doer: Token, actors: Sequence[ActorMention]) -> bool:
    """Whether an unresolved possessive ties a doer to the voice: "said its forces had not …"."""
    known = {a.head for a in actors}
    return any(c.dep_ == "poss" and c.tag_ == "PRP$" and c.idx not in known for c in doer.children)


def _only_reports(report: Report, voice: ActorMention, verbs: ReportVerbs) -> bool:
    if voice.sector == "JRN" or voice.country in _BYSTANDERS:
        return True
    source = report.source
    return source is not None and verbs.things.get(source.lemma_.lower()) == "medium"


def _one_side(voice: ActorMention, other: ActorMention) -> bool:
    """Whether two mentions are one party: linked, of one name, or organs of one state."""
    if {voice.id, voice.antecedent} & {other.id, other.antecedent} - {None}:
        return True
    if voice.name is not None and voice.name == other.name:
        return True
    states = voice.sector in _STATE and other.sector in _STATE
    return states and voice.country is not None and voice.country == other.country


def _predicates(doc: Doc, content: frozenset[int]) -> Iterator[Token]:
    """The main verbs of a content: its roots, what is coordinated with them and depends bare."""
    for i in sorted(content):
        token = doc[i]
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        top = token
        while top.dep_ in {"conj", "xcomp"} and top.head.i in content and top.head != top:
            top = top.head
        if (top.head.i not in content or top.head == top) and (
            is_finite(top) or top.tag_ == "VBG"
        ):
            yield token


def _doers_of(verb: Token) -> list[Token]:
    return agents(verb) if is_passive(verb) else _subjects(verb)


def _aims(noun: Token) -> list[Token]:
    return prepositional(noun, "on", "against", "of", "at")


def _subjects(verb: Token) -> list[Token]:
    while True:
        found = [c for c in verb.children if c.dep_ in SUBJECTS]
        if found or verb.dep_ not in {"conj", "xcomp"} or verb.head == verb:
            return found
        verb = verb.head


def _noun_kind(token: Token, verbs: ReportVerbs) -> str:
    return verbs.deeds.get((token.lemma_.lower(), "noun"), "")


def _is_negated(verb: Token) -> bool:
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ == "dobj"]
    return any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children) or any(
        s.lower_ in {"nothing", "none"} or any(c.lower_ == "no" for c in s.children)
        for s in subjects
    )


def _is_deed(verb: Token, verbs: ReportVerbs) -> bool:
    """Whether a clause tells a deed of the past or present: no state, no plan, no copula."""
    if verb.pos_ == "AUX" or verbs.deeds.get((verb.lemma_.lower(), "verb")) == "state":
        return False
    return not any(c.lower_ in _FUTURE for c in verb.children if c.dep_ == "aux")

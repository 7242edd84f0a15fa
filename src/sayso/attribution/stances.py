"""What a voice does to its content, beyond its verb: who is said to have done what to whom."""

from __future__ import annotations

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
_FUTURE = frozenset({"will", "would", "shall", "may", "might", "could", "can", "should", "must"})


def turned_stance(  # noqa: PLR0911
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
        negated = _is_negated(verb)
        for doer in _doers(verb, verbs, harmful=not negated):
            other = _party(doer, actors)
            own = _is_ours(doer, actors) or (other is not None and _one_side(voice, other))
            if negated and own and _is_deed(verb, verbs):
                return Stance.DENIES, f"negates {verb.text!r} of the voice's own side"
            if not negated and other is not None and other.name is not None and not own:
                return Stance.ACCUSES, f"makes {other.name} the doer of {verb.text!r}"
            if not negated and own and voice.sector in _NONSTATE:
                return Stance.CLAIMS_RESPONSIBILITY, f"tells of its own {verb.text!r}"
    return stance, ""


def _party(doer: Token, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The party that a doer is, or belongs to: "Kyiv", "its forces"."""
    found = mention_at(doer, actors)
    if found is not None and (found.name is not None or found.antecedent is not None):
        return found
    owners = [mention_at(c, actors) for c in doer.children if c.dep_ == "poss"]
    return next((o for o in owners if o is not None), found)


def _is_ours(doer: Token, actors: Sequence[ActorMention]) -> bool:
    """Whether an unresolved possessive ties a doer to the voice: "said its forces had not …"."""
    return any(
        c.dep_ == "poss"
        and c.tag_ == "PRP$"
        and mention_at(c, [a for a in actors if a.head == c.idx]) is None
        for c in doer.children
    )


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


def _doers(verb: Token, verbs: ReportVerbs, *, harmful: bool) -> list[Token]:
    """Who does what the verb says; with `harmful`, only if it is a harm."""
    subjects = _subjects(verb)
    by = agents(verb) if is_passive(verb) else subjects
    if not harmful:
        return by
    if verbs.deeds.get((verb.lemma_.lower(), "verb")) == "harm":
        return by
    carries = verbs.deeds.get((verb.lemma_.lower(), "verb")) == "carry"
    objects = subjects if is_passive(verb) else [c for c in verb.children if c.dep_ in OBJECTS]
    if carries and any(_is_harm(t, verbs) for o in objects for t in (o, *o.children)):
        return by
    return [
        owner
        for noun in subjects
        if _is_harm(noun, verbs)
        for owner in [
            *(c for c in noun.children if c.dep_ == "poss"),
            *prepositional(noun, "by", "of"),
        ]
    ]


def _subjects(verb: Token) -> list[Token]:
    while True:
        found = [c for c in verb.children if c.dep_ in SUBJECTS]
        if found or verb.dep_ not in {"conj", "xcomp"} or verb.head == verb:
            return found
        verb = verb.head


def _is_harm(token: Token, verbs: ReportVerbs) -> bool:
    return verbs.deeds.get((token.lemma_.lower(), "noun")) == "harm"


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

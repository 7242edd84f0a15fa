"""Sides: whether a doer is the voice's own, and whether it is known to be another party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.attribution.voices import mention_at
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.attribution.report import Report
    from sayso.lexicons.rules.report_verbs import ReportVerbs
    from sayso.records.mention import ActorMention

STATE = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD"})
ARMED = frozenset({"REB", "UAF", "PRM"})
_FIGHTING = frozenset({"REB", "UAF", "PRM", "MIL", "COP"})
_OWNERS = frozenset({"poss", "compound", "amod", "nmod"})


def is_own(
    doer: Token, voice: ActorMention, report: Report, actors: Sequence[ActorMention]
) -> bool:
    """Whether a doer is the voice or of its side: "we", "its forces", an organ of its state.

    In indirect speech an unresolved "it" or "they" that agrees with the source is the voice
    itself; in direct speech a third person is somebody else.
    """
    if doer.lower_ in grammar("first_person") or any(
        c.lower_ in grammar("first_owners") for c in doer.children
    ):
        return True
    quoted = any(q.start <= doer.idx < q.end for q in report.speech)
    if quoted and (doer.pos_ == "PRON" or any(c.tag_ == "PRP$" for c in doer.children)):
        return False
    other = party(doer, actors)
    if other is not None and (other.name or other.country or other.antecedent):
        return one_side(voice, other)
    if doer.lower_ in grammar("it_or_they"):
        return _agrees(doer, report.source)
    return _is_theirs(doer, actors)


def _agrees(pronoun: Token, source: Token | None) -> bool:
    """Whether "it" or "they" may stand for a source: "they" for a body or several people."""
    if source is None or source.ent_type_ == "PERSON" or source.pos_ == "PRON":
        return source is not None and source.lower_ == pronoun.lower_
    plural = source.tag_ in {"NNS", "NNPS"}
    return pronoun.lower_ == "they" if plural else True


def _is_theirs(doer: Token, actors: Sequence[ActorMention]) -> bool:
    """Whether an unresolved possessive ties a doer to the voice: "said its forces had not …"."""
    resolved = {a.head for a in actors if a.name is not None or a.antecedent is not None}
    return any(
        c.dep_ == "poss" and c.tag_ == "PRP$" and c.idx not in resolved for c in doer.children
    )


def party(doer: Token, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The party that a doer is, or belongs to: "Kyiv", "its forces", "army fire"."""
    found = mention_at(doer, actors)
    if found is not None and (found.name is not None or found.antecedent is not None):
        return found
    owners = {c.idx for c in doer.children if c.dep_ in _OWNERS}
    return next((a for a in actors if a.head in owners), found)


def one_side(voice: ActorMention, other: ActorMention) -> bool:
    """Whether two mentions are one party: linked, of one name, or organs of one state."""
    if {voice.id, voice.antecedent} & {other.id, other.antecedent} - {None}:
        return True
    if voice.name is not None and voice.name == other.name:
        return True
    states = voice.sector in STATE and other.sector in STATE
    return states and voice.country is not None and voice.country == other.country


def opposed(
    voice: ActorMention, source: Token | None, other: ActorMention, verbs: ReportVerbs
) -> bool:
    """Whether a doer who is not of the voice's side is known to be another party.

    A voice with a name or a state is another party than any other name. An official of no known
    state may be of any state, so only an armed group is another party than he; villagers,
    rebels and "the powers" are other parties than a state's organs and than any name.
    """
    if voice.name is not None or voice.country is not None:
        return other.name is not None or _has_power_over(voice, other)
    if voice.sector in STATE:
        return other.name is not None and other.sector in ARMED
    lemma = source.lemma_.lower() if source is not None else ""
    bystander = verbs.people.has("people", lemma) and not verbs.people.has("officials", lemma)
    if voice.sector is None and not bystander and not verbs.people.has("parties", lemma):
        return False
    return other.name is not None or _has_power_over(voice, other)


def _has_power_over(voice: ActorMention, other: ActorMention) -> bool:
    return other.sector in STATE and voice.sector not in STATE


def are_fighters(
    victims: Sequence[Token],
    voice: ActorMention,
    actors: Sequence[ActorMention],
    verbs: ReportVerbs,
) -> bool:
    """Whether a deed is done to fighters who are not the voice's own: war, not a wrong."""
    near = [t for v in victims for t in (v, *v.children)]
    found = [m for t in near if (m := mention_at(t, actors)) is not None]
    if any(one_side(voice, m) for m in found) or any(t.tag_ == "PRP$" for t in near):
        return False
    return any(m.sector in _FIGHTING for m in found) or any(
        verbs.people.has("armed", v.lemma_.lower()) for v in victims
    )


def are_civilians(
    victims: Sequence[Token], actors: Sequence[ActorMention], verbs: ReportVerbs
) -> bool:
    """Whether a deed is done to people who are known to be no fighters and no organ of a state."""
    found = [(v, mention_at(v, actors)) for v in victims]
    sectors = {m.sector for _, m in found if m is not None}
    if sectors & (ARMED | STATE) or any(
        verbs.people.has("armed", v.lemma_.lower()) for v in victims
    ):
        return False
    return any(
        verbs.people.has("people", v.lemma_.lower()) or (m is not None and m.sector is not None)
        for v, m in found
    )

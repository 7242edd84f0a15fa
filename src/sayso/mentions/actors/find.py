"""Finds who acts and who is acted upon: states, bodies, groups, people, roles, epithets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.lexicons.actors.entries import NameUse
from sayso.mentions.actors.bodies import find_known_body, find_unknown_body
from sayso.mentions.actors.known_names import NAMED, Identity, choose_actor
from sayso.mentions.actors.metonymy import names_deed
from sayso.mentions.actors.noun_phrases import heads_phrase
from sayso.mentions.actors.persons import find_person
from sayso.mentions.actors.roles import find_modifiers, find_role
from sayso.mentions.actors.scene import Found, Scene
from sayso.records.evidence import Provenance, span_id
from sayso.records.mention import ActorMention
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.actors.entries import ActorLexicon
    from sayso.mentions.actors.known_names import NameMatch

COMPONENT = "mentions.actors"
_PERSONS = frozenset({"en.actors.person", "en.actors.leader"})


def find_actors(parsed: Parsed, lexicon: ActorLexicon) -> list[ActorMention]:
    """The actors that a report names or describes, in the order of the text.

    Spans hold determiner, modifiers and head; a mention inside another is left out. Pronouns
    are not found here, nor "the group": see `sayso.linking.actors`.
    """
    scene = Scene.read(parsed, lexicon)
    found: list[Found] = []
    for token in scene.tokens():
        if heads_phrase(token):
            found += _read_phrase(token, scene)
    return [_mention(f, parsed, lexicon) for f in _outermost(found)]


def _read_phrase(head: Token, scene: Scene) -> list[Found]:
    one = find_person(head, scene) or find_known_body(head, scene)
    if one is not None:
        return [one]
    if roles := find_role(head, scene):
        return roles
    if (unlisted := find_unknown_body(head, scene)) is not None:
        return [unlisted]
    return [*_names_before(head, scene), *find_modifiers(head, scene)]


def _names_before(head: Token, scene: Scene) -> list[Found]:
    """Known names before a noun that is no actor: "US strikes", "Hezbollah stronghold"."""
    deed = names_deed(head, scene.lexicon)
    found: dict[int, Found] = {}
    for token in head.doc[head.left_edge.i : head.i]:
        match = scene.matches.get(token.i)
        if match is None or match.tokens.root.i != token.i or token.dep_ == "poss":
            continue
        identity = _doer(match, scene, deed=deed)
        if identity is not None and _qualifies(token, head):
            start, end = match.tokens.start_char, match.tokens.end_char
            found[token.i] = Found(start, end, token.idx, identity, "en.actors.name_before_noun")
    return list(found.values())


def _qualifies(token: Token, head: Token) -> bool:
    """Whether a word is tied to a noun by modifiers only."""
    at = token
    while at.i != head.i:
        if at.dep_ not in {"compound", "amod", "nmod", "conj", "appos"} or at.head.i == at.i:
            return False
        at = at.head
    return True


def _doer(match: NameMatch, scene: Scene, *, deed: bool) -> Identity | None:
    if match.actors:
        if match.known[0].words in scene.lexicon.ambiguous:
            return None
        return choose_actor(match.actors, scene.context)
    state = match.state
    if state is None or not deed:
        return None
    if match.use(NameUse.STATE) is not None or match.use(NameUse.ADJECTIVE) is not None:
        return Identity(state.name, state.code, state.sector or "GOV", "")
    return None


def _outermost(found: list[Found]) -> list[Found]:
    """The mentions that lie in no other, one for each span, in the order of the text.

    An office that reaches into a person's name ("the bloc's policy chief" of "chief Ana Ruiz")
    is one mention with it.
    """
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end, f.rule != "en.actors.shared_role")):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end > kept[-1].end:
            office = kept.pop() if one.rule in _PERSONS else None
            kept.append(replace(one, start=office.start) if office is not None else one)
    return kept


def _with_closing_quote(found: Found, text: str) -> int:
    """The end of a phrase, with the quotation mark that closes one opened inside it."""
    pairs = {"‘": "’", "“": "”", "'": "'", '"': '"'}
    closing = pairs.get(
        next((c for c in reversed(text[found.start : found.end]) if c in "‘“\"'’”"), "")
    )
    return found.end + 1 if closing and text[found.end : found.end + 1] == closing else found.end


def _mention(found: Found, parsed: Parsed, lexicon: ActorLexicon) -> ActorMention:
    span = parsed.span(found.start, _with_closing_quote(found, parsed.document.text))
    return ActorMention(
        id=span_id("a", parsed.document.id, span),
        span=span,
        head=found.head,
        name=found.identity.name,
        country=found.identity.country,
        sector=found.identity.sector,
        epithet=found.epithet,
        provenance=Provenance(
            component=COMPONENT,
            version=VERSION,
            rule=found.rule,
            reason=_reason(found, lexicon),
        ),
    )


def _reason(found: Found, lexicon: ActorLexicon) -> str:
    """Why an actor has this name, with the user's entry that gives it."""
    whom, reason = found.identity, found.identity.reason
    own = lexicon.origin(whom.name or "", whom.country, whom.sector)
    if own is None or reason.startswith(NAMED):
        return reason
    return f"{reason}; {NAMED} {own}" if reason else f"{NAMED} {own}"

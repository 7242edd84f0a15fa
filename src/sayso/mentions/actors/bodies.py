"""Bodies and sides by name: known ones, states that act, and bodies nobody listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.actors.entries import NameUse
from sayso.lexicons.words.names import name_key
from sayso.mentions.actors.composition import INTERNATIONAL
from sayso.mentions.actors.known_names import Identity, choose_actor
from sayso.mentions.actors.metonymy import Part, part_of_state, seat_speaks
from sayso.mentions.actors.noun_phrases import entity_at, noun_phrase, owners
from sayso.mentions.actors.persons import clean_name
from sayso.mentions.actors.scene import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from sayso.mentions.actors.known_names import NameMatch
    from sayso.mentions.actors.scene import Scene

_ACTS = frozenset({"nsubj", "nsubjpass", "poss", "agent", "dobj", "dative", "appos"})
_PEOPLE_TAGS = frozenset({"NNS", "NNPS"})


def find_known_body(head: Token, scene: Scene) -> Found | None:
    """The known body, state or people that a phrase names, or null.

    Where a nationality before the name contradicts the lexicon ("the Iraqi National Guard"), the
    name is kept as said and the country is the text's.
    """
    match = scene.matches.get(head.i)
    if match is None:
        return None
    if match.actors and not match.actors[0].is_person:
        return _known_actor(head, match, scene)
    if match.use(NameUse.STATE) is not None and _is_bare(head, match):
        return _state(head, match, scene)
    if match.use(NameUse.SEAT) is not None:
        return _seat(head, match, scene)
    return _people(head, match)


def _found(head: Token, match: NameMatch, identity: Identity, rule: str) -> Found:
    start = min(noun_phrase(head).start, match.tokens.start_char)
    end = max(head.idx + len(head.text), match.tokens.end_char)
    return Found(start, end, head.idx, identity, f"en.actors.{rule}")


def _known_actor(head: Token, match: NameMatch, scene: Scene) -> Found | None:
    claimed = _claimed(head, match, scene)
    told = [a for a in match.actors if a.country in claimed]
    identity = choose_actor(told or match.actors, scene.context)
    of_many = len(match.tokens) > 1 and len({a.country for a in match.actors}) > 1
    sure = bool(claimed) or of_many or _fits(match, identity, scene)
    if match.known[0].words in scene.lexicon.ambiguous and not sure:
        return None
    foreign = (of_many and not told) or identity.country not in {*claimed, *INTERNATIONAL, None}
    if len(claimed) == 1 and foreign:
        code, owner = next(iter(claimed.items()))
        text = head.doc[min(owner.tokens.start, match.tokens.start) : match.tokens.end].text
        name = clean_name(text)
        identity = Identity(name, code, identity.sector, "a body of that name in another state")
    return _found(head, match, identity, "known")


def _claimed(head: Token, match: NameMatch, scene: Scene) -> dict[str, NameMatch]:
    """The states that the phrase itself gives a body to: before its name, or in its place behind.

    "The Iraqi parliament", "Libya's House of Representatives", "the House of Representatives in
    Abuja".
    """
    found = {
        o.state.code: o
        for o in owners(noun_phrase(head), scene.matches)
        if o.state is not None
        and (o.tokens.end == match.tokens.start or _owns(o.tokens, match.tokens))
    }
    for place in _places_behind(match.tokens):
        where = scene.matches.get(place.i)
        seat = where.use(NameUse.SEAT) or where.use(NameUse.STATE) if where is not None else None
        if where is not None and seat is not None and seat.state is not None and not found:
            found[seat.state.code] = where
    return found


def _owns(owner: Span, body: Span) -> bool:
    """Whether nothing but a possessive's mark stands between an owner and a body."""
    between = body.doc[owner.end : body.start]
    return len(between) == 1 and between[0].tag_ == "POS"


def _places_behind(body: Span) -> Iterator[Token]:
    """The place in which a body sits, told right behind its name: "in Abuja"."""
    after = body.doc[body.end : body.end + 1]
    if after and after[0].lower_ == "in":
        yield from (child for child in after[0].rights if child.dep_ == "pobj")


def _fits(match: NameMatch, identity: Identity, scene: Scene) -> bool:
    if match.known[0].raw[0].isupper() and len(match.known[0].raw[0]) > 1:
        return match.tokens[0].ent_type_ == "ORG" or identity.country in scene.context.countries
    return identity.country in scene.context.countries


def _is_bare(head: Token, match: NameMatch) -> bool:
    """Whether a state's name stands as a noun, not as an adjective before another noun."""
    return head.i == match.tokens.root.i


def _state(head: Token, match: NameMatch, scene: Scene) -> Found | None:
    known = match.use(NameUse.STATE)
    if known is None or known.state is None:
        return None
    state = known.state
    match part_of_state(head, scene.lexicon):
        case Part.DOER:
            identity = Identity(state.name, state.code, state.sector or "GOV", "")
        case Part.SIDE:
            why = "the state as a whole: no part of it is named"
            identity = Identity(state.name, state.code, state.sector, why)
        case _:
            return None
    return _found(head, match, identity, "state")


def _seat(head: Token, match: NameMatch, scene: Scene) -> Found | None:
    known = match.use(NameUse.SEAT)
    if known is None or known.state is None or not seat_speaks(head, scene.lexicon):
        return None
    if known.words in scene.lexicon.ambiguous and (
        known.state.code not in scene.context.countries
    ):
        return None
    state = known.state
    identity = Identity(f"Government of {state.in_phrase}", state.code, state.sector or "GOV", "")
    return _found(head, match, identity, "seat")


def _people(head: Token, match: NameMatch) -> Found | None:
    state = match.state
    plural = head.tag_ in _PEOPLE_TAGS or match.use(NameUse.PEOPLE) is not None
    nominal = any(c.dep_ in {"det", "nummod"} for c in head.lefts)
    acts = head.dep_ in {*_ACTS, "pobj", "conj"}
    if state is None or not acts or not (plural or nominal) or not _is_bare(head, match):
        return None
    if match.use(NameUse.PEOPLE) is None and not plural and head.pos_ not in {"ADJ", "PROPN"}:
        return None
    reason = "people of a state: neither name nor sector is told"
    return _found(head, match, Identity(None, state.code, None, reason), "people")


def find_unknown_body(head: Token, scene: Scene) -> Found | None:
    """A body that no list names, under its own name, where the text shows that it is one.

    The model's word alone is not enough, since it takes towns and weapons for bodies: the name
    must end or begin with a word for a body, or stand where only somebody who acts can.
    """
    if head.ent_type_ not in {"ORG", "NORP"} or head.i in scene.matches:
        return None
    entity = entity_at(head)
    if entity is None:
        return None
    tokens = [t for t in entity if not t.is_space]
    key = name_key(entity.text)
    if not key or _is_no_body(head, key, scene):
        return None
    words = {*key, *(k.removesuffix("s") for k in key)}
    told = bool(words & scene.lexicon.org_words) and len(key) > 1
    acronym = head.text.isupper() and len(head.text) > 2
    acts = head.dep_ in {"nsubj", "nsubjpass"} or head.head.dep_ == "agent"
    if not (told or (acts and (acronym or len(tokens) > 1 or head.ent_type_ == "NORP"))):
        return None
    inside = {m.tokens.start: m for t in tokens if (m := scene.matches.get(t.i)) is not None}
    owned_by = [*owners(noun_phrase(head), scene.matches), *inside.values()]
    sure = [o for o in owned_by if o.known[0].words not in scene.lexicon.ambiguous]
    countries = [c for o in sure if (c := _country(o, scene)) is not None]
    name = clean_name(entity.text)
    reason = "a name that no list holds, kept as said"
    identity = Identity(name, countries[0] if countries else None, None, reason)
    start = min(noun_phrase(head).start, tokens[0].idx)
    end = max(tokens[-1].idx + len(tokens[-1].text), head.idx + len(head.text))
    return Found(start, end, head.idx, identity, "en.actors.unlisted")


def _country(match: NameMatch, scene: Scene) -> str | None:
    if match.state is not None:
        return match.state.code
    return choose_actor(match.actors, scene.context).country if match.actors else None


def _is_no_body(head: Token, key: tuple[str, ...], scene: Scene) -> bool:
    known = scene.lexicon.not_actors
    if key in known or name_key(head.text) in known or (key[0],) in known:
        return True
    designation = any(c.isdigit() for c in head.text)
    return designation or not any(c.isupper() for c in head.text)

"""People and bodies by what they do: "two soldiers", "the Syrian army", "the Assad regime"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.lexicons.words.grammar import grammar
from sayso.lexicons.words.names import name_key
from sayso.mentions.actors.composition import INTERNATIONAL, compose, out_of_office
from sayso.mentions.actors.known_names import NAMED, Identity
from sayso.mentions.actors.metonymy import names_deed
from sayso.mentions.actors.noun_phrases import (
    coordinated_before,
    entity_at,
    is_former,
    is_scare_quoted,
    noun_phrase,
    of_noun,
    owners,
    role_at,
)
from sayso.mentions.actors.persons import clean_name
from sayso.mentions.actors.scene import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicons.actors.entries import Meaning, Role
    from sayso.mentions.actors.known_names import NameMatch
    from sayso.mentions.actors.noun_phrases import NounPhrase
    from sayso.mentions.actors.scene import Scene

_NEED_OWNER = frozenset({"asset", "relation"})


def find_role(head: Token, scene: Scene) -> list[Found]:
    """The people or body that a role noun stands for; two where two states share the noun."""
    found = role_at(head, scene.lexicon)
    if found is None or head.pos_ not in {"NOUN", "PROPN"} or _is_of_name(head, scene):
        return []
    role, first = found
    phrase = noun_phrase(head)
    if _is_place(head, role) or _is_deed(head, scene):
        return []
    if (meaning := scene.lexicon.meanings.get(role.forms)) is not None:
        rule, own = "en.actors.epithet", _meant(meaning)
        return [Found(phrase.start, phrase.end, head.idx, own, rule, epithet=True)]
    if split := _split_by_state(head, first, role, scene):
        return split
    owned_by = [
        o
        for o in owners(phrase, scene.matches)
        if (o.tokens.end <= first or o.tokens.start > head.i) and not _names_unit(o, role, first)
    ]
    if not owned_by and _needs_more(phrase, role):
        return []
    beside = _apposed_owner(head, scene) if not owned_by else []
    identity = compose(
        role,
        owned_by or beside,
        scene,
        qualifier=_qualifier(phrase, first, scene),
        definite=not any(t.lower_ in grammar("indefinite") for t in head.lefts),
    )
    if role.kind == "person" and is_former(phrase.before(), scene.lexicon):
        identity = out_of_office(identity)
    identity = _held_by(phrase, first, identity, scene)
    identity = _by_user(role, _proper(phrase, first, identity, scene), scene)
    epithet = role.epithet or is_scare_quoted(head) or _loaded(phrase, first, scene)
    rule = "epithet" if epithet else "role"
    return [Found(phrase.start, phrase.end, head.idx, identity, f"en.actors.{rule}", epithet)]


def _meant(meaning: Meaning) -> Identity:
    """Whom an epithet stands for in the eyes of the user."""
    whom = NAMED if meaning.name else "stands for nobody by"
    return Identity(meaning.name, meaning.country, meaning.sector, f"{whom} {meaning.origin}")


def _by_user(role: Role, identity: Identity, scene: Scene) -> Identity:
    """The identity with the place of the user's noun among its reasons."""
    origin = scene.lexicon.role_origins.get(role.forms)
    if origin is None:
        return identity
    told = f"a noun of {origin}"
    return replace(identity, reason=f"{identity.reason}; {told}" if identity.reason else told)


def _is_of_name(head: Token, scene: Scene) -> bool:
    """Whether a noun is but a word of a name: "States" of "United States"."""
    match = scene.matches.get(head.i)
    return match is not None and len(match.tokens) > 1


def _names_unit(owner: NameMatch, role: Role, first: int) -> bool:
    """Whether a person's name right before people is but their unit's: "Bolivar commandos"."""
    person = bool(owner.actors) and all(a.is_person for a in owner.actors)
    modifies = owner.tokens.root.dep_ in {"compound", "nmod"} and owner.tokens.end == first
    return person and role.kind == "person" and modifies


def find_modifiers(head: Token, scene: Scene) -> list[Found]:
    """Actors that stand before a noun which is none: "rebel attack", "government control".

    A word that says what kind of deed it was names nobody: "terrorist attack", "military strike".
    """
    if not names_deed(head, scene.lexicon):
        return []
    found: list[Found] = []
    for token in head.lefts:
        if token.dep_ not in {"compound", "amod", "nmod"} or token.i in scene.matches:
            continue
        role_found = role_at(token, scene.lexicon)
        if role_found is None or role_found[0].kind in {*_NEED_OWNER, "bloc"}:
            continue
        own_word = role_found[0].forms in scene.lexicon.meanings
        if role_found[0].epithet and role_found[0].sector is None and not own_word:
            continue
        role, first = role_found
        phrase = noun_phrase(token)
        own = [scene.matches[t.i] for t in phrase.before() if t.i in scene.matches]
        own += [
            scene.matches[t.i]
            for t in head.lefts
            if t.i < first and t.i in scene.matches and t.dep_ in {"amod", "compound", "nmod"}
        ]
        meaning = scene.lexicon.meanings.get(role.forms)
        if meaning is None and not own and token.lower_ in grammar("kinds_of_deed"):
            continue
        identity = _meant(meaning) if meaning is not None else compose(role, own, scene)
        identity = _by_user(role, identity, scene)
        start = min([scene.parsed.doc[first].idx, *(o.tokens.start_char for o in own)])
        end = token.idx + len(token.text)
        rule = "en.actors.epithet" if role.epithet else "en.actors.role_before_deed"
        found.append(Found(start, end, token.idx, identity, rule, role.epithet))
    return found


def _is_place(head: Token, role: Role) -> bool:
    located = head.dep_ == "pobj" and head.head.lower_ in grammar("locative")
    return role.kind == "organisation" and located


def _is_deed(head: Token, scene: Scene) -> bool:
    """Whether a noun for people tells a deed here: "opposition to the war"."""
    directed = any(c.dep_ == "prep" and c.lower_ == "to" for c in head.rights)
    return directed and names_deed(head, scene.lexicon)


def _needs_more(phrase: NounPhrase, role: Role) -> bool:
    """Whether a noun is too vague to be anybody without an owner or an adjective.

    Whose "its warplanes" are, the pronoun's antecedent tells later.
    """
    if role.kind in _NEED_OWNER:
        pronoun = any(t.tag_ == "PRP$" for t in phrase.head.lefts)
        return not pronoun or role.sector is None
    described = any(t.dep_ in {"amod", "compound", "nmod"} for t in phrase.before())
    return role.kind == "bloc" and not described


def _split_by_state(head: Token, first: int, role: Role, scene: Scene) -> list[Found]:
    """One mention for each state before a shared noun: "French and British special forces".

    The last has the noun; the others have their adjective as head, since a syntactic head can
    carry one mention only.
    """
    shared = coordinated_before(head, first, scene.matches)
    found = []
    for token in shared:
        owner = scene.matches[token.i]
        identity = compose(role, [owner], scene)
        last = token.i == shared[-1].i
        end = head.idx + len(head.text) if last else owner.tokens.end_char
        at = head.idx if last else token.idx
        found.append(Found(owner.tokens.start_char, end, at, identity, "en.actors.shared_role"))
    return found


def _qualifier(phrase: NounPhrase, first: int, scene: Scene) -> Role | None:
    """The role noun that qualifies another: "army spokesman", "president of the Congress"."""
    before = [t for t in phrase.before() if t.i < first and t.i not in scene.matches]
    for token in reversed(before):
        found = role_at(token, scene.lexicon)
        noun = token.pos_ in {"NOUN", "PROPN", "ADJ"}
        if found is not None and (noun or found[0].kind == "organisation"):
            return found[0]
    after = of_noun(phrase.head)
    body = role_at(after, scene.lexicon) if after is not None else None
    return body[0] if body is not None and body[0].kind == "organisation" else None


def _loaded(phrase: NounPhrase, first: int, scene: Scene) -> bool:
    """Whether an epithet qualifies the noun: "terrorist fighters"."""
    qualifier = _qualifier(phrase, first, scene)
    return qualifier is not None and qualifier.epithet


def _apposed_owner(head: Token, scene: Scene) -> list[NameMatch]:
    """The owners told by the noun that this one stands in apposition to."""
    if head.dep_ != "appos":
        return []
    noun = head.head
    return owners(noun_phrase(noun), scene.matches)


def _held_by(phrase: NounPhrase, first: int, identity: Identity, scene: Scene) -> Identity:
    """The holder of an office on the report's day: "the Syrian president", "Iran's president".

    Only a plain definite phrase means the one in office: not "a", "the next" or "presidents".
    """
    doc, head = scene.parsed.doc, phrase.head
    before = [t for t in doc[phrase.first : first] if t.i not in scene.matches]
    of = of_noun(head)
    plain = all(t.lower_ in grammar("plain_modifiers") or t.tag_ == "POS" for t in before) and (
        of is None or of.i in scene.matches
    )
    named = identity.name is not None and identity.country not in INTERNATIONAL
    if named or not plain or head.tag_ not in {"NN", "NNP"}:
        return identity
    office = name_key(doc[first : head.i + 1].text)
    day = scene.context.day
    name = scene.lexicon.office_holder(office, identity.country, day)
    if name is None:
        return identity
    return Identity(name, identity.country, identity.sector, f"held the office on {day}")


def _proper(phrase: NounPhrase, first: int, identity: Identity, scene: Scene) -> Identity:
    """The body's own name where the phrase is one: "the Golani Brigade", "Unity government"."""
    head = phrase.head
    entity = entity_at(head)
    if entity is None or head.ent_type_ != "ORG" or not head.text[0].isupper():
        return identity
    own = [
        t
        for t in entity
        if t.i < first
        and t.i not in scene.matches
        and t.text[:1].isupper()
        and name_key(t.text) not in scene.lexicon.roles
    ]
    if not own:
        return identity
    name = clean_name(entity.text)
    return Identity(name, identity.country, identity.sector, identity.reason)

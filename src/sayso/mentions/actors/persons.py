"""People by name: after a title, as leaders of the lexicon, or as the model finds them."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sayso.analysis.syntax import apposed_to, first_conjunct
from sayso.lexicons.words.grammar import grammar
from sayso.lexicons.words.names import ARTICLE, name_key
from sayso.mentions.actors.composition import compose, out_of_office
from sayso.mentions.actors.known_names import Identity, choose_actor
from sayso.mentions.actors.metonymy import Part, part_of_state
from sayso.mentions.actors.noun_phrases import (
    is_former,
    noun_phrase,
    owners,
    role_at,
    role_before,
    title_before,
)
from sayso.mentions.actors.scene import Found

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicons.actors.entries import Actor
    from sayso.mentions.actors.scene import Scene

_SAME_FIRST_NAME = 0.6
_NAME_TAGS = frozenset({"NNP", "NNPS"})


def find_person(head: Token, scene: Scene) -> Found | None:
    """The person whom a phrase names, or null when its head is no part of a personal name."""
    first = _first_of_name(head, scene)
    if first is None:
        return None
    doc = head.doc
    title = title_before(doc[first], scene.lexicon)
    role = role_before(doc[first], scene.lexicon)
    known = _leaders(head, first, scene, sex=title[0].kind if title else None)
    told = title is not None or (role is not None and role[0].title is not None)
    if not (known or told or _model_says_person(head, first, scene)):
        return None
    if known and not _is_supported(head, first, scene, titled=told):
        return None
    identity = _identity(head, first, scene, known)
    top = _office_noun(head, first)
    joints = [t.i for t in noun_phrase(top).before() if t.dep_ == "cc" and t.i < first]
    left = doc[joints[-1] + 1].idx if joints else noun_phrase(top).start
    starts = [left, doc[first].idx]
    starts += [doc[found[1]].idx for found in (title, role) if found]
    end = max(head.idx + len(head.text), _end_of_name(head, scene))
    rule = "leader" if known else "person"
    return Found(min(starts), end, top.idx, identity, f"en.actors.{rule}")


def _office_noun(head: Token, first: int) -> Token:
    """The noun right before a name that carries the syntax ("the leader X"), else the head."""
    before = head.head
    adjacent = head.dep_ == "appos" and before.i == first - 1 and before.pos_ in {"NOUN", "PROPN"}
    return before if adjacent else head


def _first_of_name(head: Token, scene: Scene) -> int | None:
    """The index of the first word of the personal name that ends at a head."""
    match = scene.matches.get(head.i)
    if match is not None and not any(a.is_person for a in match.actors):
        entity_alone = head.ent_type_ == "PERSON" and head.ent_iob_ == "I"
        if not entity_alone or len(match.tokens) > 1 or head.i - 1 in scene.matches:
            return None
    office = role_at(head, scene.lexicon)
    if office is not None and office[1] < head.i and match is None:
        return None
    if head.tag_ not in _NAME_TAGS and head.ent_type_ != "PERSON" and match is None:
        return None
    first = match.tokens.start if match else head.i
    if match and len(match.tokens) > 1:
        return first
    if not head.text[:1].isupper() or name_key(head.text) in scene.lexicon.not_actors:
        return None
    while first > head.sent.start and _continues_name(head.doc[first - 1], scene):
        first -= 1
    while first < head.i and not head.doc[first].text[:1].isupper():
        first += 1
    return _after_office(head, first, scene)


def _after_office(head: Token, first: int, scene: Scene) -> int:
    """The first word of a name without an office of several words: "House Speaker Ann Ryan"."""
    for end in range(head.i, first + 1, -1):
        if name_key(head.doc[first:end].text) in scene.lexicon.roles:
            return end
    return first


def _continues_name(token: Token, scene: Scene) -> bool:
    if token.i in scene.matches:
        return any(a.is_person for a in scene.matches[token.i].actors)
    if token.text in {"-", "."} or token.lower_ in {"al", "el", "bin", "ibn", "de", "van", "von"}:
        opens = token.text[0].isupper() and token.ent_type_ == "PERSON" and token.ent_iob_ == "B"
        return opens or (token.i > 0 and token.nbor(-1).tag_ in _NAME_TAGS)
    if token.tag_ not in _NAME_TAGS or not token.text[:1].isupper() or token.ent_type_ == "NORP":
        return False
    key = name_key(token.text)
    return bool(key) and key not in scene.lexicon.titles and key not in scene.lexicon.roles


def _model_says_person(head: Token, first: int, scene: Scene) -> bool:
    """Whether the model takes a name for a person's where its place in the clause agrees.

    A single name must belong to a full name elsewhere, or act: the model takes towns for people.
    """
    name = name_key(head.doc[first : head.i + 1].text)
    known = scene.lexicon.not_actors
    if (name[0],) in known or any(c.isdigit() for c in head.text):
        return False
    key = name_key(head.text)
    if first == head.i and (key in scene.lexicon.titles or key in scene.lexicon.roles):
        return _is_surname(head, key, scene)
    alone = len([word for word in name if word != ARTICLE]) == 1
    placed = first_conjunct(head)
    if placed.dep_ == "pobj" and placed.head.lower_ in (
        grammar("whither") if alone else grammar("place_prepositions")
    ):
        return False
    if name[-1] in scene.surnames and head.tag_ in _NAME_TAGS:
        return True
    acts = head.dep_ in {"poss", "ROOT", "appos"} or (
        part_of_state(head, scene.lexicon) is not Part.PLACE
    )
    determined = any(c.dep_ == "det" for c in head.lefts)
    return head.ent_type_ == "PERSON" and (not alone or (acts and not determined))


def _is_surname(head: Token, key: tuple[str, ...], scene: Scene) -> bool:
    """Whether a word for an office is here somebody's surname: "Don Bishop … Bishop said"."""
    role = scene.lexicon.roles.get(key)
    office = key in scene.lexicon.titles or (role is not None and role.title is not None)
    bare = head.tag_ == "NNP" and not any(c.dep_ in {"det", "poss"} for c in head.lefts)
    return office and bare and key[-1] in scene.surnames


def _end_of_name(head: Token, scene: Scene) -> int:
    match = scene.matches.get(head.i)
    return match.tokens.end_char if match else 0


def _leaders(head: Token, first: int, scene: Scene, *, sex: str | None) -> list[Actor]:
    """The leaders of the lexicon who bear the name, told apart by first name and title."""
    match = scene.matches.get(head.i)
    if match is None:
        return []
    fits = {sex, "person"} if sex else {"man", "woman", "person"}
    people = [a for a in match.actors if a.kind in fits]
    before = name_key(head.doc[first : match.tokens.start].text)
    if before:
        people = [a for a in people if _same_first_name(before[0], name_key(a.name)[0])]
    return people


def _same_first_name(written: str, known: str) -> bool:
    if len(written) == 1:
        return known.startswith(written)
    return SequenceMatcher(None, written, known).ratio() >= _SAME_FIRST_NAME


def _is_supported(head: Token, first: int, scene: Scene, *, titled: bool) -> bool:
    """A surname that is also a common word needs a title, a full name or the model's word."""
    match = scene.matches[head.i]
    if match.known[0].words not in scene.lexicon.ambiguous or first < match.tokens.start:
        return True
    full = any(a.name in scene.context.full_names for a in match.actors)
    return titled or full


def _identity(head: Token, first: int, scene: Scene, known: list[Actor]) -> Identity:
    match = scene.matches.get(head.i)
    shared = None
    if known:
        identity = choose_actor(known, scene.context)
        if is_former(
            head.doc[noun_phrase(_office_noun(head, first)).first : first], scene.lexicon
        ):
            identity = out_of_office(identity)
        if identity.name is not None and (identity.sector or scene.context.day):
            return identity
        if identity.name is not None:
            told = office_of(head, first, scene).sector
            return Identity(identity.name, identity.country, told, identity.reason)
        shared = identity.country
    office = office_of(head, first, scene)
    last = match.tokens.end if match and known else head.i + 1
    name = clean_name(head.doc[first:last].text)
    if shared is not None:
        why = f"several bear the name; all are of {shared}"
        return Identity(name, shared, office.sector, why)
    reason = "" if office.country else "the text does not say whose the person is"
    return Identity(name, office.country, office.sector, reason)


def office_of(head: Token, first: int, scene: Scene) -> Identity:
    """Country and sector that a person's title, office and apposition tell; name is null."""
    doc = head.doc
    title = title_before(doc[first], scene.lexicon)
    role = role_before(doc[first], scene.lexicon)
    sector = title[0].sector if title else None
    country = None
    begin = min(found[1] for found in (title, role) if found) if title or role else first
    phrase = noun_phrase(_office_noun(head, first))
    owned_by = owners(phrase, scene.matches, before=begin)
    if role is not None:
        office = compose(role[0], owned_by, scene)
        country, sector = office.country, office.sector or sector
    else:
        states = [o.state.code for o in owned_by if o.state is not None]
        country = states[0] if states else None
        sector = _force_of_rank(doc, begin, scene) or sector
    beside = _beside(head, scene)
    if beside is not None:
        country, sector = country or beside.country, sector or beside.sector
    office = Identity(None, country, sector, "")
    former = is_former(doc[phrase.first : first], scene.lexicon)
    return out_of_office(office) if former else office


def _force_of_rank(doc: Doc, rank: int, scene: Scene) -> str | None:
    """The sector of the force right before a rank: "police" of "Police Sergeant Ruiz"."""
    before = role_at(doc[rank - 1], scene.lexicon) if rank > 0 else None
    force = before is not None and before[0].kind == "organisation"
    return before[0].sector if before is not None and force else None


def _beside(head: Token, scene: Scene) -> Identity | None:
    """What an apposition on either side says: "X, the commander of Y", "the leader of Y, X"."""
    nouns = [c for c in head.rights if c.dep_ == "appos"]
    if head.dep_ == "appos":
        nouns.append(apposed_to(head))
    for noun in nouns:
        if (role := role_at(noun, scene.lexicon)) is not None:
            owned_by = owners(noun_phrase(noun), scene.matches)
            return compose(role[0], owned_by, scene)
    return None


def clean_name(text: str) -> str:
    """A name as said, on one line, without article and possessive."""
    words = " ".join(text.split()).removesuffix("'s").removesuffix("’s").strip(" '\"‘’“”,.-")
    return words.removeprefix("The ").removeprefix("the ")

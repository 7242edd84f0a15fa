"""Where rules see an entity: at what they found already, at numbers, and at nouns of a kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from sayso.lexicons.words.grammar import grammar
from sayso.mentions.actors.noun_phrases import heads_phrase, noun_phrase, role_at
from sayso.mentions.entities.extents import RULES, Candidate, widened
from sayso.mentions.weapon_names import find_weapon_names
from sayso.records.entity import EntityKind
from sayso.records.mention import PlaceUse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.actors.entries import ActorLexicon
    from sayso.lexicons.words.entity_words import EntityWords
    from sayso.records.evidence import Span
    from sayso.records.mention import ActorMention, PlaceMention, TimeMention

_BOUND = frozenset({"least"})
_ALONE = frozenset({"en.actors.person", "en.actors.leader"})
_NUMBERS = {
    "CARDINAL": EntityKind.QUANTITY, "PERCENT": EntityKind.QUANTITY,
    "QUANTITY": EntityKind.QUANTITY, "MONEY": EntityKind.MONEY,
}  # fmt: skip
_NAMES = {
    "PERSON": EntityKind.PERSON, "ORG": EntityKind.ORGANISATION, "GPE": EntityKind.LOCATION,
    "LOC": EntityKind.LOCATION, "FAC": EntityKind.LOCATION,
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What other finders found in the report."""

    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    dates: tuple[TimeMention, ...]


def find_candidates(
    parsed: Parsed, known: Known, lexicon: ActorLexicon, words: EntityWords
) -> list[Candidate]:
    """Everything that rules take for an entity; candidates may overlap."""
    doc = parsed.doc
    found = [
        *_pronouns(doc),
        *_actors(parsed, known, lexicon, words),
        *_places(parsed, known),
        *_times(parsed, known),
        *(_entity(e) for e in doc.ents if e.label_ in {*_NUMBERS, *_NAMES}),
        *_nouns(doc, words),
        *_arms(doc, words),
    ]
    plain = [one for one in map(partial(_trimmed, doc), found) if one.first < one.end]
    return [*plain, *widened(doc, plain)]


def _nouns(doc: Doc, words: EntityWords) -> Iterator[Candidate]:
    for token in doc:
        kind = words.kind_of(token.lemma_.lower(), plural=is_plural(token))
        if kind is not None and token.pos_ in {"NOUN", "PROPN"} and heads_phrase(token):
            yield _phrase(token, kind)


def _arms(doc: Doc, words: EntityWords) -> Iterator[Candidate]:
    """Weapons by their names, but for those with a crew: tanks, ships, planes."""
    for first, end in find_weapon_names(doc, words.arms):
        told = words.kind_of(doc[end - 1].lemma_.lower(), plural=False)
        crewed = told is EntityKind.PLATFORM
        kind = EntityKind.PLATFORM if crewed else EntityKind.WEAPON
        yield Candidate(first, end, kind, 0.9, f"{RULES}weapon")


def _pronouns(doc: Doc) -> Iterator[Candidate]:
    for token in doc:
        if token.tag_ == "PRP" and token.lower_ in grammar("single_persons") | grammar(
            "third_or_first_plural"
        ):
            one = token.lower_ in grammar("single_persons")
            kind = EntityKind.PERSON if one else EntityKind.ORGANISATION
            yield Candidate(token.i, token.i + 1, kind, 1.0, f"{RULES}pronoun")


def _trimmed(doc: Doc, one: Candidate) -> Candidate:
    """A candidate without a footnote or bracket that hangs on, and without what only bounds it."""
    first, end = one.first, one.end
    cut = next((t.i for t in doc[first + 1 : end] if t.text[0] in "[("), end)
    numeric = one.kind in {EntityKind.QUANTITY, EntityKind.MONEY}
    while numeric and first + 1 < cut and _only_bounds(doc[first : first + 2]):
        first += 1
    return replace(one, first=first, end=cut)


def _only_bounds(pair: DocSpan) -> bool:
    """Whether a number begins with "almost", "more than", "about": but "at least" belongs."""
    bare = not pair[0].like_num and pair[0].pos_ in {"ADV", "ADJ", "ADP", "SCONJ"}
    return bare and pair[1].lower_ not in _BOUND and pair[0].lower_ not in _BOUND


def is_plural(token: Token) -> bool:
    """Whether a noun stands for several, by its tag or its form ("airmen")."""
    return token.tag_ in {"NNS", "NNPS"} or token.lower_.endswith("men")


def _entity(entity: DocSpan) -> Candidate:
    kind = _NUMBERS.get(entity.label_) or _NAMES[entity.label_]
    weight = 1.0 if entity.label_ in _NUMBERS else 0.5
    return Candidate(entity.start, entity.end, kind, weight, f"{RULES}{entity.label_.lower()}")


def _phrase(head: Token, kind: EntityKind) -> Candidate:
    phrase = noun_phrase(head)
    first = _after_number(phrase.first, head)
    return Candidate(first, head.i + 1, kind, 0.8, f"{RULES}noun")


def _after_number(first: int, head: Token) -> int:
    """Where a phrase begins behind the number that counts it: "six {armoured vehicles}"."""
    numbers = [
        t.i
        for t in head.doc[first : head.i]
        if t.dep_ in {"nummod", "quantmod"} or (t.like_num and t.ent_type_ in _NUMBERS)
    ]
    return max(numbers) + 1 if numbers else first


def _actors(
    parsed: Parsed, known: Known, lexicon: ActorLexicon, words: EntityWords
) -> Iterator[Candidate]:
    for actor in known.actors:
        tokens = tokens_of(parsed, actor.span)
        if tokens is None:
            continue
        head = next((t for t in tokens if t.idx <= actor.head < t.idx + len(t)), tokens.root)
        first = _after_number(tokens.start, head)
        kind = _kind_of_actor(actor, head, lexicon, words)
        yield Candidate(first, tokens.end, kind, 1.2, f"{RULES}actor", actor.id)


def _kind_of_actor(
    actor: ActorMention, head: Token, lexicon: ActorLexicon, words: EntityWords
) -> EntityKind:
    """A person where one human being is meant, else a body: so are several people.

    A site that acts ("the hospital said") is a place for all that.
    """
    told = words.kind_of(head.lemma_.lower(), plural=is_plural(head))
    body = {head.lower_, head.lower_.removesuffix("s")} & lexicon.org_words
    if told is EntityKind.LOCATION and actor.name is None and actor.sector is None:
        return told
    if head.pos_ == "PRON":
        alone = head.lower_ in {*grammar("single_persons"), "his", "her", "my"}
    elif body:
        alone = False
    elif actor.provenance.rule in _ALONE:
        alone = True
    else:
        role = role_at(head, lexicon)
        human = role is not None and role[0].kind == "person"
        alone = human and not is_plural(head) and told is not EntityKind.ORGANISATION
    return EntityKind.PERSON if alone else EntityKind.ORGANISATION


def _places(parsed: Parsed, known: Known) -> Iterator[Candidate]:
    acting = {actor.head for actor in known.actors}
    for place in known.places:
        tokens = tokens_of(parsed, place.span)
        if tokens is None or place.head in acting or place.use is PlaceUse.PEOPLE:
            continue
        weight = 1.1 if place.use is PlaceUse.LOCATION else 0.4
        rule = f"{RULES}place"
        yield Candidate(tokens.start, tokens.end, EntityKind.LOCATION, weight, rule, place.id)


def _times(parsed: Parsed, known: Known) -> Iterator[Candidate]:
    for time in known.dates:
        for value in time.values:
            tokens = tokens_of(parsed, value.span)
            vague = value.value is None or value.value.endswith("_REF")
            if tokens is not None:
                weight = 0.6 if vague else 1.3
                rule = f"{RULES}time"
                yield Candidate(
                    tokens.start, tokens.end, EntityKind.TEMPORAL, weight, rule, time.id
                )


def tokens_of(parsed: Parsed, span: Span) -> DocSpan | None:
    """The tokens that a span covers, whole ones."""
    return parsed.doc.char_span(span.start, span.end, alignment_mode="expand")

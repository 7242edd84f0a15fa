"""Who is on stage: the actor mentions of a report by their head words, and new ones as needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sayso.analysis.syntax import is_passive, phrase, prepositional, subject
from sayso.events.meanings import core
from sayso.events.sides.noun_shape import makers, phrase_start, planters
from sayso.events.sides.nouns import OWNERS, Nouns
from sayso.lexicons.actors.nationalities import load_nationalities
from sayso.lexicons.words.grammar import grammar
from sayso.records.evidence import Provenance, span_id
from sayso.records.mention import ActorMention, PlacePrecision
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.words.classes import WordClasses
    from sayso.records.reading import Annotations

_COMPONENT = "events.cast"
_NEVER = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_LAND = frozenset({"GPE", "LOC"})
_NO_BODIES = ("@abstract", "@violence", "@nature", "@proposal")


@dataclass(frozen=True)
class _Known:
    """What is known of somebody, and from what."""

    name: str | None = None
    country: str | None = None
    sector: str | None = None
    why: str = "name, country and sector are not known"

    @classmethod
    def of_owner(cls, owner: ActorMention) -> Self:
        why = f"name, country and sector are those of {owner.span.quote!r}"
        return cls(owner.name, owner.country, owner.sector, why)


class Cast:
    """The actor mentions of one report. Grows by the mentions that participants need.

    `created` holds the new ones, in the order in which they were needed.
    """

    def __init__(self, parsed: Parsed, found: Annotations, words: WordClasses) -> None:
        self.parsed = parsed
        self.words = words
        self.created: list[ActorMention] = []
        places = tuple((place.span.start, place.span.end) for place in found.places)
        self.nouns = Nouns(words, places)
        self._countries = {
            place.head: place
            for place in found.places
            if place.precision is PlacePrecision.COUNTRY
        }
        self._states: dict[int, ActorMention] = {}
        self._by_id = {mention.id: mention for mention in found.actors}
        self._by_head: dict[int, ActorMention] = {}
        for mention in found.actors:
            known = self._by_head.get(mention.head)
            if known is None or len(known.span.quote) < len(mention.span.quote):
                self._by_head[mention.head] = mention

    def known(self, token: Token) -> ActorMention | None:
        """The mention that was found at a word, or at the noun that it counts.

        A place is a party only where its mention was resolved: as a state, by metonymy.
        """
        found = [
            mention
            for word in (token, core(token, self.words))
            if (mention := self._by_head.get(word.idx)) is not None
            and (_is_resolved(mention) or not self.nouns.is_place(word))
        ]
        return next((m for m in found if _is_resolved(m)), found[-1] if found else None)

    def resolved(self, token: Token) -> ActorMention | None:
        """The mention at a word, where it has a name or a country."""
        known = self.known(token)
        return known if known is not None and _is_resolved(known) else None

    def doer(self, token: Token) -> ActorMention | None:
        """Who acts at a word. An aircraft or gun of unknown owner is a means, and nobody."""
        mention = self.actor(token)
        noun = core(token, self.words)
        if mention is None:
            owned = any(c.dep_ == "poss" for c in noun.lefts) and not self.nouns.is_thing(noun)
            if owned or self.nouns.has(noun, "@speech") or self.nouns.has(noun, "@proposal"):
                return self.owner(token) or self._issuer(noun)
            return self._belonging(token) or self._user(noun)
        means = self.nouns.has(noun, "@vehicle") and not (
            self.nouns.has(noun, "@armed") or self.nouns.has_side(noun)
        )
        return None if means and not _is_resolved(mention) else mention

    def partners(self, noun: Token) -> list[ActorMention]:
        """The parties that share a noun with its own: "French" of "French and British troops".

        The parser may take the first for a noun by itself: "{Norway} and Danish naval units".
        """
        sharing = [
            child
            for child in noun.lefts
            if child.dep_ in OWNERS and any(c.dep_ == "conj" for c in child.children)
        ]
        owned = any(c.dep_ in OWNERS and self.resolved(c) is not None for c in noun.lefts)
        first = self._by_head.get(noun.head.idx)
        owned |= first is not None and first.provenance.rule == "en.actors.shared_role"
        if noun.dep_ == "conj" and noun.pos_ == "NOUN" and owned and not noun.head.n_lefts:
            sharing.append(noun.head)
        return [
            mention
            for word in sharing
            if (mention := self._by_head.get(word.idx)) is not None and _is_resolved(mention)
        ]

    def actor(self, token: Token) -> ActorMention | None:
        """The mention at a word; a new one where the word names people or an organisation."""
        known = self.known(token)
        noun = core(token, self.words)
        if known is not None and noun != token and known.head == noun.idx:
            return self._create(token, "a count or group of those", _Known.of_owner(known))
        if known is not None:
            return known
        if not self.nouns.is_somebody(noun):
            return None
        sides = [self.resolved(c) for c in noun.lefts if c.dep_ == "compound"]
        side = next((s for s in sides if s is not None), None)
        known_by = _Known.of_owner(side) if side is not None else None
        return self._create(token, "no actor was found here; the word names somebody", known_by)

    def modifier(self, token: Token) -> ActorMention | None:
        """The actor that a word before a noun names ("US strikes", "rebel attacks")."""
        known = self.known(token) or self._around(token)
        if known is not None or self.nouns.is_place(token):
            return known
        if token.lower_ in grammar("kinds_of_deed"):
            return None
        if token.ent_type_ in {"NORP", "ORG"}:
            return self._create(token, "a name before the noun of the event")
        if token.pos_ in {"NOUN", "PROPN"} and self.nouns.has(token, "@human"):
            return self._create(token, "a word for somebody before the noun of the event")
        return None

    def _around(self, token: Token) -> ActorMention | None:
        """The mention before the same noun that a word is part of: "{Syrian} army offensive"."""
        after = token.nbor() if token.i + 1 < len(token.doc) else token
        mention = self._by_head.get(after.idx) if after.head == token.head else None
        return mention if mention is not None and mention.span.start <= token.idx else None

    def owner(self, noun: Token) -> ActorMention | None:
        """The actor to whom a thing belongs: "the mayor" of "the mayor's remarks"."""
        for child in noun.lefts:
            if child.dep_ in OWNERS:
                found = self._party(child) if child.dep_ == "poss" else self.modifier(child)
                if child.dep_ == "amod" and found is not None and not _is_resolved(found):
                    continue
                if found is not None:
                    return found
        tied = [*prepositional(noun, "by", "of", "from"), *makers(noun)]
        return next((found for inner in tied if (found := self._party(inner)) is not None), None)

    def state(self, token: Token) -> ActorMention | None:
        """The state that a country's name stands for where a rule asks for a party to a deed."""
        place = self._countries.get(token.idx)
        if place is None or token.idx in self._by_head:
            return self._states.get(token.idx)
        known = _Known(place.name, place.country, None, "the country of that name")
        mention = self._create(token, "a country in a slot for the other side", known)
        self._by_head.pop(token.idx, None)
        self._states[token.idx] = mention
        return mention

    def same(self, one: str, other: str) -> bool:
        """Whether two mentions, by their ids, may well be of one actor.

        They are where they share a name, an antecedent or their words, and where the first is a
        pronoun that nothing explains.
        """
        marks = self._marks(one)
        return marks <= {one, *grammar("personal")} or not marks.isdisjoint(self._marks(other))

    def _marks(self, actor: str) -> set[str]:
        cast = (*self._by_head.values(), *self._states.values())
        found = [m for m in cast if actor in {m.id, m.antecedent}]
        marks = {mark for m in found for mark in (m.name, m.antecedent) if mark is not None}
        return {actor, *marks, *(m.span.quote.lower() for m in found if m.id == actor)}

    def _issuer(self, words: Token) -> ActorMention | None:
        """Who issued what speaks: "the court" of "the court passed a ruling condemning"."""
        verb = words.head.head if words.dep_ == "pobj" else words.head
        if words.dep_ not in {"dobj", "pobj"} or verb.pos_ != "VERB" or is_passive(verb):
            return None
        doer = subject(verb)
        return self.actor(doer) if doer is not None and doer != words else None

    def _user(self, means: Token) -> ActorMention | None:
        """Who used a weapon or fire: "soldiers" of "shells fired by soldiers"."""
        if not self.nouns.has(means, "@weapon"):
            return None
        users = [*makers(means), *prepositional(means, "by", "of", "from"), *planters(means)]
        return next((found for one in users if (found := self.actor(one)) is not None), None)

    def _party(self, token: Token) -> ActorMention | None:
        return self.actor(token) or self.state(token)

    def target(self, token: Token, *, direct: bool) -> ActorMention | None:
        """What was hit, as a recipient: a bare count, a thing, or whoever the noun names.

        A thing has the name and country of its owner. Land is no recipient: it is the place of
        the event. What stands behind a preposition (`direct` false) must be known for a thing
        that can be hit, or have an owner.
        """
        noun = core(token, self.words)
        if noun.ent_type_ in _NEVER or noun.ent_type_ in _LAND or self.nouns.is_place(noun):
            return None
        more = noun.tag_ in {"JJR", "JJS"} and self.nouns.has(noun, "partitive")
        if noun.pos_ == "NUM" or noun.ent_type_ == "CARDINAL" or more:
            return self._create(token, "a count of people, not named further")
        land = self.nouns.has(noun, "@territory") and not self.nouns.has(noun, "@building")
        bodiless = land or any(self.nouns.has(noun, name) for name in _NO_BODIES)
        if noun.pos_ not in {"NOUN", "PROPN"} or bodiless:
            return None
        owned = self._belonging(token)
        if owned is not None:
            return owned
        if not direct and not self.nouns.is_thing(noun):
            return None
        return self._create(token, "what the deed was done to; a thing, or a word not known")

    def is_land(self, token: Token) -> bool:
        """Whether a word is a place, or a common noun for land, and not known as a party."""
        if self.known(token) is not None or self.nouns.is_somebody(token):
            return False
        return self.nouns.is_place(token) or self.nouns.has(token, "@territory")

    def _belonging(self, token: Token) -> ActorMention | None:
        """A thing with the name, country and sector of its owner: "Russian transport planes"."""
        noun = core(token, self.words)
        if noun.pos_ not in {"NOUN", "PROPN"} or self.nouns.has(noun, "@territory"):
            return None
        for child in noun.lefts:
            if child.dep_ not in OWNERS:
                continue
            mention = self._by_head.get(child.idx)
            if mention is not None and _is_resolved(mention):
                return self._create(token, "a thing of its owner", _Known.of_owner(mention))
            if country := load_nationalities().get(child.text):
                known = _Known(country=country, why=f"{country} by the adjective")
                return self._create(token, "a thing of its owner", known)
            if (place := self._countries.get(child.idx)) is not None and child.dep_ == "poss":
                known = _Known(country=place.country, why=f"in {place.span.quote!r}")
                return self._create(token, "a thing of a country", known)
        return None

    def _create(self, token: Token, reason: str, known: _Known | None = None) -> ActorMention:
        who = known or _Known()
        start, end = phrase_start(token), phrase(core(token, self.words))[1]
        span = self.parsed.span(start, end)
        key = span_id("a", self.parsed.document.id, span)
        if (same := self._by_id.get(key)) is not None:
            return same
        mention = ActorMention(
            id=key,
            span=span,
            head=token.idx,
            name=who.name,
            country=who.country,
            sector=who.sector,
            provenance=Provenance(
                component=_COMPONENT,
                version=VERSION,
                reason=f"{reason}; {who.why}",
            ),
        )
        self._by_head[token.idx] = self._by_id[key] = mention
        self.created.append(mention)
        return mention


def _is_resolved(mention: ActorMention) -> bool:
    return mention.name is not None or mention.country is not None

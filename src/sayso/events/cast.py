"""Who is on stage: the actor mentions of a report by their head words, and new ones as needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import phrase
from sayso.events.expressions import lemmas
from sayso.events.meanings import core
from sayso.records.evidence import Provenance, span_id
from sayso.records.mention import ActorMention
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.word_classes import WordClasses
    from sayso.records.reading import Annotations

_COMPONENT = "events.cast"
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_NEVER = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_PEOPLE = frozenset({"he", "she", "they", "him", "her", "them", "we", "us", "i", "me"})
_OWNERS = frozenset({"poss", "compound", "amod", "nmod"})
_LAND = frozenset({"GPE", "LOC"})


class Cast:
    """The actor mentions of one report. Grows by the mentions that participants need.

    `created` holds the new ones, in the order in which they were needed.
    """

    def __init__(self, parsed: Parsed, found: Annotations, words: WordClasses) -> None:
        self.parsed = parsed
        self.words = words
        self.created: list[ActorMention] = []
        self._places = {mention.head for mention in found.places}
        self._by_head: dict[int, ActorMention] = {}
        for mention in found.actors:
            known = self._by_head.get(mention.head)
            if known is None or len(known.span.quote) < len(mention.span.quote):
                self._by_head[mention.head] = mention

    def known(self, token: Token) -> ActorMention | None:
        """The mention that was found at a word, or at the noun that it counts."""
        for word in (token, core(token, self.words)):
            if word.idx in self._by_head:
                return self._by_head[word.idx]
        return None

    def actor(self, token: Token) -> ActorMention | None:
        """The mention at a word; a new one where the word names people or an organisation."""
        known = self.known(token)
        if known is not None:
            return known
        noun = core(token, self.words)
        if not self._is_somebody(noun):
            return None
        return self._create(token, "no actor was found here; the word names somebody")

    def modifier(self, token: Token) -> ActorMention | None:
        """The actor that a word before a noun names ("US strikes", "rebel attacks")."""
        if token.idx in self._by_head:
            return self._by_head[token.idx]
        if token.ent_type_ in {"NORP", "GPE", "ORG"} and token.idx not in self._places:
            return self._create(token, "a name before the noun of the event")
        if token.pos_ in {"NOUN", "PROPN"} and self._has(token, "@human"):
            return self._create(token, "a word for somebody before the noun of the event")
        return None

    def owner(self, noun: Token) -> ActorMention | None:
        """The actor to whom a thing belongs: "Russian" of "a Russian helicopter"."""
        if self._has(noun, "@territory"):
            return None
        for child in noun.lefts:
            if child.dep_ in _OWNERS:
                found = self.actor(child) if child.dep_ == "poss" else self.modifier(child)
                if found is not None:
                    return found
        for prep in noun.rights:
            if prep.dep_ == "prep" and prep.lower_ in {"by", "of", "from"}:
                for inner in prep.children:
                    if inner.dep_ == "pobj" and (found := self.actor(inner)) is not None:
                        return found
        return None

    def target(self, token: Token) -> ActorMention | None:
        """What was hit, as a recipient: a bare count, a thing, or whoever the noun names.

        Land is no recipient: it is the place of the event.
        """
        noun = core(token, self.words)
        if noun.ent_type_ in _NEVER or noun.idx in self._places or noun.ent_type_ in _LAND:
            return None
        if noun.pos_ == "NUM" or noun.ent_type_ == "CARDINAL":
            return self._create(token, "a count of people, not named further")
        land = self._has(noun, "@territory") and not self._has(noun, "@building")
        if noun.pos_ not in {"NOUN", "PROPN"} or land:
            return None
        return self._create(token, "what the deed was done to; a thing, or a word not known")

    def is_place(self, token: Token) -> bool:
        """Whether a word was found as a place: "the attack of Husaybah" names no attacker."""
        return token.idx in self._places

    def _is_somebody(self, noun: Token) -> bool:
        if noun.lower_ in _PEOPLE:
            return True
        if noun.ent_type_ in _NAMED and noun.pos_ in {"PROPN", "NOUN", "ADJ"}:
            return not (noun.ent_type_ == "GPE" and noun.idx in self._places)
        somebody = self._has(noun, "@human") or self._has(noun, "@crewed")
        return noun.pos_ in {"NOUN", "PROPN", "ADJ"} and somebody

    def _has(self, token: Token, name: str) -> bool:
        return any(self.words.has(name, lemma) for lemma in lemmas(token))

    def _create(self, token: Token, reason: str) -> ActorMention:
        start, end = _phrase_start(token), phrase(core(token, self.words))[1]
        span = self.parsed.span(start, end)
        mention = ActorMention(
            id=span_id("a", self.parsed.document.id, span),
            span=span,
            head=token.idx,
            provenance=Provenance(
                component=_COMPONENT,
                version=VERSION,
                reason=f"{reason}; name, country and sector are not known",
            ),
        )
        self._by_head[token.idx] = mention
        self.created.append(mention)
        return mention


def _phrase_start(noun: Token) -> int:
    """Where a noun phrase begins; "dead" of "shot dead two tourists" is the verb's."""
    start = phrase(noun)[0]
    for word in noun.doc[noun.left_edge.i : noun.i]:
        counts = word.nbor().pos_ in {"NUM", "DET"}
        if word.idx == start and word.pos_ == "ADJ" and word.dep_ == "amod" and counts:
            return word.nbor().idx
    return start

"""What sort of thing the words of a participant stand for: a person, people, a body, a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import prepositional, token_at
from sayso.lexicons.words.filler_words import load_filler_words
from sayso.lexicons.words.grammar import grammar
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.records.mention import ActorMention

_NAMED_PERSON = frozenset({"en.actors.person", "en.actors.leader", "en.linking.surname"})
_NAMED_BODY = frozenset(
    {
        "en.actors.known",
        "en.actors.unlisted",
        "en.actors.name_before_noun",
        "en.linking.acronym",
    }
)
_PLURAL = frozenset({"NNS", "NNPS"})
_BODY_ENTITIES = frozenset({"ORG", "GPE", "NORP"})
_COUNTS = frozenset({"NOUN", "NUM"})


def is_named_person(mention: ActorMention) -> bool:
    """Whether the words are a person's name."""
    return mention.provenance.rule in _NAMED_PERSON


def kind_of(
    parsed: Parsed, mention: ActorMention, actors: Mapping[str, ActorMention]
) -> FillerKind | None:
    """The kind of what a mention stands for; that of its antecedent where it has one.

    `actors` are the mentions of the report by id. Null where neither name nor noun tells it.
    """
    antecedent = actors.get(mention.antecedent or "")
    if is_named_person(mention):
        return FillerKind.PERSON
    if antecedent is not None:
        return kind_of(parsed, antecedent, actors)
    if mention.provenance.rule in _NAMED_BODY:
        return FillerKind.ORGANISATION
    token = token_at(parsed.doc, mention.head)
    if token is None:
        return None
    noun = _counted(parsed, token)
    return _by_noun(parsed, noun) or _by_word(token) or _by_name(noun, mention)


def _counted(parsed: Parsed, token: Token) -> Token:
    """The noun that a word counts: "houses" of "dozens of houses", "buses" of "two of the buses".

    A noun that tells its kind by itself ("a group of houses") is asked first.
    """
    inner = prepositional(token, "of")
    number = token.ent_type_ == "CARDINAL"
    known = not number and _by_noun(parsed, token) is not None
    return inner[0] if inner and not known and token.pos_ in _COUNTS else token


def _by_word(token: Token) -> FillerKind | None:
    if token.lower_ in grammar("one_person"):
        return FillerKind.PERSON
    counted = token.pos_ == "NUM" or token.ent_type_ == "CARDINAL"
    return FillerKind.PEOPLE if token.lower_ in grammar("many_persons") or counted else None


def _by_noun(parsed: Parsed, token: Token) -> FillerKind | None:
    words = load_filler_words(parsed.document.language)
    plural = token.tag_ in _PLURAL
    lemmas = (token.lemma_.lower(), token.lower_)
    return next((k for lemma in lemmas if (k := words.kind_of(lemma, plural=plural))), None)


def _by_name(token: Token, mention: ActorMention) -> FillerKind | None:
    if token.ent_type_ == "PERSON" and mention.name is None:
        return FillerKind.PERSON
    if mention.name is not None or token.ent_type_ in _BODY_ENTITIES or mention.sector is not None:
        return FillerKind.ORGANISATION
    return FillerKind.THING if token.ent_type_ == "FAC" or token.pos_ == "NOUN" else None

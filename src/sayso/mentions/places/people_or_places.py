"""Names that the model alone takes for people where what is told of them makes them places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import first_conjunct, token_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.actors.entries import ActorLexicon
    from sayso.records.mention import ActorMention, PlaceMention


def without_places(
    parsed: Parsed,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    lexicon: ActorLexicon,
) -> list[ActorMention]:
    """The actors without towns that passed for people ("bombed Misrata and Bani Walid").

    A person goes only where the same words are a place and nothing but the model's word
    speaks for a person: no title, no office, no act of speech.
    """
    located = {(p.span.start, p.span.end) for p in places}
    return [
        actor
        for actor in actors
        if (actor.span.start, actor.span.end) not in located
        or not (_is_bare_person(actor) or _heads_line(parsed, actor))
        or _speaks(parsed, actor, lexicon)
    ]


def _is_bare_person(actor: ActorMention) -> bool:
    rule = actor.provenance.rule == "en.actors.person"
    return rule and actor.country is None and actor.sector is None


def _heads_line(parsed: Parsed, actor: ActorMention) -> bool:
    """Whether a colon follows: office and country are those of whom the line tells."""
    rule = actor.provenance.rule == "en.actors.person"
    return rule and parsed.document.text[actor.span.end :].startswith(":")


def _speaks(parsed: Parsed, actor: ActorMention, lexicon: ActorLexicon) -> bool:
    token = token_at(parsed.doc, actor.head)
    if token is None:
        return False
    first = first_conjunct(token)
    return first.dep_ == "nsubj" and first.head.lemma_.lower() in lexicon.verbs["speech"]

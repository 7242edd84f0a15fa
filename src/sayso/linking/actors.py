"""Coreference of actors inside one report, as a sieve from the surest rule to the least sure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.linking.descriptions import link_appositions, link_descriptions
from sayso.linking.pronouns import find_pronouns
from sayso.linking.same_name import link_surnames, place_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.actors import ActorLexicon
    from sayso.linking.mention_view import Placed
    from sayso.records.mention import ActorMention


def link_actors(
    parsed: Parsed, actors: Sequence[ActorMention], lexicon: ActorLexicon
) -> list[ActorMention]:
    """All mentions, with acronyms and pronouns added and definite descriptions resolved.

    A linked mention has its `antecedent` and that one's name, country and sector. Where two
    antecedents are as good, there is none: a wrong one is worse than null. "I" and "we" are left
    to whoever finds the speaker.
    """
    placed = place_all(parsed, actors)
    placed = _updated(placed, link_surnames(placed))
    placed = _updated(placed, link_appositions(placed))
    placed = _updated(placed, link_descriptions(placed, lexicon))
    mentions = [p.mention for p in placed]
    mentions += find_pronouns(parsed, placed, lexicon)
    return sorted(mentions, key=lambda m: (m.span.start, m.span.end))


def _updated(placed: Sequence[Placed], found: Mapping[str, ActorMention]) -> list[Placed]:
    return [replace(p, mention=found.get(p.mention.id, p.mention)) for p in placed]

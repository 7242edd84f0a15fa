"""Coreference of actors inside one report, as a sieve from the surest rule to the least sure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.linking.descriptions import link_appositions, link_descriptions
from sayso.linking.home_state import Setting, link_officials
from sayso.linking.possessed import link_possessed
from sayso.linking.pronouns import find_pronouns
from sayso.linking.same_name import link_surnames, place_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.actors.entries import ActorLexicon
    from sayso.linking.mention_view import Placed
    from sayso.records.mention import ActorMention, PlaceMention


def link_actors(
    parsed: Parsed,
    actors: Sequence[ActorMention],
    lexicon: ActorLexicon,
    places: Sequence[PlaceMention] = (),
) -> list[ActorMention]:
    """All mentions, with acronyms and pronouns added and definite descriptions resolved.

    `places` tell, beside the actors, which state the report is about.

    A linked mention has its `antecedent` and that one's name, country and sector. Where two
    antecedents are as good, there is none: a wrong one is worse than null. "I" and "we" are left
    to whoever finds the speaker.
    """
    placed = place_all(parsed, actors)
    placed = _updated(placed, link_surnames(placed))
    setting = Setting.read(parsed, placed, places, lexicon)
    placed = _updated(placed, link_officials(placed, setting, lexicon))
    placed = _updated(placed, link_surnames(placed))
    placed = _updated(placed, link_appositions(placed))
    placed = _updated(placed, link_descriptions(placed, lexicon, setting))
    pronouns = find_pronouns(parsed, placed, lexicon)
    placed = _updated(placed, link_possessed(placed, pronouns, lexicon))
    mentions = [*(p.mention for p in placed), *pronouns]
    return sorted(mentions, key=lambda m: (m.span.start, m.span.end))


def _updated(placed: Sequence[Placed], found: Mapping[str, ActorMention]) -> list[Placed]:
    return [replace(p, mention=found.get(p.mention.id, p.mention)) for p in placed]

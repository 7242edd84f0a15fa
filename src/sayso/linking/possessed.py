"""Whose "its forces", "their fighters" and "his army" are: those of the pronoun's antecedent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.lexicons.words.grammar import grammar
from sayso.linking.mention_view import linked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.lexicons.actors.entries import ActorLexicon, Role, State
    from sayso.linking.mention_view import Placed
    from sayso.records.mention import ActorMention

_INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_ROLE_RULES = frozenset({"en.actors.role", "en.actors.epithet"})
_NOBODYS = frozenset({"CVL", "UNK", "REF"})
_TAKES_SECTOR = frozenset({None, "UAF", "MIL", "PRM", "GOV"})
_OF_STATES = frozenset({"GOV", "MIL", "ELI", None})
_OF_GROUPS = frozenset({"REB", "PRM", "UAF", "CRM", "PRE"})
_IRREGULARS = frozenset({"REB", "PRM"})


def link_possessed(
    placed: Sequence[Placed], pronouns: Sequence[ActorMention], lexicon: ActorLexicon
) -> dict[str, ActorMention]:
    """The unowned bodies and people with a possessive pronoun, as those of its antecedent.

    A state or its leader gives its bodies their names ("Syria … its forces": Syrian Armed
    Forces); an armed group gives its fighters its own. Civilians are nobody's, and allies and
    enemies are others.
    """
    owners = {p.head: p for p in pronouns if p.country is not None or p.name is not None}
    found = {}
    for one in placed:
        mention = one.mention
        if mention.provenance.rule not in _ROLE_RULES or mention.name or mention.country:
            continue
        pronoun = next((c for c in one.token.lefts if c.dep_ == "poss"), None)
        owner = owners.get(pronoun.idx) if pronoun is not None else None
        role = _role(one, lexicon)
        if owner is None or role is None or role.epithet:
            continue
        if (result := _owned(mention, role, owner, lexicon.states)) is not None:
            found[mention.id] = result
    return found


def _role(one: Placed, lexicon: ActorLexicon) -> Role | None:
    """The role of the head noun, with the words before it that make one term with it."""
    words = [t.lower_ for t in one.token.doc[one.token.left_edge.i : one.token.i + 1]]
    for at in range(len(words)):
        role = lexicon.roles.get(tuple(words[at:]))
        if role is not None:
            return role
    return None


def _owned(
    mention: ActorMention, role: Role, owner: ActorMention, states: Mapping[str, State]
) -> ActorMention | None:
    reason = f"the pronoun stands for {owner.name or owner.country}"
    if role.kind == "counterpart" or role.sector in _NOBODYS:
        return None
    if owner.sector in _OF_GROUPS or owner.country in _INTERNATIONAL:
        sector = owner.sector if role.sector in _TAKES_SECTOR else role.sector
        body = owner.name if owner.span.quote.lower() in grammar("of_bodies") else None
        return _told(mention, body, owner.country, sector, reason)
    state = states.get(owner.country or "")
    if state is None or owner.sector not in _OF_STATES or role.sector in _IRREGULARS:
        return None
    sector = "MIL" if role.sector == "UAF" and role.name else role.sector
    return _told(mention, role.name_in(state), state.code, sector, reason)


def _told(
    mention: ActorMention, name: str | None, country: str | None, sector: str | None, reason: str
) -> ActorMention:
    return msgspec.structs.replace(
        mention,
        name=name,
        country=country,
        sector=sector,
        provenance=linked("possessed", reason),
    )

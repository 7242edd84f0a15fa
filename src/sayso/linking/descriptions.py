"""Definite descriptions: "the group", "the army", "the ministry", and appositions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import apposed_to
from sayso.lexicons.words.grammar import grammar
from sayso.lexicons.words.names import name_key
from sayso.linking.home_state import of_setting
from sayso.linking.mention_view import refer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.lexicons.actors.entries import ActorLexicon, Role
    from sayso.linking.home_state import Setting
    from sayso.linking.mention_view import Placed
    from sayso.records.mention import ActorMention

_ROLE_RULES = frozenset({"en.actors.role", "en.actors.epithet", "en.actors.role_before_deed"})
_BODIES = frozenset({"en.actors.known", "en.actors.unlisted", "en.linking.acronym"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})
_REACH = 2
_SAME_WORD_REACH = 12
_GROUP_SECTORS = frozenset({"REB", "PRM", "UAF", "CRM", "PTY", "OPP", "SOC", None})
_ARMED = frozenset({"REB", "PRM", "CRM"})
_CIVIL, _NGO = "SOC", "NGO"


def link_appositions(placed: Sequence[Placed]) -> dict[str, ActorMention]:
    """A role and a name that stand in apposition are one: "the surrogate, the Free Army"."""
    by_token = {p.token.i: p for p in placed}
    found = {}
    for one in placed:
        other = by_token.get(apposed_to(one.token).i)
        if one.token.dep_ != "appos" or other is None or other is one or _of_last(one):
            continue
        for plain, named in ((one, other), (other, one)):
            role = plain.mention.provenance.rule in _ROLE_RULES
            if role and plain.mention.name is None and named.mention.name is not None:
                reason = "in apposition to a name"
                found[plain.mention.id] = refer(plain.mention, named.mention, "apposition", reason)
    return found


def _of_last(one: Placed) -> bool:
    """Whether an apposition explains the last of a list: "the mayor and his deputy, Ana Ruiz"."""
    head = one.token.head
    return any(c.dep_ == "conj" and head.i < c.i < one.token.i for c in head.children)


def link_descriptions(
    placed: Sequence[Placed], lexicon: ActorLexicon, setting: Setting
) -> dict[str, ActorMention]:
    """Definite role nouns without an owner, resolved where one reading alone is left.

    First the last named mention with the same noun ("the Syrian army … the army"), then a body
    named just before ("Hamas … the group"), then the state that the sentence or the report speaks
    of ("the army" in a report on El Salvador). Two candidates leave it null.
    """
    found: dict[str, ActorMention] = {}
    for at, one in enumerate(placed):
        role = _plain_role(one, lexicon)
        if role is None:
            continue
        before = [_current(p, found) for p in placed[:at]]
        result = (
            _same_office(one, role, placed[:at], before)
            or _same_noun(one, role, placed[:at], before)
            or _named_body(one, role, placed[:at], before)
            or _named_charity(one, role, placed[:at], before)
            or of_setting(one, role, setting, lexicon)
        )
        if result is not None:
            found[one.mention.id] = result
    return found


def _current(one: Placed, found: dict[str, ActorMention]) -> ActorMention:
    return found.get(one.mention.id, one.mention)


def _plain_role(one: Placed, lexicon: ActorLexicon) -> Role | None:
    """The role of a definite description that nothing but its noun describes.

    A body that goes without an article ("police said") is as definite as one with it.
    """
    mention = one.mention
    if mention.provenance.rule not in _ROLE_RULES or mention.name or mention.country:
        return None
    words = name_key(mention.span.quote)
    if words[0] in grammar("the_or_this"):
        return lexicon.roles.get(words[1:])
    bare = lexicon.roles.get(words)
    uncounted = bare is not None and bare.kind == "organisation" and bare.sector == "COP"
    return bare if uncounted else None


def _same_noun(
    one: Placed, role: Role, earlier: Sequence[Placed], current: Sequence[ActorMention]
) -> ActorMention | None:
    noun = one.token.lower_
    candidates = {
        mention.name: mention
        for placed, mention in zip(earlier, current, strict=True)
        if placed.token.lower_ == noun
        and mention.name is not None
        and (role.sector in {None, "UAF"} or mention.sector == role.sector)
        and one.sentence - placed.sentence <= _SAME_WORD_REACH
    }
    if len(candidates) != 1 or one.is_plural:
        return None
    antecedent = next(iter(candidates.values()))
    return refer(one.mention, antecedent, "same_noun", "the only one of that noun named before")


def _same_office(
    one: Placed, role: Role, earlier: Sequence[Placed], current: Sequence[ActorMention]
) -> ActorMention | None:
    """The only person named with this office before: "President X … the president"."""
    if role.kind != "person" or one.is_plural:
        return None
    office = name_key(one.mention.span.quote)[1:]
    candidates = {
        mention.name: mention
        for placed, mention in zip(earlier, current, strict=True)
        if placed.is_named_person and _holds(office, name_key(placed.mention.span.quote))
    }
    if len(candidates) != 1:
        return None
    antecedent = next(iter(candidates.values()))
    return refer(one.mention, antecedent, "same_office", "the only one named with this office")


def _holds(office: tuple[str, ...], words: tuple[str, ...]) -> bool:
    size = len(office)
    return any(words[i : i + size] == office for i in range(len(words) - size))


def _is_body(placed: Placed, mention: ActorMention) -> bool:
    """Whether a mention names a body, or an armed group by its people ("Hamas's spokesman")."""
    rule = placed.mention.provenance.rule
    return rule in _BODIES or (rule in _ROLE_RULES and mention.sector in _ARMED)


def _named_body(
    one: Placed, role: Role, earlier: Sequence[Placed], current: Sequence[ActorMention]
) -> ActorMention | None:
    """The body named last, for "the group", "the movement", "the party" and the like."""
    if role.kind != "group" or role.name is not None or one.is_plural:
        return None
    candidates = [
        (placed, mention)
        for placed, mention in zip(earlier, current, strict=True)
        if mention.name is not None
        and _is_body(placed, mention)
        and mention.sector in _GROUP_SECTORS
        and (role.sector is None or mention.sector in {role.sector, "REB", "PRM"})
        and one.sentence - placed.sentence <= _REACH
    ]
    if not candidates:
        return None
    last = max(placed.sentence for placed, _ in candidates)
    nearest = [(p, m) for p, m in candidates if p.sentence == last]
    subjects = [(p, m) for p, m in nearest if p.is_subject]
    names = {m.name: m for _, m in subjects or nearest}
    if len(names) != 1:
        return None
    antecedent = next(iter(names.values()))
    return refer(one.mention, antecedent, "named_body", "the only body named just before")


def _named_charity(
    one: Placed, role: Role, earlier: Sequence[Placed], current: Sequence[ActorMention]
) -> ActorMention | None:
    """The only non-governmental body named before, for "the charity", "the rights group"."""
    if role.sector != _CIVIL or role.kind != "organisation" or one.is_plural:
        return None
    names = {
        mention.name: mention
        for placed, mention in zip(earlier, current, strict=True)
        if mention.name is not None
        and mention.country == _NGO
        and placed.mention.provenance.rule in _BODIES
        and one.sentence - placed.sentence <= _SAME_WORD_REACH
    }
    if len(names) != 1:
        return None
    antecedent = next(iter(names.values()))
    return refer(one.mention, antecedent, "named_charity", "the only such body named before")

"""Makes a neutral name, country and sector of a role noun and what owns or qualifies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.actors.entries import NameUse
from sayso.mentions.actors.known_names import Identity, choose_actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.lexicons.actors.entries import Role, State
    from sayso.mentions.actors.known_names import Context, NameMatch
    from sayso.mentions.actors.scene import Scene

INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_NO_OWNER = "a role without a name; the text says of no state or body that it is theirs"
_WITH_PRESIDENTS = frozenset({"LEG", "JUD", "BUS", "EDU", "LAB", "PTY", "OPP", "SOC", "JRN"})
_LEFT = frozenset({"GOV", "LEG", "JUD"})
_OFFICES = frozenset({"GOV", "MIL", "REB", "PRM"})
_ARMED_GROUPS = frozenset({"REB", "PRM", "UAF", "CRM"})
_UNSPECIFIC = frozenset({None, "UAF", "UNK"})


def compose(
    role: Role,
    owners: Sequence[NameMatch],
    scene: Scene,
    *,
    qualifier: Role | None = None,
    definite: bool = True,
) -> Identity:
    """Who a role noun stands for, from the known names that own or qualify it.

    A body or group gives its members and weapons its name ("Hezbollah fighters"); a state gives
    its organs a composed one ("Syrian Army"); a leader stands for the state that he leads
    ("Assad's forces"). `qualifier` is a role noun before the head ("army spokesman") or after
    it ("president of the Congress").
    """
    sector = role.sector
    if qualifier is not None and qualifier.sector is not None:
        irregular = sector == "MIL" and qualifier.sector in _ARMED_GROUPS
        presides = sector == "GOV" and qualifier.sector in _WITH_PRESIDENTS
        vague = sector in _UNSPECIFIC
        sector = qualifier.sector if vague or irregular or presides else sector
    owners = [o for o in owners if not _is_coincidence(o, role, scene)]
    if role.kind == "counterpart":
        return Identity(None, None, sector, "who stands beside or against somebody is another")
    if _is_charged(role, owners, scene.context):
        return Identity(None, None, sector, "whose they are is what a voice charges")
    bodies = [o for o in owners if o.actors and not o.actors[0].is_person]
    if bodies:
        return _owned_by_body(role, sector, choose_actor(bodies[-1].actors, scene.context))
    states = _states(owners, scene)
    if len(states) > 1:
        names = " and ".join(s.name for s in states)
        return Identity(None, None, sector, f"two owners: {names}")
    if not states:
        return _unowned(role, sector, scene)
    led_by = [o for o in owners if o.actors and o.state is None]
    if sector is None and led_by:
        sector = choose_actor(led_by[0].actors, scene.context).sector
    return _owned_by_state(role, sector, states[0], definite=definite)


def _is_coincidence(owner: NameMatch, role: Role, scene: Scene) -> bool:
    """Whether an owner only looks like one, by a name that is also a common word.

    A surname before a government or its forces is the leader's ("the Bush administration"), inside
    other names it is not ("San Marcos University"); a body's name needs its state in the text.
    """
    if not owner.actors or owner.state or owner.known[0].words not in scene.lexicon.ambiguous:
        return False
    if not all(a.is_person for a in owner.actors):
        return not {a.country for a in owner.actors} & {*scene.context.countries, *INTERNATIONAL}
    known = any(a.name in scene.context.full_names for a in owner.actors)
    return not known and role.sector not in {"GOV", "MIL", "UAF"}


def out_of_office(identity: Identity) -> Identity:
    """Somebody who held an office and has left it: of the elite (ELI)."""
    sector = "ELI" if identity.sector in _LEFT else identity.sector
    return Identity(identity.name, identity.country, sector, identity.reason)


def _is_charged(role: Role, owners: Sequence[NameMatch], context: Context) -> bool:
    """Whether an owner of rebels or terrorists is a charge of a voice: "NATO's rebels".

    Only an armed group owns such people in neutral speech ("Hezbollah fighters" it has, "NATO
    terrorists" somebody says); a state may own rebels as their home ("Syrian rebels").
    """
    armed = role.sector == "REB" or (role.epithet and role.sector == "UAF")
    if not armed or not owners:
        return False
    owner = owners[-1]
    if owner.actors:
        return choose_actor(owner.actors, context).sector not in _ARMED_GROUPS
    return role.epithet and owner.use(NameUse.ADJECTIVE) is None


def _unowned(role: Role, sector: str | None, scene: Scene) -> Identity:
    """A role without owners; a few have a name of their own, with its state's country."""
    if role.name is None or "{" in role.name:
        return Identity(None, None, sector, _NO_OWNER)
    states = scene.lexicon.states.values()
    country = next((s.code for s in states if role.name.endswith(s.in_phrase)), None)
    return Identity(role.name, country, sector, "")


def _owned_by_body(role: Role, sector: str | None, body: Identity) -> Identity:
    """A role's own sector holds where it is told by the work, else that of the body."""
    own_work = role.kind == "organisation" or sector not in {*_UNSPECIFIC, *_OFFICES}
    fallback = None if sector == "GOV" and body.country in INTERNATIONAL else sector
    own_work = own_work and not (sector == "LAB" and body.sector is not None)
    own = sector if own_work else body.sector or fallback
    if own == "UAF" and role.name is not None and body.country in INTERNATIONAL - {"IMG"}:
        own = "MIL"
    return Identity(body.name, body.country, own or body.sector, body.reason)


def _states(owners: Sequence[NameMatch], scene: Scene) -> list[State]:
    found: dict[str, State] = {}
    for owner in owners:
        state = owner.state
        if state is None and (seat := owner.use(NameUse.SEAT)) is not None:
            state = seat.state
        if state is None and owner.actors:
            state = scene.lexicon.states.get(
                choose_actor(owner.actors, scene.context).country or ""
            )
        if state is not None:
            found[state.name] = state
    return list(found.values())


def _owned_by_state(role: Role, sector: str | None, state: State, *, definite: bool) -> Identity:
    if role.sector == "UAF" and role.name is not None:
        sector = "MIL"
    name = role.name_in(state) if definite else None
    reason = "" if name else "the words name a kind, not one body"
    return Identity(name, state.code, sector, reason)

"""Sides of a fight across accounts: who is on the doer's, and which accounts tell it reversed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.records.attribution import Stance
from sayso.records.claim import Victims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sayso.records.claim import Claim, Party

_OPPOSITE = {
    Victims.COMBATANT_A: Victims.COMBATANT_B,
    Victims.COMBATANT_B: Victims.COMBATANT_A,
}


def speaks_for(voice: Party | None, side: Sequence[Party], other: Sequence[Party] = ()) -> bool:
    """Whether a voice is of a side: by name, or by a country that the other side is not of.

    Where both sides are of one country, country and sector together tell.
    """
    if voice is None:
        return False
    if voice.name is not None and any(voice.name == party.name for party in side):
        return True
    if voice.country is None:
        return False
    mine = [party for party in side if party.country == voice.country]
    if any(party.country == voice.country for party in other):
        mine = [p for p in mine if voice.sector is not None and p.sector == voice.sector]
    return bool(mine)


def doers(claim: Claim) -> tuple[Party, ...]:
    """Those who did it by this claim, without those of whom it denies that."""
    refused = {Stance.DENIES, Stance.EXONERATES}
    if claim.field_stances.get("actors", claim.stance) in refused:
        return ()
    return tuple(party for party in claim.actors if party.stance not in refused)


def counts_enemies(claim: Claim, whom: Victims) -> bool:
    """Whether a party to the fight tells how many of the other side's fighters were harmed."""
    if whom is Victims.COMBATANT_B:
        return speaks_for(claim.voice, claim.actors, claim.recipients)
    if whom is Victims.COMBATANT_A:
        return speaks_for(claim.voice, claim.recipients, claim.actors)
    return False


def to_common_sides(
    claims: Iterable[tuple[str, Claim]],
) -> Callable[[Claim, Victims], Victims]:
    """Turns the sides of one claim ("its doer's") into those of the incident.

    The doer's side of an incident is the one that most independent sources tell so; on a tie the
    one whose name comes first. `claims` are pairs of the id of a source and a claim.
    """
    told = {
        (source, tuple(_names(claim.actors)), tuple(_names(claim.recipients)))
        for source, claim in claims
    }
    weight: Counter[str] = Counter()
    for _, actors, recipients in told:
        weight.update(actors)
        weight.subtract(recipients)

    def common(claim: Claim, whom: Victims) -> Victims:
        turned = whom in _OPPOSITE and _is_reversed(claim, weight)
        return _OPPOSITE[whom] if turned else whom

    return common


def _is_reversed(claim: Claim, weight: Counter[str]) -> bool:
    actors, recipients = _names(claim.actors), _names(claim.recipients)
    leaning = sum(weight[name] for name in actors) - sum(weight[name] for name in recipients)
    return leaning < 0 or (leaning == 0 and bool(actors and recipients) and actors > recipients)


def _names(parties: Iterable[Party]) -> list[str]:
    return sorted({party.name for party in parties if party.name is not None})

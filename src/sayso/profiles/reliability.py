"""Which accounts set the bounds and the best figure of a reliable range, by named criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.profiles.counts import voice_of
from sayso.profiles.sides import counts_enemies, speaks_for
from sayso.records.event import Certainty
from sayso.records.mention import QuantityOp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.profiles.profile import Doubt, Preference, Profile
    from sayso.profiles.tellings import Told

_HEDGED = frozenset({Certainty.POSSIBLE, Certainty.UNKNOWN})
_RANKS = {QuantityOp.EXACT: 0, QuantityOp.APPROX: 1, QuantityOp.AT_LEAST: 2}
_VAGUEST = 3
_WHY: dict[Doubt, str] = {
    "hedged": "is told with doubt",
    "party_on_enemy": "is a party's count of its enemies",
}
_BECAUSE: dict[Preference, str] = {
    "third_party": "those who do not fight before those who do",
    "certain": "those told for certain first",
    "counted": "counts before estimates",
}


def reliable(profile: Profile, told: Sequence[Told]) -> tuple[tuple[Told, ...], list[str]]:
    """The tellings that set the bounds (all, where none is reliable), and whom it doubts."""
    trusted: list[Told] = []
    doubts: list[str] = []
    for each in told:
        found = [doubt for doubt in profile.unreliable if _is_doubtful(each, doubt)]
        if found:
            voice = voice_of(each.telling.first.account)
            why = " and ".join(_WHY[doubt] for doubt in found)
            doubts.append(f"the number of {voice}, {each.bounds.value:,}, {why}")
        else:
            trusted.append(each)
    if not trusted:
        return tuple(told), [*doubts, "no other account is there, so these count"]
    return tuple(trusted), [f"{doubt}: it sets no bound" for doubt in doubts]


def preferred(profile: Profile, told: Sequence[Told]) -> tuple[Told | None, str]:
    """The telling that gives the best figure, null where none tells a number; and why it does."""
    numbered = [each for each in told if each.bounds.best is not None]
    if not numbered:
        return None, ""

    def rank(each: Told) -> tuple[int, ...]:
        return tuple(_rank(each, preference) for preference in profile.prefer)

    best = min(
        numbered,
        key=lambda each: (
            rank(each),
            each.bounds.value,
            each.telling.first.account.claim.id,
        ),
    )
    by = ", then ".join(_BECAUSE[preference] for preference in profile.prefer)
    words = f"best is {best.bounds.value:,} ({voice_of(best.telling.first.account)})"
    if len({each.bounds.value for each in numbered}) > 1:
        words += f": {by}, then the lower number" if by else ": the lowest number"
    return best, words


def _is_doubtful(each: Told, doubt: Doubt) -> bool:
    claim = each.telling.first.account.claim
    if doubt == "hedged":
        return claim.certainty in _HEDGED
    return any(counts_enemies(claim, count.toll.whom) for count in each.telling.counts)


def _rank(each: Told, preference: Preference) -> int:
    """The place in a criterion's order, nought for the best."""
    claim = each.telling.first.account.claim
    match preference:
        case "third_party":
            sides = (*claim.actors, *claim.recipients)
            return int(speaks_for(claim.voice, sides))
        case "certain":
            return int(claim.certainty is not Certainty.CERTAIN)
        case "counted":
            ranks = (_RANKS.get(count.toll.op, _VAGUEST) for count in each.telling.counts)
            return max(ranks)

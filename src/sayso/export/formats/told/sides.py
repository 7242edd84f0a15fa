"""The parties of an incident on the side where most independent sources see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.cells.actor_types import ARMED, actor_type, group_key, is_one_side
from sayso.profiles.sides import doers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sayso.records.claim import Account, Party


def keys_in(country: str | None, *, acts: bool) -> Callable[[Party], str]:
    """By which key parties are one: as those who act, or those to whom it is done."""
    return lambda party: group_key(party, country, acts=acts)


def sides(
    parties: Mapping[str, Party],
    doing: Mapping[str, set[str]],
    suffering: Mapping[str, set[str]],
    country: str | None,
) -> tuple[dict[str, Party], dict[str, Party]]:
    """The parties of either side by key, each on that where most sources see it.

    Somebody without a name may stand on both: nothing tells that it is one party. That of most
    sources is first, on a tie a fighter, then the first name.
    """
    tied = sorted(
        key
        for key in doing.keys() & suffering.keys()
        if len(doing[key]) == len(suffering[key]) and not key.startswith("?")
    )

    def side(
        told: Mapping[str, set[str]], other: Mapping[str, set[str]], *, acts: bool
    ) -> set[str]:
        lost = set(tied[1:] if acts else tied[:1])
        return {
            key
            for key in told
            if key.startswith("?")
            or (len(told[key]) >= len(other.get(key, ())) and key not in lost)
        }

    def ranked(keys: set[str], told: Mapping[str, set[str]], *, acts: bool) -> dict[str, Party]:
        def order(key: str) -> tuple[int, bool, str]:
            armed = actor_type(parties[key], country, acts=acts) in ARMED
            return -len(told[key]), not armed, key

        return {key: parties[key] for key in sorted(keys, key=order)}

    return (
        ranked(side(doing, suffering, acts=True), doing, acts=True),
        ranked(side(suffering, doing, acts=False), suffering, acts=False),
    )


def first_and_beside(
    parties: Mapping[str, Party], told: Sequence[frozenset[str]]
) -> tuple[Party, ...]:
    """The first party and those whom an account names with it; others are rivals, not allies."""
    first = next(iter(parties), None)
    beside = frozenset[str]().union(*(keys for keys in told if first in keys))
    return tuple(party for key, party in parties.items() if key in beside)


def apart_from_first(
    parties: Mapping[str, Party], told: Sequence[frozenset[str]]
) -> tuple[Party, ...]:
    """The parties of accounts that do not name the first of all."""
    first = next(iter(parties), None)
    beside = frozenset[str]().union(*(keys for keys in told if first not in keys))
    return tuple(parties[key] for key in sorted(beside & parties.keys()))


def rivals(
    parties: Mapping[str, Party], told: Sequence[frozenset[str]], country: str | None
) -> tuple[Party, ...]:
    """Named doers of accounts that do not name the first, unless both are of one state."""
    leading = next(iter(parties.values()), None)
    if leading is None:
        return ()
    named = (party for party in apart_from_first(parties, told) if party.name is not None)
    return tuple(party for party in named if not is_one_side(leading, party, country))


def parties_of(
    accounts: Sequence[Account], acting: Callable[[Party], str], bearing: Callable[[Party], str]
) -> dict[str, Party]:
    """One record of every party, the one with most codes."""
    found: dict[str, Party] = {}
    for account in accounts:
        told = [(acting(party), party) for party in doers(account.claim)]
        told += [(bearing(party), party) for party in account.claim.recipients]
        for key, party in told:
            if key not in found or _known(party) > _known(found[key]):
                found[key] = party
    return found


def _known(party: Party) -> int:
    return sum(value is not None for value in (party.name, party.country, party.sector))

"""What most independent sources of an incident tell: for formats with one row and no speakers.

Nothing is averaged. Where accounts differ, the answer that most sources give stands, on a tie the
first in the order of names, and `Told` keeps the rest so that a format can say so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from sayso.export.formats.actor_types import ARMED, actor_type, group_key, is_one_side
from sayso.profiles.sides import doers
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import PlacePrecision, TimeBasis, TimePrecision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sayso.records.claim import Account, Claim, Party, When, Where
    from sayso.records.dossier import Dossier
    from sayso.records.settled import Whole

_AGAINST = frozenset({Stance.DENIES, Stance.EXONERATES, Stance.DISPUTES})
_DONE = frozenset({Status.OCCURRED, Status.ATTEMPTED})
_FINE = (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2, PlacePrecision.WATER)
_PLACES = (*_FINE, PlacePrecision.ADMIN1, PlacePrecision.AREA, PlacePrecision.COUNTRY)
_TIMES = tuple(TimePrecision)
_DAY = 10


class Spell(NamedTuple):
    """The ISO 8601 days, both included, in which it was, and how finely they are known.

    `stated` is false for the day of publication alone, before which it must have been.
    """

    first: str
    last: str
    precision: TimePrecision
    stated: bool = True

    @property
    def length(self) -> int:
        """How many days it has."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


@dataclass(frozen=True)
class Told:
    """An incident as most sources tell it.

    `accounts` tell that it was, `against` deny, exonerate or dispute it; `mutual` is whether some
    party is told as doer and as recipient. `doers` and `recipients` are that of most sources and
    those whom an account names beside it; `weights` counts the independent sources of a party by
    its key. `others` are named doers of accounts that do not name the first, unless both are one
    state's; `others_struck` the recipients of accounts that do not tell of the first.
    `place` and `spell` are null where no account tells them; `places` and `spells` are all told,
    or all that people hold right.
    """

    dossier: Dossier
    accounts: tuple[Account, ...]
    against: tuple[Account, ...]
    doers: tuple[Party, ...]
    recipients: tuple[Party, ...]
    weights: Mapping[str, int]
    others: tuple[Party, ...]
    others_struck: tuple[Party, ...]
    mutual: bool
    place: Where | None
    places: tuple[Where, ...]
    spell: Spell | None
    spells: tuple[Spell, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that tell that it was."""
        return tuple(account.claim for account in self.accounts)

    @property
    def country(self) -> str | None:
        """The ISO 3166-1 alpha-3 code of the place, else that of most places told."""
        if self.place is not None and self.place.country is not None:
            return self.place.country
        return next((place.country for place in self.places if place.country), None)


def told_most(dossier: Dossier) -> Told:
    """What most independent sources of a dossier tell, whatever the order of its accounts.

    What people hold right of the incident as such (`Dossier.whole`) comes before it.
    """
    whole = dossier.whole
    every = _typed(_by_id(dossier.accounts), whole.event_type)
    against = [account for account in every if account.claim.stance in _AGAINST]
    rest = [account for account in every if account.claim.stance not in _AGAINST] or every
    accounts = [account for account in rest if account.claim.status in _DONE] or rest
    source = _sources(dossier)
    places = _places(accounts, source) if whole.places is None else list(whole.places)
    country = next((place.country for place in places if place.country), None)
    acting, bearing = _keys(country, acts=True), _keys(country, acts=False)
    doing = by_source(accounts, source, lambda claim: map(acting, doers(claim)))
    suffering = by_source(accounts, source, lambda claim: map(bearing, claim.recipients))
    first, second = _sides(_parties(accounts, acting, bearing), doing, suffering, country)
    acts = [frozenset(map(acting, doers(account.claim))) for account in accounts]
    bears = [frozenset(map(bearing, account.claim.recipients)) for account in accounts]
    spells = _spells(accounts, source) if _set(whole) is None else []
    return Told(
        dossier=dossier,
        accounts=tuple(accounts),
        against=(*(a for a in against if a not in accounts), *_by_id(dossier.against)),
        doers=_together(first, acts) if whole.actors is None else whole.actors,
        recipients=_together(second, bears) if whole.recipients is None else whole.recipients,
        weights={
            k: len(doing.get(k, set()) | suffering.get(k, set())) for k in {*doing, *suffering}
        },
        others=_rivals(first, acts, country),
        others_struck=_apart(second, bears),
        mutual=any(not key.startswith("?") for key in doing.keys() & suffering.keys()),
        place=places[0] if places else None,
        places=tuple(places),
        spell=_set(whole) or (spells[0] if spells else _published(accounts)),
        spells=tuple(spells),
    )


def _typed(accounts: list[Account], types: tuple[str, ...] | None) -> list[Account]:
    """The accounts under the type that people hold right, where they set one.

    Modes are those of the type that an account tells: under another one they say nothing.
    """
    if not types:
        return accounts
    return [
        account
        if account.claim.event_type == types[0]
        else replace(account, claim=replace(account.claim, event_type=types[0], modes=()))
        for account in accounts
    ]


def _set(whole: Whole) -> Spell | None:
    """The days that people hold right; null where they set none, or none that is closed."""
    return next(filter(None, map(_spell, whole.dates or ())), None)


def _by_id(accounts: Iterable[Account]) -> list[Account]:
    return sorted(accounts, key=lambda account: account.claim.id)


def by_source(
    accounts: Iterable[Account], source: Callable[[str], str], values: Callable[[Claim], Any]
) -> dict[Any, set[str]]:
    """Each value that a claim gives, with the independent sources that give it."""
    found: defaultdict[Any, set[str]] = defaultdict(set)
    for account in accounts:
        for value in values(account.claim):
            found[value].add(source(account.claim.id))
    return found


def _sources(dossier: Dossier) -> Callable[[str], str]:
    """The independent source of a claim by its id; its own where the dossier lacks it."""
    known = {claim: each.id for each in dossier.sources.sources for claim in each.claims}
    return lambda claim: known.get(claim, claim)


def _keys(country: str | None, *, acts: bool) -> Callable[[Party], str]:
    return lambda party: group_key(party, country, acts=acts)


def _sides(
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


def _together(parties: Mapping[str, Party], told: Sequence[frozenset[str]]) -> tuple[Party, ...]:
    """The first party and those whom an account names with it; others are rivals, not allies."""
    first = next(iter(parties), None)
    beside = frozenset[str]().union(*(keys for keys in told if first in keys))
    return tuple(party for key, party in parties.items() if key in beside)


def _apart(parties: Mapping[str, Party], told: Sequence[frozenset[str]]) -> tuple[Party, ...]:
    """The parties of accounts that do not name the first of all."""
    first = next(iter(parties), None)
    beside = frozenset[str]().union(*(keys for keys in told if first not in keys))
    return tuple(parties[key] for key in sorted(beside & parties.keys()))


def _rivals(
    parties: Mapping[str, Party], told: Sequence[frozenset[str]], country: str | None
) -> tuple[Party, ...]:
    """Named doers of accounts that do not name the first, unless both are of one state."""
    leading = next(iter(parties.values()), None)
    if leading is None:
        return ()
    named = (party for party in _apart(parties, told) if party.name is not None)
    return tuple(party for party in named if not is_one_side(leading, party, country))


def _parties(
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


def _places(accounts: Sequence[Account], source: Callable[[str], str]) -> list[Where]:
    """The places of the event, own ones before borrowed, fine ones first, then by sources."""
    told = by_source(accounts, source, lambda claim: map(_place_key, claim.places))
    best: dict[tuple[object, ...], Where] = {}
    for account in accounts:
        for place in account.claim.places:
            key = _place_key(place)
            if key not in best or place.borrowed < best[key].borrowed:
                best[key] = place

    def order(item: tuple[tuple[object, ...], Where]) -> tuple[object, ...]:
        key, place = item
        fineness = 0 if place.precision in _FINE else _PLACES.index(place.precision)
        finer = _PLACES.index(place.precision)
        return place.borrowed, fineness, -len(told[key]), finer, place_name(place)

    return [place for _, place in sorted(best.items(), key=order)]


def _place_key(place: Where) -> tuple[object, ...]:
    return place.geonameid or place_name(place).casefold(), place.precision


def place_name(place: Where) -> str:
    """The gazetteer's name of a place, else the words for it on one line."""
    return place.name or " ".join(place.span.quote.split())


def _spells(accounts: Sequence[Account], source: Callable[[str], str]) -> list[Spell]:
    """The spells that words state, that of most sources first, then the narrowest."""
    told = by_source(accounts, source, lambda claim: filter(None, map(_spell, claim.dates)))
    return sorted(told, key=lambda s: (-len(told[s]), _TIMES.index(s.precision), s.last, s.first))


def _spell(when: When) -> Spell | None:
    if when.basis is TimeBasis.PUBLICATION or not (when.earliest and when.latest):
        return None
    return Spell(when.earliest[:_DAY], when.latest[:_DAY], when.precision)


def _published(accounts: Sequence[Account]) -> Spell | None:
    """The first day of publication: no account tells more than that it was before."""
    days = sorted(a.published[:_DAY] for a in accounts if a.published and _is_day(a.published))
    return Spell(days[0], days[0], TimePrecision.WEEK, stated=False) if days else None


def _is_day(published: str) -> bool:
    """Whether a publication is known by the day."""
    try:
        date.fromisoformat(published[:_DAY])
    except ValueError:
        return False
    return True

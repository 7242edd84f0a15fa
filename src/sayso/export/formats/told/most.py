"""What most independent sources of an incident tell: for formats with one row and no speakers.

Nothing is averaged. Where accounts differ, the answer that most sources give stands, on a tie the
first in the order of names, and `Told` keeps the rest so that a format can say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.export.formats.told.by_source import by_source
from sayso.export.formats.told.places import places_of
from sayso.export.formats.told.sides import (
    apart_from_first,
    first_and_beside,
    keys_in,
    parties_of,
    rivals,
    sides,
)
from sayso.export.formats.told.spells import Spell, published_first, spell_of, spells_of
from sayso.profiles.sides import doers
from sayso.records.attribution import Stance
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sayso.records.claim import Account, Claim, Party, Where
    from sayso.records.review.settled import Whole
    from sayso.records.shown.dossier import Dossier

_AGAINST = frozenset({Stance.DENIES, Stance.EXONERATES, Stance.DISPUTES})
_DONE = frozenset({Status.OCCURRED, Status.ATTEMPTED})


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
    places = places_of(accounts, source) if whole.places is None else list(whole.places)
    country = next((place.country for place in places if place.country), None)
    acting, bearing = keys_in(country, acts=True), keys_in(country, acts=False)
    doing = by_source(accounts, source, lambda claim: map(acting, doers(claim)))
    suffering = by_source(accounts, source, lambda claim: map(bearing, claim.recipients))
    first, second = sides(parties_of(accounts, acting, bearing), doing, suffering, country)
    acts = [frozenset(map(acting, doers(account.claim))) for account in accounts]
    bears = [frozenset(map(bearing, account.claim.recipients)) for account in accounts]
    spells = spells_of(accounts, source) if _set(whole) is None else []
    return Told(
        dossier=dossier,
        accounts=tuple(accounts),
        against=(*(a for a in against if a not in accounts), *_by_id(dossier.against)),
        doers=first_and_beside(first, acts) if whole.actors is None else whole.actors,
        recipients=first_and_beside(second, bears)
        if whole.recipients is None
        else whole.recipients,
        weights={
            k: len(doing.get(k, set()) | suffering.get(k, set())) for k in {*doing, *suffering}
        },
        others=rivals(first, acts, country),
        others_struck=apart_from_first(second, bears),
        mutual=any(not key.startswith("?") for key in doing.keys() & suffering.keys()),
        place=places[0] if places else None,
        places=tuple(places),
        spell=_set(whole) or (spells[0] if spells else published_first(accounts)),
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
    return next(filter(None, map(spell_of, whole.dates or ())), None)


def _by_id(accounts: Iterable[Account]) -> list[Account]:
    return sorted(accounts, key=lambda account: account.claim.id)


def _sources(dossier: Dossier) -> Callable[[str], str]:
    """The independent source of a claim by its id; its own where the dossier lacks it."""
    known = {claim: each.id for each in dossier.sources.sources for claim in each.claims}
    return lambda claim: known.get(claim, claim)

"""The days of an incident, those of most independent sources first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sayso.export.formats.told.by_source import by_source
from sayso.records.mention import TimeBasis, TimePrecision

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.records.claim import Account, When

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


def spells_of(accounts: Sequence[Account], source: Callable[[str], str]) -> list[Spell]:
    """The spells that words state, that of most sources first, then the narrowest."""
    told = by_source(accounts, source, lambda claim: filter(None, map(spell_of, claim.dates)))
    return sorted(told, key=lambda s: (-len(told[s]), _TIMES.index(s.precision), s.last, s.first))


def spell_of(when: When) -> Spell | None:
    """The days that words state; null for the day of publication, or where an end is open."""
    if when.basis is TimeBasis.PUBLICATION or not (when.earliest and when.latest):
        return None
    return Spell(when.earliest[:_DAY], when.latest[:_DAY], when.precision)


def published_first(accounts: Sequence[Account]) -> Spell | None:
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

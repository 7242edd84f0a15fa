"""What a person is shown of one incident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.records.claim import Account
    from sayso.records.shown.side_by_side import SideBySide

NO_BLOC = "-"
"""How addresses name the outlets of which no table tells a bloc."""


@dataclass(frozen=True)
class Shown:
    """An incident as far as it is shown: `told` is of the accounts that are left of `every`."""

    told: SideBySide
    every: tuple[Account, ...]
    without: tuple[str, ...] = ()
    as_of: str | None = None

    @property
    def days(self) -> tuple[str, ...]:
        """The ISO 8601 days on which accounts were published, the earliest first."""
        return tuple(sorted({a.published[:10] for a in self.every if a.published}))

    @property
    def blocs(self) -> tuple[str, ...]:
        """The blocs of all accounts, by name; `NO_BLOC` last, where some have none."""
        told = {account.bloc or NO_BLOC for account in self.every}
        return tuple(sorted(told, key=lambda bloc: (bloc == NO_BLOC, bloc)))

    @property
    def hidden(self) -> int:
        """How many accounts are not shown."""
        return len(self.every) - len(self.told.accounts)

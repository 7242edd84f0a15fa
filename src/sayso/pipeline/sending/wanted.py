"""What an export asks for: which incidents, and which of their accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.linking import IncidentFilter
from sayso.records.review.settled import WHAT_HOLDS

if TYPE_CHECKING:
    from sayso.export.formats.registry import FormatRow
    from sayso.records.claim import Account
    from sayso.records.review.settled import ReviewView

TOLD_AS_DONE = frozenset({Status.OCCURRED, Status.ATTEMPTED})
AGAINST = frozenset({Stance.DENIES, Stance.EXONERATES, Stance.DISPUTES})
NOT_AGAINST = frozenset(Stance) - AGAINST


@dataclass(frozen=True)
class Wanted:
    """Which incidents go out, and which of their accounts.

    `incidents` is what is asked of incidents as people hold them. `statuses` and `stances` are
    those of the accounts that go out, null for all. `as_of` is the number of a linking, or an ISO
    8601 day or time.
    `beside` are stances whose accounts stay out, but go with those that do for a column of notes.
    `reviews` is whose words are laid over what sayso read, null for none. `ids` are the whole ids
    of incidents: they alone go out, as far as the ledger finds them; null for all.
    """

    incidents: IncidentFilter = field(default_factory=IncidentFilter)
    statuses: frozenset[Status] | None = None
    stances: frozenset[Stance] | None = None
    as_of: int | str | None = None
    beside: frozenset[Stance] = frozenset()
    reviews: ReviewView | None = WHAT_HOLDS
    ids: frozenset[str] | None = None

    @classmethod
    def usual(cls, row: FormatRow) -> Self:
        """All incidents with the accounts that a format has room for."""
        if row.has_speaker:
            return cls()
        return cls(statuses=TOLD_AS_DONE, stances=NOT_AGAINST, beside=AGAINST)

    @property
    def selects_accounts(self) -> bool:
        """Whether some accounts of an incident may stay behind."""
        return self.statuses is not None or self.stances is not None

    def why_not(self, account: Account) -> str | None:
        """Why an account does not go out, null where it does."""
        claim = account.claim
        if self.stances is not None and claim.stance not in self.stances:
            return f"the voice {claim.stance.value.replace('_', ' ')}"
        if self.statuses is not None and claim.status not in self.statuses:
            return f"told as {claim.status.value}"
        return None

"""A ledger that links what it holds: what `sayso.open` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.pipeline.deciding.judging import judge_pair
from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.showing.ledger_tables import TabledLedger
from sayso.records.incident import Judgement

if TYPE_CHECKING:
    from sayso.pipeline.joining.linking import LinkSummary
    from sayso.records.incident import Link


class LinkingLedger(TabledLedger):
    """A ledger with the work of `sayso link` and with tables; everything else as in `Ledger`."""

    def link(self, *, anew: bool = False) -> LinkSummary:
        """Links all events to incidents, with as much work as there is news.

        Args:
            anew: whether to make all claims and links anew by the same version, too.

        Raises:
            LedgerError: when another process writes meanwhile.
        """
        return link_ledger(self, anew=anew)

    def judge_pair(
        self, one: str, other: str, judgement: Judgement | str, *, who: str, why: str
    ) -> list[Link]:
        """Adds a person's judgement of two events or incidents; `link` gives it effect.

        Args:
            one: id, or first letters, of an event, a mention of it, or an incident.
            other: the same of what it is judged with.
            judgement: "same", "different", or "unsure": leave it to the comparison again.
            who: who judges.
            why: for which reason.

        Raises:
            LedgerError: when an id is not clear, nobody or no reason is named, or what people
                judged would contradict itself.
            ValueError: for another judgement.
        """
        return judge_pair(self, one, other, Judgement(judgement), who=who, why=why)

"""The part of a desk where things are decided, taken back, and looked up in what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.ledger.acts.act_pages import ActFilter
from sayso.ledger.errors import LedgerError
from sayso.pipeline.deciding.deciding import decide
from sayso.pipeline.deciding.differences import differences
from sayso.pipeline.deciding.merging import take_back
from sayso.records.review.act import AUDIT, ActKind
from sayso.records.review.user import Role
from sayso.review.blind import unsigned_refusal
from sayso.review.seat import Seat

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sayso.records.review.act import Act, Deed
    from sayso.records.review.difference import Difference
    from sayso.records.review.judgement import Review


_UNTOLD = (*AUDIT, ActKind.SAVE, ActKind.UNSAVE)
"""Acts that only referees may see: the audit, and who named which view."""

_PAGE = 500


class HistoryDesk(Seat):
    """What the person decides, and what they may see of what was decided."""

    def last_act(self) -> int:
        """The number of the last act: what a page made now knows."""
        return self.ledger.last_act()

    def decide(  # noqa: PLR0913 (what an act is, each by its name)
        self,
        kind: ActKind,
        *,
        reviews: Sequence[Review] = (),
        subjects: Iterable[str] = (),
        why: str = "",
        shown: str = "",
        seen: int | None,
    ) -> Act:
        """Records what the person says, as `pipeline.deciding.decide` does.

        Raises:
            StaleError: when somebody decided on the same matter since `seen`.
            LedgerError: when it cannot be recorded.
        """
        with unsigned_refusal(self):
            return decide(
                self.ledger,
                by=self.person.name,
                kind=kind,
                reviews=reviews,
                subjects=subjects,
                why=why,
                shown=shown,
                seen=seen,
                blind=self.blind,
            )

    def take_back(self, act_id: str, *, why: str = "") -> Act:
        """Undoes an act, as `pipeline.merging.take_back` does: what it had judged is linked anew.

        Raises:
            StaleError: when newer acts changed the same.
            LedgerError: when there is no such act, it is somebody else's and the person is no
                referee, or it cannot be taken back.
        """
        gone = self.ledger.act(act_id)
        if gone.by != self.person.name and not self.person.role.covers(Role.REFEREE):
            raise LedgerError(f"no act of yours goes by {act_id}: a referee may undo others'")
        with unsigned_refusal(self):
            return take_back(self.ledger, gone.id, by=self.person.name, why=why)

    def undone(self, act_ids: Collection[str]) -> Collection[str]:
        """Those of some acts that were taken back."""
        return self.ledger.undone(act_ids).keys()

    def done(self, act_id: str) -> Act | None:
        """An act by its id; null where there is none, or the person may not see it."""
        try:
            act = self.ledger.act(act_id)
        except LedgerError:
            return None
        return act if self.sees(act.by) else None

    def people(self) -> list[str]:
        """Everybody of whom the person may see what they did."""
        return [name for name in self.ledger.people() if self.sees(name)]

    def kinds(self) -> list[ActKind]:
        """The kinds of acts that the person may see."""
        return [kind for kind in ActKind if self.may_undo_others or kind not in _UNTOLD]

    def every_deed(self, wanted: ActFilter) -> Iterator[Deed]:
        """All acts wanted that the person may see, the earliest first, as a history is kept.

        What was said before acts were kept is told to those alone who see everything, and only
        where no condition is given.
        """
        known: set[str] = set()
        page = self.deeds(wanted, limit=_PAGE)
        while page:
            known.update(deed.act.id for deed in page)
            page = self.deeds(replace(wanted, before=page[-1].act.seq), limit=_PAGE)
        whole = not self.blind and wanted == type(wanted)()
        for deed in self.ledger.deeds():
            if deed.act.id in known or (whole and deed.act.kind is ActKind.EARLIER):
                yield deed

    def deeds(self, wanted: ActFilter, *, limit: int) -> list[Deed]:
        """The latest acts wanted that the person may see, each with what it added."""
        besides = () if self.may_undo_others else _UNTOLD
        own = self.person.name if self.blind else wanted.by
        if wanted.by not in {None, own}:
            return []
        return self.ledger.latest_deeds(replace(wanted, by=own, besides=besides), limit=limit)

    def differences(self, *, among: int) -> tuple[Difference, ...]:
        """Where sayso reads by now something else than the person, or others, decided on.

        Args:
            among: how many of the latest acts are looked at, with the reports that they are of.
        """
        deeds = self.deeds(ActFilter(), limit=among)
        docs = {one.doc_id for deed in deeds for one in deed.reviews if one.doc_id}
        found = differences(self.ledger, docs) if docs else ()
        return tuple(one for one in found if self.sees(one.review.by))

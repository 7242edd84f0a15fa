"""The part of the ledger that tells what people did, and takes it back."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sayso.ledger import digest
from sayso.ledger.acts import act_pages, acting, deeds, judging, reviewing, said, undoing
from sayso.ledger.acts.coders import CodedLedger
from sayso.ledger.connect import reading, writing
from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage import linkings, traces
from sayso.records.review.act import Act, ActKind, Deed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sayso.ledger.acts.act_pages import ActFilter
    from sayso.ledger.acts.acting import Doing
    from sayso.ledger.acts.said import Said
    from sayso.ledger.linkage.accounts import Told
    from sayso.ledger.linkage.linkings import Bounds
    from sayso.ledger.linkage.traces import Nearby, Traced
    from sayso.records.claim import Claim
    from sayso.records.incident import Link
    from sayso.records.review.judgement import Review


class ActedLedger(CodedLedger):
    """What people did: acts are only added, and undone by another act."""

    def acts(  # noqa: PLR0913 (each narrows the list)
        self,
        *,
        target: str | None = None,
        by: str | None = None,
        kind: ActKind | None = None,
        after: int = 0,
        limit: int | None = None,
        latest: bool = False,
    ) -> list[Act]:
        """What people did, the earliest first.

        Args:
            target: the whole id of a record, event, incident or document that the act is about.
            by: who did it.
            kind: what kind of act.
            after: the number of an act: only those that came after it.
            limit: so many at most.
            latest: the latest first.
        """
        with reading(self._engine) as connection:
            return acting.acts(
                connection,
                target=target,
                by=by,
                kind=kind,
                after=after,
                limit=limit,
                latest=latest,
            )

    def latest_deeds(self, wanted: ActFilter, *, limit: int) -> list[Deed]:
        """The latest acts wanted with what each added: a page of the history.

        Raises:
            LedgerError: for a day that is none.
        """
        with reading(self._engine) as connection:
            return act_pages.page(connection, wanted, limit)

    def undone(self, ids: Collection[str]) -> dict[str, str]:
        """The acts that took back some others and stand themselves, by the id of those."""
        with reading(self._engine) as connection:
            return act_pages.undone(connection, ids)

    def people(self) -> list[str]:
        """Everybody who ever acted, by name."""
        with reading(self._engine) as connection:
            return act_pages.people(connection)

    def act(self, wanted: str) -> Act:
        """The act of an id, or of its first letters.

        Raises:
            LedgerError: when there is none, or more than one.
        """
        with reading(self._engine) as connection:
            return acting.named(connection, wanted)

    def last_act(self) -> int:
        """The number of the last act: what a page that is shown now knows of; 0 for none."""
        with reading(self._engine) as connection:
            return acting.last(connection)

    def said_of(
        self,
        doc_ids: Iterable[str],
        incident_ids: Iterable[str] = (),
        *,
        as_of: int | str | None = None,
    ) -> Said:
        """What people said of what was read from some reports, and of some incidents as such.

        Both by whole ids; `as_of` a day or time: what they had said by then.
        """
        with reading(self._engine) as connection:
            return said.said_of(connection, doc_ids, incident_ids, as_of)

    def claims_of(self, doc_ids: Iterable[str], *, as_of: int | str | None = None) -> list[Claim]:
        """The claims of some reports as last linked, by report and in the order of the text."""
        with reading(self._engine) as connection:
            return said.claims_of(connection, doc_ids, as_of)

    def former_claims(self, ids: Iterable[str]) -> list[Claim]:
        """The claims that went by some ids, or told of events with some ids; the latest last."""
        with reading(self._engine) as connection:
            return said.former_claims(connection, ids)

    def judged_events(self, version: str) -> set[str] | None:
        """The events judged since the last linking; null where more than judgements is new."""
        with reading(self._engine) as connection:
            return traces.judged_events(connection, version)

    def bounds(self) -> Bounds:
        """How far the ledger has come."""
        with reading(self._engine) as connection:
            return linkings.bounds(connection)

    def traced(self, events: Iterable[str]) -> Traced | None:
        """The incidents of some events and what the last linking left of them; null where none."""
        with reading(self._engine) as connection:
            return traces.traced(connection, events)

    def told_with(self, events: Iterable[str]) -> list[Told]:
        """The claims of all reports that tell some events, as the last linking knew them."""
        with reading(self._engine) as connection:
            return traces.told_with(connection, events)

    def nearby(self, events: Iterable[str]) -> Nearby:
        """What is known of the incidents of some events as of the last linking."""
        with reading(self._engine) as connection:
            return traces.nearby(connection, events)

    def record_act(
        self,
        doing: Doing,
        *,
        seen: int | None = None,
        blind: bool = False,
        check: Callable[[Sequence[Link]], None] = lambda _: None,
    ) -> Act:
        """Adds an act with its reviews and judgements, all or nothing.

        Args:
            doing: what is done.
            seen: the number of the last act that the person knew of; null for all.
            blind: whether other people's decisions on the same fields do not count as newer.
            check: gets the last judgement of each pair as they then are, and raises where they
                may not be so; asked only where the act judges.

        Raises:
            StaleError: when somebody decided on the same matter since.
            LedgerError: when a review or judgement cannot be added.
        """
        with writing(self._engine) as connection:
            if seen is not None:
                undoing.check_fresh(connection, doing, seen, blind=blind)
            made = acting.add(connection, doing)
            if doing.links:
                check(judging.judgements(connection))
            return made

    def deeds(self) -> Iterator[Deed]:
        """Everything that people did, in the order recorded, each act with what it added."""
        with reading(self._engine) as connection:
            yield from deeds.deeds(connection)

    def replay(self, told: Iterable[tuple[str, Deed]]) -> int:
        """Adds what people did in another ledger of the same reports; gives how many were new.

        Args:
            told: each deed with the words that say where it stands: "history.jsonl:3".

        Raises:
            LedgerError: for what this ledger does not have, naming where: nothing is added then.
        """
        new = 0
        with writing(self._engine) as connection:
            for where, deed in told:
                try:
                    new += deeds.add(connection, deed)
                except LedgerError as error:
                    raise LedgerError(
                        f"{where}: {error}: read the same reports with the same version, run sayso"
                        " link, then replay"
                    ) from error
        return new

    def digest_of_people(self) -> str:
        """SHA-256 over what holds of all that people said; equal for equal human work."""
        with reading(self._engine) as connection:
            return digest.digest_of_people(connection)

    def undo_act(
        self,
        wanted: str,
        *,
        by: str,
        why: str = "",
        check: Callable[[Sequence[Link]], None] = lambda _: None,
    ) -> Act:
        """Adds the act that restores what held before another one; `check` as in `record_act`.

        Raises:
            StaleError: when newer acts changed the same.
            LedgerError: when there is no such act, or it decided nothing.
        """
        with writing(self._engine) as connection:
            made = undoing.undo(connection, wanted, by=by, why=why)
            if made.links:
                check(judging.judgements(connection))
            return made

    def add_reviews(self, reviews: Sequence[Review]) -> int:
        """Adds what people say of values that were read; gives how many were new.

        Each person's are one act. A review that only says again what its author last said of the
        matter is passed over.

        Raises:
            LedgerError: for a target that the ledger does not have, or words that do not stand in
                its text: nothing is added then.
        """
        new = 0
        with writing(self._engine) as connection:
            for by, group in groupby(reviews, key=lambda one: one.by):
                doing = acting.Doing(by=by, kind=ActKind.ANNOTATE, reviews=list(group))
                if reviewing.news(connection, doing.reviews):
                    new += len(acting.add(connection, doing).reviews)
        return new

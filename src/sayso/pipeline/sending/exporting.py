"""Incidents of a ledger on their way out: which are asked for, and what is held back of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.export.formats.told.positions import position_in
from sayso.export.guards.days import is_younger
from sayso.export.guards.folders import read_without_folder, without_folder
from sayso.export.guards.names import Names
from sayso.export.guards.people import people_of
from sayso.export.guards.view import (
    Guards,
    View,
    guarded,
    guarded_whole,
    without_text,
    without_title,
)
from sayso.incidents.reviewed.whole import whole_of
from sayso.incidents.sources.independence import independent_sources
from sayso.lexicons.words.names import name_key
from sayso.pipeline.deciding.reviewed import heard, held_right
from sayso.pipeline.sending.narrowed import by_accounts, by_events
from sayso.pipeline.showing.found_incidents import found_incidents
from sayso.records.shown.dossier import Dossier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.export.left_out import LeftOut
    from sayso.ledger.store import Ledger
    from sayso.pipeline.deciding.reviewed import Laid
    from sayso.pipeline.sending.wanted import Wanted
    from sayso.records.claim import Account
    from sayso.records.reading import ReadDocument
    from sayso.records.review.position import Position
    from sayso.records.review.settled import Correction

_BATCH = 200
_REMEMBERED = 256


@dataclass
class Passed:
    """What came by while incidents went out, by unit.

    `left_out` counts accounts by the reason. `younger` are accounts that a delay holds back:
    nothing else is said of them. `reports` are the ids of the documents whose accounts went out.
    `held_back` counts what was taken out of them, by what and why. `corrections` are what people's
    words did to the accounts of each incident that came by, but for those that a delay holds back.
    """

    found: int = 0
    incidents: int = 0
    accounts: int = 0
    sources: int = 0
    younger: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    held_back: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    corrections: list[tuple[str, Correction]] = field(default_factory=list)


class Outgoing:
    """The dossiers of an export and the readings behind them, guarded alike."""

    def __init__(self, ledger: Ledger, wanted: Wanted, guards: Guards) -> None:
        self._ledger = ledger
        self._wanted = wanted
        self._guards = guards
        self._others = _private_names(ledger) if guards.persons else None
        self._reading = lru_cache(maxsize=_REMEMBERED)(self._make_reading)
        self._view = lru_cache(maxsize=_REMEMBERED)(self._make_view)
        self._text = lru_cache(maxsize=_REMEMBERED)(self._make_text)
        self._rejected: dict[str, str] = {}
        self._laid: Laid | None = None
        self.passed = Passed()

    def dossiers(self, left_out: LeftOut | None = None) -> Iterator[Dossier]:
        """The incidents that go out, in the ledger's order; a few in memory at a time.

        Args:
            left_out: takes the accounts that are not wanted by status or stance, or rejected.
        """
        asked, as_of, own = self._wanted.incidents, self._wanted.as_of, self._wanted.ids
        found = found_incidents(self._ledger, asked, reviews=self._wanted.reviews, as_of=as_of)
        every = (one.id for one in found)
        ids = (one for one in every if own is None or one in own)
        while batch := list(islice(ids, _BATCH)):
            for whole in self._whole(batch):
                self.passed.found += 1
                dossier = self._going(whole, left_out)
                if dossier.accounts:
                    self._note(dossier)
                    yield dossier

    def reading(self, doc_id: str) -> ReadDocument:
        """The reading of a report as far as it may be published."""
        return self._reading(doc_id)

    def _make_reading(self, doc_id: str) -> ReadDocument:
        read = self._ledger.reading(doc_id)
        if self._guards.needs_readings:
            read = self._view(doc_id).reading(read)
        read = read_without_folder(read)
        return read if self._guards.text_right else without_text(read)

    def position(self, doc_id: str, offset: int) -> Position:
        """In which sentence of a report an offset (code points) lies: a number and no word."""
        return position_in(self._text(doc_id), offset)

    def _whole(self, ids: Sequence[str]) -> Iterator[Dossier]:
        """Incidents with all their accounts: what is one source hangs on all of them.

        A delay holds back all that is younger, also as evidence of who copied whom.
        """
        as_of = self._wanted.as_of
        incidents = self._ledger.incidents_with(ids, as_of=as_of)
        homes = {event: one.id for one in incidents for event in one.event_ids}
        told: defaultdict[str, list[Account]] = defaultdict(list)
        for account in self._heard(homes):
            told[homes[account.claim.event_id]].append(account)
        texts = self._ledger.texts({a.claim.doc_id for group in told.values() for a in group})
        for incident in incidents:
            accounts = self._old_enough(told[incident.id])
            own = {a.claim.doc_id: texts.get(a.claim.doc_id, "") for a in accounts}
            events = {account.claim.event_id for account in accounts}
            yield self._held_right(
                Dossier(
                    incident=by_events(incident, events),
                    accounts=tuple(accounts),
                    sources=independent_sources(accounts, own),
                )
            )

    def _held_right(self, dossier: Dossier) -> Dossier:
        """An incident with what people hold right of it as such, as far as it may be told."""
        assert self._laid is not None
        settled = held_right(self._laid, dossier)
        self.passed.corrections += [(dossier.incident.id, one) for one in settled]
        return replace(dossier, whole=guarded_whole(whole_of(settled), self._guards))

    def _heard(self, homes: Mapping[str, str]) -> list[Account]:
        """The accounts with people's words over them; what they rejected is noted."""
        wanted = self._wanted
        found = heard(self._ledger, homes, reviews=wanted.reviews, as_of=wanted.as_of)
        self._rejected, self._laid = found.rejected, found.laid
        old = {a.claim.id for a in found.accounts if self._is_old_enough(a)}
        self.passed.corrections += [pair for pair in found.corrections if pair[1].claim in old]
        return found.accounts

    def _is_old_enough(self, account: Account) -> bool:
        last = self._guards.last
        return last is None or not is_younger(account, last)

    def _old_enough(self, accounts: Sequence[Account]) -> Sequence[Account]:
        old = [account for account in accounts if self._is_old_enough(account)]
        self.passed.younger += len(accounts) - len(old)
        return old

    def _going(self, whole: Dossier, left_out: LeftOut | None) -> Dossier:
        """What of an incident goes out: guarded and filtered."""
        dossier = self._guarded(whole)
        going, against = [], []
        for account in dossier.accounts:
            rejected = self._rejected.get(account.claim.id)
            reason = rejected or self._wanted.why_not(account)
            if reason is None:
                going.append(account)
                continue
            if account.claim.stance in self._wanted.beside and not rejected:
                against.append(account)
            self.passed.left_out[reason] += 1
            if left_out is not None:
                left_out.add(whole.incident.id, account, reason)
        return replace(by_accounts(dossier, going), against=tuple(against))

    def _guarded(self, dossier: Dossier) -> Dossier:
        if self._guards.needs_readings:
            views = {a.claim.doc_id: self._view(a.claim.doc_id) for a in dossier.accounts}
            dossier = guarded(dossier, views)
        bare = tuple(without_folder(account) for account in dossier.accounts)
        dossier = replace(dossier, accounts=bare)
        if not self._guards.text_right:
            self.passed.held_back["headlines of reports: no right to the text is stated"] += sum(
                account.title is not None for account in dossier.accounts
            )
            bare = tuple(without_title(account) for account in dossier.accounts)
            dossier = replace(dossier, accounts=bare)
        return dossier

    def _make_view(self, doc_id: str) -> View:
        return View.of(self._ledger.reading(doc_id), self._guards, self._others)

    def _make_text(self, doc_id: str) -> str:
        return self._ledger.texts([doc_id])[doc_id]

    def _note(self, dossier: Dossier) -> None:
        self.passed.incidents += 1
        self.passed.accounts += len(dossier.accounts)
        self.passed.sources += len(dossier.sources.sources)
        self.passed.reports |= {account.claim.doc_id for account in dossier.accounts}


def _private_names(ledger: Ledger) -> Names:
    """The full names of private people in any report: no other report may tell them.

    Those that people marked as personal go in all, whatever the reports say of them.
    """
    keys = {key for read in ledger.readings() for key in people_of(read).private if len(key) > 1}
    marked = frozenset(key for name in ledger.personal_names() if (key := name_key(name)))
    return Names(Names.of(keys | marked).full, always=marked)

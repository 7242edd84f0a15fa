"""Whose words a report tells where it cites nobody in particular: an agency's, an outlet's.

Texts that share words are one relay; so are texts that credit one agency. Where a relay's text
cites an informant who holds what it tells, that is whom it rests on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.sources.unknown_origins import count_by_publisher
from sayso.incidents.unions import Unions
from sayso.records.attribution import Stance
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.incidents.sources.informants import Informant
    from sayso.incidents.sources.reports import Report
    from sayso.incidents.sources.shared_text import Shared
    from sayso.records.claim import Account, Claim

_AGAINST = {Stance.DENIES, Stance.EXONERATES, Stance.DISPUTES, Stance.DECLINES}
_NOT_HELD = {Status.NEGATED, Status.HYPOTHETICAL}


class Relay(NamedTuple):
    """A text and its copies: the documents, the first to publish first, and whom they credit.

    `homes` are the sources of the informants whom each document cites for what it tells.
    """

    docs: tuple[str, ...]
    credit: str | None
    homes: Mapping[str, str]

    @property
    def home(self) -> str | None:
        """The source of the informant who is cited first, null where none is."""
        return next((self.homes[doc] for doc in self.docs if doc in self.homes), None)


@dataclass(frozen=True)
class Relays:
    """The source of what each report tells in its own words or by people without a name.

    `cited` are the documents whose own words rest on an informant; `credits` the keys of the
    agencies by document.
    """

    sources: Mapping[str, str]
    cited: frozenset[str]
    credits: Mapping[str, str]

    @classmethod
    def of(
        cls,
        accounts: Sequence[Account],
        reports: Mapping[str, Report],
        shared: Iterable[Shared],
        voices: Mapping[str, str],
        known: Mapping[str, Informant],
    ) -> Relays:
        """The relays of an incident.

        Args:
            accounts: all accounts, in the order in which they were told.
            reports: the reports by document id.
            shared: what joins reports by their words.
            voices: the source of each account that rests on an informant, by the claim's id.
            known: the informants by the claim's id.
        """
        relays = _relays(reports, shared, _homes(accounts, voices))
        by_credit: dict[str, str] = {}
        for relay in relays:
            if relay.credit and relay.home:
                by_credit.setdefault(relay.credit, relay.home)
        for relay in relays:
            for doc in relay.docs if relay.home else ():
                own = relay.homes.get(doc) or relay.home or ""
                by_credit.setdefault(reports[doc].publisher, own)
        named = {known[key].key: source for key, source in voices.items() if key in known}
        sources: dict[str, str] = {}
        cited: set[str] = set()
        unknown: list[Relay] = []
        for relay in relays:
            home = relay.home or by_credit.get(relay.credit or "")
            if home is None and relay.credit is None:
                unknown.append(relay)
            for doc in relay.docs if home or relay.credit else ():
                credit = relay.credit or ""
                sources[doc] = relay.homes.get(doc) or home or named.get(credit) or f"o {credit}"
            cited.update(relay.docs if home else ())
        credited = {doc: relay.credit for relay in relays if relay.credit for doc in relay.docs}
        counted = {*named, *(credit for credit in credited.values() if credit not in by_credit)}
        carriers = [[reports[doc].publisher for doc in relay.docs] for relay in unknown]
        for relay, publisher in zip(unknown, count_by_publisher(carriers, counted), strict=True):
            sources |= dict.fromkeys(relay.docs, named.get(publisher) or f"o {publisher}")
        return cls(sources=sources, cited=frozenset(cited), credits=credited)

    def source_of(self, account: Account) -> str:
        """The source of an account that rests on no informant of its own."""
        return self.sources[account.claim.doc_id]


def _homes(accounts: Sequence[Account], voices: Mapping[str, str]) -> dict[str, str]:
    """The source of the first informant of each report who holds that it happened."""
    found: dict[str, str] = {}
    for account in accounts:
        if account.claim.id in voices and _holds(account.claim):
            found.setdefault(account.claim.doc_id, voices[account.claim.id])
    return found


def _holds(claim: Claim) -> bool:
    return claim.stance not in _AGAINST and claim.status not in _NOT_HELD


def _relays(
    reports: Mapping[str, Report], shared: Iterable[Shared], homes: Mapping[str, str]
) -> list[Relay]:
    sets: Unions[str] = Unions()
    for join in shared:
        sets.join(join.left, join.right)
    docs: defaultdict[str, list[str]] = defaultdict(list)
    for doc in sorted(reports, key=lambda doc: (reports[doc].published, doc)):
        docs[sets.root(doc)].append(doc)
    return [
        Relay(tuple(group), _credit(reports[doc] for doc in group), homes)
        for group in docs.values()
    ]


def _credit(reports: Iterable[Report]) -> str | None:
    """The agency that most reports of one text credit."""
    told = Counter(report.credit for report in reports if report.credit)
    return min(told, key=lambda credit: (-told[credit], credit), default=None)

"""How many independent sources stand behind an incident's accounts (coding rules, section 7).

An account rests on the informant whom it cites; where it cites nobody in particular, on the agency
that its report credits, else on whoever wrote its text. Accounts of one origin are one source,
each with the evidence that joins them. Nothing is joined without evidence in the reports
themselves, so that no other report that was seen changes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sayso.incidents.sources.informants import informants
from sayso.incidents.sources.reasons import reasons_of
from sayso.incidents.sources.relays import Relays
from sayso.incidents.sources.reports import to_reports
from sayso.incidents.sources.shared_text import find_shared
from sayso.incidents.sources.voices import join_voices
from sayso.records.evidence import content_id
from sayso.records.exchange.foreign import is_row
from sayso.records.incident import Source, Sources

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sayso.incidents.sources.informants import Informant
    from sayso.incidents.sources.reports import Report
    from sayso.incidents.sources.shared_text import Shared
    from sayso.records.claim import Account


def independent_sources(accounts: Sequence[Account], texts: Mapping[str, str]) -> Sources:
    """The reports, publishers, independent sources and blocs of one incident, each counted apart.

    Every account is in exactly one source. What a report tells in its own words, or by people
    whom it does not name, is a source of its own only where the report (or the one that it
    copies) cites no informant who holds the same: unnamed, it counts by publisher, with `known`
    false. A report that somebody holds apart (`Account.apart`) shares no source with another. The
    result does not depend on the order of the accounts, and a copy of a report adds no source.

    Args:
        accounts: all accounts of the incident.
        texts: the texts of their reports by document id; a report without is joined by what its
            accounts say alone.
    """
    told = sorted({account.claim.id: account for account in accounts}.values(), key=_order)
    reports = to_reports(told)
    shared = find_shared(*_written(told, {d: texts[d] for d in reports if d in texts}))
    known = informants(told)
    voices = join_voices(told, known, shared, texts)
    relays = Relays.of(told, reports, shared, voices, known)
    members: defaultdict[str, list[Account]] = defaultdict(list)
    for account in told:
        source = voices.get(account.claim.id) or relays.source_of(account)
        own = f"{source} apart {account.claim.doc_id}" if account.apart else source
        members[own].append(account)
    sources = [_source(group, known, reports, shared, relays) for group in members.values()]
    return Sources(
        reports=len(reports),
        publishers=len({r.publisher for r in reports.values() if r.is_published}),
        sources=tuple(sorted(sources, key=lambda s: (not s.known, -len(s.claims), s.name, s.id))),
        blocs=_blocs(reports),
        bloc_reasons={
            name: reason
            for name, reason in sorted({(r.name, r.bloc_reason or "") for r in reports.values()})
            if reason
        },
    )


def _written(
    accounts: Sequence[Account], texts: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Texts and sentences that may be copies: rows of data sets are alike, and none.

    Reports that somebody holds apart are none either.
    """
    rows = {doc for doc, text in texts.items() if is_row(text)}
    rows |= {account.claim.doc_id for account in accounts if account.apart}
    own = [account for account in accounts if account.claim.doc_id not in rows]
    return {doc: text for doc, text in texts.items() if doc not in rows}, _tellings(own)


def _order(account: Account) -> tuple[str, str, int, str]:
    claim = account.claim
    return (account.published or "9", claim.doc_id, claim.evidence[0].start, claim.id)


def _tellings(accounts: Sequence[Account]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for account in accounts:
        found[account.claim.doc_id] += [sentence.quote for sentence in account.claim.sentences]
    return found


def _source(
    accounts: Sequence[Account],
    known: Mapping[str, Informant],
    reports: Mapping[str, Report],
    shared: Collection[Shared],
    relays: Relays,
) -> Source:
    claims = tuple(sorted(account.claim.id for account in accounts))
    docs = list(dict.fromkeys(account.claim.doc_id for account in accounts))
    names = Counter(known[key].name for key in claims if key in known)
    credited = {reports[doc].credited for doc in docs if doc in relays.credits}
    publishers = [reports[doc] for doc in docs]
    behind = {relays.credits[doc] for doc in docs if doc in relays.credits}
    if any(account.apart for account in accounts):
        name = publishers[0].name
    elif names:
        name = min(names, key=lambda said: (-names[said], said))
    elif behind:
        name = min(filter(None, credited))
    else:
        name = publishers[0].name
    return Source(
        id=content_id("s", *claims),
        name=name,
        claims=claims,
        known=bool(names) or any(behind - {report.publisher} for report in publishers),
        reasons=(*_held_apart(accounts), *reasons_of(accounts, known, reports, shared, relays)),
    )


def _held_apart(accounts: Sequence[Account]) -> list[str]:
    """Who holds the report of these accounts apart; all of a source are, or none is."""
    return [f"held apart by {who}" for who in sorted({a.apart for a in accounts if a.apart})]


def _blocs(reports: Mapping[str, Report]) -> dict[str, int]:
    """The publishers by bloc; the bloc of most of its reports where a publisher has two."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for report in reports.values():
        if report.is_published:
            told[report.publisher][report.bloc or ""] += 1
    ranked = [
        min(blocs, key=lambda bloc: (not bloc, -blocs[bloc], bloc)) for blocs in told.values()
    ]
    return dict(sorted(Counter(ranked).items()))

"""Which accounts rest on one informant, across the reports of an incident."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.incidents.sources.shared_text import Kind, find_quotations
from sayso.incidents.unions import Unions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.incidents.sources.informants import Informant
    from sayso.incidents.sources.shared_text import Shared
    from sayso.records.claim import Account


def join_voices(
    accounts: Sequence[Account],
    known: Mapping[str, Informant],
    shared: Iterable[Shared],
    texts: Mapping[str, str],
) -> dict[str, str]:
    """The source of each account that rests on an informant, by the id of its claim.

    Accounts meet by the informant's key, and by a quoted sentence in which both stand. A person
    without a name is the same one only in copies of one text and in reports of about one day.
    """
    sets: Unions[str] = Unions()
    for one, other in _of_one_key(accounts, known, shared):
        sets.join(one, other)
    for quoting in _quoting(accounts, texts):
        if any(claim in known for claim in quoting):
            sets.join_all(quoting)
    sources = {sets.root(claim) for claim in known}
    roots = {account.claim.id: sets.root(account.claim.id) for account in accounts}
    return {claim: root for claim, root in roots.items() if root in sources}


def _of_one_key(
    accounts: Sequence[Account], known: Mapping[str, Informant], shared: Iterable[Shared]
) -> Iterator[tuple[str, str]]:
    copies: Unions[str] = Unions()
    for join in shared:
        if join.kind in {Kind.TEXT, Kind.PASSAGE}:
            copies.join(join.left, join.right)
    by_key: defaultdict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.claim.id in known:
            by_key[known[account.claim.id].key].append(account)
    for group in by_key.values():
        lasting = [a.claim.id for a in group if not known[a.claim.id].daily]
        yield from ((lasting[0], claim) for claim in lasting[1:])
        daily = (account for account in group if known[account.claim.id].daily)
        for one, other in combinations(daily, 2):
            if _of_one_day(one, other, copies):
                yield one.claim.id, other.claim.id


def _of_one_day(one: Account, other: Account, copies: Unions[str]) -> bool:
    """Whether two reports are of one day, or next to it, or copies of one text."""
    if copies.root(one.claim.doc_id) == copies.root(other.claim.doc_id):
        return True
    if one.published is None or other.published is None:
        return False
    apart = date.fromisoformat(one.published[:10]) - date.fromisoformat(other.published[:10])
    return abs(apart.days) <= 1


def _quoting(accounts: Sequence[Account], texts: Mapping[str, str]) -> Iterator[list[str]]:
    """The claims that stand in one quoted sentence, wherever it is quoted."""
    by_doc: defaultdict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        by_doc[account.claim.doc_id].append(account)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for doc, told in by_doc.items():
        for quotation in find_quotations(texts.get(doc, "")):
            found[quotation.key] += [
                account.claim.id
                for account in told
                if any(
                    quotation.start <= span.start and span.end <= quotation.end
                    for span in account.claim.evidence
                )
            ]
    yield from (claims for claims in found.values() if len(claims) > 1)

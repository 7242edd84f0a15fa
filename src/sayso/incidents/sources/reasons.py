"""Why accounts are one source, in words: what they cite, credit and have in common."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.incidents.sources.shared_text import Kind
from sayso.incidents.unions import Unions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sayso.incidents.sources.informants import Informant
    from sayso.incidents.sources.relays import Relays
    from sayso.incidents.sources.reports import Report
    from sayso.incidents.sources.shared_text import Shared
    from sayso.records.claim import Account

_NAMED = 4
_WORDS = {
    Kind.TEXT: "the same text",
    Kind.PASSAGE: "a passage in common",
    Kind.QUOTE: "the same quoted sentence",
    Kind.SENTENCE: "the same sentence",
}


def reasons_of(
    accounts: Sequence[Account],
    known: Mapping[str, Informant],
    reports: Mapping[str, Report],
    shared: Collection[Shared],
    relays: Relays,
) -> tuple[str, ...]:
    """What a person reads of a source: each kind of evidence with the outlets that it joins."""
    cited: defaultdict[str, list[str]] = defaultdict(list)
    own: dict[str, None] = {}
    for account in accounts:
        doc = account.claim.doc_id
        if account.claim.id in known:
            cited[known[account.claim.id].name].append(doc)
        else:
            own[doc] = None
    docs = dict.fromkeys(account.claim.doc_id for account in accounts)
    return (
        *(f"cites {name}: {_outlets(told, reports)}" for name, told in sorted(cited.items())),
        *_credits(own, reports, relays),
        *_in_common(docs, reports, shared),
        *_own_words(own, reports, relays, bool(cited)),
    )


def _credits(docs: Iterable[str], reports: Mapping[str, Report], relays: Relays) -> Iterator[str]:
    crediting: defaultdict[str, list[str]] = defaultdict(list)
    for doc in docs:
        credited = reports[doc].credited
        if doc in relays.credits and credited and reports[doc].credit != reports[doc].publisher:
            crediting[credited].append(doc)
    for credited in sorted(crediting):
        yield f"credits {credited}: {_outlets(crediting[credited], reports)}"


def _in_common(
    docs: Collection[str], reports: Mapping[str, Report], shared: Collection[Shared]
) -> Iterator[str]:
    for kind in Kind:
        joins = [j for j in shared if j.kind is kind and j.left in docs and j.right in docs]
        sets: Unions[str] = Unions()
        for join in joins:
            sets.join(join.left, join.right)
        groups: defaultdict[str, list[Shared]] = defaultdict(list)
        for join in joins:
            groups[sets.root(join.left)].append(join)
        for group in groups.values():
            together = sorted({doc for join in group for doc in (join.left, join.right)})
            words = min(join.words for join in group)
            shown = f" (“{words}”)" if words else ""
            yield f"{_WORDS[kind]}{shown}: {_outlets(together, reports)}"


def _own_words(
    docs: Iterable[str], reports: Mapping[str, Report], relays: Relays, voiced: bool
) -> Iterator[str]:
    beside = [doc for doc in docs if doc in relays.cited]
    alone = [doc for doc in docs if doc not in relays.cited and doc not in relays.credits]
    if beside:
        told = "not counted apart, told beside by the outlet itself or people without a name"
        yield f"{told}: {_outlets(beside, reports)}"
    if alone and not voiced:
        yield f"names no origin, counted by publisher: {_outlets(alone, reports)}"


def _outlets(docs: Iterable[str], reports: Mapping[str, Report]) -> str:
    """The outlets of some reports, the first few by name."""
    names = sorted({reports[doc].name for doc in docs})
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: _NAMED - 1])} and {len(names) - _NAMED + 1} more"

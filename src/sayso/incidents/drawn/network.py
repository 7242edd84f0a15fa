"""From the accounts of incidents to a network: who does what to whom, and by whose account."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.drawn.ties import accusations_of, ties_of
from sayso.records.evidence import content_id
from sayso.records.mention import TimeBasis
from sayso.records.shown.network import LeftOut, Month, Network, Node, NodeKind, Teller, Tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.incidents.drawn.ties import End, Key
    from sayso.records.claim import Account, Claim, When
    from sayso.records.incident import Sources

_MONTH_OF_DAYS = 31


class Material(NamedTuple):
    """One incident: its id, the accounts of it that are asked for, and its sources."""

    incident: str
    accounts: Sequence[Account]
    sources: Sources


class Shape(NamedTuple):
    """What the network is to be: nodes by actor, country or sector, with words or without.

    Ties in fewer than `least` incidents are left out and counted. `event_type` takes the claims of
    one PLOVER type alone. `monthly` makes a tie for each month of each.
    """

    by: NodeKind = NodeKind.ACTOR
    words: bool = False
    least: int = 1
    event_type: str | None = None
    monthly: bool = False


class _Seen(NamedTuple):
    """One account of one tie, in an incident and its month."""

    incident: str
    month: str | None
    account: Account
    ends: tuple[End, ...]


class _Collected(NamedTuple):
    """The accounts of each tie, the sources by incident, and counts of accounts by reason."""

    seen: dict[Key, list[_Seen]]
    sources: dict[str, Sources]
    left: Counter[str]


def to_network(materials: Iterable[Material], shape: Shape | None = None) -> Network:
    """The network of some incidents. The order in which they come changes nothing.

    Every claim ties each of its doers to each of those whom it was done to. What is denied and
    what is threatened or planned are ties of their own. An incident told fifty times is one
    incident in a tie with fifty accounts. A voice that accuses the doer is tied to him, too, where
    no event of the same report tells that accusation by itself.

    Args:
        materials: the incidents, each once.
        shape: what the nodes are and which ties are wanted; by default all ties of actors.
    """
    shape = shape or Shape()
    seen, sources, left = _collect(materials, shape)
    kept = {k: told for k, told in seen.items() if len(_incidents(told)) >= shape.least}
    ties = (tie for key, told in kept.items() for tie in _ties(key, told, sources, shape))
    accounts, tied = left.total(), left.pop("tied", 0)
    return Network(
        by=shape.by,
        monthly=shape.monthly,
        nodes=tuple(_nodes(one for told in kept.values() for one in told)),
        ties=tuple(sorted(ties, key=_dated_weight if shape.monthly else _weight)),
        incidents=len(sources),
        accounts=accounts,
        tied=tied,
        left_out=LeftOut(**left, rare=len(seen) - len(kept)),
    )


def _collect(materials: Iterable[Material], shape: Shape) -> _Collected:
    """The accounts of each tie, the sources of each incident, and what makes no tie."""
    seen: defaultdict[Key, list[_Seen]] = defaultdict(list)
    accused: defaultdict[Key, list[_Seen]] = defaultdict(list)
    sources: dict[str, Sources] = {}
    left = Counter[str]()
    for material in materials:
        sources[material.incident] = material.sources
        month = month_of(account.claim for account in material.accounts)
        for account in material.accounts:
            if shape.event_type not in {None, account.claim.event_type}:
                continue
            told = ties_of(account.claim, shape.by, words=shape.words)
            blamed = accusations_of(account.claim, shape.by, words=shape.words)
            left["tied" if told.ties or blamed else told.why] += 1
            for ties, found in ((told.ties, seen), (blamed, accused)):
                for key, ends in ties.items():
                    found[key].append(_Seen(material.incident, month, account, tuple(ends)))
    _join(seen, accused)
    return _Collected(seen, sources, left)


def _join(seen: dict[Key, list[_Seen]], accused: Mapping[Key, list[_Seen]]) -> None:
    """Adds accusations that no event of their report tells by itself to those that events tell."""
    for key, told in accused.items():
        reports = {one.account.claim.doc_id for one in seen.get(key, ())}
        if new := [one for one in told if one.account.claim.doc_id not in reports]:
            seen.setdefault(key, []).extend(new)


def month_of(claims: Iterable[Claim]) -> str | None:
    """The month of an incident ("2016-08"): the one that most accounts tell, of two the earlier.

    Windows longer than a month tell none. The day of publication counts where nobody tells any
    other; null without any.
    """
    told, fallback = Counter[str](), Counter[str]()
    for when in (when for claim in claims for when in claim.dates):
        if when.earliest is not None and _is_short(when):
            counts = fallback if when.basis is TimeBasis.PUBLICATION else told
            counts[when.earliest[:7]] += 1
    counts = told or fallback
    return min(counts, key=lambda month: (-counts[month], month), default=None)


def _is_short(when: When) -> bool:
    if when.earliest is None or when.latest is None:
        return False
    days = date.fromisoformat(when.latest[:10]) - date.fromisoformat(when.earliest[:10])
    return days.days < _MONTH_OF_DAYS


def _weight(tie: Tie) -> tuple[int, int, str, str, str]:
    """The most incidents first, then the most accounts, then by names."""
    return (-len(tie.incidents), -tie.accounts, tie.actor, tie.recipient, tie.id)


def _dated_weight(tie: Tie) -> tuple[bool, str, int, int, str, str, str]:
    month = tie.months[0].month
    return (month is None, month or "", *_weight(tie))


def _ties(
    key: Key, seen: Sequence[_Seen], sources: Mapping[str, Sources], shape: Shape
) -> Iterator[Tie]:
    if not shape.monthly:
        yield _tie(key, seen, sources, content_id("n", *key.order))
        return
    for month, told in _by_month(seen):
        yield _tie(key, told, sources, content_id("n", *key.order, month or ""))


def _tie(key: Key, seen: Sequence[_Seen], sources: Mapping[str, Sources], tie_id: str) -> Tie:
    return Tie(
        id=tie_id,
        actor=key.actor,
        recipient=key.recipient,
        tie=key.bond.tie,
        sign=key.bond.sign,
        mutual=key.bond.mutual,
        told=key.told,
        incidents=tuple(sorted(_incidents(seen))),
        accounts=len(seen),
        sources=_sources(seen, sources),
        event_types=tuple(sorted({one.account.claim.event_type for one in seen})),
        months=tuple(
            Month(
                month=month,
                incidents=len(_incidents(told)),
                accounts=len(told),
                sources=_sources(told, sources),
            )
            for month, told in _by_month(seen)
        ),
        told_by=tuple(_tellers(seen)),
    )


def _incidents(seen: Iterable[_Seen]) -> set[str]:
    return {one.incident for one in seen}


def _by_month(seen: Iterable[_Seen]) -> list[tuple[str | None, list[_Seen]]]:
    """The accounts by month, the unknown one last."""
    months: defaultdict[str | None, list[_Seen]] = defaultdict(list)
    for one in seen:
        months[one.month].append(one)
    return sorted(months.items(), key=lambda item: (item[0] is None, item[0] or ""))


def _tellers(seen: Iterable[_Seen]) -> Iterator[Teller]:
    counts = Counter(
        (_voice(one.account.claim), one.account.publisher, one.account.bloc) for one in seen
    )
    by_count = sorted(counts.items(), key=lambda item: (-item[1], *(p or "" for p in item[0])))
    for (voice, publisher, bloc), accounts in by_count:
        yield Teller(voice=voice, publisher=publisher, bloc=bloc, accounts=accounts)


def _voice(claim: Claim) -> str | None:
    """Who speaks: a neutral name, else the words; null for the outlet itself."""
    if claim.voice is None:
        return None
    return claim.voice.name or " ".join(claim.voice.span.quote.split())


def _sources(seen: Iterable[_Seen], sources: Mapping[str, Sources]) -> int:
    """The independent sources that some accounts rest on, of each incident by itself."""
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for one in seen:
        claims[one.incident].add(one.account.claim.id)
    return sum(
        not own.isdisjoint(source.claims)
        for incident, own in claims.items()
        for source in sources[incident].sources
    )


def _nodes(seen: Iterable[_Seen]) -> Iterator[Node]:
    told: defaultdict[tuple[str, NodeKind], list[tuple[_Seen, End]]] = defaultdict(list)
    for one in seen:
        for end in one.ends:
            told[end.node, end.kind].append((one, end))
    for name, kind in sorted(told):
        own = told[name, kind]
        yield Node(
            id=name,
            kind=kind,
            country=_most(end.party.country for _, end in own),
            sector=_most(e.party.sector for _, e in own) if kind is not NodeKind.COUNTRY else None,
            incidents=len(_incidents(one for one, _ in own)),
            accounts=len({one.account.claim.id for one, _ in own}),
        )


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value), default=None)

"""Incidents as the ledger was linked up to a day, with facets; of bounded length."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from sayso.ledger.errors import LedgerError
from sayso.pipeline.showing.incident_lists import Asked, Passed, headlines
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.linking import IncidentFilter
from sayso.records.shown.listing import NONE, Count, Facet
from sayso.review.lists.asking import AskingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.review.settled import ReviewView
    from sayso.records.shown.listing import ListFilter
    from sayso.records.shown.matrix import Headline
    from sayso.review.kept_names import KeptNames

MOST = 200
"""Incidents that are shown of a former state."""

COUNTED = 5_000
"""Incidents of a former state of which facets are counted: no more, so that nobody waits."""

_NOT_THEN = (Facet.REVIEWED,)
_OF_HEADS = (
    Facet.COUNTRY,
    Facet.EVENT_TYPE,
    Facet.MONTH,
    Facet.BLOC,
    Facet.STATUS,
    Facet.STANCE,
    Facet.DISPUTE,
)
"""The facets of which an incident's line tells the values."""

_NAMES = ("names", "kind", "told", "located", "days", "reported")


class Past(NamedTuple):
    """The first incidents of a former state, and how many there are in all.

    `total` and `facets` are null where there are too many to count.
    """

    heads: list[Headline]
    total: int | None
    facets: dict[Facet, list[Count]] | None

    @property
    def is_more(self) -> bool:
        """Whether not all incidents are shown."""
        return self.total is None or self.total > len(self.heads)


def past(
    ledger: Ledger, wanted: ListFilter, as_of: str, view: ReviewView, names: KeptNames
) -> Past:
    """The incidents wanted as the ledger was linked, and people had spoken, up to a day.

    Args:
        ledger: the ledger as the person may see it.
        wanted: what the list has; conditions of facets that only the present has are refused.
        as_of: an ISO 8601 day.
        view: whose words are laid over.
        names: what is kept from the person: words are not looked for in these.

    Raises:
        AskingError: for a condition that cannot be asked of a former state, or a day on which
            nothing was linked yet.
    """
    chosen = {f: value for f, value in wanted.facets.items() if f in _OF_HEADS}
    asked = replace(_asked(wanted, view), readable=names.readable)
    try:
        found = headlines(ledger, asked, Passed(), as_of=as_of)
        seen = list(islice(found, COUNTED))
        later = next(found, None)
        if later is None:
            fit = [head for head in seen if _fits(head, chosen)]
            return Past(fit[:MOST], len(fit), _facets(seen, chosen))
        rest = chain(seen, [later], found)
        return Past(list(islice((h for h in rest if _fits(h, chosen)), MOST)), None, None)
    except LedgerError as error:
        raise AskingError(f"as_of: {error}") from error


def _facets(heads: Sequence[Headline], chosen: dict[Facet, str]) -> dict[Facet, list[Count]]:
    """How many incidents each value leads to; a facet that is narrowed counts the others too."""
    found: dict[Facet, list[Count]] = {}
    for facet in _OF_HEADS:
        others = {name: value for name, value in chosen.items() if name is not facet}
        told = Counter(v for head in heads if _fits(head, others) for v in _values(head, facet))
        counts = [Count(value=value, incidents=number) for value, number in told.items()]
        found[facet] = sorted(counts, key=lambda one: (-one.incidents, one.value))
    found[Facet.MONTH].sort(key=lambda one: one.value, reverse=True)
    return found


def _fits(head: Headline, chosen: dict[Facet, str]) -> bool:
    return all(value in _values(head, facet) for facet, value in chosen.items())


def _values(head: Headline, facet: Facet) -> tuple[str, ...]:
    """The values of an incident, as its line has them; `NONE` where it has none."""
    told: dict[Facet, Iterable[str]] = {
        Facet.COUNTRY: head.countries,
        Facet.EVENT_TYPE: head.types,
        Facet.MONTH: (head.day[:7],) if head.day else (),
        Facet.BLOC: head.blocs,
        Facet.STATUS: head.statuses,
        Facet.STANCE: head.stances,
        Facet.DISPUTE: head.disputed,
    }
    return tuple(dict.fromkeys(map(str, told[facet]))) or (NONE,)


def _asked(wanted: ListFilter, view: ReviewView) -> Asked:
    names = [str(facet) for facet in _NOT_THEN if facet in wanted.facets]
    names += [name for name in _NAMES if getattr(wanted, name) is not None]
    told = wanted.facets
    names += [str(f) for f, value in told.items() if value == NONE and f not in _OF_HEADS]
    if names:
        raise AskingError(
            f"{', '.join(names)}: only the present state can be asked for this; take as_of away"
        )
    for facet, kind in ((Facet.STATUS, Status), (Facet.STANCE, Stance)):
        _check(kind, told.get(facet))
    columns = IncidentFilter(
        since=wanted.since,
        until=wanted.until,
        incident_type=told.get(Facet.INCIDENT_TYPE),
        place=wanted.place,
        actor=wanted.actor,
        reports=wanted.reports,
        sources=wanted.sources,
    )
    return Asked(
        columns=columns,
        publisher=told.get(Facet.PUBLISHER),
        text=wanted.text,
        accounts=wanted.accounts,
        killed=wanted.killed,
        disputed=wanted.disputed,
        everything=wanted.everything,
        sort=wanted.sort,
        reviews=view,
    )


def _check(kind: type[Status | Stance], value: str | None) -> None:
    if value not in {None, NONE, *kind}:
        raise AskingError(f"{str(value)[:40]!r} is not known; it is one of {', '.join(kind)}")

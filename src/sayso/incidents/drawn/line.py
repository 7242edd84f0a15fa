"""An incident on one line, to be kept: its headline, and what a person picks it by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.incidents.drawn.network import Material, Shape, to_network
from sayso.incidents.side_by_side.matrix import to_matrix
from sayso.records.linking import IncidentLine, Point
from sayso.records.shown.network import IncidentTie, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.records.claim import Account, Where
    from sayso.records.incident import Incident, Sources

_UNDATED = "9999"
_NODES = (NodeKind.ACTOR, NodeKind.COUNTRY, NodeKind.SECTOR)


def to_line(incident: Incident, accounts: Sequence[Account], sources: Sources) -> IncidentLine:
    """The line of an incident by its accounts, each once, and their sources."""
    titled = (a for a in accounts if a.title)
    first = min(titled, key=lambda a: (a.published or _UNDATED, a.report), default=None)
    return IncidentLine(
        headline=to_matrix(incident, accounts, sources).headline,
        title=first.title if first is not None else None,
        points=_points([where for a in accounts for where in a.claim.places]),
        confidence=min(a.claim.confidence for a in accounts),
        reported=min((a.published[:10] for a in accounts if a.published), default=None),
        ties=tuple(_ties(Material(incident.id, accounts, sources))),
    )


def _ties(material: Material) -> Iterator[IncidentTie]:
    """What the incident adds to networks of each kind, with words for those nobody resolves."""
    for by in _NODES:
        network = to_network([material], Shape(by=by, words=True))
        words = {node.id for node in network.nodes if node.kind is NodeKind.WORDS}
        for tie in network.ties:
            yield IncidentTie(
                by=by,
                actor=tie.actor,
                recipient=tie.recipient,
                is_words=not words.isdisjoint((tie.actor, tie.recipient)),
                tie=tie.tie,
                sign=tie.sign,
                mutual=tie.mutual,
                told=tie.told,
                accounts=tie.accounts,
                sources=tie.sources,
            )


def _points(places: Sequence[Where]) -> tuple[Point, ...]:
    """The places of the events' own sentences, else the borrowed ones; the most told first."""
    own = [where for where in places if not where.borrowed] or places
    counts = Counter(
        Point(
            name=where.name or where.span.quote,
            geonameid=where.geonameid,
            country=where.country,
            admin1=where.admin1,
            lat=where.lat,
            lon=where.lon,
            precision=where.precision,
        )
        for where in own
    )
    return tuple(sorted(counts, key=lambda point: (-counts[point], str(point))))

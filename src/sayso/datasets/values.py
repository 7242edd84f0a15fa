"""The values of a row as mentions at its words: who, where, when, how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sayso.datasets.row_text import one_line
from sayso.datasets.tables import datasets, lines, sector_of
from sayso.lexicons.places.country_codes import country_codes
from sayso.records.evidence import Provenance, Span, content_id, span_id
from sayso.records.mention import (
    ActorMention,
    PlaceMention,
    PlacePrecision,
    QuantityMention,
    QuantityOp,
    TimeBasis,
    TimeMention,
    TimePrecision,
)
from sayso.records.version import VERSION
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from sayso.datasets.known import Known
    from sayso.datasets.row_text import CountText, RowText, Stretch
    from sayso.records.document import Document
    from sayso.records.exchange.foreign import ForeignEvent, ForeignParty

_LENGTHS = ((1, TimePrecision.DAY), (6, TimePrecision.DAYS), (7, TimePrecision.WEEK),
            (31, TimePrecision.MONTH))  # fmt: skip
_PEOPLE = frozenset({"CVL", "REF"})
_COARSE = frozenset({PlacePrecision.ADMIN1, PlacePrecision.AREA, PlacePrecision.COUNTRY})
_SIDES = {"side_a": "actors", "side_b": "recipients"}


@dataclass(frozen=True)
class Row:
    """A row with its text as a document, and what is known of names and places."""

    event: ForeignEvent
    document: Document
    written: RowText
    known: Known

    def span(self, stretch: Stretch) -> Span:
        """The words at a place of the text."""
        return Span.cut(self.document, stretch.start, stretch.end)

    def by(self, line: str, *more: str) -> Provenance:
        """That the row itself says so, and in which columns."""
        told = f"{lines(self.event.dataset)[line].columns} of row {one_line(self.event.key)}"
        return Provenance(
            component=f"import.{self.event.dataset}",
            version=VERSION,
            rule=f"import.{line}",
            reason="; ".join([told, *filter(None, more)]),
        )

    def actor(self, party: ForeignParty, stretch: Stretch, line: str) -> ActorMention:
        """Somebody of the row.

        A name that our lists know gets our name for it. Else it is kept where the data set
        resolves names itself, and not where it is only words for people of some kind.
        """
        words = one_line(party.name)
        found = self.known.who(words, self.event.first_day)
        sector = sector_of(self.event.dataset, party.sectors)
        own = datasets()[self.event.dataset].names == "yes" and party.said != party.name
        kept = words if own and sector not in _PEOPLE else None
        span = self.span(stretch)
        how = f"known as {found.name}" if found else "a name of the data set" if kept else ""
        return ActorMention(
            id=span_id("a", self.document.id, span),
            span=span,
            head=span.start,
            name=found.name if found else kept,
            country=party.country or (found.country if found else None),
            sector=sector or (found.sector if found else None),
            provenance=self.by(line, how),
        )

    def kind(self, party: ForeignParty) -> FillerKind:
        """Whether a party is one person, people, or a body."""
        found = self.known.who(one_line(party.name), self.event.first_day)
        if found is not None and found.person:
            return FillerKind.PERSON
        people = sector_of(self.event.dataset, party.sectors) in _PEOPLE
        return FillerKind.PEOPLE if people else FillerKind.ORGANISATION

    def place(self, stretch: Stretch) -> PlaceMention | None:
        """Where: the row's point and precision, with the gazetteer's name where one fits."""
        place = self.event.place
        if place is None:
            return None
        found = self.known.where(place)
        row = country_codes().of(place.country)
        named = place.names[0] if place.names else row.name if row else place.country
        coarse = place.precision in _COARSE
        span = self.span(stretch)
        how = f"{found.name}, number {found.id} of the gazetteer" if found else ""
        return PlaceMention(
            id=span_id("p", self.document.id, span),
            span=span,
            head=span.start,
            name=found.name if found else one_line(named or "") or None,
            geonameid=found.id if found and found.id > 0 else None,
            country=place.country,
            admin1=found.admin1 if found else None,
            lat=None if coarse else place.lat,
            lon=None if coarse else place.lon,
            precision=place.precision,
            provenance=self.by("place", how),
        )

    def days(self, stretch: Stretch) -> TimeMention:
        """When: the days of the row, as precise as they are many."""
        told = sorted(day for day in (self.event.first_day, self.event.last_day) if day)
        span = self.span(stretch)
        return TimeMention(
            id=span_id("t", self.document.id, span),
            span=span,
            earliest=told[0],
            latest=told[-1],
            precision=_precision(told[0], told[-1]),
            basis=TimeBasis.STATED,
            provenance=self.by("days"),
        )

    def side(self, count: CountText) -> ActorMention | None:
        """Whose people are counted, where the row counts them by side."""
        sides = {"actors": self.written.actors, "recipients": self.written.recipients}
        line = _SIDES.get(count.toll.of)
        if count.side is None or line is None or not sides[line]:
            return None
        return self.actor(sides[line][0][0], count.side, line)

    def count(self, count: CountText, total: str | None) -> QuantityMention:
        """How many: with its bounds as far as the row has them in order.

        Args:
            count: where it stands.
            total: the id of the count of all of whom these are some.
        """
        toll = count.toll
        span = self.span(count.whole)
        low, best, high, op = _bounds(toll.low, toll.best, toll.high)
        broken = op is QuantityOp.EXACT and {toll.low, toll.high} - {None, toll.best}
        return QuantityMention(
            id=self.count_id(count),
            span=span,
            head=count.side.start if count.side else count.noun.start,
            what=toll.counted,
            of=self.span(count.noun).quote,
            low=low,
            best=best,
            high=high,
            op=op,
            part_of=total,
            provenance=self.by("tolls", "low and high are out of order" if broken else ""),
        )

    def count_id(self, count: CountText) -> str:
        """The id of a count."""
        where = (str(count.whole.start), str(count.whole.end))
        return content_id("q", self.document.id, *where, count.toll.counted)


def _precision(first: str, last: str) -> TimePrecision:
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return next((name for most, name in _LENGTHS if days <= most), TimePrecision.YEAR)


def _bounds(
    low: int | None, best: int | None, high: int | None
) -> tuple[int | None, int | None, int | None, QuantityOp]:
    """The bounds of a count; of those that are out of order the best number alone."""
    known = [n for n in (low, best, high) if n is not None]
    if best is not None and (known != sorted(known) or known == [best] * len(known)):
        return best, best, best, QuantityOp.EXACT
    if known != sorted(known):
        low, high = min(known), max(known)
    if low is not None and high is not None:
        return low, best, high, QuantityOp.RANGE
    op = QuantityOp.AT_LEAST if high is None else QuantityOp.AT_MOST
    return low, best, high, op

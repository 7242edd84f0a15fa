"""Reads PLOVER records, sayso's own or somebody else's, one a line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sayso.export.formats.cells.codes_known import contexts, event_types, modes
from sayso.export.formats.cells.days_read import iso_day
from sayso.export.formats.cells.places_read import coordinates
from sayso.export.formats.contract import Problem
from sayso.export.formats.files.json_lines import read_json_lines
from sayso.export.formats.polecat.reading import country_code
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.exchange.foreign import (
    ForeignEvent,
    ForeignParty,
    ForeignPlace,
    ForeignSource,
    ForeignToll,
)
from sayso.records.mention import Counted, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOBODY = "UNK"
_SPELLINGS = {"elections": "election", "disaster": "disasters", "lbgt": "lgbt"}
_RESOLUTIONS = {5: PlacePrecision.EXACT, 4: PlacePrecision.EXACT, 3: PlacePrecision.ADMIN2,
                2: PlacePrecision.ADMIN1, 1: PlacePrecision.COUNTRY}  # fmt: skip
_LEVELS = (("city", PlacePrecision.EXACT), ("district", PlacePrecision.ADMIN2),
           ("province", PlacePrecision.ADMIN1))  # fmt: skip
_POINTS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})
_SIZES = {"dead": Counted.KILLED, "injured": Counted.INJURED, "arrested": Counted.DETAINED}
_AGAINST = frozenset({Stance.DENIES, Stance.EXONERATES, Stance.DISPUTES})
_KEPT = ("quad_code", "event_scale", "coder", "comment", "link")


def read(path: Path, *, release: str | None = None) -> Iterator[ForeignEvent | Problem]:
    """The records of a file; for each that cannot be read the problem instead.

    Args:
        path: a file of PLOVER records, one JSON object a line.
        release: the release, null to take the `version` that a record cites.
    """
    for line, record, damage in read_json_lines(path):
        if damage is not None:
            yield from (problem for problem in (damage,) if problem.severe or not record)
        elif record.get("has_event") is False:
            message, remedy = "the record has no event yet", "code it first, or take it out"
            yield Problem(str(path), line, "has_event", message, remedy=remedy)
        elif not _word(record.get("id")):
            yield Problem(str(path), line, "id", "it is missing", remedy="give the record an id")
        else:
            yield _Reader(record).event(str(path), line, release)


@dataclass
class _Reader:
    """One record, and what of it could not be read, by field."""

    record: dict[str, Any]
    unread: dict[str, str] = field(default_factory=dict)

    def event(self, path: str, line: int, release: str | None) -> ForeignEvent:
        """The record as a row."""
        record = self.record
        cited = _object(record.get("cite_info"))
        first = self._day("date")
        last = self._day("enddate") or first
        kind = self._kind()
        told = [mode for mode in self._words("mode") if kind and (kind, mode) in modes()]
        if lost := [mode for mode in self._words("mode") if mode not in told]:
            self.unread["mode"] = f"{kind or 'no type'} has no mode {', '.join(lost)[:80]}"
        known = [_SPELLINGS.get(word, word) for word in self._words("context")]
        return ForeignEvent(
            dataset="plover",
            release=release or _word(cited.get("version")),
            path=path,
            line=line,
            key=_word(record["id"]) or "",
            first_day=first,
            last_day=last,
            event_type=kind,
            mode=told[0] if told else None,
            further_modes=tuple(told[1:]),
            contexts=tuple(word for word in known if word in contexts()),
            status=_status(record),
            once="sayso_incident" in record,
            actors=self._parties("actor"),
            recipients=self._parties("recipient"),
            place=self._place(),
            tolls=tuple(self._tolls()),
            sources=_sources(record, cited),
            mentions=_count(_object(record.get("sayso_incident")).get("reports")),
            codes={name: str(record[name]) for name in _KEPT if record.get(name) is not None},
            unread=self.unread,
        )

    def _day(self, name: str) -> str | None:
        value = self.record.get(name)
        return iso_day(value if isinstance(value, str) else "", name, self.unread)

    def _words(self, name: str) -> list[str]:
        value = self.record.get(name)
        return [word for word in map(_word, value if isinstance(value, list) else [value]) if word]

    def _kind(self) -> str | None:
        words = [word.upper() for word in self._words("event")]
        if len(words) == 1 and words[0] in event_types():
            return words[0]
        told = ", ".join(words)[:80]
        self.unread["event"] = f"{told!r} is no type of PLOVER" if told else "it is missing"
        return None

    def _parties(self, side: str) -> tuple[ForeignParty, ...]:
        value = self.record.get(side)
        found = []
        for entity in value if isinstance(value, list) else []:
            told = _object(entity)
            said = _word(told.get("entity_text"))
            name = _word(told.get("sayso_name")) or _word(told.get("identifier_text")) or said
            code = _word(told.get("code"))
            country = country_code(code, f"{side}.code", self.unread) if code else None
            sector = _word(told.get("sector"))
            own = "" if sector == _NOBODY else sector or ""
            called = name or country or own
            if called:
                found.append(
                    ForeignParty(
                        name=called,
                        country=country,
                        sectors=(own,) if own else (),
                        said=said or called,
                    )
                )
        return tuple(found)

    def _place(self) -> ForeignPlace | None:
        told = _object(self.record.get("event_loc"))
        code = _word(told.get("country_code")) or _word(told.get("country"))
        country = country_code(code, "event_loc.country_code", self.unread) if code else None
        levels = [(_word(told.get(name)), precision) for name, precision in _LEVELS]
        words = _word(told.get("resolved_place")) or _word(told.get("extracted_place"))
        finest = levels[0][0] or words
        every = [finest, *(name for name, _ in levels[1:])]
        names = tuple(dict.fromkeys(name for name in every if name))
        if not names and country is None:
            return None
        precision = _precision(told) or next(
            (level for name, level in levels if name), PlacePrecision.COUNTRY
        )
        lat, lon = coordinates(str(told.get("lat", "")), str(told.get("lon", "")))
        point = precision in _POINTS
        return ForeignPlace(
            names=names,
            country=country,
            lat=lat if point else None,
            lon=lon if point else None,
            precision=precision,
            geonameid=_count(told.get("geonameid")),
        )

    def _tolls(self) -> Iterator[ForeignToll]:
        """How many: of sayso's records all that their accounts tell, from the least to the most.

        Running totals and numbers that a voice denies are none of the event's own.
        """
        by_claim: defaultdict[Counted, dict[str, tuple[int, int | None]]] = defaultdict(dict)
        casualties = self.record.get("sayso_casualties")
        for told in map(_object, casualties if isinstance(casualties, list) else []):
            what, claim = _word(told.get("what")), _word(told.get("claim")) or ""
            low, best, high = (_count(told.get(name)) for name in ("low", "best", "high"))
            least = best if best is not None else low
            if told.get("cumulative") or told.get("stance") == Stance.DENIES or least is None:
                continue
            if what not in set(Counted):
                continue
            most = best if best is not None else high
            before = by_claim[Counted(what)].get(claim, (-1, None))
            by_claim[Counted(what)][claim] = max(before, (least, most), key=lambda pair: pair[0])
        for counted, numbers in by_claim.items():
            lows, highs = zip(*numbers.values(), strict=True)
            one = lows[0] if len(set(lows)) == 1 and set(highs) == set(lows) else None
            high = max(highs) if None not in highs else None
            yield ForeignToll(counted=counted, low=min(lows), best=one, high=high)
        size = _object(self.record.get("size"))
        for name, counted in _SIZES.items():
            number = _count(size.get(name))
            if number is not None and counted not in by_claim:
                yield ForeignToll(counted=counted, best=number)


def _status(record: dict[str, Any]) -> Status:
    """How it is told: by sayso's records the most done; negated where every voice is against."""
    claims = record.get("sayso_claims")
    stances = {_object(claim).get("stance") for claim in claims} if claims else set()
    if isinstance(claims, list) and stances and stances <= {s.value for s in _AGAINST}:
        return Status.NEGATED
    told = record.get("sayso_status")
    known = {word for word in told if isinstance(word, str)} if isinstance(told, list) else set()
    return next((status for status in Status if status.value in known), Status.OCCURRED)


def _precision(place: dict[str, Any]) -> PlacePrecision | None:
    told = _word(place.get("sayso_precision"))
    if told in set(PlacePrecision):
        return PlacePrecision(told)
    return _RESOLUTIONS.get(_count(place.get("resolution")) or 0)


def _sources(record: dict[str, Any], cited: dict[str, Any]) -> tuple[ForeignSource, ...]:
    """The reports on which a record rests: those of its accounts, else the one that it cites."""
    claims = record.get("sayso_claims")
    told = [_object(claim) for claim in claims] if isinstance(claims, list) else []
    named = [
        ForeignSource(
            name=_word(one.get("publisher")) or _word(one.get("publication")),
            url=_word(one.get("url")),
            published=_word(one.get("published")),
        )
        for one in [*told, *([] if told else [cited])]
    ]
    return tuple(dict.fromkeys(source for source in named if source.name or source.url))


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _word(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _count(value: Any) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value < 1 << 53 else None

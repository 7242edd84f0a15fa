"""Claims as light values to compare: one for each event of a report, of all that is said of it."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import msgspec

from sayso.incidents.joining.features import Count, Linkable, Side, Spot, Target, Window
from sayso.incidents.joining.scene import scenes
from sayso.incidents.joining.wording import Wordings
from sayso.lexicons.actors.wholes import state_sectors
from sayso.lexicons.linking import kinds_in, load_families, load_kinds, load_order_words
from sayso.lexicons.places.toponyms import fold, skeleton
from sayso.lexicons.words.names import name_key, name_words
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.evidence import Record
from sayso.records.exchange.foreign import ONCE
from sayso.records.mention import Counted
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.claim import Claim, Party, Where
    from sayso.records.evidence import Span

V = TypeVar("V", bound=Record)

_SPELL = 31
_SOON = 3
_DISPUTED = 60
_BEFORE = 24
_SHORTEST = 3
_NAMES = re.compile(r"[^\W\d_a-z][\w'’ʿʾ-]*(?:(?: |-)(?:[ae]l-)?[^\W\d_a-z][\w'’ʿʾ-]*)*")
_TOLD = {status: place for place, status in enumerate(Status)} | {
    Status.HISTORICAL: 2,
    Status.NEGATED: len(Status),
}


def to_linkables(claims: Iterable[Claim], published: str | None) -> list[Linkable]:
    """The events of one report, each with what all its claims say, sorted by their first words.

    Args:
        claims: all claims of the report; those of one event share its `event_id`.
        published: the report's ISO 8601 date or time; the day by which an event of which no day
            is told had happened. Null where nobody knows it.
    """
    events: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        events[claim.event_id].append(claim)
    day = _day(published)
    wordings = Wordings.of(claim for own in events.values() for claim in own)
    found = [_linkable(sorted(own, key=_first), day, wordings) for own in events.values()]
    found.sort(key=lambda event: (event.start, event.id))
    heads = scenes(found)
    return [
        msgspec.structs.replace(event, scene=heads[event.id]) if event.id in heads else event
        for event in found
    ]


def _first(claim: Claim) -> tuple[int, str]:
    return (claim.evidence[0].start, claim.id)


def _linkable(claims: Sequence[Claim], published: int | None, wordings: Wordings) -> Linkable:
    families = load_families()
    teller = min(claims, key=lambda c: (_TOLD[c.status], *_first(c)))
    modes = {
        mode for claim in claims if claim.event_type == teller.event_type for mode in claim.modes
    }
    places = _unique(_spot(where) for claim in claims for where in claim.places)
    windows, said_on = _times(claims)
    order = _order(claims)
    dateless = teller.status is Status.HISTORICAL or order == "earlier"
    reported = said_on if said_on is not None else None if dateless else published
    names = {word for place in places for word in place.name.split()}
    words = families.kind(teller.event_type) == "words"
    return Linkable(
        id=teller.event_id,
        doc=teller.doc_id,
        register=teller.provenance.reason if teller.provenance.rule == ONCE else "",
        start=_first(claims[0])[0],
        event_type=teller.event_type,
        families=families.of(teller.event_type, modes),
        realm=families.realm(teller.event_type),
        words=words,
        status=_status(teller),
        places=places,
        beside=() if places or words else _beside(claims),
        windows=windows,
        reported=None if windows else reported,
        actors=_unique(_side(party) for claim in claims for party in claim.actors),
        recipients=_unique(_side(party) for claim in claims for party in claim.recipients),
        targets=_targets(claims, names),
        killed=_counts(claims, Counted.KILLED),
        injured=_counts(claims, Counted.INJURED),
        order=order,
        summary=_cumulative(claims) or _goes_on(windows, published),
        wordings=wordings.alone(claims),
        passages=wordings.in_passages(claims),
    )


def _status(teller: Claim) -> Status:
    """The status of who tells most; what is denied is spoken of as a deed, not as supposed."""
    denied = teller.stance in {Stance.DENIES, Stance.EXONERATES, Stance.DISPUTES}
    return Status.NEGATED if denied and teller.status is Status.HYPOTHETICAL else teller.status


def _side(party: Party) -> Side | None:
    words = party.span.quote
    kinds = kinds_in(words, load_kinds("people"))
    person: tuple[str, ...] = ()
    if party.kind is FillerKind.PERSON:
        person = _capitalised(words)
    name = " ".join(name_key(party.name)) if party.name else None
    if name is None and party.country is None and not kinds and len(person) < 2:
        return None
    return Side(
        name=name,
        country=party.country,
        kinds=kinds,
        person=person if len(person) > 1 else (),
        of_state=party.country is not None and (name is None or party.sector in state_sectors()),
    )


def _spot(where: Where) -> Spot:
    name = fold(where.name or where.span.quote)
    return Spot(
        geonameid=where.geonameid,
        name=name,
        skeleton=skeleton(name),
        country=where.country,
        admin1=where.admin1,
        lat=where.lat,
        lon=where.lon,
        precision=where.precision,
        borrowed=where.borrowed,
    )


def _beside(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The names in an event's sentences, folded, that are no day and nobody who acts or speaks."""
    sentences = dict.fromkeys(s for claim in claims for s in claim.sentences)
    taken = [when.span for claim in claims for when in claim.dates if when.span is not None]
    sides = (p for claim in claims for p in (*claim.actors, *claim.recipients, *claim.through))
    taken += [party.span for party in sides]
    taken += [claim.voice.span for claim in claims if claim.voice is not None]
    names = (
        fold(found[0])
        for sentence in sentences
        for found in _NAMES.finditer(sentence.quote)
        if not any(
            span.start < sentence.start + found.end() and sentence.start + found.start() < span.end
            for span in taken
        )
    )
    return tuple(sorted({name for name in names if len(name) > _SHORTEST}))


def _times(claims: Sequence[Claim]) -> tuple[tuple[Window, ...], int | None]:
    """The days that are told, the finest of those that hold each other, and the last day "by".

    Days that lie months from the surest one are of something else that is told beside it.
    """
    windows: list[Window] = []
    by: list[int] = []
    for when in (when for claim in claims for when in claim.dates if when.span is not None):
        first, last = _day(when.earliest), _day(when.latest)
        if first is not None and last is not None and first <= last:
            windows.append(Window(first=first, last=last))
        elif last is not None:
            by.append(last)
    near = {w for w in windows if abs(w.last - windows[0].last) <= _DISPUTED}
    finest = [window for window in near if not any(window.holds(other) for other in near)]
    return tuple(sorted(finest)), max(by, default=None)


def _goes_on(windows: Sequence[Window], published: int | None) -> bool:
    """Whether a long spell is told that lasts until the report: "since May"."""
    return published is not None and any(
        window.days > _SPELL and window.last >= published - _SOON for window in windows
    )


def _targets(claims: Sequence[Claim], places: set[str]) -> tuple[Target, ...]:
    kinds = load_kinds("target")
    spans = [span for claim in claims for span in claim.targets]
    spans += [party.span for claim in claims for party in claim.recipients]
    found = set()
    for span in spans:
        own = kinds_in(span.quote, kinds)
        name = tuple(
            word for word in _capitalised(span.quote)
            if word not in places and not kinds_in(word, kinds)
        )  # fmt: skip
        found |= {Target(kind=kind, name=name if len(own) == 1 else ()) for kind in own}
    return tuple(sorted(found))


def _capitalised(words: str) -> tuple[str, ...]:
    """The folded words that are written with a capital, without a first one that is an article."""
    found = [word for word in name_words(words) if word.raw[:1].isupper()]
    if found and found[0].start == 0 and len(found[0].raw) <= 3 and not found[0].raw.isupper():
        found = found[1:]
    return tuple(word.key for word in found)


def _counts(claims: Sequence[Claim], counted: Counted) -> tuple[Count, ...]:
    return _unique(
        Count(low=low, high=toll.high, voice=claim.voice_key)
        for claim in claims
        for toll in claim.tolls
        if toll.counted is counted and not toll.cumulative and toll.part_of is None
        if (low := toll.best if toll.best is not None else toll.low) is not None
        and toll.stance is not Stance.DENIES
    )


def _cumulative(claims: Sequence[Claim]) -> bool:
    tolls = [toll for claim in claims for toll in claim.tolls]
    return bool(tolls) and all(toll.cumulative for toll in tolls)


def _order(claims: Sequence[Claim]) -> str:
    """What the words just before those of the event say of a series."""
    words = load_order_words()
    said = (
        words[word.key]
        for claim in claims
        for before in (_before(trigger, claim.sentences) for trigger in claim.evidence)
        for word in name_words(before)
        if word.key in words
    )
    return next(said, "")


def _before(trigger: Span, sentences: Iterable[Span]) -> str:
    """The words that modify those of the event: its own but the last, and two before them."""
    around = next((s for s in sentences if s.start <= trigger.start < s.end), None)
    if around is None:
        return trigger.quote
    at = trigger.start - around.start
    earlier = around.quote[max(0, at - _BEFORE) : at].split()[-2:]
    return " ".join([*earlier, trigger.quote])


def _day(moment: str | None) -> int | None:
    return date.fromisoformat(moment[:10]).toordinal() if moment else None


def _unique(values: Iterable[V | None]) -> tuple[V, ...]:
    """The values that there are, each once, in the order in which they are told."""
    return tuple(dict.fromkeys(value for value in values if value is not None))

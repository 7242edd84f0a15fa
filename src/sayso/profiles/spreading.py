"""A total told over several days or places: divided, or less what is known by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.records.mention import Counted, PlacePrecision, TimeBasis, TimePrecision
from sayso.records.shown.figures import Flag, Share, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.profiles.drafting import Draft
    from sayso.profiles.profile import Profile
    from sayso.profiles.tellings import Telling
    from sayso.records.claim import Claim, When, Where
    from sayso.records.shown.figures import Context

_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2})
_SPELLS = frozenset({TimePrecision.DAYS, TimePrecision.WEEK})
_MOST_DAYS = 31


def spread(claims: Iterable[Claim]) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    """The places and the ISO days over which a total is told, one null each where there is one.

    Those of the claim that tells of the most; a spell of more than a month is no list of days.
    """
    told = sorted(claims, key=lambda claim: claim.id)
    places = max((_places(claim.places) for claim in told), key=len, default=())
    days = max((_days(claim.dates) for claim in told), key=len, default=())
    return (places if len(places) > 1 else (None,)), (days if len(days) > 1 else (None,))


def divide(
    number: int, places: Sequence[str | None], days: Sequence[str | None]
) -> tuple[Share, ...]:
    """The number divided evenly over days and places, the remainder to the first of them."""
    cells = [(place, day) for day in days for place in places]
    each, rest = divmod(number, len(cells))
    return tuple(
        Share(place=place, day=day, number=each + (at < rest))
        for at, (place, day) in enumerate(cells)
    )


def _places(places: Sequence[Where]) -> tuple[str, ...]:
    """The different places of the event itself, in the order of the text."""
    own = [place for place in places if place.precision in _FINE and not place.borrowed]
    ordered = sorted(own, key=lambda place: place.span)
    return tuple({_key(place): place.name or place.span.quote for place in ordered}.values())


def _key(place: Where) -> str:
    return str(place.geonameid or (place.name or place.span.quote).casefold())


def _days(dates: Sequence[When]) -> tuple[str, ...]:
    """The days of the longest spell that words state."""
    found: tuple[str, ...] = ()
    for when in dates:
        stated = when.basis is not TimeBasis.PUBLICATION and when.precision in _SPELLS
        if stated and when.earliest is not None and when.latest is not None:
            first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
            length = (last - first).days + 1
            if len(found) < length <= _MOST_DAYS:
                found = tuple((first + timedelta(n)).isoformat() for n in range(length))
    return found


def divided(profile: Profile, draft: Draft, tellings: Sequence[Telling]) -> Draft:
    """The figure with its shares, where a total over days or places is divided or marked."""
    claims = [count.account.claim for telling in tellings for count in telling.counts]
    places, days = spread(claims)
    several = len(places) > 1 or len(days) > 1
    if not several or not (draft.best or draft.high):
        return draft
    over = " and ".join(
        f"{len(each)} {name}"
        for each, name in ((days, "days"), (places, "places"))
        if len(each) > 1
    )
    rule = f"{profile.name}.several_days_or_places"
    if profile.several_days_or_places != "divided" or draft.best is None:
        step = Step(rule=rule, words=f"a total over {over}: an aggregate")
        return replace(draft, flags=(*draft.flags, Flag.AGGREGATE), steps=(*draft.steps, step))
    shares = divide(draft.best, places, days)
    told = "+".join(f"{share.number:,}" for share in shares)
    words = f"a total over {over}, divided evenly, the remainder to the first: {told}"
    return replace(
        draft,
        flags=(*draft.flags, Flag.DIVIDED),
        steps=(*draft.steps, Step(rule=rule, words=words)),
        shares=shares,
    )


def without_known(profile: Profile, draft: Draft, context: Context, measure: Counted) -> Draft:
    """The figure less those of the incidents inside it that are known by themselves."""
    killed = measure is Counted.KILLED
    known = sum(each.killed if killed else each.injured for each in context.inside)
    if profile.several_days_or_places != "known_subtracted" or not known or not draft.low:
        return draft
    listed = ", ".join(each.incident for each in context.inside)
    words = f"less {known:,} of incidents known by themselves: {listed}"
    return replace(
        draft,
        low=_less(draft.low, known),
        best=_less(draft.best, known),
        high=_less(draft.high, known),
        flags=(*draft.flags, Flag.KNOWN_SUBTRACTED),
        steps=(
            *draft.steps,
            Step(rule=f"{profile.name}.several_days_or_places", words=words),
        ),
    )


def _less(number: int | None, known: int) -> int | None:
    return None if number is None else max(number - known, 0)

"""Copies and versions: what one voice of one source says counts once, its latest number stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.profiles.counts import asides
from sayso.records.claim import Victims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.profiles.profile import Profile
    from sayso.profiles.tellings import Telling
    from sayso.records.shown.figures import CountUse

_DAY = 10


@dataclass(frozen=True)
class Current:
    """The tellings that stand, and the records of those that are copies or earlier versions."""

    tellings: tuple[Telling, ...]
    aside: tuple[CountUse, ...]


@dataclass(frozen=True)
class _Version:
    """One number of one voice, with when it was first told; null where no report has a date."""

    telling: Telling
    told: str | None
    copies: tuple[Telling, ...]


def current_tellings(tellings: Sequence[Telling], profile: Profile) -> Current:
    """The tellings without copies and, where the profile revises, without earlier versions.

    A copy has the same words for the same numbers and the same source. A version is earlier where
    the same voice of the same source gave its other words for the first time on a later day, or
    at a later time of one day, and these tell of the same groups of people.
    """
    by_voice: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_voice[telling.first.source, telling.first.account.claim.voice_key].append(telling)
    stand: list[Telling] = []
    aside: list[CountUse] = []
    for key in sorted(by_voice):
        versions = _versions(by_voice[key])
        for version in versions:
            for copy in version.copies:
                aside += asides(copy.counts, "all.copy", "a copy: one source counts once")
            later = [v for v in versions if _replaces(v, version)]
            if later and profile.later_news != "all_versions":
                newest = max(later, key=lambda v: (v.told or "", v.telling.first.toll.id))
                day = (newest.told or "")[:_DAY]
                reason = f"an earlier number: the same voice gives another on {day}"
                aside += asides(version.telling.counts, "all.later_news", reason)
            else:
                stand.append(version.telling)
    return Current(tuple(stand), tuple(aside))


def _versions(tellings: Sequence[Telling]) -> list[_Version]:
    same: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for telling in tellings:
        same[_words(telling)].append(telling)
    found = []
    for alike in same.values():
        first, *copies = sorted(alike, key=_when_told)
        dates = [date for each in alike if (date := each.first.account.published) is not None]
        told = min(dates, key=_instant, default=None)
        found.append(_Version(first, told, tuple(copies)))
    return sorted(found, key=lambda version: _when_told(version.telling))


def _words(telling: Telling) -> tuple[object, ...]:
    """What copies have in common: the sentences, the counts in them and how they are bounded."""
    return tuple(
        sorted(
            (
                " ".join((count.sentence or count.toll.span).quote.split()),
                " ".join(count.toll.span.quote.split()),
                count.whom.value,
                str(count.bounds),
            )
            for count in telling.counts
        )
    )


def _when_told(telling: Telling) -> tuple[bool, datetime, str, str]:
    account = telling.first.account
    return (
        account.published is None,
        _instant(account.published or "0001-01-01"),
        account.claim.id,
        telling.first.toll.id,
    )


def _replaces(later: _Version, earlier: _Version) -> bool:
    if later.told is None or earlier.told is None:
        return False
    after = later.told[:_DAY] > earlier.told[:_DAY]
    if later.told[:_DAY] == earlier.told[:_DAY] and _has_time(later, earlier):
        after = _instant(later.told) > _instant(earlier.told)
    groups = later.telling.groups
    return after and (Victims.UNKNOWN in groups or earlier.telling.groups <= groups)


def _has_time(*versions: _Version) -> bool:
    return all(version.told is not None and len(version.told) > _DAY for version in versions)


def _instant(published: str) -> datetime:
    found = datetime.fromisoformat(published)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)

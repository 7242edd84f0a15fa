"""Several voices, one figure: the range, the reliable range, or the lowest until corroborated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from sayso.profiles.bounds import Bounds, exactly, in_words
from sayso.profiles.reliability import preferred, reliable
from sayso.profiles.tellings import Told
from sayso.records.shown.figures import Bound, Flag, Step

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sayso.profiles.profile import Profile
    from sayso.profiles.tellings import Telling
    from sayso.records.claim import Victims


Sets: TypeAlias = "Mapping[tuple[str, str], tuple[Bound, ...]]"


@dataclass(frozen=True)
class Combined:
    """What several tellings make together; `sets` says by a count's key which ends it gave."""

    low: int
    best: int | None
    high: int | None
    told: tuple[Told, ...]
    flags: tuple[Flag, ...] = ()
    steps: tuple[Step, ...] = ()
    sets: Sets = field(default_factory=dict)


def told_of(tellings: Sequence[Telling], groups: Collection[Victims]) -> tuple[Told, ...]:
    """The tellings that tell of some groups, each with how many."""
    found = ((telling, telling.of(groups)) for telling in tellings)
    return tuple(Told(telling, bounds) for telling, bounds in found if bounds is not None)


def combine(profile: Profile, told: Sequence[Told]) -> Combined | None:
    """The figure that a profile makes of several tellings, null where there are none."""
    if not told:
        return None
    named = [each.bounds.value for each in told if each.telling.is_named]
    told = _with_limits(told, min(named, default=None))
    match profile.accounts_differ:
        case "lowest_until_corroborated":
            found = _lowest(profile, told)
        case "reliable_range":
            found = _reliable_range(profile, told)
        case "range":
            found = _range(profile, told)
    return _closed(profile, found)


def _with_limits(told: Sequence[Told], lowest: int | None) -> tuple[Told, ...]:
    """The tellings, with the lowest number named in place of those that only bound from above."""
    if lowest is None:
        return tuple(told)
    return tuple(
        Told(t, exactly(min(lowest, b.value))) if t.is_limit else Told(t, b) for t, b in told
    )


def _lowest(profile: Profile, told: Sequence[Told]) -> Combined:
    """The lowest number, or the one that the most independent sources name, if enough do."""
    named = [each for each in told if each.telling.is_named]
    backing: dict[int, set[str]] = defaultdict(set)
    for telling, bounds in named or told:
        backing[bounds.value].add(telling.first.source)
    enough = [n for n in backing if len(backing[n]) >= profile.corroborated_by]
    lowest = min(backing)
    number = min(enough, key=lambda n: (-len(backing[n]), n), default=lowest)
    if number in enough:
        rule = f"{profile.name}.corroborated"
        words = f"{number:,} is named by {len(backing[number])} independent sources"
        words += ", more than any other number" if len(enough) > 1 else ""
    else:
        rule = f"{profile.name}.lowest"
        words = f"{number:,} is the lowest number that an account names"
        words += "; no number has independent sources enough" if len(backing) > 1 else ""
    steps = [Step(rule=rule, words=words)]
    if named and len(named) < len(told):
        words = "accounts that name no number give way to those that do"
        steps.append(Step(rule=f"{profile.name}.named", words=words))
    if others := sorted(set(backing) - {number}):
        listed = ", ".join(f"{n:,}" for n in others)
        steps.append(Step(rule=f"{profile.name}.disputed", words=f"other accounts give {listed}"))
    every = (Bound.LOW, Bound.BEST, Bound.HIGH)
    sets = _sets({t.first.key: every for t, b in named or told if b.value == number}, told)
    return Combined(number, number, number, tuple(told), steps=tuple(steps), sets=sets)


def _range(profile: Profile, told: Sequence[Told]) -> Combined:
    """From the lowest to the highest number, open where a voice sets no upper bound."""
    low = min(bounds.low for _, bounds in told)
    ends = [bounds.low if bounds.high is None else bounds.high for _, bounds in told]
    is_open = any(bounds.high is None for _, bounds in told)
    words = f"from {low:,}, the lowest, to {max(ends):,}, the highest number of any account"
    step = Step(rule=f"{profile.name}.range", words=words)
    sets = {
        each.telling.first.key: tuple(
            name
            for name, is_it in (
                (Bound.LOW, each.bounds.low == low),
                (Bound.HIGH, end == max(ends)),
            )
            if is_it
        )
        for each, end in zip(told, ends, strict=True)
    }
    return Combined(
        low,
        None,
        None if is_open else max(ends),
        tuple(told),
        flags=(Flag.OPEN_HIGH,) if is_open else (),
        steps=(step,),
        sets=_sets(sets, told),
    )


def _reliable_range(profile: Profile, told: Sequence[Told]) -> Combined:
    """From the lowest to the highest reliable number; the best by reliability, else the lower."""
    trusted, doubts = reliable(profile, told)
    steps = [Step(rule=f"{profile.name}.reliable", words=words) for words in doubts]
    low = min(bounds.low for _, bounds in trusted)
    highs = [bounds.high for _, bounds in trusted]
    closed = [high for high in highs if high is not None]
    high = max(closed) if len(closed) == len(highs) else None
    best, why = preferred(profile, trusted)
    words = f"{in_words(Bounds(low, None, high))} by the reliable accounts"
    steps.append(Step(rule=f"{profile.name}.range", words=words))
    if best is not None:
        steps.append(Step(rule=f"{profile.name}.best", words=why))
    named = None if best is None else best.bounds.best
    sets = {
        each.telling.first.key: tuple(
            name
            for name, is_it in (
                (Bound.LOW, each.bounds.low == low),
                (Bound.BEST, best is not None and each.telling is best.telling),
                (Bound.HIGH, each.bounds.high == high),
            )
            if is_it
        )
        for each in trusted
    }
    flags = [*([Flag.OPEN_HIGH] if high is None else [])]
    if doubts and len(trusted) == len(told):
        flags.append(Flag.UNRELIABLE_ONLY)
    return Combined(low, named, high, tuple(told), tuple(flags), tuple(steps), _sets(sets, told))


def _sets(firsts: Sets, told: Sequence[Told]) -> Sets:
    """What the first count of a telling sets, all counts that are added up with it set too."""
    return {
        count.key: firsts.get(each.telling.first.key, ())
        for each in told
        for count in each.telling.counts
    }


def _closed(profile: Profile, found: Combined) -> Combined:
    """The figure with what the profile puts where no number is told."""
    low, best, high = found.low, found.best, found.high
    flags, steps = list(found.flags), list(found.steps)
    rule = f"{profile.name}.open_best"
    if profile.open_best == "max_is_min" and high is None:
        high = max(each.bounds.high or each.bounds.low for each in found.told)
        words = f"no upper bound is told; the highest number named, {high:,}, stands as maximum"
        steps.append(Step(rule=rule, words=words))
        flags.append(Flag.MAX_FROM_MIN)
    elif profile.open_best == "best_is_low" and best is None:
        best = low
        steps.append(Step(rule=rule, words=f"no account tells a number; best is the low, {low:,}"))
        flags.append(Flag.BEST_FROM_LOW)
    elif profile.open_best == "low" and best is None:
        best = low
        steps.append(Step(rule=rule, words=f"no account tells a number; {low:,} stands"))
    return Combined(low, best, high, found.told, tuple(flags), tuple(steps), found.sets)

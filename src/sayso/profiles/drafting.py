"""Which figures a profile gives, and each one combined: all, by side, civilians, fighters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.profiles.bounds import Bounds, total
from sayso.profiles.combining import combine, told_of
from sayso.records.claim import Victims
from sayso.records.shown.figures import Flag, Group, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.profiles.combining import Combined, Sets
    from sayso.profiles.profile import Profile, Sides
    from sayso.profiles.tellings import Telling
    from sayso.records.shown.figures import Share

_EVERYBODY = frozenset(Victims)
_SIDE_A = frozenset({Victims.COMBATANT_A, Victims.PERPETRATOR})
_SIDE_B = frozenset({Victims.COMBATANT_B})
_UNKNOWN = frozenset({Victims.UNKNOWN})
_CIVILIANS = frozenset({Victims.CIVILIAN})
_MAYBE_CIVILIANS = _CIVILIANS | _UNKNOWN

_GROUPS: dict[Sides, tuple[tuple[Group, frozenset[Victims]], ...]] = {
    "none": ((Group.ALL, _EVERYBODY),),
    "civilians": ((Group.CIVILIANS, _MAYBE_CIVILIANS),),
    "civilians_and_militants": (
        (Group.CIVILIANS, _MAYBE_CIVILIANS),
        (Group.MILITANTS, _SIDE_A | _SIDE_B),
    ),
    "a_b_civilians_unknown": (
        (Group.ALL, _EVERYBODY),
        (Group.SIDE_A, _SIDE_A),
        (Group.SIDE_B, _SIDE_B),
        (Group.CIVILIANS, _CIVILIANS),
        (Group.UNKNOWN, _UNKNOWN),
    ),
}


@dataclass(frozen=True)
class Draft:
    """A figure before it is told what it rests on."""

    group: Group
    victims: frozenset[Victims]
    low: int | None
    best: int | None
    high: int | None
    flags: tuple[Flag, ...] = ()
    steps: tuple[Step, ...] = ()
    sets: Sets = field(default_factory=dict)
    shares: tuple[Share, ...] = ()


def draft_figures(profile: Profile, tellings: Sequence[Telling]) -> list[Draft]:
    """The figures of one measure, the profile's own total first.

    By sides the best is the sum of the sides' best (GED): the people not told apart are as many
    as the best account of all has more than the sides have together.
    """
    drafts = [
        _draft(profile, group, victims, combine(profile, told_of(tellings, victims)))
        for group, victims in _GROUPS[profile.sides]
    ]
    if profile.sides == "a_b_civilians_unknown" and Flag.NOT_TOLD not in drafts[0].flags:
        return _summed(profile, drafts, tellings)
    return drafts


def _draft(
    profile: Profile, group: Group, victims: frozenset[Victims], found: Combined | None
) -> Draft:
    if found is not None:
        return Draft(
            group,
            victims,
            found.low,
            found.best,
            found.high,
            found.flags,
            found.steps,
            found.sets,
        )
    nothing = 0 if profile.nothing_told == "zero" else None
    words = "no account that counts gives a number" + ("; none is coded" if nothing == 0 else "")
    step = Step(rule=f"{profile.name}.nothing_told", words=words)
    return Draft(group, victims, nothing, nothing, nothing, (Flag.NOT_TOLD,), (step,))


def _summed(profile: Profile, drafts: Sequence[Draft], tellings: Sequence[Telling]) -> list[Draft]:
    """The figures with a total that is the sum of its sides, and those of no known side."""
    _, *known, unknown = drafts
    sides = total([_bounds(draft) for draft in known])
    whole = _everybody(profile, tellings)
    if whole is None:
        return [_draft_of_sum(profile, sides, known, 0), *known, unknown]
    rest = _rest(Bounds(whole.low, whole.best, whole.high), sides)
    lows = [whole.low]
    apart = [telling for telling in tellings if Victims.UNKNOWN not in telling.groups]
    if apart:
        of_sides = [combine(profile, told_of(apart, draft.victims)) for draft in known]
        lows.append(sum(side.low for side in of_sides if side is not None))
    is_open = whole.high is None or sides.high is None
    high = None if is_open else max(whole.high or 0, sides.high or 0)
    bounds = Bounds(min(lows), sides.value + rest.value, high)
    every = _draft_of_sum(profile, bounds, known, rest.value)
    words = f"{rest.value:,} more than the sides have together are of no known side"
    left = Draft(Group.UNKNOWN, _UNKNOWN, rest.low, rest.best, rest.high, whole.flags)
    step = Step(rule=f"{profile.name}.sides", words=words)
    return [
        replace(
            every,
            flags=tuple(dict.fromkeys((*whole.flags, *every.flags))),
            steps=(*(_labelled(step, "in all") for step in whole.steps), *every.steps),
            sets={**every.sets, **whole.sets},
        ),
        *known,
        replace(left, steps=(*whole.steps, step), sets=whole.sets),
    ]


def _everybody(profile: Profile, tellings: Sequence[Telling]) -> Combined | None:
    """How many in all, by those who tell of people not told apart; null where nobody does.

    Where none of these gives a number, by all tellings.
    """
    mixed = [telling for telling in tellings if Victims.UNKNOWN in telling.groups]
    told = told_of(mixed, _EVERYBODY)
    if mixed and all(bounds.best is None for _, bounds in told):
        told = told_of(tellings, _EVERYBODY)
    return combine(profile, told)


def _draft_of_sum(profile: Profile, bounds: Bounds, known: Sequence[Draft], unknown: int) -> Draft:
    parts = [f"{draft.best or 0:,} {_SHORT[draft.group]}" for draft in known]
    words = f"best is the sum: {', '.join(parts)}, {unknown:,} unknown"
    told = [draft for draft in known if Flag.NOT_TOLD not in draft.flags]
    return Draft(
        Group.ALL,
        _EVERYBODY,
        bounds.low,
        bounds.best,
        bounds.high,
        tuple(dict.fromkeys(flag for draft in told for flag in draft.flags)),
        (
            *(_labelled(step, _SHORT[draft.group]) for draft in told for step in draft.steps),
            Step(rule=f"{profile.name}.sides", words=words),
        ),
        {key: sets for draft in told for key, sets in draft.sets.items()},
    )


_SHORT = {
    Group.SIDE_A: "of the doer's side",
    Group.SIDE_B: "of the other side",
    Group.CIVILIANS: "civilians",
}


def _labelled(step: Step, label: str) -> Step:
    return Step(rule=step.rule, words=f"{label}: {step.words}")


def _rest(whole: Bounds, sides: Bounds) -> Bounds:
    """Those of a whole who are of no known side."""
    best = max(whole.value - sides.value, 0)
    low = 0 if sides.high is None else max(whole.low - sides.high, 0)
    high = None if whole.high is None else max(whole.high - sides.low, best)
    return Bounds(low, best, high)


def _bounds(draft: Draft) -> Bounds:
    """The bounds of a side; nobody where no account tells of it."""
    if draft.low is None or Flag.NOT_TOLD in draft.flags:
        return Bounds(0, 0, 0)
    return Bounds(draft.low, draft.best, draft.high)

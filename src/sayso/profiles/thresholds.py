"""Whether the recorders whose rules a profile follows would list an incident at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.mention import Counted
from sayso.records.shown.figures import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.profiles.profile import Profile
    from sayso.records.shown.figures import Figure

_NEEDS = {
    "one_death": "one death in low, best or high",
    "one_civilian_harmed": "one civilian killed or injured",
    "one_civilian_alleged": "one civilian who is alleged to have been harmed",
}


def meets_threshold(profile: Profile, figures: Sequence[Figure]) -> tuple[bool, str]:
    """Whether an incident has what the profile asks for, and the sentence that says so.

    The sentence is empty for a profile without threshold.
    """
    needs = _NEEDS.get(profile.threshold)
    if needs is None:
        return True, ""
    headlines = [f for f in figures if f.group in {Group.ALL, Group.CIVILIANS}]
    if profile.threshold == "one_death":
        met = any(_has(f) for f in headlines if f.measure is Counted.KILLED)
    else:
        alleged = profile.threshold == "one_civilian_alleged"
        met = any(_has(f) or (alleged and _is_open(f)) for f in headlines)
    return met, f"{'has' if met else 'lacks'} {needs}"


def _has(figure: Figure) -> bool:
    return any((figure.low, figure.best, figure.high))


def _is_open(figure: Figure) -> bool:
    """Whether an account tells of harm without any number."""
    return any(use.high is None for use in figure.used)

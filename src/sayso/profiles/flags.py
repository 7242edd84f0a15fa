"""What a reader must know of a figure, by what stands behind it and what was set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.profiles.counts import DENIED
from sayso.records.claim import Victims
from sayso.records.shown.figures import Flag, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.profiles.counts import Count
    from sayso.profiles.drafting import Draft
    from sayso.profiles.profile import Profile
    from sayso.profiles.tellings import Telling
    from sayso.records.shown.figures import CountUse


def flags_of(
    profile: Profile,
    draft: Draft,
    tellings: Sequence[Telling],
    aside: Sequence[CountUse],
) -> list[tuple[Flag, Step]]:
    """The flags that hang on the counts of a figure, each with its sentence.

    Args:
        profile: the rulebook.
        draft: the figure.
        tellings: the tellings that tell of the figure's groups.
        aside: the counts that were set aside.
    """
    counts = [count for telling in tellings for count in telling.counts]
    found = [
        *_of_sources(profile, tellings),
        *_of_disputes(draft, tellings, aside),
        *_of_people(draft, tellings),
        *_of_rules(profile, draft, counts, aside),
    ]
    return [(flag, Step(rule=f"{profile.name}.{flag}", words=words)) for flag, words in found]


def _of_sources(profile: Profile, tellings: Sequence[Telling]) -> Iterator[tuple[Flag, str]]:
    sources = {telling.first.source for telling in tellings}
    if profile.grade == "single_source" and len(sources) == 1:
        yield Flag.SINGLE_SOURCE, "all counts rest on one independent source"


def _of_disputes(
    draft: Draft, tellings: Sequence[Telling], aside: Sequence[CountUse]
) -> Iterator[tuple[Flag, str]]:
    numbers = {telling.of(draft.victims) for telling in tellings}
    if len(numbers) > 1:
        yield Flag.DISPUTED, f"accounts give {len(numbers)} different numbers"
    deniers = dict.fromkeys(use.voice for use in aside if use.rule == DENIED)
    if deniers:
        yield Flag.DENIED, f"a count is denied or disputed by {', '.join(sorted(deniers))}"


def _of_people(draft: Draft, tellings: Sequence[Telling]) -> Iterator[tuple[Flag, str]]:
    if Victims.UNKNOWN not in draft.victims or Victims.COMBATANT_A in draft.victims:
        return
    if len(draft.victims) > 1 and any(_has_unknown(telling) for telling in tellings):
        yield Flag.VICTIMS_UNKNOWN, "people of whom it is not told who they were are counted"


def _has_unknown(telling: Telling) -> bool:
    unknown = telling.of({Victims.UNKNOWN})
    return unknown is not None and unknown.high != 0


def _of_rules(
    profile: Profile, draft: Draft, counts: Sequence[Count], aside: Sequence[CountUse]
) -> Iterator[tuple[Flag, str]]:
    if any(count.read.unverified and draft.sets.get(count.key) for count in counts):
        words = "a word is read by a rule that could not be checked against the codebook"
        yield Flag.UNVERIFIED_RULE, words
    attacker = f"{profile.name}.suicide_attacker"
    if attacker in {*(count.read.rule for count in counts), *(use.rule for use in aside)}:
        yield Flag.ATTACKER_LEFT_OUT, "the attacker is not counted"

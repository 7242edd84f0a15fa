"""An incident's figures by a profile: every account's counts read, versions settled, combined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.profiles.counts import asides, read_counts
from sayso.profiles.drafting import draft_figures
from sayso.profiles.flags import flags_of
from sayso.profiles.grades import suggest_grade
from sayso.profiles.spreading import divided, without_known
from sayso.profiles.tellings import to_tellings
from sayso.profiles.thresholds import meets_threshold
from sayso.profiles.versions import current_tellings
from sayso.records.claim import Victims
from sayso.records.mention import Counted
from sayso.records.shown.figures import Context, Figure, Figures, Flag, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.profiles.counts import Count, Counts
    from sayso.profiles.drafting import Draft
    from sayso.profiles.profile import Profile
    from sayso.profiles.tellings import Telling
    from sayso.records.claim import Account
    from sayso.records.incident import Sources
    from sayso.records.shown.figures import CountUse

_FIGHTERS = frozenset({Victims.COMBATANT_A, Victims.COMBATANT_B})
_NOWHERE = Context()


def compute(
    profile: Profile,
    accounts: Sequence[Account],
    sources: Sources,
    context: Context = _NOWHERE,
) -> Figures:
    """The incident's figures by the profile; the order of the accounts makes no difference.

    Args:
        profile: the rulebook, shipped or a user's (`find_profiles`).
        accounts: all accounts of the incident; those published up to a day for "known when".
        sources: its independent sources; a claim that they lack is a source of its own.
        context: what rules ask beyond the incident.
    """
    figures = [
        figure
        for measure in profile.measures
        for figure in _figures(profile, accounts, sources, context, Counted(measure))
    ]
    met, words = meets_threshold(profile, figures)
    return Figures(
        profile=profile.name,
        digest=profile.digest(),
        incident=context.incident,
        figures=tuple(figures),
        flags=() if met else (Flag.BELOW_THRESHOLD,),
        steps=(Step(rule=f"{profile.name}.threshold", words=words),) if words else (),
        grade=suggest_grade(accounts, sources, context) if profile.grade == "airwars" else None,
        reports=sources.reports,
        publishers=sources.publishers,
        sources=len(sources.sources),
        context=context,
        caution=profile.caution,
    )


def _figures(
    profile: Profile,
    accounts: Sequence[Account],
    sources: Sources,
    context: Context,
    measure: Counted,
) -> list[Figure]:
    """The figures of one measure, the profile's own total first."""
    counts = read_counts(profile, accounts, sources, context, measure)
    kept, left = _without_civilians_in_battle(profile, counts)
    tellings = to_tellings(kept)
    current = current_tellings(tellings, profile)
    repeated = [use for telling in tellings for use in telling.aside]
    aside = [*counts.aside, *left, *repeated, *current.aside]
    headline, *others = draft_figures(profile, current.tellings)
    headline = divided(profile, headline, current.tellings)
    headline = without_known(profile, headline, context, measure)
    outside = _outside(profile, headline, current.tellings)
    return [
        _figure(profile, measure, headline, current.tellings, [*aside, *outside]),
        *(
            _figure(profile, measure, draft, current.tellings, _of_groups(draft, aside))
            for draft in others
        ),
    ]


def _without_civilians_in_battle(
    profile: Profile, counts: Counts
) -> tuple[list[Count], list[CountUse]]:
    """The counts, without civilians where fighters were harmed too if the profile says so."""
    battle = any(count.whom in _FIGHTERS for count in counts.kept)
    if profile.civilians_in_battle == "counted" or not battle:
        return list(counts.kept), []
    civilians = [count for count in counts.kept if count.whom is Victims.CIVILIAN]
    rule = f"{profile.name}.civilians_in_battle"
    left = list(asides(civilians, rule, "civilians harmed in a battle are not counted"))
    return [count for count in counts.kept if count.whom is not Victims.CIVILIAN], left


def _outside(profile: Profile, draft: Draft, tellings: Sequence[Telling]) -> list[CountUse]:
    """The counts that stand and are of nobody whom the profile's own total counts."""
    outside = (telling for telling in tellings if not telling.groups & draft.victims)
    counts = [count for telling in outside for count in telling.counts]
    reason = f"not counted among {draft.group.value}, of whom this figure is"
    return list(asides(counts, f"{profile.name}.sides", reason))


def _of_groups(draft: Draft, aside: Sequence[CountUse]) -> list[CountUse]:
    return [use for use in aside if use.whom in draft.victims]


def _figure(
    profile: Profile,
    measure: Counted,
    draft: Draft,
    tellings: Sequence[Telling],
    aside: Sequence[CountUse],
) -> Figure:
    """The figure of a draft, with what it rests on and what must be known of it."""
    own = [telling for telling in tellings if telling.groups & draft.victims]
    counts = sorted(
        (count for telling in own for count in telling.counts), key=lambda count: count.key
    )
    wholes = {
        part.key: piece.whole
        for telling in own
        for piece in telling.pieces
        for part in piece.parts
    }
    flagged = flags_of(profile, draft, own, aside)
    return Figure(
        measure=measure,
        group=draft.group,
        low=draft.low,
        best=draft.best,
        high=draft.high,
        flags=tuple(dict.fromkeys((*draft.flags, *(flag for flag, _ in flagged)))),
        used=tuple(
            count.used(draft.sets.get(count.key, ()), wholes.get(count.key)) for count in counts
        ),
        set_aside=tuple(sorted(aside, key=lambda use: (use.claim, use.toll, use.rule))),
        steps=(*draft.steps, *(step for _, step in flagged)),
        shares=draft.shares,
    )

"""The grade that Airwars's definitions suggest, with the rule that fired (coding rules, 7.4).

The rules are asked in this order; the first that fits suggests. A person grades.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from sayso.profiles.counts import voice_of
from sayso.profiles.sides import doers, speaks_for
from sayso.records.attribution import Stance
from sayso.records.claim import Victims
from sayso.records.event import Status
from sayso.records.mention import Counted
from sayso.records.shown.figures import Grade, GradeName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.claim import Account, Claim, Party, Toll
    from sayso.records.incident import Sources
    from sayso.records.shown.figures import Context

_NAMING = frozenset({Stance.ASSERTS, Stance.ADMITS, Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES})
_OWNING = frozenset({Stance.ASSERTS, Stance.ADMITS, Stance.CLAIMS_RESPONSIBILITY})
_HARM = frozenset({Counted.KILLED, Counted.INJURED, Counted.HARMED})
_FIGHTERS = frozenset({Victims.COMBATANT_A, Victims.COMBATANT_B, Victims.PERPETRATOR})
_ENOUGH = 2


def suggest_grade(accounts: Sequence[Account], sources: Sources, context: Context) -> Grade:
    """The suggested grade of an incident, the rule, and the claims that made it fire."""
    told = [a for a in accounts if a.claim.status is Status.OCCURRED]
    told.sort(key=lambda account: account.claim.id)
    return (
        _confirmed(told)
        or _discounted(told)
        or _contested(told)
        or _fair(told, sources, context)
        or _weak(told, sources)
    )


def _confirmed(accounts: Sequence[Account]) -> Grade | None:
    """A belligerent admits: a voice of the doer's own side accepts that its side did it."""
    parties = [party for account in accounts for party in doers(account.claim)]
    admitting = [
        a
        for a in accounts
        if a.claim.stance is Stance.ADMITS and _is_of(a.claim.voice, a.claim, parties)
    ]
    if not admitting:
        return None
    reason = f"{_voices(admitting)} admits, and is of the side that is said to have done it"
    return _grade(GradeName.CONFIRMED, "admitted", reason, admitting)


def _is_of(voice: Party | None, claim: Claim, parties: Sequence[Party]) -> bool:
    """Whether a voice is of the doer's side: of one of whom no country is known, by its sector."""
    if voice is None or voice.country is not None or voice.sector is None:
        return speaks_for(voice, parties)
    own = any(party.sector == voice.sector for party in doers(claim))
    return own or speaks_for(voice, parties)


def _discounted(accounts: Sequence[Account]) -> Grade | None:
    """Only fighters are said to have been harmed."""
    harming = [a for a in accounts if any(_is_told(a.claim, t) for t in a.claim.tolls)]
    tolls = [t for a in harming for t in a.claim.tolls if _is_told(a.claim, t)]
    if not tolls or any(toll.whom not in _FIGHTERS for toll in tolls):
        return None
    reason = "all whom any account tells to have been harmed are fighters"
    return _grade(GradeName.DISCOUNTED, "only_fighters", reason, harming)


def _contested(accounts: Sequence[Account]) -> Grade | None:
    """Two voices name doers of whom none is the same or of the same country."""
    naming = [a for a in accounts if a.claim.stance in _NAMING and _known(a.claim)]
    for one, other in combinations(naming, 2):
        if voice_of(one) != voice_of(other) and _exclude(_known(one.claim), _known(other.claim)):
            reason = (
                f"{voice_of(one)} names {_names(one.claim)}, "
                f"{voice_of(other)} names {_names(other.claim)}"
            )
            return _grade(GradeName.CONTESTED, "rival_doers", reason, [one, other])
    return None


def _fair(accounts: Sequence[Account], sources: Sources, context: Context) -> Grade | None:
    """Two independent sources, and action by a belligerent near by."""
    if len(sources.sources) < _ENOUGH:
        return None
    owning = [
        a
        for a in accounts
        if a.claim.stance in _OWNING and speaks_for(a.claim.voice, doers(a.claim))
    ]
    counted = f"{len(sources.sources)} independent sources"
    if owning:
        reason = f"{counted}, and {_voices(owning)} tells of its own side's action"
        return _grade(GradeName.FAIR, "two_sources_and_action", reason, owning)
    if context.actions:
        listed = ", ".join(context.actions)
        reason = f"{counted}, and a belligerent acted near by: {listed}"
        return _grade(GradeName.FAIR, "two_sources_and_action", reason, ())
    return None


def _weak(accounts: Sequence[Account], sources: Sources) -> Grade:
    if len(sources.sources) < _ENOUGH:
        return _grade(GradeName.WEAK, "one_source", "no second independent source", accounts)
    reason = f"{len(sources.sources)} independent sources, and no belligerent's action near by"
    return _grade(GradeName.WEAK, "no_action", reason, accounts)


def _grade(name: GradeName, rule: str, reason: str, accounts: Sequence[Account]) -> Grade:
    claims = tuple(account.claim.id for account in accounts)
    return Grade(name=name, rule=f"airwars.grade.{rule}", reason=reason, claims=claims)


def _is_told(claim: Claim, toll: Toll) -> bool:
    """Whether a toll is one of harm that the voice gives, to somebody at least."""
    given = toll.stance in _NAMING and claim.stance is not Stance.DENIES
    return given and toll.counted in _HARM and not toll.cumulative and toll.high != 0


def _known(claim: Claim) -> list[Party]:
    return [party for party in doers(claim) if party.name is not None]


def _exclude(some: Sequence[Party], others: Sequence[Party]) -> bool:
    names = {party.name for party in some} & {party.name for party in others}
    countries = {party.country for party in some} & {party.country for party in others} - {None}
    return not names and not countries


def _names(claim: Claim) -> str:
    return ", ".join(dict.fromkeys(party.name or "" for party in _known(claim)))


def _voices(accounts: Sequence[Account]) -> str:
    return ", ".join(dict.fromkeys(voice_of(account) for account in accounts))

"""The counts of an incident's accounts, read by a profile, and those that do not count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.profiles.bounds import exactly, minus
from sayso.profiles.reading import ReadCount, read_count
from sayso.profiles.sides import counts_enemies, to_common_sides
from sayso.records.attribution import Stance
from sayso.records.claim import Victims
from sayso.records.event import Status
from sayso.records.mention import Counted
from sayso.records.shown.figures import CountUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.profiles.bounds import Bounds
    from sayso.profiles.profile import Profile
    from sayso.records.claim import Account, Claim, Toll
    from sayso.records.evidence import Span
    from sayso.records.incident import Sources
    from sayso.records.shown.figures import Bound, Context

_ONE = exactly(1)
_DONE = frozenset({Status.OCCURRED, Status.ATTEMPTED, Status.NEGATED})
_NOT_GIVEN = {
    Stance.DENIES: "denies it",
    Stance.DISPUTES: "disputes it",
    Stance.DECLINES: "neither confirms nor denies it",
}
DENIED = "all.denied"


@dataclass(frozen=True)
class Count:
    """A count of a claim that counts: as the profile reads it, and whom in the incident's sides.

    `source` is the independent source of the claim, its own where the incident's sources lack it.
    """

    account: Account
    toll: Toll
    source: str
    whom: Victims
    read: ReadCount

    @property
    def bounds(self) -> Bounds:
        """The count as the profile reads it."""
        return self.read.bounds

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: the ids of its claim and its toll."""
        return self.account.claim.id, self.toll.id

    @property
    def sentence(self) -> Span | None:
        """The sentence around the count, null where the claim has none."""
        sentences = self.account.claim.sentences
        return next((each for each in sentences if each.contains(self.toll.span)), None)

    def used(self, sets: tuple[Bound, ...], whole: Count | None = None) -> CountUse:
        """The record of a count that stands behind a figure, of which it sets some bounds.

        `whole` is the count of which this one is a part, to which it does not add.
        """
        if whole is None:
            return self._record(self.read.rule, self.read.reason, sets)
        reason = f"{self.read.reason}; a part of “{whole.toll.span.quote}”, not added to it"
        return self._record("all.part", reason, sets)

    def aside(self, rule: str, reason: str) -> CountUse:
        """The record of a count that was set aside."""
        return self._record(rule, reason, ())

    def _record(self, rule: str, reason: str, sets: tuple[Bound, ...]) -> CountUse:
        account, toll = self.account, self.toll
        return CountUse(
            claim=account.claim.id,
            toll=toll.id,
            source=self.source,
            report=account.report,
            publisher=account.publisher,
            published=account.published,
            voice=voice_of(account),
            span=toll.span,
            sentence=self.sentence,
            whom=self.whom,
            op=toll.op,
            said_low=toll.low,
            said_best=toll.best,
            said_high=toll.high,
            low=self.bounds.low,
            best=self.bounds.best,
            high=self.bounds.high,
            sets=sets,
            rule=rule,
            reason=reason,
        )


@dataclass(frozen=True)
class Counts:
    """The counts that count, and the records of those that do not."""

    kept: tuple[Count, ...]
    aside: tuple[CountUse, ...]


def voice_of(account: Account) -> str:
    """Who says so, in words: the neutral name or the words as said, else the outlet."""
    voice = account.claim.voice
    if voice is None:
        return account.publisher or account.report
    return voice.name or voice.span.quote


def read_counts(
    profile: Profile,
    accounts: Sequence[Account],
    sources: Sources,
    context: Context,
    measure: Counted,
) -> Counts:
    """The counts of one measure in all accounts, by the profile, in the order of the claims' ids.

    Counts of harm of an unstated kind are counts of every measure.
    """
    source_of = {claim: source.id for source in sources.sources for claim in source.claims}
    ordered = sorted(accounts, key=lambda account: account.claim.id)
    told = [(source_of.get(a.claim.id, a.claim.id), a) for a in ordered]
    common = to_common_sides((source, account.claim) for source, account in told)
    kept: list[Count] = []
    aside: list[CountUse] = []
    for source, account in told:
        for toll in account.claim.tolls:
            if toll.counted in {measure, Counted.HARMED}:
                whom = common(account.claim, _whom(profile, toll))
                of_enemies = counts_enemies(account.claim, toll.whom)
                read = read_count(toll, profile, context.deadly, of_enemies=of_enemies)
                count = Count(account, toll, source, whom, read)
                if (why := _refused(profile, count)) is not None:
                    aside.append(count.aside(*why))
                else:
                    kept.append(_without_attacker(profile, count))
    numbered = {count.toll.counted for count in kept} - {Counted.HARMED}
    if numbered:
        reason = "tells of harm and not of how many, as other counts do"
        aside += [c.aside("all.harm", reason) for c in kept if _is_harm(c)]
        kept = [count for count in kept if not _is_harm(count)]
    return Counts(tuple(kept), tuple(aside))


def _is_harm(count: Count) -> bool:
    return count.toll.counted is Counted.HARMED


def _whom(profile: Profile, toll: Toll) -> Victims:
    """Whom a toll counts; the attacker is of the doer's side where the profile says so."""
    if toll.whom is Victims.PERPETRATOR and profile.suicide_attacker == "by_side":
        return Victims.COMBATANT_A
    return toll.whom


def _refused(profile: Profile, count: Count) -> tuple[str, str] | None:
    """The rule by which a count does not count, and why; null where it does."""
    claim, toll = count.account.claim, count.toll
    if toll.cumulative:
        return "all.cumulative", "a running total over many events, never this one's own"
    if claim.status not in _DONE:
        return "all.status", f"told as {claim.status}, not as something that happened"
    stance = _stance(claim, toll)
    if stance in _NOT_GIVEN:
        rule = "all.declined" if stance is Stance.DECLINES else DENIED
        return rule, f"{voice_of(count.account)} {_NOT_GIVEN[stance]}: shown, and not counted"
    if claim.status is Status.NEGATED and toll.high != 0:
        return DENIED, f"{voice_of(count.account)} says that it did not happen"
    if toll.whom is Victims.PERPETRATOR and profile.suicide_attacker == "not_counted":
        return f"{profile.name}.suicide_attacker", "the attacker is not counted"
    return None


def _stance(claim: Claim, toll: Toll) -> Stance:
    """What the voice does to the count: said of the count itself, of its field, of the event."""
    if toll.stance is not Stance.ASSERTS:
        return toll.stance
    if toll.counted.value in claim.field_stances:
        return claim.field_stances[toll.counted.value]
    denied_elsewhere = any(s is Stance.DENIES for s in claim.field_stances.values())
    return Stance.ASSERTS if denied_elsewhere else claim.stance


def _without_attacker(profile: Profile, count: Count) -> Count:
    """The count less the attacker whom it includes, where the profile does not count him."""
    if not count.toll.includes_perpetrator or profile.suicide_attacker != "not_counted":
        return count
    read = count.read
    reason = f"{read.reason}; less the attacker, who is not counted"
    bounds = minus(read.bounds, _ONE)
    return Count(
        count.account,
        count.toll,
        count.source,
        count.whom,
        ReadCount(bounds, f"{profile.name}.suicide_attacker", reason, read.limit, read.unverified),
    )


def asides(counts: Iterable[Count], rule: str, reason: str) -> Iterator[CountUse]:
    """The records of counts that are all set aside for one reason."""
    return (count.aside(rule, reason) for count in counts)

"""What one voice tells in one report, as one number: parts inside wholes, people added once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.profiles.bounds import Bounds, exactly, minus, ordered, total
from sayso.profiles.counts import asides
from sayso.records.claim import Victims

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sayso.profiles.counts import Count
    from sayso.records.shown.figures import CountUse

_NONE = exactly(0)


@dataclass(frozen=True)
class Piece:
    """A count of people, with the parts of it of whom it is told who they are."""

    whole: Count
    parts: tuple[Count, ...] = ()

    def of(self, groups: Collection[Victims]) -> Bounds:
        """How many of these people are of some groups."""
        inside = [part for part in self.parts if part.whom in groups]
        outside = [part for part in self.parts if part.whom not in groups]
        if self.whole.whom in groups:
            return minus(self.whole.bounds, total([p.bounds for p in outside]))
        return _at_most(total([part.bounds for part in inside]), self.whole.bounds)

    @property
    def groups(self) -> frozenset[Victims]:
        """The groups of which it tells."""
        return frozenset(count.whom for count in (self.whole, *self.parts))


@dataclass(frozen=True)
class Telling:
    """What one voice tells in one report: pieces of different people, and counts not added."""

    pieces: tuple[Piece, ...]
    aside: tuple[CountUse, ...] = ()

    @property
    def counts(self) -> tuple[Count, ...]:
        """The counts that make it up, wholes before their parts."""
        return tuple(count for piece in self.pieces for count in (piece.whole, *piece.parts))

    @property
    def first(self) -> Count:
        """Its first count, for what all have in common: the account and the source."""
        return self.pieces[0].whole

    @property
    def groups(self) -> frozenset[Victims]:
        """The groups of which it tells."""
        return frozenset(group for piece in self.pieces for group in piece.groups)

    @property
    def is_limit(self) -> bool:
        """Whether its number only bounds from above and gives way to any that is named."""
        return any(piece.whole.read.limit for piece in self.pieces)

    @property
    def is_named(self) -> bool:
        """Whether it names a number, by the profile, and does not only bound one or hint at it."""
        return not self.is_limit and not any(p.whole.read.unknown for p in self.pieces)

    def of(self, groups: Collection[Victims]) -> Bounds | None:
        """How many people of some groups it tells of, null where it tells of none of them."""
        pieces = [piece for piece in self.pieces if piece.groups & set(groups)]
        return total([piece.of(groups) for piece in pieces]) if pieces else None


class Told(NamedTuple):
    """A telling and how many it gives of the groups that are asked for."""

    telling: Telling
    bounds: Bounds


def to_tellings(counts: Iterable[Count]) -> list[Telling]:
    """The counts by voice and report.

    Of several sentences the one that tells of most people stands; from the others only people of
    a known group are added, of whom that sentence cannot have told.
    """
    by_voice: dict[tuple[str, str, str], list[Count]] = defaultdict(list)
    for count in counts:
        claim = count.account.claim
        by_voice[claim.doc_id, claim.voice_key, count.source].append(count)
    return [_telling(by_voice[key]) for key in sorted(by_voice)]


def _telling(counts: Sequence[Count]) -> Telling:
    wholes, parts, repeated = _apart(counts)
    by_sentence: dict[tuple[int, int], list[Count]] = defaultdict(list)
    for count in wholes:
        span = count.sentence or count.toll.span
        by_sentence[span.start, span.end].append(count)
    fullest, *others = sorted(by_sentence.items(), key=lambda item: (*_size(item[1]), item[0]))
    chosen = list(fullest[1])
    left: list[Count] = []
    for _, told in others:
        known = {count.whom for count in chosen}
        for count in told:
            new = count.whom is not Victims.UNKNOWN and not {count.whom, Victims.UNKNOWN} & known
            (chosen if new else left).append(count)
    gone = {count.toll.id for count in left}
    inside = {p.toll.id: p for p in parts if p.toll.part_of not in gone}
    pieces = tuple(_piece(whole, inside.values()) for whole in chosen)
    taken = {count.toll.id for piece in pieces for count in piece.parts}
    loose = [part for part in parts if part.toll.id not in taken]
    return Telling(
        pieces,
        (
            *asides(repeated, "all.same_words", "the same people told twice in one sentence"),
            *asides(left, "all.told_again", "the same voice tells of more in the same report"),
            *asides(loose, "all.part", "a part of another count, to which it does not add"),
        ),
    )


def _apart(counts: Sequence[Count]) -> tuple[list[Count], list[Count], list[Count]]:
    """Counts of people, parts of such counts, and those that say the same once more.

    A part whose whole is not among them is a whole itself: so many at least.
    """
    known = {count.toll.id for count in counts}
    wholes: dict[tuple[object, ...], Count] = {}
    parts: list[Count] = []
    repeated: list[Count] = []
    for count in sorted(counts, key=lambda count: (count.toll.span, count.toll.id)):
        toll = count.toll
        if toll.part_of in known and toll.part_of != toll.id:
            parts.append(count)
            continue
        key = (count.sentence or toll.span, toll.of.casefold(), count.whom, count.bounds)
        if key in wholes:
            repeated.append(count)
        else:
            wholes[key] = count
    if not wholes:  # parts of each other in a ring
        return parts[:1], parts[1:], repeated
    return list(wholes.values()), parts, repeated


def _piece(whole: Count, parts: Iterable[Count]) -> Piece:
    """A whole with its parts; of people of a known group, parts tell nothing more."""
    if whole.whom is not Victims.UNKNOWN:
        return Piece(whole)
    own = (part for part in parts if part.toll.part_of == whole.toll.id)
    return Piece(whole, tuple(part for part in own if part.whom is not Victims.UNKNOWN))


def _size(counts: Sequence[Count]) -> tuple[int, int]:
    """How many people, for sorting the most first."""
    bounds = total([count.bounds for count in counts])
    return -bounds.value, -bounds.low


def _at_most(bounds: Bounds, cap: Bounds) -> Bounds:
    """The bounds under a cap, where parts add up to more than their whole."""
    if cap.high is None:
        return bounds
    high = cap.high if bounds.high is None else min(bounds.high, cap.high)
    best = None if bounds.best is None else min(bounds.best, high)
    return ordered(min(bounds.low, high if best is None else best), best, high)

"""What holds of figures whatever the accounts: bounds in order, no order of accounts, copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.profiles.figures import compute
from sayso.profiles.profile import SHIPPED, shipped_profile
from sayso.records.attribution import Stance
from sayso.records.claim import Victims
from sayso.records.event import Certainty, Status
from sayso.records.mention import Counted, QuantityOp
from sayso.records.shown.figures import Context, Deadly, Figure, Known
from tests.profiles.accounts import account, party, place, sources, spell, toll

if TYPE_CHECKING:
    from sayso.records.claim import Account, Toll

DAYS = st.none() | st.integers(1, 9).map("2030-05-0{}".format)
NAMES = st.sampled_from(["Army", "Rebels", "Guard"])
CONTEXTS = st.sampled_from(
    [
        Context(),
        Context(
            deadly=Deadly(incident="i1", country="ABC", month="2030-05", deaths=12),
            inside=(Known(incident="i2", killed=3, injured=1),),
        ),
    ]
)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[int, int | None, int | None]:
    low, best, high = sorted(draw(st.lists(st.integers(0, 40), min_size=3, max_size=3)))
    return low, draw(st.sampled_from([best, None])), draw(st.sampled_from([high, None]))


@st.composite
def tolls(draw: st.DrawFn, counted: tuple[Counted, ...] = tuple(Counted)) -> tuple[Toll, ...]:
    found: list[Toll] = []
    for at in range(draw(st.integers(0, 4))):
        number = draw(bounds())
        words = draw(st.sampled_from(["dozens of men", "more than 7 men", f"{number} men"]))
        found.append(
            toll(
                number,
                op=draw(st.sampled_from(QuantityOp)),
                words=words,
                whom=draw(st.sampled_from(Victims)),
                counted=draw(st.sampled_from(counted)),
                at=at * 40,
                cumulative=draw(st.sampled_from([False, False, True])),
                part_of=draw(st.sampled_from([None, *(t.id for t in found)])),
                includes_perpetrator=draw(st.booleans()),
                stance=draw(st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES])),
            )
        )
    return tuple(found)


@st.composite
def told(
    draw: st.DrawFn, *, voice: str | None = None, counted: tuple[Counted, ...] = tuple(Counted)
) -> Account:
    villages = draw(st.sampled_from([(), ("Ober",), ("Ober", "Tarn", "Quell")]))
    return account(
        *draw(tolls(counted)),
        voice=voice or draw(st.sampled_from(["Army", "A doctor", None])),
        publisher=draw(st.sampled_from(["Harbour Post", "Hill Times"])),
        published=draw(DAYS),
        report=draw(st.sampled_from(["r1", "r2", "r3", "r4"])),
        sentences=draw(st.sampled_from([((0, 500),), ((0, 40), (40, 80), (80, 500)), ()])),
        status=draw(st.sampled_from([Status.OCCURRED, Status.OCCURRED, Status.NEGATED])),
        stance=draw(st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, Stance.ADMITS])),
        certainty=draw(st.sampled_from(Certainty)),
        actors=tuple(map(party, draw(st.lists(NAMES, max_size=2)))),
        recipients=tuple(map(party, draw(st.lists(NAMES, max_size=2)))),
        places=tuple(place(name, at) for at, name in enumerate(villages)),
        dates=draw(st.sampled_from([(), (spell("2030-05-01", "2030-05-03"),)])),
    )


@st.composite
def incidents(draw: st.DrawFn) -> list[list[Account]]:
    """Accounts by independent source, no two with one claim."""
    accounts = draw(st.lists(told(), max_size=6, unique_by=lambda each: each.claim.id))
    groups: list[list[Account]] = [[], [], []]
    for each in accounts:
        groups[draw(st.integers(0, 2))].append(each)
    return [group for group in groups if group]


def flat(groups: list[list[Account]]) -> list[Account]:
    return [each for group in groups for each in group]


def numbers(figures: tuple[Figure, ...]) -> list[tuple[object, ...]]:
    return [(f.measure, f.group, f.low, f.best, f.high, f.shares) for f in figures]


@settings(max_examples=40, deadline=None)
@given(incidents(), CONTEXTS)
def test_bounds_are_in_order_and_every_count_is_told_once(
    groups: list[list[Account]], context: Context
) -> None:
    for name in SHIPPED:
        rules = shipped_profile(name)
        found = compute(rules, flat(groups), sources(*groups), context)
        for figure in found.figures:
            known = [n for n in (figure.low, figure.best, figure.high) if n is not None]
            assert known == sorted(known)
            assert sum(share.number for share in figure.shares) in {0, figure.best}
        for measure in rules.measures:
            headline = found.of(Counted(measure))
            assert headline is not None
            told_of = [(use.claim, use.toll) for use in (*headline.used, *headline.set_aside)]
            counted = {Counted(measure), Counted.HARMED}
            asked = [
                (each.claim.id, one.id)
                for each in flat(groups)
                for one in each.claim.tolls
                if one.counted in counted
            ]
            assert sorted(told_of) == sorted(asked)


@settings(max_examples=40, deadline=None)
@given(incidents(), CONTEXTS, st.randoms(use_true_random=False))
def test_the_order_of_accounts_makes_no_difference(
    groups: list[list[Account]], context: Context, chance: object
) -> None:
    accounts = flat(groups)
    shuffled = list(accounts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for name in SHIPPED:
        rules, own = shipped_profile(name), sources(*groups)
        assert compute(rules, accounts, own, context) == compute(rules, shuffled, own, context)


@settings(max_examples=40, deadline=None)
@given(incidents().filter(bool), st.data())
def test_a_copy_changes_no_number(groups: list[list[Account]], data: st.DataObject) -> None:
    group = data.draw(st.sampled_from(groups))
    first = data.draw(st.sampled_from(group))
    copy = msgspec.structs.replace(
        first,
        claim=msgspec.structs.replace(first.claim, id="ccopy", doc_id="dcopy"),
        report="copy",
        publisher="Copyist",
        published=first.published and "2030-06-01",
    )
    more = [[*g, copy] if g is group else g for g in groups]
    for name in SHIPPED:
        rules = shipped_profile(name)
        alone = compute(rules, flat(groups), sources(*groups))
        copied = compute(rules, flat(more), sources(*more))
        assert numbers(copied.figures) == numbers(alone.figures)


_NUMBERED = tuple(set(Counted) - {Counted.HARMED})


@settings(max_examples=40, deadline=None)
@given(
    st.lists(told(counted=_NUMBERED), max_size=5, unique_by=lambda each: each.claim.id),
    told(voice="A newcomer", counted=_NUMBERED),
)
def test_another_voice_never_narrows_the_range_of_ibc(
    accounts: list[Account], newcomer: Account
) -> None:
    ibc = shipped_profile("ibc")
    own = [[each] for each in accounts]
    before = compute(ibc, accounts, sources(*own)).figures
    after = compute(ibc, [*accounts, newcomer], sources(*own, [newcomer])).figures
    for old, new in zip(before, after, strict=True):
        if old.low is not None and old.high is not None:
            assert new.low is not None
            assert new.high is not None
            assert new.low <= old.low
            assert old.high <= new.high


@settings(max_examples=40, deadline=None)
@given(incidents())
def test_the_sides_of_ucdp_add_up(groups: list[list[Account]]) -> None:
    every, *sides = compute(shipped_profile("ucdp"), flat(groups), sources(*groups)).figures
    assert every.best == sum(side.best or 0 for side in sides)

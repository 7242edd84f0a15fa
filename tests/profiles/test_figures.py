"""Figures of incidents by each profile: the worked example, versions, copies, sides, parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.profiles.figures import compute
from sayso.profiles.profile import SHIPPED, shipped_profile
from sayso.records.attribution import Stance
from sayso.records.claim import Victims
from sayso.records.event import Certainty, Status
from sayso.records.exchange.codec import decode, encode
from sayso.records.mention import Counted, QuantityOp
from sayso.records.shown.figures import Bound, Context, Deadly, Figures, Flag, Group, Known
from tests.profiles.accounts import account, party, place, sources, spell, toll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.claim import Account
    from sayso.records.shown.figures import Figure

CIVILIAN, FIGHTER, ENEMY = Victims.CIVILIAN, Victims.COMBATANT_A, Victims.COMBATANT_B
DEADLY = Deadly(incident="i1", country="ABC", month="2030-05", deaths=12)


def figures(profile: str, accounts: Sequence[Account], context: Context | None = None) -> Figures:
    """The figures where each account is a source of its own."""
    own = sources(*([each] for each in accounts))
    return compute(shipped_profile(profile), accounts, own, context or Context())


def killed(
    profile: str,
    accounts: Sequence[Account],
    group: Group | None = None,
    context: Context | None = None,
) -> Figure:
    found = figures(profile, accounts, context).of(Counted.KILLED, group)
    assert found is not None
    return found


def ends(figure: Figure) -> tuple[int | None, int | None, int | None]:
    return figure.low, figure.best, figure.high


def many(*numbers: int) -> list[Account]:
    """Accounts of different voices on different days, each with one number."""
    return [
        account(
            toll(number, words=f"{number} people"),
            voice=f"Voice {number}",
            published=f"2030-05-{day:02}",
        )
        for day, number in enumerate(numbers, 1)
    ]


def up_to_300(voice_country: str = "ABC") -> Account:
    """A ministry claims up to 300 enemy soldiers near six places."""
    villages = ("Ober", "Tarn", "Quell", "Mede", "Losch", "Brin")
    return account(
        toll((0, None, 300), op=QuantityOp.AT_MOST, words="up to 300 enemy soldiers", whom=ENEMY),
        voice=party("the ministry", name="Ministry of Defence", country=voice_country),
        actors=(party("its forces", name="Army of Abecia", country="ABC"),),
        recipients=(party("enemy soldiers", name="Army of Dedia", country="DED"),),
        places=tuple(place(name, at) for at, name in enumerate(villages)),
    )


def test_the_worked_example_of_the_coding_rules() -> None:
    coded = killed("acled", [up_to_300()], context=Context(deadly=DEADLY))
    assert ends(coded) == (10, 10, 10)
    assert [share.number for share in coded.shares] == [2, 2, 2, 2, 1, 1]
    assert coded.shares[0].place == "Ober"
    (use,) = coded.used
    assert (use.voice, use.said_high, use.op) == ("Ministry of Defence", 300, QuantityOp.AT_MOST)
    assert use.span.quote == "up to 300 enemy soldiers"
    assert "i1" in use.reason
    assert Flag.DIVIDED in coded.flags


def test_the_worked_example_in_the_other_profiles() -> None:
    assert ends(killed("ucdp", [up_to_300()], Group.SIDE_B)) == (0, 0, 300)
    assert ends(killed("ibc", [up_to_300()])) == (None, None, None)
    assert ends(killed("airwars", [up_to_300()], Group.MILITANTS)) == (0, None, 300)


def test_up_to_is_the_lowest_number_that_any_account_names_for_acled() -> None:
    outsider = account(
        toll((0, None, 300), op=QuantityOp.AT_MOST, words="up to 300 people"), voice="A doctor"
    )
    assert ends(killed("acled", [outsider])) == (300, 300, 300)
    assert ends(killed("acled", [outsider, *many(40, 25)])) == (25, 25, 25)


def test_a_word_for_no_number_gives_way_to_a_number_for_acled() -> None:
    some = account(
        toll((2, None, None), op=QuantityOp.VAGUE, words="villagers"), voice="A neighbour"
    )
    figure = killed("acled", [some, *many(22)])
    assert ends(figure) == (22, 22, 22)
    assert "acled.named" in {step.rule for step in figure.steps}
    assert Flag.UNVERIFIED_RULE not in figure.flags
    assert Flag.UNVERIFIED_RULE in killed("acled", [some]).flags
    assert ends(killed("acled", [some])) == (3, 3, 3)
    assert ends(killed("acled", [some, *many(2)])) == (2, 2, 2)


def test_five_tolls_of_one_incident_all_stay() -> None:
    accounts = many(100, 200, 130, 234, 276)
    for profile in SHIPPED:
        figure = killed(profile, accounts)
        assert {use.said_best for use in figure.used} == {100, 200, 130, 234, 276}
        assert Flag.DISPUTED in figure.flags
    assert ends(killed("acled", accounts)) == (100, 100, 100)
    assert ends(killed("ucdp", accounts)) == (100, 100, 276)
    assert ends(killed("ibc", accounts)) == (100, None, 276)


def test_which_count_set_which_end_is_told() -> None:
    used = {use.said_best: use.sets for use in killed("ibc", many(9, 15, 22)).used}
    assert used == {9: (Bound.LOW,), 15: (), 22: (Bound.HIGH,)}


@pytest.mark.parametrize("profile", SHIPPED)
def test_a_running_total_is_never_the_incidents(profile: str) -> None:
    total = account(toll(300, words="300 people", cumulative=True), voice="A monitor")
    figure = killed(profile, [*many(12), total])
    assert figure.low == 12
    assert [use.rule for use in figure.set_aside] == ["all.cumulative"]


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.DISPUTES, Stance.DECLINES])
def test_denied_counts_are_shown_and_not_counted(stance: Stance) -> None:
    denier = account(toll(30, words="30 people", stance=stance), voice="The command")
    figure = killed("ibc", [*many(12), denier])
    assert ends(figure) == (12, None, 12)
    assert [(use.voice, use.said_best) for use in figure.set_aside] == [("The command", 30)]
    assert (Flag.DENIED in figure.flags) is (stance is not Stance.DECLINES)


def test_a_voice_that_denies_the_deed_alone_still_counts_the_dead() -> None:
    claim = account(
        toll(12, words="12 people"),
        voice="The brigade",
        stance=Stance.DENIES,
        field_stances={"actors": Stance.DENIES},
    )
    assert killed("acled", [claim]).low == 12


@pytest.mark.parametrize(
    "status", [Status.THREATENED, Status.PLANNED, Status.HYPOTHETICAL, Status.HISTORICAL]
)
def test_what_is_not_told_as_done_does_not_count(status: Status) -> None:
    feared = account(toll(50, words="50 people"), voice="An analyst", status=status)
    figure = killed("ucdp", [*many(2), feared])
    assert ends(figure) == (2, 2, 2)
    assert figure.set_aside[0].rule == "all.status"


def test_nobody_killed_is_nought() -> None:
    nobody = account(toll(0, words="no one"), voice="The mayor", status=Status.NEGATED)
    assert ends(killed("ibc", [nobody])) == (0, None, 0)
    assert ends(killed("ibc", [nobody, *many(3)])) == (0, None, 3)


def test_parts_never_add() -> None:
    whole = toll(12, words="12 people")
    part = toll(3, words="three children", whom=CIVILIAN, at=30, part_of=whole.id)
    told = [account(whole, part)]
    assert killed("acled", told).low == 12
    assert ends(killed("ucdp", told, Group.CIVILIANS)) == (3, 3, 3)
    assert ends(killed("ucdp", told, Group.UNKNOWN)) == (9, 9, 9)
    assert ends(killed("ucdp", told)) == (12, 12, 12)
    assert ends(killed("ibc", told)) == (12, None, 12)


def test_fighters_who_are_a_part_do_not_count_as_civilians() -> None:
    whole = toll(12, words="12 people")
    part = toll(5, words="five soldiers", whom=FIGHTER, at=30, part_of=whole.id)
    assert ends(killed("ibc", [account(whole, part)])) == (7, None, 7)


def test_a_part_of_which_the_whole_is_not_told_is_a_count() -> None:
    part = toll(5, words="five soldiers", whom=FIGHTER, part_of="q0")
    assert killed("acled", [account(part)]).low == 5


def test_different_people_in_one_sentence_add() -> None:
    soldiers = toll(3, words="three soldiers", whom=FIGHTER)
    children = toll(2, words="two children", whom=CIVILIAN, at=40)
    told = [account(soldiers, children)]
    assert killed("acled", told).low == 5
    assert ends(killed("ucdp", told)) == (5, 5, 5)
    assert ends(killed("ibc", told)) == (2, None, 2)


def test_another_sentence_tells_again_but_for_people_of_another_kind() -> None:
    twelve = toll(12, words="12 villagers", whom=CIVILIAN)
    nine = toll(9, words="nine women", whom=CIVILIAN, at=120)
    four = toll(4, words="four gunmen", whom=ENEMY, at=220)
    told = [account(twelve, nine, four, sentences=((0, 100), (100, 200), (200, 300)))]
    figure = killed("acled", told)
    assert figure.low == 16
    assert [(use.said_best, use.rule) for use in figure.set_aside] == [(9, "all.told_again")]


def voice_over_time() -> list[Account]:
    return [
        account(toll(9, words="nine"), voice="The charity", published="2030-05-03"),
        account(toll(19, words="19"), voice="The charity", published="2030-05-04"),
        account(toll(22, words="22"), voice="The charity", published="2030-05-09"),
    ]


@pytest.mark.parametrize("profile", SHIPPED)
def test_a_voices_later_number_replaces_its_earlier(profile: str) -> None:
    accounts = voice_over_time()
    figure = compute(shipped_profile(profile), accounts, sources(accounts)).figures[0]
    assert figure.low == 22
    earlier = [(use.said_best, use.rule) for use in figure.set_aside]
    assert sorted(earlier) == [(9, "all.later_news"), (19, "all.later_news")]


def test_as_of_a_day_the_number_known_then_stands() -> None:
    known = [a for a in voice_over_time() if a.published and a.published <= "2030-05-04"]
    assert compute(shipped_profile("ibc"), known, sources(known)).figures[0].low == 19


def test_a_late_reprint_of_an_early_number_brings_nothing_back() -> None:
    reprint = account(
        toll(9, words="nine"), voice="The charity", publisher="Copy", published="2030-06-01"
    )
    accounts = [*voice_over_time(), reprint]
    figure = compute(shipped_profile("ibc"), accounts, sources(accounts)).figures[0]
    assert ends(figure) == (22, None, 22)
    assert "all.copy" in {use.rule for use in figure.set_aside}


def test_at_a_later_time_of_one_day_the_number_is_later() -> None:
    morning = account(toll(5, words="5"), voice="The mayor", published="2030-05-03T09:00:00+02:00")
    noon = account(toll(7, words="7"), voice="The mayor", published="2030-05-03T11:00:00+00:00")
    undated = account(toll(6, words="6"), voice="The mayor", published=None)
    assert _ibc(morning, noon) == (7, None, 7)
    assert _ibc(morning, noon, undated) == (6, None, 7)


def _ibc(*accounts: Account) -> tuple[int | None, int | None, int | None]:
    return ends(compute(shipped_profile("ibc"), accounts, sources(accounts)).figures[0])


def test_copies_of_one_source_corroborate_nothing() -> None:
    wire = [
        account(toll(20, words="20 people"), publisher=name) for name in ("One", "Two", "Three")
    ]
    other = account(toll(8, words="8 people"), voice="A doctor")
    together = compute(shipped_profile("acled"), [*wire, other], sources(wire, [other]))
    apart = compute(
        shipped_profile("acled"), [*wire, other], sources([wire[0]], wire[1:], [other])
    )
    assert together.figures[0].low == 8
    assert apart.figures[0].low == 20
    assert apart.figures[0].steps[0].rule == "acled.corroborated"


def test_the_attacker_by_profile() -> None:
    dead = toll(6, words="six people", whom=CIVILIAN)
    bomber = toll(1, words="the bomber", whom=Victims.PERPETRATOR, at=40)
    told = [account(dead, bomber)]
    assert killed("acled", told).low == 7
    assert ends(killed("ucdp", told, Group.SIDE_A)) == (1, 1, 1)
    assert ends(killed("ucdp", told)) == (7, 7, 7)
    for profile in ("ibc", "airwars"):
        figure = killed(profile, told)
        assert figure.low == 6
        assert Flag.ATTACKER_LEFT_OUT in figure.flags
    including = [account(toll(7, words="seven people", includes_perpetrator=True))]
    assert killed("ibc", including).low == 6
    assert killed("acled", including).low == 7


def test_harm_alone_is_no_number_beside_one() -> None:
    harmed = toll((0, None, None), op=QuantityOp.VAGUE, words="casualties", counted=Counted.HARMED)
    alone = [account(harmed, voice="A doctor")]
    assert ends(killed("acled", alone)) == (0, 0, 0)
    assert ends(killed("ucdp", alone)) == (0, 0, None)
    assert ends(killed("ibc", alone)) == (0, None, 0)
    assert Flag.BELOW_THRESHOLD in figures("ibc", alone).flags
    assert Flag.BELOW_THRESHOLD not in figures("airwars", alone).flags
    assert ends(killed("ibc", [*alone, *many(4)])) == (4, None, 4)


def test_open_bounds_by_profile() -> None:
    told = [account(toll((9, None, None), op=QuantityOp.AT_LEAST, words="at least nine people"))]
    assert ends(killed("acled", told)) == (9, 9, 9)
    assert ends(killed("ucdp", told)) == (9, 9, None)
    assert ends(killed("ibc", told)) == (9, None, 9)
    assert Flag.MAX_FROM_MIN in killed("ibc", told).flags
    vague = [account(toll((24, None, None), op=QuantityOp.VAGUE, words="dozens of people"))]
    assert ends(killed("ucdp", vague)) == (24, 24, None)
    assert Flag.BEST_FROM_LOW in killed("ucdp", vague).flags


def test_ucdp_sums_sides_and_doubts_a_partys_count_of_its_enemies() -> None:
    army, rebels = party("the army", name="Army"), party("the rebels", name="Rebels")
    own = account(
        toll(5, words="5 soldiers", whom=FIGHTER), voice=army, actors=(army,), recipients=(rebels,)
    )
    boast = account(
        toll(80, words="80 rebels", whom=ENEMY), voice=army, actors=(army,), recipients=(rebels,)
    )
    doctor = account(toll(20, words="20 rebels", whom=ENEMY), voice="A doctor")
    assert ends(killed("ucdp", [own, boast, doctor], Group.SIDE_B)) == (20, 20, 20)
    assert ends(killed("ucdp", [own, boast, doctor])) == (25, 25, 25)
    alone = killed("ucdp", [own, boast], Group.SIDE_B)
    assert ends(alone) == (80, 80, 80)
    assert Flag.UNRELIABLE_ONLY in alone.flags


def test_ucdp_best_is_by_reliability_and_then_the_lower() -> None:
    army = party("the army", name="Army")
    side = account(toll(4, words="4 people"), voice=army, actors=(army,))
    assert ends(killed("ucdp", [side, *many(7, 9)])) == (4, 7, 9)
    hedged = account(toll(1, words="1 person"), voice="A neighbour", certainty=Certainty.POSSIBLE)
    assert ends(killed("ucdp", [hedged, *many(7, 9)])) == (7, 7, 9)


def test_sides_that_accounts_tell_reversed_are_turned() -> None:
    army, rebels = party("the army", name="Army"), party("the rebels", name="Rebels")
    one = account(
        toll(5, words="5 soldiers", whom=FIGHTER),
        voice="One",
        actors=(army,),
        recipients=(rebels,),
    )
    two = account(toll(9, words="9 people"), voice="Two", actors=(army,), recipients=(rebels,))
    other = account(
        toll(6, words="6 soldiers", whom=ENEMY),
        voice="Three",
        actors=(rebels,),
        recipients=(army,),
    )
    assert ends(killed("ucdp", [one, two, other], Group.SIDE_A)) == (5, 5, 6)
    assert killed("ucdp", [one, two, other], Group.SIDE_B).low == 0


def test_people_not_told_apart_are_what_the_whole_has_more_than_the_sides() -> None:
    whole = account(toll(12, words="12 people"), voice="The mayor")
    soldiers = account(toll(5, words="5 soldiers", whom=FIGHTER), voice="The army")
    assert ends(killed("ucdp", [whole, soldiers], Group.UNKNOWN)) == (7, 7, 7)
    assert ends(killed("ucdp", [whole, soldiers])) == (5, 12, 12)


def test_a_total_over_days_is_divided_or_marked() -> None:
    told = [account(toll(11, words="11 people"), dates=(spell("2030-05-01", "2030-05-03"),))]
    coded = killed("acled", told)
    assert [(share.day, share.number) for share in coded.shares] == [
        ("2030-05-01", 4),
        ("2030-05-02", 4),
        ("2030-05-03", 3),
    ]
    assert Flag.AGGREGATE in killed("ucdp", told).flags
    inside = Context(inside=(Known(incident="i7", killed=4),))
    assert ends(killed("ucdp", told, context=inside)) == (7, 7, 7)
    assert ends(killed("airwars", told, context=inside)) == (11, None, 11)


def test_injured_are_counted_by_those_who_code_them() -> None:
    told = [account(toll(12, words="12 people", counted=Counted.INJURED, whom=CIVILIAN))]
    injured = figures("ibc", told).of(Counted.INJURED)
    assert injured is not None
    assert ends(injured) == (12, None, 12)
    assert figures("acled", told).of(Counted.INJURED) is None


def test_thresholds() -> None:
    fighters = [account(toll(4, words="4 soldiers", whom=FIGHTER))]
    assert Flag.BELOW_THRESHOLD not in figures("ucdp", fighters).flags
    assert Flag.BELOW_THRESHOLD in figures("ibc", fighters).flags
    assert Flag.BELOW_THRESHOLD in figures("ucdp", [account(toll(0, words="no one"))]).flags


def test_a_single_source_is_flagged_for_ibc() -> None:
    assert Flag.SINGLE_SOURCE in killed("ibc", many(4)).flags
    assert Flag.SINGLE_SOURCE not in killed("ibc", many(4, 5)).flags


@pytest.mark.parametrize("profile", SHIPPED)
def test_figures_survive_the_codec_and_carry_the_caution(profile: str) -> None:
    found = figures(profile, [up_to_300(), *many(4, 9)], Context(incident="i5", deadly=DEADLY))
    assert decode(encode(found), Figures) == found
    assert "says nothing of who is right" in found.caution
    assert found.context.deadly == DEADLY

"""Two sides side by side: what both have, what one lacks, the measures over all pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.pipeline.comparing.compare import Order, all_fields, compare, days_around
from sayso.pipeline.comparing.sides import Given, Unread
from sayso.profiles.profile import find_profiles
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.exchange.comparison import Field, Standing
from sayso.records.linking import IncidentFilter
from tests.export.formats.cases import dossier, on, place, side, told, toll

if TYPE_CHECKING:
    from sayso.records.exchange.comparison import Comparison, FieldMeasures
    from sayso.records.shown.dossier import Dossier

(UCDP,) = find_profiles(("ucdp",))
SIRA = {"name": "Sira", "admin1": "Sea Province", "lat": 32.1, "lon": 36.0}


def strike(
    name: str,
    day: str,
    killed: int | None = None,
    *,
    at: dict[str, Any] | None = None,
    **more: Any,
) -> Dossier:
    """A strike that one paper tells of."""
    tolls = () if killed is None else (toll(killed),)
    account = told("ASSAULT", ("aerial",), *tolls, when=on(day), where=place(**(at or {})),
                   report=f"paper {name}", **more)  # fmt: skip
    return dossier(account, name=name)


def given(name: str, *dossiers: Dossier, kind: str = "ledger") -> Given:
    return Given(name, kind, iter(dossiers), Unread())


def held(
    first: list[Dossier], second: list[Dossier], *, kind: str = "ledger", **asked: Any
) -> Comparison:
    everything = asked.pop("everything", False)
    order = Order(IncidentFilter(**asked), all_fields(), UCDP, everything)
    return compare(given("one", *first), given("other", *second, kind=kind), order)


def measures(found: Comparison, name: Field) -> FieldMeasures:
    return next(each for each in found.fields if each.field is name)


FIRST = [
    strike("a1", "2030-05-02", 7),
    strike("a2", "2030-06-02", 12, at=SIRA),
    strike("a3", "2030-07-02", 3),
    strike("a4", "2030-09-02"),
]
SECOND = [
    strike("b1", "2030-05-02", 9),
    strike("b2", "2030-06-02", 12, at=SIRA),
    strike("b3", "2030-07-02", 3),
    strike("b5", "2030-11-02", at=SIRA),
]


def test_what_both_have_and_what_one_lacks() -> None:
    found = held(FIRST, SECOND)
    assert [pair.first.day for pair in found.pairs] == ["2030-05-02", "2030-06-02", "2030-07-02"]
    assert (found.pairs[1].second.place or "").startswith("Sira")
    assert [alone.incident.day for alone in found.only_first] == ["2030-09-02"]
    assert [alone.incident.day for alone in found.only_second] == ["2030-11-02"]
    assert (found.first.incidents, found.first.paired, found.first.alone) == (4, 3, 1)


def test_the_measures_of_a_field() -> None:
    killed = measures(held(FIRST, SECOND), Field.KILLED)
    assert (killed.agree, killed.differ) == (2, 1)
    assert killed.share.value == pytest.approx(2 / 3)
    # ratio: one dispute of 7 and 9, squared (2/16)^2, twice; six values 7 9 12 12 3 3
    values = [7, 9, 12, 12, 3, 3]
    expected = sum(((a - b) / (a + b)) ** 2 for a in values for b in values)
    assert killed.alpha.value == pytest.approx(1 - 5 * 2 * (2 / 16) ** 2 / expected)
    assert killed.kappa.value is None
    assert "categories" in killed.kappa.why
    place_ = measures(held(FIRST, SECOND), Field.PLACE)
    assert (place_.agree, place_.alpha.value, place_.kappa.value) == (3, 1.0, 1.0)


def test_a_name_and_its_whole_are_one_category() -> None:
    army, state = side("Syrian Army", "MIL"), side("Syria", "GOV")
    men = side("Free Men", "REB")
    first = [strike("a1", "2030-05-02", by=army), strike("a2", "2030-06-02", by=men)]
    second = [strike("b1", "2030-05-02", by=state), strike("b2", "2030-06-02", by=men)]
    actor = measures(held(first, second), Field.ACTOR)
    assert (actor.agree, actor.alpha.value, actor.exact.value) == (2, 1.0, 0.5)


def test_a_side_beside_itself_agrees_in_all() -> None:
    found = held(FIRST, FIRST)
    assert len(found.pairs) == 4
    assert found.things == "events"
    assert (found.partition.f1, found.partition.units) == (1.0, 4)
    assert {c.standing for pair in found.pairs for c in pair.fields} <= {
        Standing.AGREE,
        Standing.OPEN,
    }
    assert all(each.alpha.value in {1.0, None} for each in found.fields)
    assert all(each.alpha.why for each in found.fields if each.alpha.value is None)


def test_the_order_of_incidents_changes_nothing() -> None:
    assert held(FIRST[::-1], SECOND[::-1]) == held(FIRST, SECOND)


def test_the_other_way_round_is_the_same_with_sides_changed() -> None:
    found, back = held(FIRST, SECOND), held(SECOND, FIRST)
    assert [(p.first.id, p.second.id) for p in back.pairs] == [
        (p.second.id, p.first.id) for p in found.pairs
    ]
    assert [(f.alpha, f.kappa, f.share) for f in back.fields] == [
        (f.alpha, f.kappa, f.share) for f in found.fields
    ]


def test_nothing_on_one_side() -> None:
    found = held(FIRST, [])
    assert (found.pairs, len(found.only_first), found.partition.f1) == ((), 4, None)
    assert all(each.alpha.value is None and each.alpha.why for each in found.fields)


def test_what_is_left_over_names_its_rival() -> None:
    found = held([strike("a1", "2030-05-02", 7)],
                 [strike("b1", "2030-05-02", 7), strike("b2", "2030-05-02")])  # fmt: skip
    (left,) = found.only_second
    assert [rival.id for rival in left.rivals] == [found.pairs[0].first.id]
    assert found.things == "pairs"
    assert found.partition.units == 2
    assert found.partition.f1 is not None
    assert found.partition.f1 < 1


def test_a_pair_is_asked_for_where_either_of_the_two_is() -> None:
    first, second = [strike("a1", "2030-05-02", 7)], [strike("b1", "2030-05-03", 7)]
    assert len(held(first, second, since="2030-05-03").pairs) == 1
    assert len(held(first, second, until="2030-05-02").pairs) == 1
    assert held(first, second, since="2030-05-04").pairs == ()
    assert len(held(FIRST, SECOND, event_type="COERCE").pairs) == 0
    assert len(held(FIRST, SECOND, country="SYR").pairs) == 3
    assert held(FIRST, SECOND, country="LBY").first.incidents == 0


def test_days_are_read_with_room_at_both_ends() -> None:
    around = days_around(IncidentFilter(since="2030-05-01", until="2030-05-31"))
    assert (around.since, around.until) == ("2030-03-31", "2030-07-01")
    assert days_around(IncidentFilter()) == IncidentFilter()


def test_what_one_report_alone_plans_is_counted_and_not_listed() -> None:
    plan = strike("a9", "2030-12-02", status=Status.PLANNED)
    found = held([plan], SECOND)
    assert (found.only_first, found.first.minor, found.first.incidents) == ((), 1, 1)
    assert len(held([plan], SECOND, everything=True).only_first) == 1


def test_a_row_of_a_data_set_is_never_minor() -> None:
    words = dossier(told("ACCUSE", when=on("2030-12-02")), name="b9")
    found = held(FIRST, [words], kind="polecat")
    assert (found.second.alone, found.second.minor) == (1, 0)


def test_a_denial_is_an_answer_of_its_own() -> None:
    denied = strike("b1", "2030-05-02", 7, stance=Stance.DENIES)
    (pair,) = held([FIRST[0]], [denied]).pairs
    stance = next(each for each in pair.fields if each.field is Field.STANCE)
    assert (stance.standing, stance.first, stance.second) == (Standing.DIFFER, "asserts", "denies")

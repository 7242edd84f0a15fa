"""What maps, timelines and networks ask of lists, on every database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.ledger.lists.listing import READ
from sayso.records.mention import PlacePrecision
from sayso.records.shown.drawn import Box, Clock, Located, Look, Part, Spot, TieFilter
from sayso.records.shown.listing import Entry, ListFilter
from sayso.records.shown.network import IncidentTie, NodeKind, Telling

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger


def spot(name: str, lat: float, lon: float, located: Located = Located.EXACT) -> Spot:
    return Spot(
        located=located,
        name=name,
        country="LBY",
        lat=lat,
        lon=lon,
        precision=PlacePrecision.EXACT if located is Located.EXACT else PlacePrecision.AREA,
    )


def tie(actor: str, recipient: str, **values: Any) -> IncidentTie:
    given: dict[str, Any] = {
        "by": NodeKind.ACTOR, "is_words": False, "tie": "fights", "sign": -1, "mutual": False,
        "told": Telling.DONE, "accounts": 2, "sources": 1, **values,
    }  # fmt: skip
    return IncidentTie(actor=actor, recipient=recipient, **given)


QUAY, HILL = spot("Quay", 31.2, 16.6), spot("Hill", 31.9, 17.0)
PROVINCE = Spot(
    located=Located.PROVINCE, name="Coast", country="LBY", precision=PlacePrecision.ADMIN1
)
ODD = "50% ~ “men”"
ENTRIES = (
    Entry(id="a", day="2031-05-01", look=Look(spot=QUAY, quad=4, told="occurred",
          reported="2031-05-02", ties=(tie("Front", "Guard"), tie(ODD, "Guard", is_words=True)))),
    Entry(id="b", day="2031-05-01", disputed=2, look=Look(spot=QUAY, quad=4, told="occurred",
          ties=(tie("Front", "Guard", accounts=3),))),
    Entry(id="c", day="2031-06-01", look=Look(spot=HILL, quad=1, told="planned",
          reported="2031-06-01", ties=(tie("Front", "Guard", told=Telling.DENIED),))),
    Entry(id="d", look=Look(spot=PROVINCE)),
    Entry(id="e", look=Look(spot=spot("Bay", 32.0, 16.0, Located.AREA))),
    Entry(id="f"),
)  # fmt: skip


@pytest.fixture
def drawn(ledger: Ledger) -> Ledger:
    """A ledger whose list has the entries."""
    before, _, _ = ledger.list_stand(READ)
    ledger.list_put(READ, before, before._replace(linking=0, said=0), [(ENTRIES, ())])
    return ledger


def total(ledger: Ledger, **conditions: Any) -> int:
    return ledger.list_page(ListFilter(**conditions), 0, limit=1).total


def test_each_incident_has_one_symbol(drawn: Ledger) -> None:
    found = drawn.drawn_located(ListFilter(), 0)
    assert found == {
        Located.EXACT: 3, Located.NEAR: 0, Located.AREA: 1, Located.PROVINCE: 1,
        Located.COUNTRY: 0, Located.NOWHERE: 1,
    }  # fmt: skip
    for located, number in found.items():
        assert total(drawn, located=str(located)) == number
    assert (total(drawn, located="drawn"), total(drawn, located="undrawn")) == (5, 1)


def test_what_is_drawn_comes_with_its_place(drawn: Ledger) -> None:
    found = {key: spot for key, _, spot in drawn.drawn_spots(ListFilter(), 0, limit=9)}
    assert found == {entry.id: entry.look.spot for entry in ENTRIES if entry.id != "f"}
    (one,) = drawn.drawn_spots(ListFilter(), 0, limit=9, ids=["f"])
    assert one == ("f", False, Spot())
    assert drawn.drawn_spots(ListFilter(), 0, limit=9, ids=[]) == []


def test_a_window_holds_what_is_drawn_at_a_point_in_it(drawn: Ledger) -> None:
    def within(west: float, east: float) -> set[str]:
        box = Box(south=31, west=west, north=31.5, east=east)
        return {key for key, _, _ in drawn.drawn_spots(ListFilter(), 0, limit=9, box=box)}

    assert within(16, 17) == {"a", "b"}
    assert within(17, 16.7) == {"a", "b"}
    assert within(17, 16) == set()


def test_points_are_counted_by_squares_and_the_rest_by_place(drawn: Ledger) -> None:
    wide = drawn.drawn_cells(ListFilter(), 0, step=10)
    assert {(cell.spot.name, cell.spot.located, cell.incidents) for cell in wide} == {
        (None, Located.EXACT, 3), ("Coast", Located.PROVINCE, 1), ("Bay", Located.AREA, 1),
    }  # fmt: skip
    near = drawn.drawn_cells(ListFilter(), 0, step=0.1)
    assert {(cell.spot.name, cell.incidents) for cell in near} == {
        ("Quay", 2), ("Hill", 1), ("Coast", 1), ("Bay", 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("part", "clock", "counts"),
    [
        (Part.KIND, Clock.EVENT, {("", "0"): 3, ("2031-05", "4"): 2, ("2031-06", "1"): 1}),
        (Part.TOLD, Clock.REPORT, {("", ""): 3, ("", "occurred"): 1, ("2031-05", "occurred"): 1,
                                   ("2031-06", "planned"): 1}),
        (Part.DISPUTED, Clock.EVENT, {("", "0"): 3, ("2031-05", "0"): 1, ("2031-05", "1"): 1,
                                      ("2031-06", "0"): 1}),
    ],
)  # fmt: skip
def test_incidents_are_counted_by_month_and_part(
    drawn: Ledger, part: Part, clock: Clock, counts: dict[tuple[str, str], int]
) -> None:
    found = drawn.drawn_days(ListFilter(), 0, part=part, clock=clock, monthly=True)
    assert {(one.day, one.part): one.incidents for one in found} == counts


@pytest.mark.parametrize(
    ("conditions", "number"),
    [
        ({"days": "2031-05-01"}, 2),
        ({"days": "2031-05-01..2031-06-01"}, 3),
        ({"days": "-"}, 3),
        ({"reported": "2031-05-01..2031-05-31"}, 1),
        ({"kind": "4"}, 2),
        ({"kind": "-"}, 3),
        ({"kind": "none"}, 0),
        ({"told": "planned"}, 1),
        ({"tie": "nothing"}, 0),
    ],
)
def test_bars_lead_to_lists(drawn: Ledger, conditions: dict[str, Any], number: int) -> None:
    assert total(drawn, **conditions) == number


def test_ties_are_counted_over_incidents(drawn: Ledger) -> None:
    of = TieFilter(words=True)
    found, every, tied, weights = drawn.drawn_network(ListFilter(), 0, of, limit=9)
    assert {(one.actor, str(one.told), one.incidents, one.accounts) for one in found} == {
        ("Front", "done", 2, 5), (ODD, "done", 1, 2), ("Front", "denied", 1, 2),
    }  # fmt: skip
    assert found[0].incidents == 2
    assert every == 3
    assert weights == {"Front": 3, ODD: 1, "Guard": 3}
    assert tied == 3
    for one in found:
        assert total(drawn, tie=one.name) == one.incidents


@pytest.mark.parametrize(
    ("of", "every"),
    [
        (TieFilter(), 2),
        (TieFilter(words=True, least=2), 1),
        (TieFilter(told=Telling.DENIED), 1),
        (TieFilter(words=True, node=ODD), 1),
        (TieFilter(by=NodeKind.COUNTRY), 0),
    ],
)
def test_ties_can_be_narrowed(drawn: Ledger, of: TieFilter, every: int) -> None:
    found = drawn.drawn_network(ListFilter(), 0, of, limit=1)
    assert (found.every, len(found.ties)) == (every, min(every, 1))


def test_an_incident_that_goes_takes_its_ties(drawn: Ledger) -> None:
    at, _, _ = drawn.list_stand(READ)
    drawn.list_put(READ, at, at, [((), ["a", "b"])])
    found = drawn.drawn_network(ListFilter(), 0, TieFilter(words=True), limit=9)
    assert [(one.actor, str(one.told)) for one in found.ties] == [("Front", "denied")]

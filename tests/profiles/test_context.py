"""What lies around an incident: its scene, large battles, actions near by in place and time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from sayso.profiles.context import acted_near, deadly, scene_of
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import Counted, TimeBasis
from tests.profiles.accounts import account, party, place, spell, toll

if TYPE_CHECKING:
    from sayso.records.claim import Account, Where

ARMY = party("the army", name="Army")


def where(name: str = "Ober", lat: float | None = 10.0, lon: float | None = 20.0) -> Where:
    return msgspec.structs.replace(place(name, 0), country="ABC", lat=lat, lon=lon)


def told(
    number: int = 12, first: str = "2030-05-01", last: str = "2030-05-02", **more: Any
) -> Account:
    return account(
        toll(number, **more.pop("count", {})),
        places=more.pop("places", (where(),)),
        dates=(spell(first, last),),
        incident_type="attack",
        **more,
    )


def test_the_scene_is_what_most_accounts_tell() -> None:
    other = told(first="2030-06-01", last="2030-06-01")
    assert scene_of([told(), told(9), other]) == ("ABC", "2030-05-01", "2030-05-02")
    assert scene_of([told()]).month == "2030-05"


def test_the_day_of_publication_stands_in_for_a_day_that_nobody_tells() -> None:
    told_by_date_alone = msgspec.structs.replace(
        spell("2030-01-01", "2030-01-01"), span=None, basis=TimeBasis.PUBLICATION
    )
    undated = account(toll(3), published="2030-05-07T10:00:00", dates=(told_by_date_alone,))
    assert scene_of([undated]) == (None, "2030-05-07", "2030-05-07")
    assert scene_of([account(toll(3), published=None)]).month is None


def test_ten_deaths_make_a_large_battle() -> None:
    found = deadly("i1", [told(9), told(12)])
    assert found is not None
    assert (found.country, found.month, found.deaths) == ("ABC", "2030-05", 12)
    assert deadly("i1", [told(9)]) is None


@pytest.mark.parametrize(
    "more",
    [
        {"count": {"cumulative": True}},
        {"count": {"counted": Counted.INJURED}},
        {"count": {"stance": Stance.DENIES}},
        {"stance": Stance.DENIES},
        {"status": Status.THREATENED},
        {"places": ()},
    ],
)
def test_what_makes_no_large_battle(more: dict[str, Any]) -> None:
    assert deadly("i1", [told(12, **more)]) is None


def test_an_action_near_by_is_within_25_km_and_a_day() -> None:
    here = [account(toll(2), places=(where(),), dates=(spell("2030-05-02", "2030-05-03"),))]
    near, far = where("Tarn", 10.2, 20.0), where("Tarn", 10.3, 20.0)
    assert acted_near(here, [told(actors=(ARMY,), places=(near,))])
    assert not acted_near(here, [told(actors=(ARMY,), places=(far,))])
    assert acted_near(here, [told(actors=(ARMY,), first="2030-05-04", last="2030-05-05")])
    assert not acted_near(here, [told(actors=(ARMY,), first="2030-05-05", last="2030-05-06")])


def test_an_action_has_a_known_doer_and_happened() -> None:
    here = [told()]
    assert not acted_near(here, [told()])
    assert not acted_near(here, [told(actors=(ARMY,), status=Status.PLANNED)])
    assert not acted_near(here, [told(actors=(ARMY,), stance=Stance.DENIES)])


def test_places_without_coordinates_are_near_where_they_are_one() -> None:
    vague = msgspec.structs.replace(where(lat=None, lon=None), geonameid=7)
    other = msgspec.structs.replace(vague, geonameid=8)
    assert acted_near([told(places=(vague,))], [told(actors=(ARMY,), places=(vague,))])
    assert not acted_near([told(places=(vague,))], [told(actors=(ARMY,), places=(other,))])

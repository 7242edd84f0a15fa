"""The reference point of what a report names: for an overview, never an event's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sayso
from tests.mentions.test_places import read_all

if TYPE_CHECKING:
    from sayso.records.mention import PlaceCentre


def centres(text: str) -> dict[str, PlaceCentre]:
    """The reference point of each name of a text."""
    return {(m.toponym or m.span).quote: m.centre for m in read_all(text) if m.centre}


def is_near(centre: PlaceCentre, lat: float, lon: float) -> bool:
    """Whether a point lies within about 150 kilometres."""
    return abs(centre.lat - lat) < 1.3 and abs(centre.lon - lon) < 1.8


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("Jets struck northern Syria.", "Syria", 35.0, 38.0),
        ("Fighting spread in Idlib province.", "Idlib", 35.9, 36.6),
        ("Storms crossed Texas on Friday.", "Texas", 31.25, -99.25),
        ("Turnout was low in Harlan County, Kentucky.", "Harlan County", 36.9, -83.2),
        ("A tanker burned in the Red Sea.", "Red Sea", 20.0, 38.0),
        ("Most Ohioans voted.", "Ohioans", 40.25, -83.0),
    ],
)
def test_what_is_wide_has_a_reference_point_and_no_place_on_the_map(
    text: str, name: str, lat: float, lon: float
) -> None:
    assert is_near(centres(text)[name], lat, lon)
    assert all(m.lat is None for m in read_all(text))


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("He moved from Troy to Kalamazoo, Michigan.", "Troy", 42.6, -83.1),
        (
            "The fair in Paris, Texas, drew crowds. Paris police were pleased.",
            "Paris",
            33.7,
            -95.6,
        ),
        ("Crews from Lancaster and Preston reached Blackpool.", "Lancaster", 54.0, -2.8),
        (
            "Lebanon and Zanesville, Ohio, share a judge in Warren County.",
            "Zanesville",
            39.9,
            -82.0,
        ),
    ],
)
def test_places_of_one_report_lie_near_one_another(
    text: str, name: str, lat: float, lon: float
) -> None:
    assert is_near(centres(text)[name], lat, lon)


def test_what_nobody_can_locate_stands_with_the_town_of_the_report() -> None:
    centre = centres("Police in Kalamazoo, Michigan, closed Ferncliffe Street.")[
        "Ferncliffe Street"
    ]
    assert centre.of == "Kalamazoo"
    assert centre.guess


def test_a_place_that_the_text_decides_is_no_guess() -> None:
    assert not centres("Mortars hit Homs in Syria.")["Homs"].guess


def test_an_event_has_the_reference_point_nowhere() -> None:
    reading = sayso.read("Rebels killed six soldiers in Syria on Monday.", published="2016-08-03")
    (event,) = [e for e in reading.events if e.place]
    assert event.place is not None
    assert (event.place.lat, event.place.lon) == (None, None)
    assert not hasattr(event.place, "centre")
    assert any(place.centre for place in reading.places)

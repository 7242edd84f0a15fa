"""What people hold right of an incident as such stands where there is room for one answer."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from sayso.export.formats.registry import find_format
from sayso.export.guards.coarse import Coarseness
from sayso.export.guards.view import Guards
from sayso.ledger.store import Ledger, StaleError, open_ledger
from sayso.pipeline.deciding.deciding import decide, undo
from sayso.pipeline.deciding.merging import merge, take_back
from sayso.pipeline.joining import listing
from sayso.pipeline.sending.export_files import Order, Written, write_export
from sayso.pipeline.sending.wanted import Wanted
from sayso.pipeline.showing.incident_lists import Asked, Passed, headlines
from sayso.pipeline.showing.side_by_side import read_side_by_side
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.settled import WHAT_HOLDS, ReviewView
from sayso.records.shown.listing import Facet, ListFilter
from sayso.records.shown.matrix import Column
from tests.pipeline.linked import Told, link, stages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.records.shown.matrix import Headline
    from tests.postgres import Server

RAID = [Told(1, "Tarnow", 3), Told(2, "Tarnow", 3)]
OTHER = Told(3, "Odra", 20)


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A ledger that does not exist yet, on either database."""
    if request.param == "SQLite":
        return str(tmp_path / "war.db")
    server: Server = request.getfixturevalue("postgres")
    return server.new_schema()


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    with open_ledger(target, create=True) as made:
        link(made, RAID, [OTHER])
        yield made


def say(ledger: Ledger, field: str, value: str | None, by: str = "A", **more: Any) -> str:
    kind = more.pop("kind", ActKind.DECIDE)
    target = more.pop("target", None) or ledger.incident(RAID[0].event).id
    verdict = more.pop("verdict", Verdict.CORRECT if value else Verdict.REJECT)
    given = {"doc_id": None, "at": "2031-04-02", "origin": "review room", **more}
    review = Review.make(target, verdict, by=by, field=field, value=value, **given)
    return decide(ledger, by=by, kind=kind, reviews=[review], seen=None).id


def head(ledger: Ledger, **how: Any) -> Headline:
    return read_side_by_side(ledger, RAID[0].event, **how).matrix.headline


def listed(ledger: Ledger, **wanted: Any) -> list[str]:
    number = listing.view_number(ledger, WHAT_HOLDS)
    found = ledger.list_page(ListFilter(everything=True, **wanted), number, limit=50)
    return [key for key, _ in found.rows]


def test_the_head_shows_the_persons_value_and_whose_it_is(ledger: Ledger) -> None:
    say(ledger, "places", "Krakow, POL", why="as the map says")
    say(ledger, "dates", "2031-03-04", "B")
    told = read_side_by_side(ledger, RAID[0].event).matrix
    assert told.headline.places[0].startswith("Krak")
    assert (told.headline.day, told.headline.days) == ("2031-03-04", ("2031-03-04",))
    by_field = {one.field: one for one in told.headline.settled}
    assert by_field["places"].was is not None
    assert by_field["places"].was.startswith("Tarnow")
    assert (by_field["places"].by, by_field["places"].why) == (("A",), "as the map says")
    cells = {said.label for row in told.rows for said in row.cells[Column.PLACE]}
    assert {one.split(",")[0] for one in cells} == {"Tarnow"}
    assert head(ledger, reviews=None).settled == ()


def test_lists_facets_and_maps_have_it_and_so_has_the_command_line(ledger: Ledger) -> None:
    incident = ledger.incident(RAID[0].event).id
    assert listed(ledger, place="Vilnius") == []
    say(ledger, "places", "Vilnius, LTU")
    say(ledger, "event_type", "PROTEST")
    say(ledger, "dates", "2032-01-05")
    assert listed(ledger, place="Vilnius") == [incident]
    assert incident not in listed(ledger, place="Tarnow")
    assert listed(ledger, since="2032-01-01") == [incident]
    assert listed(ledger, facets={Facet.COUNTRY: "LTU"}) == [incident]
    assert listed(ledger, facets={Facet.EVENT_TYPE: "PROTEST"}) == [incident]
    assert incident not in listed(ledger, facets={Facet.EVENT_TYPE: "ASSAULT"})
    wanted = ListFilter(everything=True)
    number = listing.view_number(ledger, WHAT_HOLDS)
    (spot,) = [
        row[2] for row in ledger.drawn_spots(wanted, number, limit=50) if row[0] == incident
    ]
    assert (spot.name, spot.country) == ("Vilnius", "LTU")
    assert spot.lat == pytest.approx(54.69, abs=0.05)
    heads = {one.id: one for one in headlines(ledger, Asked(everything=True), Passed())}
    assert heads[incident].types == ("PROTEST",)


def test_it_is_undone_like_any_act_and_was_not_known_before(ledger: Ledger) -> None:
    first = say(ledger, "places", "Vilnius, LTU")
    say(ledger, "places", "Krakow, POL")
    assert head(ledger, as_of=1).settled == ()
    last = say(ledger, "places", "Gdansk, POL", "B")
    assert [one.by for one in head(ledger).settled] == []
    undo(ledger, last, by="R")
    assert head(ledger).places[0].startswith("Krak")
    with pytest.raises(StaleError, match="undo that first"):
        undo(ledger, first, by="A")


def test_coders_are_blind_to_it_and_a_referee_settles_it(ledger: Ledger) -> None:
    say(ledger, "places", "Vilnius, LTU")
    say(ledger, "places", "Krakow, POL", "B")
    assert head(ledger).places[0].startswith("Tarnow")
    assert head(ledger, reviews=ReviewView(by="A")).places[0].startswith("Vilnius")
    assert head(ledger, reviews=ReviewView(by="C")).settled == ()
    say(ledger, "places", "Gdansk, POL", "R", kind=ActKind.ADJUDICATE)
    assert head(ledger).places[0].startswith("Gda")


def test_it_outlasts_linking_merging_and_splitting(ledger: Ledger) -> None:
    one, other = ledger.incident(RAID[0].event).id, ledger.incident(OTHER.event).id
    say(ledger, "places", "Vilnius, LTU", target=other)
    link(ledger, [Told(4, "Tarnow", 3)])
    made = merge(ledger, one, other, by="A", why="one raid", seen=None, stages=stages())
    assert ledger.incident(other).id == one
    (settled,) = head(ledger).settled
    assert head(ledger).places[0].startswith("Vilnius")
    assert other in settled.note
    say(ledger, "places", "Krakow, POL", target=one)
    assert head(ledger).places[0].startswith("Krak")
    take_back(ledger, made.id, by="A", stages=stages())
    apart = read_side_by_side(ledger, OTHER.event).matrix.headline
    assert (apart.id, apart.places[0].split(",")[0]) == (other, "Vilnius")
    assert head(ledger).places[0].startswith("Krak")


def test_rejecting_a_part_rejects_not_the_whole(ledger: Ledger) -> None:
    one, other = ledger.incident(RAID[0].event).id, ledger.incident(OTHER.event).id
    say(ledger, "", None, target=other)
    assert read_side_by_side(ledger, other).rejected
    merge(ledger, one, other, by="A", why="one raid", seen=None, stages=stages())
    assert not read_side_by_side(ledger, one).rejected


@pytest.mark.parametrize(
    ("field", "value", "note"),
    [
        ("killed", "12", "no count of its own"),
        ("places", "Nowhereville", "the gazetteer has no"),
        ("event_type", None, "cannot be without event_type"),
        ("weapons", "rifles", "not set for an incident"),
    ],
)
def test_what_cannot_stand_changes_nothing_and_says_why(
    ledger: Ledger, field: str, value: str | None, note: str
) -> None:
    before = head(ledger)
    say(ledger, field, value)
    (settled,) = head(ledger).settled
    assert (settled.applied, note in settled.note) == (False, True)
    assert (head(ledger).places, head(ledger).types) == (before.places, before.types)


def test_none_of_what_is_told_may_be_right(ledger: Ledger) -> None:
    say(ledger, "places", None)
    assert head(ledger).places == ()
    say(ledger, "actors", "Mill Guard [POL]; Harbour Guard")
    assert head(ledger).actors == ("Mill Guard", "Harbour Guard")


def export(ledger: Ledger, name: str, target: Path, **guards: Any) -> Written:
    order = Order(find_format(name), Wanted(), Guards(text_right="own words", **guards))
    return write_export(ledger, order, target)


def feature(ledger: Ledger, target: Path, **guards: Any) -> dict[str, Any]:
    export(ledger, "geojson", target, **guards)
    incident = ledger.incident(RAID[0].event).id
    found = json.loads(target.read_text())["features"]
    (one,) = [told for told in found if told["id"] == incident]
    assert isinstance(one, dict)
    return one


def test_exports_have_it_with_the_decision_beside(ledger: Ledger, tmp_path: Path) -> None:
    say(ledger, "places", "Vilnius, LTU", why="as the map says")
    say(ledger, "event_type", "PROTEST")
    one = feature(ledger, tmp_path / "out.geojson")
    assert one["properties"]["places"] == "Vilnius"
    assert one["properties"]["event_types"] == "PROTEST"
    assert one["geometry"]["coordinates"] == pytest.approx([25.28, 54.69], abs=0.05)
    assert {told["place"] for told in one["properties"]["told"]} == {"Tarnow"}
    with (tmp_path / "out.geojson.reviews.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["field"]: row for row in csv.DictReader(file)}
    assert (rows["places"]["account"], rows["places"]["now"]) == ("", "Vilnius, LTU")
    assert rows["places"]["why"] == "as the map says"
    export(ledger, "plover", tmp_path / "out.plover")
    assert "Vilnius" in (tmp_path / "out.plover").read_text()


def test_a_guarded_export_coarsens_it_like_the_rest(ledger: Ledger, tmp_path: Path) -> None:
    say(ledger, "places", "Vilnius, LTU")
    say(ledger, "dates", "2031-03-04")
    say(ledger, "actors", "Jan Mill")
    target = tmp_path / "out.geojson"
    one = feature(ledger, target, coarsen=Coarseness.COUNTRY, weeks=True, persons=True)
    assert "Vilnius" not in target.read_text()
    assert "Jan Mill" not in target.read_text()
    assert one["properties"]["countries"] == "LTU"
    assert one["properties"]["first_day"] == "2031-03-03"
    export(ledger, "plover", tmp_path / "out.plover", coarsen=Coarseness.COUNTRY)
    assert "Vilnius" not in (tmp_path / "out.plover").read_text()

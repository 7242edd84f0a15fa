"""Filters of commands find an incident by what people hold of it, as the lists of the room do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.export.formats.registry import find_format
from sayso.export.guards.view import Guards
from sayso.ledger.store import Ledger, open_ledger
from sayso.pipeline.deciding.deciding import decide
from sayso.pipeline.joining import listing
from sayso.pipeline.sending.export_files import Order, write_export
from sayso.pipeline.sending.wanted import Wanted
from sayso.pipeline.showing.found_incidents import found_incidents
from sayso.pipeline.showing.incident_lists import Asked, Passed, headlines
from sayso.pipeline.showing.network import Asked as AskedTies
from sayso.pipeline.showing.network import read_network
from sayso.records.linking import IncidentFilter, IncidentOrder
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.settled import WHAT_HOLDS, ReviewView
from sayso.records.shown.listing import Facet, ListFilter
from tests.pipeline.linked import Told, claims_of, link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RAID = [Told(1, "Tarnow", 3), Told(2, "Tarnow", 3)]
OTHER = Told(3, "Odra", 20)
LATER = Told(5, "Odra", 28)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        link(made, RAID, [OTHER, LATER])
        yield made


@pytest.fixture
def raid(ledger: Ledger) -> str:
    return ledger.incident(RAID[0].event).id


def say(ledger: Ledger, target: str, field: str, value: str | None, **more: Any) -> None:
    verdict = Verdict.CORRECT if value else Verdict.REJECT
    given = {"doc_id": None, "by": "A", "at": "2031-04-02", "origin": "review room", **more}
    review = Review.make(target, verdict, field=field, value=value, **given)
    decide(ledger, by=given["by"], kind=ActKind.DECIDE, reviews=[review], seen=None)


def found(ledger: Ledger, **wanted: Any) -> list[str]:
    asked = IncidentFilter(**wanted)
    return [one.id for one in found_incidents(ledger, asked, reviews=WHAT_HOLDS)]


SET = (
    (("places", "Vilnius, LTU"), {"place": "Vilnius"}, {"place": "Tarnow"}),
    (("places", "Vilnius, LTU"), {"country": "LTU"}, {"country": "POL"}),
    (("dates", "2032-01-05"), {"since": "2032-01-01"}, {"until": "2031-12-31"}),
    (("event_type", "PROTEST"), {"event_type": "PROTEST"}, {"event_type": "ASSAULT"}),
)


@pytest.mark.parametrize(("word", "now", "before"), SET)
def test_a_filter_asks_for_what_a_person_set(
    ledger: Ledger, raid: str, word: tuple[str, str], now: dict[str, Any], before: dict[str, Any]
) -> None:
    assert raid not in found(ledger, **now)
    others = [key for key in found(ledger, **before) if key != raid]
    say(ledger, raid, *word)
    assert found(ledger, **now) == [raid]
    assert found(ledger, **before) == others
    read = found_incidents(ledger, IncidentFilter(**now), reviews=None)
    assert raid not in {one.id for one in read}


def test_every_command_that_filters_and_the_room_find_the_same(
    ledger: Ledger, raid: str, tmp_path: Path
) -> None:
    say(ledger, raid, "places", "Vilnius, LTU")
    for wanted, told in (
        (IncidentFilter(country="LTU"), [raid]),
        (IncidentFilter(place="Tarnow"), []),
    ):
        asked = Asked(columns=wanted, everything=True)
        assert [one.id for one in headlines(ledger, asked, Passed())] == told
        order = Order(find_format("csv"), Wanted(incidents=wanted), Guards())
        written = write_export(ledger, order, tmp_path / f"{len(told)}.csv")
        assert written.passed.incidents == len(told)
        network = read_network(ledger, AskedTies(incidents=wanted))
        assert network.incidents == len(told)
    number = listing.view_number(ledger, WHAT_HOLDS)
    listed = ListFilter(facets={Facet.COUNTRY: "LTU"}, everything=True)
    assert [key for key, _ in ledger.list_rows(listed, number)] == [raid]


def test_a_value_set_right_in_an_account_counts_too(ledger: Ledger) -> None:
    (claim,) = claims_of(OTHER.read)
    where = claim.places[0]
    more = {"doc_id": claim.doc_id, "words": where.span}
    say(ledger, claim.id, "places", "Vilnius, LTU", **more)
    home = ledger.incident(OTHER.event).id
    assert found(ledger, place="Vilnius") == [home]
    assert home not in found(ledger, place="Odra")


def test_the_order_and_the_limit_are_those_of_what_is_held(ledger: Ledger, raid: str) -> None:
    before = found(ledger)
    assert before[-1] == raid
    say(ledger, raid, "dates", "2032-01-05")
    assert found(ledger) == [raid, *before[:-1]]
    assert found(ledger, limit=2) == [raid, before[0]]
    assert found(ledger, order=IncidentOrder.REPORTS, limit=1) == [raid]


def test_what_was_said_later_or_by_others_is_not_asked(ledger: Ledger, raid: str) -> None:
    say(ledger, raid, "places", "Vilnius, LTU")
    wanted = IncidentFilter(country="LTU")
    assert list(found_incidents(ledger, wanted, reviews=WHAT_HOLDS, as_of=1)) == []
    assert list(found_incidents(ledger, wanted, reviews=ReviewView(by="B"))) == []
    own = found_incidents(ledger, wanted, reviews=ReviewView(by="A"))
    assert [one.id for one in own] == [raid]


def test_a_rejected_incident_is_found_as_it_was_read_and_counted_as_rejected(
    ledger: Ledger, raid: str
) -> None:
    say(ledger, raid, "", None)
    passed = Passed()
    asked = Asked(columns=IncidentFilter(place="Tarnow"), everything=True)
    assert list(headlines(ledger, asked, passed)) == []
    assert passed.rejected == 1

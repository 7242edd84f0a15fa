"""What a list keeps of an incident: the headline, and what a person picks it by."""

from __future__ import annotations

from msgspec.structs import replace

from sayso.incidents.drawn.line import to_line
from sayso.incidents.side_by_side.matrix import to_matrix
from sayso.records.shown.network import NodeKind
from tests.incidents.told import account, incident, party, place, sources


def test_the_headline_is_that_of_the_matrix() -> None:
    told = [account("d1"), account("d2", voice="a doctor")]
    one, counted = incident(told), sources(told)
    assert to_line(one, told, counted).headline == to_matrix(one, told, counted).headline


def test_title_of_the_earliest_report_that_has_one_places_by_accounts_least_confidence() -> None:
    quay, hill = place("Quay", lat=1.5, lon=2.5), place("Hill")
    told = [
        account("d1", published="2031-05-01", places=(quay,), confidence=0.9),
        account("d2", published="2031-05-03", places=(hill, quay), confidence=0.4),
        account("d3", published="2031-05-02", places=(place("Bay", borrowed=True),)),
    ]
    told[1:] = [replace(told[1], title="Later"), replace(told[2], title="Sooner")]
    line = to_line(incident(told), told, sources(told))
    assert (line.title, line.confidence) == ("Sooner", 0.4)
    assert [(point.name, point.lat) for point in line.points] == [("Quay", 1.5), ("Hill", None)]


def test_a_borrowed_place_stands_in_where_none_is_told() -> None:
    told = [account(places=(place("Bay", borrowed=True),))]
    line = to_line(incident(told), told, sources(told))
    assert [point.name for point in line.points] == ["Bay"]
    assert line.title is None


def test_the_day_of_the_first_report_and_the_ties_of_the_accounts_are_kept() -> None:
    front, villagers = party("the Front", name="Harbour Front"), party("villagers")
    told = [
        account("d1", published="2031-05-03", actors=(front,), recipients=(villagers,)),
        account("d2", published="2031-05-02T10:00:00Z"),
    ]
    line = to_line(incident(told), told, sources(told))
    assert line.reported == "2031-05-02"
    fights = [tie for tie in line.ties if tie.by is NodeKind.ACTOR and tie.tie == "fights"]
    assert [(t.actor, t.recipient, t.is_words, t.accounts) for t in fights] == [
        ("Harbour Front", "“villagers”", True, 1)
    ]

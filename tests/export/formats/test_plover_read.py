"""PLOVER records back in: ours and somebody else's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sayso.export.formats import plover
from sayso.export.formats.contract import Problem
from sayso.records.event import Status
from sayso.records.exchange.foreign import ForeignEvent
from sayso.records.mention import Counted, PlacePrecision
from tests.export.formats.cases import PLAIN, dossier, side, told, toll

if TYPE_CHECKING:
    from pathlib import Path

RECORD = {
    "id": "r1",
    "has_event": True,
    "date": "2030-05-02",
    "actor": [{"code": "LBY", "sector": "MIL", "entity_text": "the Hill Army"}],
    "recipient": [{"sector": "UNK"}, {"entity_text": "shoppers", "sector": "CVL"}],
    "event": ["ASSAULT"],
    "mode": ["aerial", "destroy"],
    "context": ["elections", "military"],
    "event_loc": {"city": "Marsa", "province": "Hill", "country_code": "LBY", "lat": 31.0,
                  "lon": 16.0, "resolution": 4},
    "cite_info": {"publication": "Harbour Post", "url": "https://harbour.example/1"},
}  # fmt: skip


def one(tmp_path: Path, **changed: Any) -> ForeignEvent | Problem:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({**RECORD, **changed}) + "\n", encoding="utf-8")
    (found,) = plover.read(path)
    return found


def event(tmp_path: Path, **changed: Any) -> ForeignEvent:
    found = one(tmp_path, **changed)
    assert isinstance(found, ForeignEvent)
    return found


def test_a_record_of_somebody_else_is_read(tmp_path: Path) -> None:
    found = event(tmp_path)
    assert (found.event_type, found.mode, found.further_modes) == (
        "ASSAULT", "aerial", ("destroy",)
    )  # fmt: skip
    assert found.contexts == ("election", "military")
    assert (found.actors[0].name, found.actors[0].country) == ("the Hill Army", "LBY")
    assert [party.name for party in found.recipients] == ["shoppers"]
    assert found.place is not None
    assert (found.place.names, found.place.lat) == (("Marsa", "Hill"), 31.0)
    assert [source.name for source in found.sources] == ["Harbour Post"]
    assert not found.once
    assert found.unread == {}


def test_ours_is_read_with_what_its_accounts_tell(tmp_path: Path) -> None:
    army = side("Hill Army", "MIL")
    made = dossier(
        told("ASSAULT", ("firearms",), toll(5), by=army), told("ASSAULT", (), toll(9), by=army)
    )
    plover.write([made], tmp_path / "a.jsonl", PLAIN)
    (found,) = plover.read(tmp_path / "a.jsonl")
    assert isinstance(found, ForeignEvent)
    assert found.once
    assert found.actors[0].name == "Hill Army"
    (killed,) = found.tolls
    assert (killed.counted, killed.low, killed.best, killed.high) == (Counted.KILLED, 5, None, 9)
    assert found.sources


def test_totals_parts_and_denied_numbers_are_none_of_the_events_own(tmp_path: Path) -> None:
    numbers = [
        {"claim": "c1", "what": "killed", "best": 12, "low": 12, "high": 12},
        {"claim": "c1", "what": "killed", "best": 3, "low": 3, "high": 3},
        {"claim": "c2", "what": "killed", "low": 10},
        {"claim": "c3", "what": "killed", "best": 900, "cumulative": True},
        {"claim": "c4", "what": "killed", "best": 1, "stance": "denies"},
    ]
    (killed,) = event(tmp_path, sayso_casualties=numbers).tolls
    assert (killed.low, killed.best, killed.high) == (10, None, None)


@pytest.mark.parametrize(
    ("own", "status"),
    [
        ({}, Status.OCCURRED),
        ({"sayso_status": ["threatened"]}, Status.THREATENED),
        ({"sayso_status": ["planned", "occurred"]}, Status.OCCURRED),
        ({"sayso_claims": [{"stance": "denies"}, {"stance": "disputes"}]}, Status.NEGATED),
        ({"sayso_claims": [{"stance": "denies"}, {"stance": "asserts"}]}, Status.OCCURRED),
    ],
)
def test_what_is_threatened_or_only_denied_is_not_read_as_done(
    tmp_path: Path, own: dict[str, Any], status: Status
) -> None:
    assert event(tmp_path, **own).status is status


@pytest.mark.parametrize(
    ("place", "precision"),
    [
        ({"province": "Hill", "country_code": "LBY", "lat": 1.0, "lon": 1.0}, "admin1"),
        ({"country_code": "LBY", "resolution": 1, "lat": 1.0, "lon": 1.0}, "country"),
        ({"extracted_place": "the hills", "resolution": 3}, "admin2"),
        ({"city": "Marsa", "lat": 191.0, "lon": 1.0}, "exact"),
    ],
)
def test_no_area_has_a_point(tmp_path: Path, place: dict[str, Any], precision: str) -> None:
    found = event(tmp_path, event_loc=place).place
    assert found is not None
    assert (found.precision, found.lat) == (PlacePrecision(precision), None)


@pytest.mark.parametrize(
    ("changed", "column"),
    [({"id": None}, "id"), ({"id": 7}, "id"), ({"has_event": False}, "has_event")],
)
def test_a_record_that_is_none_is_a_problem_with_its_remedy(
    tmp_path: Path, changed: dict[str, Any], column: str
) -> None:
    found = one(tmp_path, **changed)
    assert isinstance(found, Problem)
    assert (found.line, found.column) == (1, column)
    assert found.remedy


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    found = event(
        tmp_path,
        event=["DANCE"],
        date="May",
        actor=[{"code": "QQQ", "entity_text": "somebody"}, "nobody"],
        mode=["waltz"],
        event_loc=[],
        sayso_casualties={"what": "killed"},
        cite_info="Harbour",
    )
    assert {"event", "date", "actor.code", "mode"} == set(found.unread)
    assert (found.event_type, found.first_day, found.place) == (None, None, None)
    assert [party.name for party in found.actors] == ["somebody"]

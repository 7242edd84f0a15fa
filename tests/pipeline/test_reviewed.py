"""What people settled stands in matrix, lists, network and exports, and as it was then."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from sayso.export.formats.registry import find_format
from sayso.export.guards.view import Guards
from sayso.ledger.store import Ledger, open_ledger
from sayso.pipeline.deciding.deciding import decide, undo
from sayso.pipeline.sending.export_files import Order, make_manifest, write_export
from sayso.pipeline.sending.wanted import Wanted
from sayso.pipeline.showing.incident_lists import Asked, Passed, headlines
from sayso.pipeline.showing.network import Asked as AskedOfNetwork
from sayso.pipeline.showing.network import read_network
from sayso.pipeline.showing.side_by_side import matrices, read_side_by_side
from sayso.records.exchange.codec import encode
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.settled import ReviewView
from sayso.records.shown.matrix import Column
from tests.pipeline.linked import Told, claims_of, link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RAID = [Told(1, "Tarnow", 3), Told(2, "Tarnow", 3)]
FIRST = claims_of(RAID[0].read)[0]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        link(made, RAID)
        yield made


def say(ledger: Ledger, verdict: Verdict, by: str = "A", **more: Any) -> str:
    given = {
        "doc_id": FIRST.doc_id,
        "field": "actors",
        "words": FIRST.actors[0].span,
        "at": "2031-04-02",
        "origin": "review room",
        "target": FIRST.id,
        "kind": ActKind.DECIDE,
        **more,
    }
    kind = given.pop("kind")
    review = Review.make(given.pop("target"), verdict, by=by, **given)
    return decide(ledger, by=by, kind=kind, reviews=[review], seen=None).id


def correct(ledger: Ledger, value: str, by: str = "A", **more: Any) -> str:
    return say(ledger, Verdict.CORRECT, by, value=value, **more)


def doers(ledger: Ledger, **how: Any) -> list[str]:
    told = read_side_by_side(ledger, RAID[0].event, **how)
    cells = (row.cells.get(Column.ACTOR, ()) for row in told.matrix.rows)
    return sorted(one.label for cell in cells for one in cell)


def test_the_matrix_shows_what_holds_or_what_was_read(ledger: Ledger) -> None:
    correct(ledger, "Mill Guard [POL]", why="as the caption says")
    assert doers(ledger) == ["Mill Guard", "Quay Militia"]
    assert doers(ledger, reviews=None) == ["Quay Militia", "Quay Militia"]
    told = read_side_by_side(ledger, RAID[0].event)
    (one,) = told.corrections
    assert (one.claim, one.was, one.now) == (
        FIRST.id, "Quay Militia [POL]", "Mill Guard [POL]"
    )  # fmt: skip
    assert read_side_by_side(ledger, RAID[0].event, reviews=None).corrections == ()


def test_a_blind_coder_sees_their_own_words_alone(ledger: Ledger) -> None:
    correct(ledger, "Mill Guard")
    correct(ledger, "Harbour Guard", "B")
    assert doers(ledger) == ["Quay Militia", "Quay Militia"]
    assert len(read_side_by_side(ledger, RAID[0].event).open) == 1
    assert doers(ledger, reviews=ReviewView(by="A")) == ["Mill Guard", "Quay Militia"]
    assert doers(ledger, reviews=ReviewView(by="B")) == ["Harbour Guard", "Quay Militia"]
    blind = read_side_by_side(ledger, RAID[0].event, reviews=ReviewView(by="C"))
    assert (blind.open, blind.corrections) == ((), ())


@pytest.mark.parametrize("how", ["by role", "by what they did"])
def test_a_referee_settles_what_coders_leave_open(ledger: Ledger, how: str) -> None:
    correct(ledger, "Mill Guard")
    correct(ledger, "Harbour Guard", "B")
    kind = ActKind.DECIDE if how == "by role" else ActKind.ADJUDICATE
    correct(ledger, "Tower Guard", "R", kind=kind)
    roles = {"R": "referee"} if how == "by role" else {}
    assert doers(ledger, reviews=ReviewView(roles=roles)) == ["Quay Militia", "Tower Guard"]


def test_what_was_undone_holds_no_more(ledger: Ledger) -> None:
    act = correct(ledger, "Mill Guard")
    undo(ledger, act, by="A")
    assert doers(ledger) == ["Quay Militia", "Quay Militia"]


def test_what_was_said_later_is_not_known_before(ledger: Ledger) -> None:
    correct(ledger, "Mill Guard")
    assert doers(ledger, as_of=1) == ["Quay Militia", "Quay Militia"]
    assert doers(ledger, as_of="2999-01-01") == ["Mill Guard", "Quay Militia"]


def test_a_rejected_incident_is_out_of_lists_and_network(ledger: Ledger) -> None:
    incident = ledger.incident(RAID[0].event).id
    rejected: dict[str, Any] = {"doc_id": None, "field": "", "words": None, "target": incident}
    assert len(list(headlines(ledger, Asked(everything=True), Passed()))) == 1
    assert read_network(ledger, AskedOfNetwork()).incidents == 1
    say(ledger, Verdict.REJECT, **rejected)
    passed = Passed()
    assert list(headlines(ledger, Asked(everything=True), passed)) == []
    assert passed.rejected == 1
    assert read_network(ledger, AskedOfNetwork()).incidents == 0
    told = read_side_by_side(ledger, incident)
    assert told.rejected
    assert len(told.accounts) == 2
    assert len(list(matrices(ledger, [incident], reviews=None))) == 1


def test_an_incident_of_which_all_is_rejected_can_be_looked_at(ledger: Ledger) -> None:
    for report in RAID:
        (claim,) = claims_of(report.read)
        say(
            ledger, Verdict.REJECT, target=claim.id, doc_id=claim.doc_id, field="", words=None
        )  # fmt: skip
    told = read_side_by_side(ledger, RAID[0].event)
    assert (told.accounts, told.matrix.rows, len(told.left_out)) == ((), (), 2)
    assert list(matrices(ledger, [told.matrix.incident.id])) == []


def order(**more: Any) -> Order:
    row = find_format("geojson")
    guards = more.pop("guards", Guards(text_right="own words"))
    return Order(row, Wanted(**more), guards)


def test_an_export_has_what_holds_and_a_table_of_why(ledger: Ledger, tmp_path: Path) -> None:
    correct(ledger, "Mill Guard [POL]", why="as the caption says")
    (other,) = claims_of(RAID[1].read)
    say(
        ledger, Verdict.REJECT, "B", target=other.id, doc_id=other.doc_id, field="", words=None,
        why="a film",
    )  # fmt: skip
    target = tmp_path / "out.geojson"
    written = write_export(ledger, order(), target)
    assert "Mill Guard" in target.read_text()
    assert written.passed.left_out == {"an account that people rejected": 1}
    assert (written.passed.accounts, written.passed.sources) == (1, 1)
    assert written.reviews == tmp_path / "out.geojson.reviews.csv"
    with written.reviews.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["field"], r["was"], r["now"], r["by"], r["why"]) for r in rows] == [
        ("actors", "Quay Militia [POL]", "Mill Guard [POL]", "A", "as the caption says"),
        ("", "", "", "B", "a film"),
    ]
    manifest = make_manifest(ledger, order(), target, written, None)
    assert [(one.name, one.rows) for one in manifest.files][-1] == ("out.geojson.reviews.csv", 2)


def test_as_sayso_read_it_can_be_exported_too(ledger: Ledger, tmp_path: Path) -> None:
    correct(ledger, "Mill Guard")
    target = tmp_path / "out.geojson"
    write_export(ledger, order(), target)
    written = write_export(ledger, order(reviews=None), target)
    assert "Mill Guard" not in target.read_text()
    assert written.reviews is None
    assert not (tmp_path / "out.geojson.reviews.csv").exists()


def test_a_guarded_export_tells_no_values_of_decisions(ledger: Ledger, tmp_path: Path) -> None:
    correct(ledger, "Jan Mill", why="Jan Mill himself")
    target = tmp_path / "out.geojson"
    written = write_export(
        ledger, order(guards=Guards(persons=True, text_right="own words")), target
    )
    assert written.reviews is not None
    assert "Mill" not in written.reviews.read_text()
    assert "correct" in written.reviews.read_text()


def test_younger_accounts_tell_nothing_of_decisions(ledger: Ledger, tmp_path: Path) -> None:
    correct(ledger, "Mill Guard")
    guards = Guards(last="2031-01-01", text_right="own words")
    assert write_export(ledger, order(guards=guards), tmp_path / "o.geojson").reviews is None


def test_the_record_of_an_incident_is_json(ledger: Ledger) -> None:
    correct(ledger, "Mill Guard")
    told = json.loads(encode(read_side_by_side(ledger, RAID[0].event)))
    assert told["corrections"][0]["now"] == "Mill Guard"

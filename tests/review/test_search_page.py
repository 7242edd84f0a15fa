"""Searching in the room: reports with their hits, incidents, actors; any query is words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.lexicons.actors.variants import meant
from sayso.pipeline.deciding.deciding import decide
from sayso.records.evidence import Span
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.review.lists.snippets import snippets
from tests.strategies import make_document

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sayso.records.document import Document
    from sayso.review.room import Room

TOWN = "Shells fell on Al-Quşayr 🔥 before dawn; traders left Al-Quşayr by noon."
ARABIC = "قصفت طائرات مستشفى في مصراتة أمس"


@pytest.fixture
def stored(room: Room) -> dict[str, Document]:
    """Two more reports, stored and not read."""
    more = {
        "town": make_document(TOWN, report="town", publisher="Hill Courier", language="en"),
        "arabic": make_document(ARABIC, report="arabic", title="مصراتة", language="ar"),
    }
    run = room.ledger.begin_run(version="0.1.0", configuration="c0", inputs=["x"], resume=False)
    room.ledger.record(run, list(more.values()))
    return more


def search(client: TestClient, query: str, **more: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/search.json", params={"q": query, **more}).json()
    return answer


def marked(hit: dict[str, Any]) -> str:
    first, last = hit["marks"][0]
    words: str = hit["text"][first:last]
    return words


def reports(client: TestClient, query: str) -> list[str]:
    return [one["line"]["id"] for one in search(client, query)["reports"]["rows"]]


@pytest.mark.parametrize(
    "query", ["al-qusayr", "Al-Quşayr", "AL QUSAYR", "al-quṣayr", '"qusayr before dawn"', "qus"]
)
def test_case_and_accents_do_not_count(
    client: TestClient, stored: dict[str, Document], query: str
) -> None:
    assert reports(client, query) == [stored["town"].id]


def test_arabic_is_found_by_letters_written_for_each_other(
    client: TestClient, stored: dict[str, Document]
) -> None:
    assert reports(client, "مصراته") == [stored["arabic"].id]


def test_a_phrase_is_found_in_its_order(client: TestClient, stored: dict[str, Document]) -> None:
    assert reports(client, '"before dawn"') == [stored["town"].id]
    assert reports(client, '"dawn before"') == []


def test_a_hit_leads_to_its_words(client: TestClient, stored: dict[str, Document]) -> None:
    (found,) = search(client, "al-qusayr noon")["reports"]["rows"]
    document = stored["town"]
    for hit in found["hits"]:
        assert document.text[hit["start"] : hit["end"]] == marked(hit)
        assert f"start={hit['start']}&end={hit['end']}" in hit["address"]
    assert marked(found["hits"][0]) == "Al-Quşayr"
    page = client.get("/search", params={"q": "al-qusayr"}).text
    assert "<mark>Al-Quşayr</mark>" in page
    assert found["hits"][0]["address"].replace("&", "&amp;") in page
    there = client.get(found["hits"][0]["address"].split("#")[0])
    assert there.status_code == 200


def test_page_and_twin_say_the_same_numbers(client: TestClient) -> None:
    told = search(client, "gunmen")
    page = client.get("/search", params={"q": "gunmen"}).text
    assert told["reports"]["total"] == 2
    assert "2 reports with these words" in page
    assert f"{told['incidents']['total']} incident" in page


def test_incidents_are_found_by_words_of_their_names(client: TestClient) -> None:
    by_place = search(client, "sirt")["incidents"]
    assert by_place["total"] >= 1
    assert all("Sirte" in " ".join(one["places"]) for one in by_place["rows"])
    there = client.get(by_place["address"].replace("/incidents?", "/incidents.json?")).json()
    assert there["total"] == by_place["total"]


def test_the_incidents_told_in_the_reports_found_are_counted(client: TestClient) -> None:
    told = search(client, '"the mayor said"')["reports"]
    there = client.get(told["told_address"].replace("/incidents?", "/incidents.json?")).json()
    assert there["total"] == told["told_incidents"] > 0


def test_an_actor_is_found_by_any_name(client: TestClient) -> None:
    assert meant("isis") == meant("ISIL") == meant("Daesh") != ()
    (found,) = search(client, "daesh")["actors"]
    assert found["name"] in meant("isis")


@pytest.mark.parametrize(
    "query",
    [
        '"', "'", '"""', "a OR b", "NOT killed", "NEAR(a b)", "words:x", "*", "-", "a*b", "(((",
        "&|!<->", "'; DROP TABLE listed; --", "\\", "%", "_", "\u202e\u0000", "<script>x</script>",
        "x" * 10_000, "word " * 2_000, '"' * 10_000, '"gunmen" ' * 1_000, "🔥", "()&:*" * 500,
    ],
)  # fmt: skip
def test_any_query_is_words(client: TestClient, query: str) -> None:
    page = client.get("/search", params={"q": query})
    assert page.status_code == 200
    assert "<script>x" not in page.text
    assert client.get("/search.json", params={"q": query}).status_code == 200
    assert client.get("/incidents", params={"q": query, "name": query}).status_code == 200


def test_a_query_without_a_word_says_so(client: TestClient) -> None:
    assert "no word" in client.get("/search", params={"q": "!?"}).text
    assert search(client, "!?")["reports"] is None


@pytest.mark.parametrize("number", ["0", "-1", "99999999999", "x"])
def test_a_page_that_is_none_is_the_first_or_empty(client: TestClient, number: str) -> None:
    told = search(client, "gunmen", page=number)
    assert told["reports"]["total"] == 2


def test_pages_pass_over_what_was_shown(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.review.pages.search.REPORTS", 1)
    first = search(client, "gunmen")["reports"]
    second = search(client, "gunmen", page="2")["reports"]
    assert (first["total"], first["last"], second["first"]) == (2, 1, 2)
    assert first["rows"] != second["rows"]
    assert second["next"] is None


def test_a_translation_is_found_and_leads_to_the_words_translated(
    client: TestClient, room: Room, stored: dict[str, Document]
) -> None:
    arabic = stored["arabic"]
    said = Review.make(
        arabic.id, Verdict.CORRECT, doc_id=arabic.id, by="maria", at="2031-06-01", origin="room",
        field="translation", words=Span.cut(arabic, 0, 19), value="Planes bombed a dispensary",
    )  # fmt: skip
    decide(room.ledger, by="maria", kind=ActKind.DECIDE, reviews=[said], seen=None)
    (found,) = search(client, '"bombed a dispensary"')["reports"]["rows"]
    assert found["line"]["id"] == arabic.id
    (hit,) = found["said"]
    assert (hit["by"], hit["kind"]) == ("maria", "translation")
    assert "start=0&end=19" in hit["address"]


def test_what_was_taken_back_is_found_no_more(
    client: TestClient, room: Room, stored: dict[str, Document]
) -> None:
    town = stored["town"]
    said = Review.make(
        town.id, Verdict.NOTE, doc_id=town.id, by="maria", at="2031-06-01", origin="room",
        why="ask the cartographer",
    )  # fmt: skip
    act = decide(room.ledger, by="maria", kind=ActKind.NOTE, reviews=[said], seen=None)
    assert reports(client, "cartographer") == [town.id]
    room.ledger.undo_act(act.id, by="maria")
    assert reports(client, "cartographer") == []


def test_a_snippet_marks_all_words_found_in_it() -> None:
    text = "A market; the bridge.\nA market fell. " + "x " * 100 + "One bridge more."
    first, second = snippets(text, ["market", "bridge"])
    assert [first["text"][a:b] for a, b in first["marks"]] == ["market", "bridge", "market"]
    assert [second["text"][a:b] for a, b in second["marks"]] == ["bridge"]
    assert first["text"].startswith("A market; the bridge. A market fell.")
    assert text[second["start"] : second["end"]] == "bridge"


def test_a_snippet_is_cut_to_words_wherever_its_text_is_long() -> None:
    text = "alpha " * 20_000 + "the Café stood " + "omega " * 20_000
    (hit,) = snippets(text, ["cafe"])
    assert text[hit["start"] : hit["end"]] == "Café"
    assert hit["text"].startswith("… alpha")
    assert hit["text"].endswith("omega …")
    assert marked(hit) == "Café"
    assert len(hit["text"]) < 220

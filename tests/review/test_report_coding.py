"""What people do on a report's page: values at words, new events, translations, notes, undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.ledger.store import open_ledger
from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.joining.taking_in import take_in
from sayso.records.reading import Annotations, ReadDocument
from sayso.review.doors import token
from tests.review.test_report import Reader, report_of
from tests.strategies import make_document

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from sayso.ledger.store import Ledger
    from sayso.records.document import Document
    from sayso.review.room import Room

ARABIC = (
    "قال الهلال الأحمر 🏥 إن طائرات قصفت مستشفى في مصراتة وقتلت ١٢ شخصا. 🏥 قتلت الطائرات مدنيين."
)


class Hand:
    """Fills in the forms of a page as a browser without script does."""

    def __init__(self, client: TestClient, room: Room, doc_id: str) -> None:
        self.client, self.room, self.doc_id = client, room, doc_id

    def page(self, **query: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"/report/{self.doc_id}.json", params=query).json()
        return found

    def send(self, form: str, **fields: str) -> Any:
        seen = fields.pop("seen", str(self.room.ledger.last_act()))
        csrf = token(self.room.secret, "maria")
        data = {"csrf": csrf, "seen": seen, "form": form, **fields}
        address = f"/report/{self.doc_id}/{form}"
        return self.client.post(address, data=data, follow_redirects=False)


@pytest.fixture
def hand(client: TestClient, room: Room) -> Hand:
    return Hand(client, room, report_of(room, "Gulf Evening"))


@pytest.fixture
def arabic(client: TestClient, room: Room) -> Hand:
    """A report that sayso cannot read, stored as it is."""
    document = make_document(
        ARABIC, report="arabic", publisher="صحيفة", published="2031-05-04", language="ar"
    )
    store(room.ledger, document)
    return Hand(client, room, document.id)


def store(ledger: Ledger, *items: Document | ReadDocument) -> None:
    run_id = ledger.begin_run(version="0.1.0", configuration="tests", inputs=[], resume=False)
    ledger.record(run_id, items)
    ledger.finish_run(run_id)


def first_claim(hand: Hand) -> dict[str, Any]:
    found: dict[str, Any] = hand.page()["events"][0]["accounts"][0]
    return found


def values(account: dict[str, Any], field: str) -> list[str]:
    own = [one for one in account["fields"] if one["field"] == field]
    return [value["label"] for one in own for value in one["values"]]


def test_words_become_a_value_of_an_account_and_back(hand: Hand) -> None:
    claim = first_claim(hand)["claim"]
    done = hand.send("fill", claim=claim, field="weapons", quote="22 people", why="look")
    assert done.status_code == 303
    assert values(first_claim(hand), "weapons") == ["22 people"]
    act = hand.room.ledger.acts(latest=True, limit=1)[0]
    assert (act.by, act.why) == ("maria", "look")
    assert hand.send("undo", act=act.id).status_code == 303
    assert values(first_claim(hand), "weapons") == []


def test_words_take_the_place_of_a_value(hand: Hand) -> None:
    claim = first_claim(hand)["claim"]
    hand.send(
        "fill", claim=claim, field="actors", quote="The army", value="Libyan Army [LBY MIL]",
        instead="1",
    )  # fmt: skip
    assert values(first_claim(hand), "actors") == ["Libyan Army [LBY MIL]"]


def test_words_that_stand_twice_are_refused_with_the_remedy(hand: Hand) -> None:
    claim = first_claim(hand)["claim"]
    before = hand.room.ledger.last_act()
    for quote, remedy in (("Sirte", "2 places"), ("nowhere", "does not stand in the report")):
        done = hand.send("fill", claim=claim, field="places", quote=quote, why="typed words")
        assert done.status_code == 400
        assert remedy in done.text
        assert 'value="typed words"' in done.text
    assert hand.room.ledger.last_act() == before


def test_what_was_decided_meanwhile_is_shown_and_nothing_is_lost(hand: Hand) -> None:
    claim, seen = first_claim(hand)["claim"], str(hand.room.ledger.last_act())
    hand.send("fill", claim=claim, field="killed", quote="22", value="22")
    late = hand.send("fill", claim=claim, field="killed", quote="22", value="23", seen=seen)
    assert late.status_code == 409
    assert 'name="value" dir="auto" autocomplete="off" value="23"' in late.text
    assert "23" not in values(first_claim(hand), "killed")


def test_an_event_that_is_none_leaves_the_matrix(hand: Hand) -> None:
    account = first_claim(hand)
    done = hand.send("judge", claim=account["claim"], verdict="reject")
    assert done.status_code == 303
    page = hand.page()
    kept = [one["claim"] for event in page["events"] for one in event["accounts"]]
    assert account["claim"] not in kept
    assert page["left_out"] == [account["claim"]]


def test_an_event_coded_in_an_unread_report_is_an_account_like_any_other(arabic: Hand) -> None:
    assert "was not read" in arabic.page()["why_unread"]
    done = arabic.send(
        "event", quote="قصفت", event_type="ASSAULT", status="occurred", stance="accuses",
        voice="الهلال الأحمر", voice_value="Red Crescent",
        actors="طائرات", places="مصراتة", places_value="Misrata, LBY", killed="١٢ شخصا",
        dates="", why="read in Arabic",
    )  # fmt: skip
    assert done.status_code == 303
    page = arabic.page()
    (event,) = page["events"]
    (account,) = event["accounts"]
    assert account["coded"].startswith("coded by maria on ")
    assert values(account, "killed") == ["12"]
    shown = arabic.client.get(f"/incident/{event['incident']}").text
    for words in ("١٢ شخصا", "Red Crescent", "accuses"):
        assert words in shown
    (claim,) = arabic.room.ledger.claims_of([arabic.doc_id])
    assert [one.quote for one in claim.sentences] == [ARABIC[: ARABIC.index(" 🏥 قتلت")]]
    assert arabic.room.ledger.check() == []


def test_a_coded_event_leaves_with_its_undoing(arabic: Hand) -> None:
    arabic.send("event", quote="قصفت", event_type="ASSAULT", actors="طائرات قصفت")
    home = arabic.page()["events"][0]["incident"]
    act = arabic.room.ledger.acts(latest=True, limit=1)[0]
    assert arabic.send("undo", act=act.id).status_code == 303
    assert arabic.page()["events"] == []
    assert arabic.client.get(f"/incident/{home}").status_code == 404
    assert arabic.room.ledger.check() == []


def test_a_coded_event_stays_when_the_report_is_read_anew(hand: Hand) -> None:
    hand.send("event", quote="denied", event_type="ACCUSE", actors="The army")
    read = hand.room.ledger.reading(hand.doc_id)
    anew = ReadDocument(
        document=read.document, annotations=Annotations(), version="9", configuration="anew"
    )
    store(hand.room.ledger, anew)
    assert take_in(hand.room.ledger) == ""
    accounts = [one for event in hand.page()["events"] for one in event["accounts"]]
    assert [one["words"][0]["quote"] for one in accounts] == ["denied"]


def test_a_value_that_cannot_be_read_says_how_to_write_it(arabic: Hand) -> None:
    done = arabic.send("event", quote="قصفت", event_type="ASSAULT", dates="قصفت")
    assert done.status_code == 400
    assert "2031-04-14" in done.text
    done = arabic.send("event", quote="قصفت", event_type="")
    assert done.status_code == 400
    assert arabic.page()["events"] == []


def test_a_place_counts_code_points_behind_an_emoji(arabic: Hand) -> None:
    start = ARABIC.index("قتلت الطائرات")
    place = {"quote_start": str(start), "quote_end": str(start + 4), "quote": "قتلت"}
    done = arabic.send("event", event_type="ASSAULT", **place)
    page = arabic.client.get(done.headers["location"]).text
    assert Reader(page).here == ["قتلت"]
    assert arabic.page()["events"][0]["start"] == start


def test_a_translation_stands_beside_its_words(arabic: Hand) -> None:
    said = "The aircraft killed civilians."
    done = arabic.send("say", what="translation", quote="🏥 قتلت الطائرات مدنيين", said=said)
    assert done.status_code == 303
    (piece,) = arabic.page()["pieces"]
    (pair,) = piece["translations"]
    assert (pair["words"], pair["direction"]) == (said, "ltr")
    assert ARABIC[pair["start"] : pair["end"]] == pair["quote"]
    assert 'dir="rtl"' in arabic.client.get(f"/report/{arabic.doc_id}").text


def test_notes_stand_beside_the_words_or_the_report(hand: Hand) -> None:
    hand.send("say", what="note", quote="The army denied", said="which army?")
    hand.send("say", what="ask", said="is the outlet known?")
    page = hand.page()
    assert [one["why"] for piece in page["pieces"] for one in piece["notes"]] == ["which army?"]
    assert [one["why"] for one in page["notes"]] == ["is the outlet known?"]
    assert hand.send("say", what="note", said="").status_code == 400


def test_a_coding_that_was_done_in_another_ledger_is_linked_here(
    arabic: Hand, tmp_path: Path
) -> None:
    arabic.send("event", quote="قصفت", event_type="ASSAULT", actors="طائرات")
    reviews = arabic.room.ledger.reviews(arabic.doc_id)
    with open_ledger(str(tmp_path / "other.db"), create=True) as other:
        store(other, arabic.room.ledger.document(arabic.doc_id))
        other.add_reviews(reviews)
        assert link_ledger(other).linking is not None
        (claim,) = other.claims_of([arabic.doc_id])
        assert claim.actors[0].span.quote == "طائرات"


def test_a_coded_event_is_sent_as_a_stale_page_says(hand: Hand) -> None:
    seen = str(hand.room.ledger.last_act())
    hand.send("event", quote="denied", event_type="ACCUSE")
    late = hand.send("event", quote="urged", event_type="REQUEST", seen=seen)
    assert late.status_code == 400
    late = hand.send("event", quote="denied", event_type="REJECT", seen=seen)
    assert late.status_code == 409


def test_a_coded_event_is_told_in_words_in_the_history_and_found(arabic: Hand) -> None:
    arabic.send("event", quote="قصفت", event_type="ASSAULT", actors="طائرات", why="planes")
    history = arabic.client.get("/history.json").json()
    told = [said["value"] for act in history["acts"] for said in act["said"]]
    assert told == ["ASSAULT, occurred, asserts; actors “طائرات”"]
    found = arabic.client.get("/search.json", params={"q": "planes"}).json()["reports"]["rows"]
    assert [one["line"]["id"] for one in found] == [arabic.doc_id]
    assert arabic.client.get("/search.json", params={"q": "parts"}).json()["reports"]["rows"] == []


def test_others_words_of_the_same_report_are_in_nobodys_way(hand: Hand) -> None:
    seen = str(hand.room.ledger.last_act())
    assert hand.send("event", quote="denied", event_type="ACCUSE").status_code == 303
    other = hand.send("event", quote="killed 22 people", event_type="ASSAULT", seen=seen)
    assert other.status_code == 303
    again = hand.send("event", quote="killed 22", event_type="PROTEST", seen=seen)
    assert again.status_code == 409
    words = {"what": "translation", "said": "asked"}
    assert hand.send("say", quote="the mayor", seen=seen, **words).status_code == 303
    assert hand.send("say", quote="Thursday, the mayor", seen=seen, **words).status_code == 409
    assert hand.send("say", quote="Gunmen", seen=seen, **words).status_code == 303

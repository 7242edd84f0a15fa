"""The page of a report: its words, what was read from them, and where one came from."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sayso.review.room import Room


class Reader(HTMLParser):
    """Reads a page as a person does: the words of its pieces, and those that are highlighted."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.here: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("class") or ""
        if tag in {"div", "mark"}:
            self._open.append((tag, name))
        if name == "words":
            self.pieces.append("")
        if "sayso-here" in name:
            self.here.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"div", "mark"}:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = [name for _, name in self._open]
        if "words" in inside:
            self.pieces[-1] += data
        if any("sayso-here" in name for name in inside):
            self.here[-1] += data


def report_of(room: Room, publisher: str) -> str:
    """The id of the report of a publisher."""
    return next(one.id for one in room.ledger.documents() if one.publisher == publisher)


def test_the_words_of_the_page_are_those_of_the_report(client: TestClient, room: Room) -> None:
    doc_id = report_of(room, "Gulf Evening")
    page = client.get(f"/report/{doc_id}").text
    assert "\n\n".join(Reader(page).pieces) == room.ledger.document(doc_id).text.strip()
    assert 'class="sayso-trigger' in page


def test_a_page_opens_at_the_words_asked_for(client: TestClient, room: Room) -> None:
    doc_id = report_of(room, "Gulf Evening")
    text = room.ledger.document(doc_id).text
    start = text.index("22 people in Sirte")
    page = client.get(f"/report/{doc_id}?start={start}&end={start + 18}").text
    assert Reader(page).here == ["22 people in Sirte"]
    assert page.count('id="m"') == 1


def test_each_event_says_who_says_so_and_leads_to_its_incident(
    client: TestClient, room: Room
) -> None:
    doc_id = report_of(room, "Gulf Evening")
    twin = client.get(f"/report/{doc_id}.json").json()
    first = twin["events"][0]
    accounts = [account for event in twin["events"] for account in event["accounts"]]
    assert first["accounts"][0]["voice"]["quote"] == "the mayor"
    assert "denies" in {account["stance"] for account in accounts}
    page = client.get(f"/report/{doc_id}").text
    assert f'href="/incident/{first["incident"]}"' in page
    assert "according to" in page


def test_one_leaves_kinds_of_marks_out(client: TestClient, room: Room) -> None:
    doc_id = report_of(room, "Gulf Evening")
    page = client.get(f"/report/{doc_id}?marks=1&kind=place").text
    assert '<mark class="sayso-place' in page
    assert '<mark class="sayso-actor' not in page


def test_the_way_back_stays_in_the_room(client: TestClient, room: Room) -> None:
    doc_id = report_of(room, "Harbour Post")
    page = client.get(f"/report/{doc_id}.json?start=0&end=6&from=c1-actor-0").json()
    home = page["events"][0]["incident"]
    assert page["back"] == f"/incident/{home}#c1-actor-0"
    strange = ("//elsewhere.test/", "/\\elsewhere.test", "/\t/elsewhere.test", "a b", "x\nwords")
    for elsewhere in (*strange, "https://elsewhere.test"):
        asked = client.get(f"/report/{doc_id}.json", params={"from": elsewhere}).json()
        assert asked["back"] is None


def test_offsets_that_are_no_numbers_are_refused(client: TestClient, room: Room) -> None:
    doc_id = report_of(room, "Harbour Post")
    assert client.get(f"/report/{doc_id}?start=x&end=3").status_code == 400
    assert client.get(f"/report/{doc_id}?start=900&end=90000").status_code == 200
    assert client.get("/report/nothing").status_code == 404

"""The page of an incident: its matrix, reasons, days, sources, and what people decide on it."""

from __future__ import annotations

import dataclasses
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from sayso.ledger.store import open_ledger
from sayso.lexicons.codes.definitions import definition
from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.joining.stages import load_stages
from sayso.records.review.act import ActKind
from sayso.review.app import make_app
from sayso.review.room import Room, alone
from tests.review.strike import incidents_of, make_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.records.claim import Claim
    from sayso.records.reading import ReadDocument


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the linked ledger, which no test may write to."""
    return make_ledger(tmp_path_factory.mktemp("strike"))


@pytest.fixture
def room(told: Path, tmp_path: Path) -> Iterator[Room]:
    """A room of one person over a copy of it."""
    path = tmp_path / "room.db"
    path.write_bytes(told.read_bytes())
    with open_ledger(str(path)) as ledger:
        yield Room(ledger, "room.db", alone("maria"))


@pytest.fixture
def client(room: Room) -> Iterator[TestClient]:
    """Asks the room for pages, as maria."""
    with TestClient(make_app(room), follow_redirects=False) as asking:
        yield asking


@pytest.fixture
def strike(room: Room) -> str:
    """The strike that an army denies."""
    (found,) = incidents_of(room, "Misrata")
    return found


@pytest.fixture
def school(room: Room) -> str:
    """The abduction of which three counts are told."""
    (found,) = incidents_of(room, "Gusau")
    return found


@pytest.fixture
def wire(room: Room) -> str:
    """What three outlets print of one agency."""
    (found,) = incidents_of(room, "Taiz")
    return found


def twin(client: TestClient, address: str, **query: Any) -> dict[str, Any]:
    """What the twin of a page says."""
    answer = client.get(f"{address}.json", params=query)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def rows(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for group in page["groups"] for row in group["rows"]]


def send(client: TestClient, page: str, action: str, **form: Any) -> Any:
    """Fills in a form of a page and sends it."""
    html = client.get(page).text
    token = re.search(r'name="csrf" value="([^"]+)"', html)
    seen = re.search(r'name="seen" value="(\d+)"', html)
    assert token is not None
    own = {"csrf": token[1], "seen": seen[1] if seen else "", **form}
    return client.post(f"{page.split('?', 1)[0].removesuffix('/cell')}{action}", data=own)


def killed_cell(client: TestClient, address: str, label: str) -> str:
    """Where the number of killed with a label is judged."""
    for row in rows(twin(client, address)):
        for value in row["cells"].get("killed", {"values": []})["values"]:
            if value["label"] == label:
                return f"{address}{value['edit']}"
    raise AssertionError(label)


def test_rows_stand_by_bloc_and_the_denial_has_icon_and_word(
    client: TestClient, strike: str
) -> None:
    page = twin(client, strike)
    assert [group["key"] for group in page["groups"]] == ["coast", "inland"]
    (denial,) = page["groups"][1]["rows"]
    (stance,) = denial["stances"]
    assert (stance["icon"], stance["name"]) == ("✕", "denies")
    html = client.get(strike).text
    assert '<span aria-hidden="true">✕</span> denies' in html


def test_only_cells_that_disagree_are_marked(client: TestClient, strike: str) -> None:
    page = twin(client, strike)
    marked = {
        (row["number"], column)
        for row in rows(page)
        for column, cell in row["cells"].items()
        if cell["conflict"]
    }
    assert {column for _, column in marked} >= {"killed", "responsibility"}
    assert not {"place", "date", "target"} & {column for _, column in marked}
    html = client.get(strike).text
    assert len(re.findall(r'data-conflict="', html)) == len(marked)


def test_a_bloc_left_out_is_counted_anew_and_named(client: TestClient, strike: str) -> None:
    page = twin(client, strike, without="inland")
    assert [group["key"] for group in page["groups"]] == ["coast"]
    assert page["headline"]["reports"] == 2
    assert page["hidden"] == 1
    assert not any(one["denied"] for one in page["summaries"])
    html = client.get(strike, params={"without": "inland"}).text
    assert "Counted anew for what is shown:" in html
    assert "without outlets of <bdi>inland</bdi>" in html


def test_every_value_leads_to_its_words_and_back(client: TestClient, strike: str) -> None:
    page = twin(client, strike)
    html = client.get(strike).text
    for row in rows(page):
        for cell in row["cells"].values():
            for value in cell["values"]:
                asked = parse_qs(urlsplit(value["address"]).query)
                assert [value["start"], value["end"]] == [
                    int(asked["start"][0]), int(asked["end"][0]),
                ]  # fmt: skip
                back = asked["from"][0]
                assert back == f"{strike}#{value['anchor']}"
                assert f'id="{value["anchor"]}"' in html


def test_every_value_and_every_gap_has_a_reason(client: TestClient, strike: str) -> None:
    for row in rows(twin(client, strike)):
        for column, cell in row["cells"].items():
            told = [reason for value in cell["values"] for reason in value["why"]] + cell["none"]
            assert told, (row["number"], column)
            assert all(reason["words"] and reason["by"] for reason in told)
            assert bool(cell["values"]) != bool(cell["none"])


def test_codes_are_explained_in_the_words_of_the_data_file(
    client: TestClient, strike: str
) -> None:
    denied = definition("stance", "denies")
    assert denied is not None
    html = unescape(client.get(strike).text)
    assert denied.words in html
    found = {
        reason["words"]
        for row in rows(twin(client, strike))
        for value in row["cells"]["status"]["values"]
        for reason in value["why"]
        if reason["table"] == "event_status.tsv"
    }
    assert found <= {
        one.words for code in ("occurred", "negated") if (one := definition("status", code))
    }
    assert found


def test_what_came_later_is_in_no_part_of_an_earlier_day(client: TestClient, school: str) -> None:
    assert "130" in client.get(school).text
    asked = {"as_of": "2031-04-16"}
    page = twin(client, school, **asked)
    assert page["headline"]["reports"] == 2
    assert [len(chart["points"]) for chart in page["known"]["charts"]] == [2]
    for text in (
        client.get(school, params=asked).text,
        client.get(f"{school}.json", params=asked).text,
    ):
        assert not re.search(r"\b130\b", text.replace("2031", ""))
        assert "governor" not in text
        assert "Ridge Herald" not in text


def test_one_steps_from_day_to_day(client: TestClient, school: str) -> None:
    days = twin(client, school)["known"]["days"]
    assert (days["before"], days["after"]) == ("?as_of=2031-04-16#known", None)
    days = twin(client, school, as_of="2031-04-16")["known"]["days"]
    assert (days["before"], days["after"]) == ("?as_of=2031-04-15#known", "?#known")


def test_before_anything_was_told_there_is_nothing(client: TestClient, school: str) -> None:
    answer = client.get(school, params={"as_of": "2031-01-01"})
    assert answer.status_code == 200
    assert "Nothing was told by 2031-01-01" in answer.text


def test_a_day_that_is_none_is_refused_with_the_form(client: TestClient, school: str) -> None:
    answer = client.get(school, params={"as_of": "yesterday"})
    assert answer.status_code == 400
    assert "write it like 2031-05-02" in answer.text


def test_figures_stand_with_their_profile_and_are_explained_when_asked(
    client: TestClient, wire: str
) -> None:
    html = client.get(wire).text
    assert "<b>8</b> under acled" in html
    assert "How the figures under" not in html
    html = client.get(wire, params={"profile": "acled"}).text
    assert "How the figures under acled came about" in html
    page = twin(client, wire, profile="acled")["figures"]
    (acled,) = (one for one in page["computed"] if one["profile"] == "acled")
    uses = acled["figures"][0]["why"]
    assert {use["quote"] for use in (*uses["used"], *uses["set_aside"])} == {"eight people"}


def test_copies_stand_behind_the_first_row_until_one_is_unlinked(
    client: TestClient, wire: str
) -> None:
    page = twin(client, wire)
    again = [row for row in rows(page) if row["copy_of"]]
    leading = {row["number"]: row["copies"] for row in rows(page) if row["copies"]}
    assert again
    assert {row["copy_of"] for row in again} == leading.keys()
    assert sum(leading.values()) == len(again)
    html = client.get(wire).text
    assert html.count('class="copy"') == len(again)
    (number, *_) = leading.values()
    assert f"{number + 1} reports with the same words: show" in html
    report = page["sources"]["sources"][0]["reports"][0]["doc_id"]
    assert send(client, wire, "/unlink", report=report, why="they were there").status_code == 303
    apart = [row for row in rows(twin(client, wire)) if row["doc_id"] == report]
    assert [(row["copy_of"], row["copies"]) for row in apart] == [(None, 0)] * len(apart)


def test_a_copy_is_unlinked_and_linked_again(client: TestClient, wire: str) -> None:
    page = twin(client, wire)
    assert (page["sources"]["reports"], page["sources"]["independent"]) == (3, 1)
    assert "3 reports, 1 independent source" in client.get(wire).text
    (source,) = page["sources"]["sources"]
    assert any("the same text" in reason for reason in source["reasons"])
    assert {report["credit"] for report in source["reports"]} == {"Meridian Wire"}
    report = source["reports"][0]["doc_id"]
    done = send(client, wire, "/unlink", report=report, why="they were there")
    assert done.status_code == 303
    page = twin(client, wire)
    assert (page["sources"]["reports"], page["sources"]["independent"]) == (3, 2)
    assert page["headline"]["sources"] == 2
    (said,) = page["corrections"]
    assert (said["told"]["field"], said["told"]["was"]) == ("origin", "Meridian Wire")
    assert said["words"].startswith("rejected by maria")
    (apart,) = (r for s in page["sources"]["sources"] for r in s["reports"] if r["apart"])
    assert send(client, wire, "/undo", act=apart["act"]).status_code == 303
    assert twin(client, wire)["sources"]["independent"] == 1


def test_a_number_is_set_right_with_its_reason_and_set_back(
    client: TestClient, room: Room, strike: str
) -> None:
    cell = killed_cell(client, strike, "14")
    done = send(client, cell, "/cell", **_of(cell), verdict="correct", value="15", why="a typo")
    assert done.status_code == 303
    html = client.get(done.headers["location"]).text
    assert "corrected by maria" in html
    assert "Recorded: decide" in html
    changed = f"{strike}{_value(client, strike, '15')['edit']}"
    assert changed
    (act,) = room.ledger.acts(kind=ActKind.DECIDE)
    assert (act.by, act.why, act.shown) == ("maria", "a typo", "14 civilian")
    send(client, strike, "/undo", act=act.id)
    assert killed_cell(client, strike, "14")
    assert [one.kind for one in room.ledger.acts()] == [ActKind.DECIDE, ActKind.UNDO]


def test_a_number_is_marked_as_a_running_total(client: TestClient, strike: str) -> None:
    cell = killed_cell(client, strike, "17")
    assert send(client, cell, "/cell", **_of(cell), verdict="cumulative").status_code == 303
    value = _value(client, strike, "17")
    assert "a running total, not of this event alone" in value["notes"]
    assert not value["compared"]


def test_what_cannot_be_read_is_refused_and_kept_in_the_form(
    client: TestClient, room: Room, strike: str
) -> None:
    cell = killed_cell(client, strike, "14")
    form = {**_of(cell), "verdict": "correct", "value": "many <b>", "why": "hm"}
    done = send(client, cell, "/cell", **form)
    assert done.status_code == 400
    assert "is no count" in unescape(done.text)
    assert 'value="many &lt;b&gt;"' in done.text
    assert room.ledger.last_act() == 0


def test_a_decision_on_a_stale_page_is_offered_again(
    client: TestClient, room: Room, strike: str
) -> None:
    cell = killed_cell(client, strike, "14")
    assert send(client, cell, "/cell", **_of(cell), verdict="accept").status_code == 303
    form = {**_of(cell), "verdict": "correct", "value": "16", "why": "mine", "seen": "0"}
    done = send(client, cell, "/cell", **form)
    assert done.status_code == 409
    assert 'value="16"' in done.text
    assert 'value="mine"' in done.text
    assert room.ledger.last_act() == 1


def test_a_gap_is_filled(client: TestClient, strike: str) -> None:
    (denial,) = twin(client, strike)["groups"][1]["rows"]
    cell = f"{strike}{denial['cells']['killed']['edit']}"
    done = send(client, cell, "/cell", **_of(cell), verdict="correct", value="2", why="by phone")
    assert done.status_code == 303
    (denial,) = twin(client, strike)["groups"][1]["rows"]
    assert [one["label"] for one in denial["cells"]["killed"]["values"]] == ["2"]


def test_an_incident_is_rejected_noted_and_asked_about(client: TestClient, strike: str) -> None:
    assert send(client, strike, "/judge", verdict="note").status_code == 400
    for verdict, why in (("note", "see the map"), ("ask", "which ward?"), ("reject", "a drill")):
        assert send(client, strike, "/judge", verdict=verdict, why=why).status_code == 303
    html = client.get(strike).text
    assert "People rejected this incident" in html
    assert "see the map" in html
    assert "which ward?" in html


def test_the_place_of_an_incident_is_set_shown_as_a_persons_and_undone(
    client: TestClient, strike: str
) -> None:
    sent = send(client, strike, "/set", field="places", value="Tripoli, LBY", why="as the map has")
    assert sent.status_code == 303
    page = twin(client, strike)
    assert "Tripoli" in page["heading"]
    (told,) = page["whole_set"]["set"]
    assert "by maria (the accounts say: Misrata" in told["words"]
    assert "set by a person: place: Tripoli, LBY, by maria" in client.get(strike).text
    assert any("computed from what the accounts say" in one for one in page["figures"]["cautions"])
    cells = [v["label"] for row in rows(page) for v in row["cells"]["place"]["values"]]
    assert all(label.startswith("Misrata") for label in cells)
    (row,) = client.get("/incidents.json", params={"place": "Tripoli"}).json()["incidents"]
    assert (row["address"], "by maria" in row["settled"][0]) == (strike, True)
    assert "by maria" in client.get("/incidents", params={"place": "Tripoli"}).text
    assert "by maria" in client.get("/incidents.csv", params={"place": "Tripoli"}).text
    act = sent.headers["location"].split("done=")[1].split("#")[0]
    assert send(client, strike, "/undo", act=act).status_code == 303
    assert "Misrata" in twin(client, strike)["heading"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"field": "places", "value": "Nowhereville"}, "the gazetteer has no"),
        ({"field": "killed", "value": "12"}, "no count of its own"),
        ({"field": "places", "value": ""}, "write the value that is right"),
        ({"field": "event_type", "value": "", "verdict": "reject"}, "say which is right"),
    ],
)
def test_what_cannot_be_set_is_refused_and_kept_in_the_form(
    client: TestClient, strike: str, form: dict[str, str], said: str
) -> None:
    sent = send(client, strike, "/set", why="kept words", **form)
    assert sent.status_code == 400
    assert said in unescape(sent.text)
    assert "kept words" in sent.text
    assert twin(client, strike)["whole_set"]["set"] == []


def test_setting_on_a_stale_page_is_offered_again(client: TestClient, strike: str) -> None:
    send(client, strike, "/set", field="places", value="Tripoli, LBY")
    late = send(client, strike, "/set", field="places", value="Sirte, LBY", seen="0")
    assert late.status_code == 409
    assert "maria decided on it" in late.text
    other = send(client, strike, "/set", field="dates", value="2031-05-02", seen="0")
    assert other.status_code == 303


def test_a_suggested_incident_is_merged_and_split_off_again(
    client: TestClient, room: Room
) -> None:
    later, earlier = incidents_of(room, "Kano")
    (suggested,) = twin(client, later)["suggestions"]
    assert earlier == f"/incident/{suggested['other']}"
    html = client.get(later).text
    assert f"same place, a day apart, same kind of event, {suggested['score']:.2f}" in html
    apart = [_claims(twin(client, address)) for address in (later, earlier)]
    events = [event["id"] for event in twin(client, earlier)["events"]]
    done = send(client, later, "/merge", other=suggested["other"], why="one bombing")
    assert done.status_code == 303
    (merged,) = incidents_of(room, "Kano")
    (former,) = {later, earlier} - {merged}
    assert client.get(former).headers["location"].startswith(merged)
    assert _claims(twin(client, merged)) == sorted([*apart[0], *apart[1]])
    done = send(client, merged, "/split", event=events, why="two bombings")
    assert done.status_code == 303
    back = incidents_of(room, "Kano")
    assert [_claims(twin(client, address)) for address in back] == apart
    assert [twin(client, address)["suggestions"] for address in back] == [[], []]
    kinds = [act.kind for act in room.ledger.acts()]
    assert kinds == [ActKind.MERGE, ActKind.SPLIT]


def test_a_rejected_part_of_a_merged_incident_is_asked_about(
    client: TestClient, room: Room
) -> None:
    later, earlier = incidents_of(room, "Kano")
    assert send(client, earlier, "/judge", verdict="reject", why="a rumour").status_code == 303
    other = earlier.split("/")[-1]
    assert send(client, later, "/merge", other=other, why="one bombing").status_code == 303
    (merged,) = incidents_of(room, "Kano")
    page, html = twin(client, merged), client.get(merged).text
    assert not page["rejected"]
    assert [(one["by"], one["why"]) for one in page["partly_rejected"]] == [
        (["maria"], "a rumour")
    ]
    assert "People rejected this incident" not in html
    assert f'data-partly-rejected="{other}"' in html
    assert send(client, merged, "/judge", verdict="accept", why="told twice").status_code == 303
    assert twin(client, merged)["partly_rejected"] == []


def test_a_merge_is_undone(client: TestClient, room: Room) -> None:
    later, earlier = incidents_of(room, "Kano")
    done = send(client, later, "/merge", other=earlier.split("/")[-1], why="one bombing")
    after = client.get(done.headers["location"], follow_redirects=True)
    assert "Recorded: merge" in after.text
    (act,) = room.ledger.acts()
    (merged,) = incidents_of(room, "Kano")
    assert send(client, merged, "/undo", act=act.id).status_code == 303
    assert incidents_of(room, "Kano") == [later, earlier]


def test_an_edit_stands_against_a_newer_reading_until_it_is_taken_over(
    client: TestClient, room: Room, school: str
) -> None:
    (cell,) = (
        row["cells"]["place"]["values"][0]["edit"] for row in rows(twin(client, school))[:1]
    )
    edit = f"{school}{cell}"
    form = {
        **_of(edit),
        "verdict": "correct",
        "value": "Kaduna, NGA",
        "why": "the school's office",
    }
    assert send(client, edit, "/cell", **form).status_code == 303
    assert twin(client, school)["differences"] == []
    read_anew(room, "Talata Mafara")
    page = twin(client, school)
    assert [one["told"]["set"] for one in page["differences"]] == ["Kaduna, NGA"]
    html = client.get(school).text
    assert "what people set still stands" in html
    assert "Talata Mafara" in html
    review = page["differences"][0]["told"]["review"]["id"]
    done = send(client, school, "/settle", review=review, choice="take", why="read again")
    assert done.status_code == 303
    page = twin(client, school)
    assert page["differences"] == []
    assert [act["kind"] for act in page["acts"]] == ["update", "decide"]
    told = [page["chosen"][act["id"]][0] for act in page["acts"]]
    assert told[0].startswith("places: Talata Mafara")
    assert told[1].startswith("places: Gusau")
    assert told[1].endswith(", then Kaduna, NGA")
    assert "Talata Mafara" in {row["cells"]["place"]["values"][0]["label"].split(",")[0]
                               for row in rows(page)}  # fmt: skip


def read_anew(room: Room, place: str) -> None:
    """Links by a newer version that reads every place as another one."""
    used = load_stages()

    def assemble(read: ReadDocument) -> tuple[Claim, ...]:
        return tuple(
            replace(one, places=tuple(replace(where, name=place) for where in one.places))
            for one in used.assemble(read)
        )

    newer = dataclasses.replace(used, assemble=assemble)
    link_ledger(room.ledger, version="99.0.0", stages=newer)


def test_merging_needs_a_reason_and_an_incident(client: TestClient, strike: str) -> None:
    done = send(client, strike, "/merge", other="i0000", why="one")
    assert done.status_code == 400
    assert 'value="i0000"' in done.text
    done = send(client, strike, "/merge", other=strike.removeprefix("/incident/"), why="one")
    assert done.status_code == 400
    assert "are one incident already" in done.text


def _of(cell: str) -> dict[str, str]:
    """What the form of a value says of which one it is."""
    return {key: told[0] for key, told in parse_qs(urlsplit(cell).query).items()}


def _claims(page: dict[str, Any]) -> list[str]:
    """The accounts on a page."""
    return sorted(claim for row in rows(page) for claim in row["claims"])


def _value(client: TestClient, address: str, label: str) -> dict[str, Any]:
    for row in rows(twin(client, address)):
        for value in row["cells"]["killed"]["values"]:
            if value["label"] == label:
                found: dict[str, Any] = value
                return found
    raise AssertionError(label)

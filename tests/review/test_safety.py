"""Restricted incidents, graphic words and private names, as people of each role meet them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from sayso.records.review.act import ActKind
from sayso.review.pages import routes
from tests.review.people import csrf_of, guarded, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from sayso.ledger.store import Ledger
    from sayso.review.room import Room

NAMED = "the mayor"


@pytest.fixture
def ledger(room: Room) -> Ledger:
    return room.ledger


@pytest.fixture
def people(ledger: Ledger) -> dict[str, TestClient]:
    made = guarded(ledger)
    return {name: sign_in(made, name) for name in ("ana", "ben", "rosa", "luc")}


@pytest.fixture
def incident(ledger: Ledger) -> str:
    """The incident of which most is told."""
    return max(ledger.incidents(), key=lambda one: one.accounts).id


@pytest.fixture
def report(ledger: Ledger) -> str:
    return next(one.id for one in ledger.documents() if NAMED in one.text)


def say(client: TestClient, address: str, **form: str) -> int:
    done = client.post(address, data={**form, "csrf": csrf_of(client)})
    return done.status_code


def pages() -> Iterator[str]:
    """Every address of the room that is of no one record, with its question."""
    asked = {"/search": "?q=Sirte", "/reports": "?q=Sirte", "/incidents": "?place=Sirte"}
    for route in routes():
        path, methods = getattr(route, "path", ""), set(getattr(route, "methods", None) or ())
        if "GET" in methods and "{" not in path and not path.startswith("/log"):
            yield path
            bare = path.removesuffix(".json")
            if bare in asked:
                yield path + asked[bare]


def test_only_a_referee_restricts_and_says_why(
    people: dict[str, TestClient], incident: str, ledger: Ledger
) -> None:
    address = f"/incident/{incident}/restrict"
    assert say(people["ana"], address, why="danger") == 403
    assert say(people["rosa"], address, why=" ") == 404
    assert say(people["rosa"], address, why="witnesses are in danger") == 303
    assert ledger.restricted() == {incident}


def test_a_restricted_incident_is_as_one_that_never_was(
    people: dict[str, TestClient], incident: str, ledger: Ledger
) -> None:
    events = ledger.incident(incident).event_ids
    before = people["ana"].get("/incidents.json").json()
    assert incident in str(before)
    assert say(people["rosa"], f"/incident/{incident}/restrict", why="danger") == 303
    never = "i" + "0" * (len(incident) - 1)
    for client in (people["ana"], people["luc"]):
        for wanted in (incident, incident[:7], events[0]):
            for suffix in ("", ".json"):
                hidden = client.get(f"/incident/{wanted}{suffix}")
                unknown = client.get(f"/incident/{never}{suffix}")
                assert hidden.status_code == unknown.status_code == 404
                assert _bare(hidden.text, wanted) == _bare(unknown.text, never)
        for address in pages():
            found = client.get(address)
            assert found.status_code in {200, 303, 400, 403}, address
            assert incident not in found.text, address
    assert people["rosa"].get(f"/incident/{incident}").status_code == 200
    assert incident in people["rosa"].get("/incidents.json").text


def _bare(text: str, key: str) -> str:
    """A page without the id that was asked for, and without its token."""
    return re.sub(r"maria|[\w-]+\.[\w.-]{30,}|\w+:[\w.:-]{40,}", "", text.replace(key, "X"))


def test_its_reports_stay_readable_and_do_not_lead_to_it(
    people: dict[str, TestClient], incident: str, ledger: Ledger
) -> None:
    docs = {a.claim.doc_id for a in ledger.accounts(ledger.incident(incident).event_ids)}
    assert say(people["rosa"], f"/incident/{incident}/restrict", why="danger") == 303
    for key in docs:
        for suffix in ("", ".json"):
            page = people["ana"].get(f"/report/{key}{suffix}")
            assert page.status_code == 200
            assert incident not in page.text


def test_a_freed_incident_is_back(people: dict[str, TestClient], incident: str) -> None:
    say(people["rosa"], f"/incident/{incident}/restrict", why="danger")
    assert say(people["rosa"], f"/incident/{incident}/restrict", why="over", on="no") == 303
    assert people["ana"].get(f"/incident/{incident}").status_code == 200


def test_graphic_words_are_absent_until_a_person_asks(
    people: dict[str, TestClient], report: str, ledger: Ledger
) -> None:
    ana, luc = people["ana"], people["luc"]
    text = ledger.document(report).text
    words = text.split(", the mayor")[0]
    assert words in luc.get(f"/report/{report}.json").text
    assert say(luc, f"/report/{report}/graphic") == 403
    assert say(ana, f"/report/{report}/graphic", why="a killing in detail") == 303
    home = ledger.homes_of_reports([report])
    for address in (f"/report/{report}", *(f"/incident/{key}" for key in home)):
        for suffix in ("", ".json"):
            page = luc.get(address + suffix)
            assert page.status_code == 200
            assert words not in re.sub(r"<[^>]*>", "", page.text)
            assert "Gunmen killed at least nine" not in re.sub(r"<[^>]*>", "", page.text)
            assert "[graphic words]" in page.text
    assert "Show them to me" in luc.get(f"/report/{report}").text
    done = luc.post("/graphic/show", data={"target": report, "csrf": csrf_of(luc)})
    assert done.status_code == 303
    assert words in luc.get(f"/report/{report}.json").text
    assert words not in people["ben"].get(f"/report/{report}.json").text
    (asked,) = ledger.acts(kind=ActKind.UNBLUR)
    assert (asked.by, asked.subjects) == ("luc", (report,))


def test_asking_holds_for_one_session(
    people: dict[str, TestClient], report: str, ledger: Ledger
) -> None:
    say(people["ana"], f"/report/{report}/graphic")
    luc = people["luc"]
    luc.post("/graphic/show", data={"target": report, "csrf": csrf_of(luc)})
    assert "[graphic words]" not in luc.get(f"/report/{report}").text
    later = sign_in(guarded(ledger), "luc")
    assert "[graphic words]" in later.get(f"/report/{report}").text


def test_nobody_asks_for_what_is_not_graphic(people: dict[str, TestClient], report: str) -> None:
    assert say(people["luc"], "/graphic/show", target=report) == 404


def test_a_personal_name_is_absent_below_referees(
    people: dict[str, TestClient], report: str, ledger: Ledger
) -> None:
    ana = people["ana"]
    assert NAMED in ana.get(f"/report/{report}").text
    assert say(people["luc"], f"/report/{report}/personal", name=NAMED) == 403
    assert say(ana, f"/report/{report}/personal", name=NAMED, why="not in office") == 303
    home = ledger.homes_of_reports([report])
    for client in (ana, people["ben"], people["luc"]):
        for address in (
            f"/report/{report}",
            *(f"/incident/{key}" for key in home),
            "/incidents",
            "/queue",
            "/history",
        ):
            for suffix in ("", ".json"):
                page = client.get(address + suffix).text
                assert NAMED not in page.lower(), address + suffix
        assert "[a person]" in client.get(f"/report/{report}").text
    assert NAMED in people["rosa"].get(f"/report/{report}").text


def test_a_name_that_does_not_stand_there_is_refused(
    people: dict[str, TestClient], report: str
) -> None:
    assert say(people["ana"], f"/report/{report}/personal", name="No Such Name") == 404


def test_the_audit_is_for_referees_and_tells_who_did_what(
    people: dict[str, TestClient], incident: str
) -> None:
    for address in ("/audit", "/audit.json", "/safety", "/safety.json"):
        assert people["ana"].get(address).status_code == 403
    say(people["rosa"], f"/incident/{incident}/restrict", why="danger")
    told = people["rosa"].get("/audit.json").json()["rows"]
    assert told[0]["why"] == "danger"
    accounts = [one["why"] for one in told if one["kind"] == "account"]
    assert accounts[-1] == "ana: added as coder"
    assert people["rosa"].get("/audit").text.count("<tr>") == len(told) + 1
    only = people["rosa"].get("/audit.json?kind=restrict").json()["rows"]
    assert [one["kind"] for one in only] == ["restrict"]
    before = people["rosa"].get(f"/audit.json?before={told[0]['seq']}").json()["rows"]
    assert before == told[1:]
    assert "danger" not in people["ana"].get("/history.json").text


def test_the_page_of_what_is_kept_leads_back_from_each(
    people: dict[str, TestClient], incident: str, report: str
) -> None:
    rosa = people["rosa"]
    say(rosa, f"/incident/{incident}/restrict", why="danger")
    say(rosa, f"/report/{report}/graphic", why="detail")
    say(rosa, f"/report/{report}/personal", name=NAMED)
    told = rosa.get("/safety.json").json()
    assert [one["id"] for one in told["restricted"]] == [incident]
    assert [one["id"] for one in told["graphic"]] == [report]
    (name,) = told["personal"]
    assert name["name"] == NAMED
    say(rosa, f"/incident/{incident}/restrict", why="over", on="no")
    say(rosa, f"/report/{report}/graphic", on="no")
    ends = {"start": str(name["start"]), "end": str(name["end"])}
    say(rosa, f"/report/{report}/personal", on="no", **ends)
    told = rosa.get("/safety.json").json()
    assert (told["restricted"], told["graphic"], told["personal"]) == ([], [], [])


def test_a_stale_page_restricts_nothing(
    people: dict[str, TestClient], incident: str, ledger: Ledger
) -> None:
    seen = str(ledger.last_act())
    say(people["rosa"], f"/incident/{incident}/restrict", why="danger")
    refused = say(people["rosa"], f"/incident/{incident}/restrict", why="x", on="no", seen=seen)
    assert refused == 409
    assert ledger.restricted() == {incident}


def test_no_address_of_a_restricted_incident_answers_otherwise_than_one_that_never_was(
    people: dict[str, TestClient], incident: str
) -> None:
    say(people["rosa"], f"/incident/{incident}/restrict", why="danger")
    ana, never = people["ana"], "i" + "0" * (len(incident) - 1)
    csrf = csrf_of(ana)
    asked = 0
    for route in routes():
        path, methods = getattr(route, "path", ""), set(getattr(route, "methods", None) or ())
        if not path.startswith("/incident/{id}"):
            continue
        kept, other = (
            re.sub(r"\{[^}]*\}", "0", path.replace("{id}", key)) for key in (incident, never)
        )
        for method in sorted(methods - {"HEAD"}):
            form = {"csrf": csrf, "why": "x", "seen": "0"} if method == "POST" else None
            hidden = ana.request(method, kept, data=form)
            unknown = ana.request(method, other, data=form)
            assert hidden.status_code == unknown.status_code, (method, path)
            assert hidden.status_code not in {200, 303}, (method, path)
            assert _bare(hidden.text, incident) == _bare(unknown.text, never), (method, path)
            asked += 1
    assert asked > 2


def test_counts_and_facets_are_those_of_what_is_known(
    people: dict[str, TestClient], incident: str
) -> None:
    ana, rosa = people["ana"], people["rosa"]
    before = _numbers(ana.get("/incidents.json").json())
    say(rosa, f"/incident/{incident}/restrict", why="danger")
    after = _numbers(ana.get("/incidents.json").json())
    assert after["total"] == before["total"] - 1
    assert _numbers(rosa.get("/incidents.json").json())["total"] == before["total"]
    places = "Sirte"
    assert places not in str(ana.get("/incidents.json").json())


def _numbers(told: dict[str, Any]) -> dict[str, int]:
    """The numbers that stand right in a model, and in what stands in it."""
    found: dict[str, int] = {}
    for key, value in told.items():
        if isinstance(value, int) and not isinstance(value, bool):
            found.setdefault(key, value)
        elif isinstance(value, dict):
            for inner, number in _numbers(value).items():
                found.setdefault(inner, number)
    return found


def test_whatever_is_taken_out_of_the_room_is_in_the_audit_log(
    people: dict[str, TestClient], ledger: Ledger
) -> None:
    luc, rosa = people["luc"], people["rosa"]
    addresses = ("/incidents.csv?place=Sirte", "/incidents.csv", "/history.jsonl?by=ana")
    for address in addresses:
        assert luc.get(address).status_code == 200
    assert luc.get("/incidents.csv?min_killed=x").status_code == 400
    assert luc.head("/incidents.csv").status_code == 200
    rows = rosa.get("/audit.json?kind=export").json()["rows"]
    assert [(row["by"], row["shown"]) for row in rows] == [("luc", x) for x in reversed(addresses)]
    assert "took data out" in rosa.get("/audit?kind=export").text
    for client in (luc, people["ana"]):
        assert "incidents.csv?place" not in client.get("/history.json").text
        assert client.get("/audit?kind=export").status_code == 403
    assert ledger.last_act() == max(row["seq"] for row in rows)


def test_nobody_below_a_referee_takes_back_anothers_mark_of_a_name(
    people: dict[str, TestClient], ledger: Ledger, report: str
) -> None:
    ana, ben, rosa = people["ana"], people["ben"], people["rosa"]
    start = ledger.document(report).text.index(NAMED)
    ends = {"start": str(start), "end": str(start + len(NAMED)), "on": "no"}
    say(rosa, f"/report/{report}/personal", name=NAMED)
    assert say(ben, f"/report/{report}/personal", **ends) == 403
    assert NAMED not in ben.get(f"/report/{report}").text
    assert say(rosa, f"/report/{report}/personal", **ends) == 303
    say(ana, f"/report/{report}/personal", name=NAMED)
    assert say(ben, f"/report/{report}/personal", **ends) == 403
    assert say(ana, f"/report/{report}/personal", **ends) == 303
    assert NAMED in ben.get(f"/report/{report}.json").text

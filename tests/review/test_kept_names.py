"""Nobody learns by searching that a name stands in a report which is kept from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.ledger.store import Ledger, open_ledger
from sayso.pipeline.deciding.safety import mark_personal
from tests.cli.commands import run
from tests.review.people import csrf_of, guarded, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

NAME = "Omar Haddad"
REPORTS = {
    "taken.md": (
        "Baker taken, Haddad family says",
        (
            "Gunmen abducted Omar Haddad in Sirte on Thursday, police said. Mr Haddad had run a"
            " bakery there. Omar Bakri, a baker, said that gunmen had also beaten Haddad in Sirte"
            " on Thursday."
        ),
    ),
    "freed.md": (
        "Baker freed",
        "Omar Haddad's brother was abducted in Sirte on Thursday, his family said.",
    ),
    "president.md": (
        "Soldiers killed",
        "Soldiers killed nine people in Misrata on Friday, President Haddad said on Saturday.",
    ),
    "notice.md": ("A notice", "Soldiers killed four people in Derna on Friday."),
}


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    for number, (name, (title, text)) in enumerate(REPORTS.items()):
        head = f"---\npublisher: Post\ntitle: {title}\npublished: 2031-05-0{number + 2}\n---\n"
        (folder / name).write_text(f"{head}{text}\n", encoding="utf-8")
    path = tmp_path_factory.mktemp("ledger") / "names.db"
    assert run("read", folder, "--into", path, "--no-model").exit_code == 0
    assert run("link", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def ledger(read: Path) -> Iterator[Ledger]:
    """A ledger in which the name is marked in one report, which most tests only ask."""
    with open_ledger(str(read)) as opened:
        doc, text = doc_of(opened, "taken.md"), REPORTS["taken.md"][1]
        start = text.index(NAME)
        mark_personal(opened, doc, start, start + len(NAME), by="ana")
        yield opened


@pytest.fixture(scope="module")
def people(ledger: Ledger) -> dict[str, TestClient]:
    made = guarded(ledger)
    return {name: sign_in(made, name) for name in ("ana", "rosa", "luc")}


def doc_of(ledger: Ledger, name: str) -> str:
    return next(one.id for one in ledger.documents() if REPORTS[name][1] in one.text)


TAKEN, PRESIDENT = "Baker taken, Haddad family says", "Soldiers killed"


@pytest.mark.parametrize(
    ("query", "all_of_them", "readable"),
    [
        ("Omar Haddad", {TAKEN, "Baker freed"}, set()),
        ('"omar haddad"', {TAKEN, "Baker freed"}, set()),
        ("ömar hàdd", {TAKEN, "Baker freed"}, set()),
        ("Haddad", {TAKEN, "Baker freed", PRESIDENT}, {PRESIDENT}),
        ("Haddads", {"Baker freed"}, set()),
        ("Haddad bakery", {TAKEN}, set()),
        ('"abducted Omar"', {TAKEN}, set()),
        ("Omar", {TAKEN, "Baker freed"}, {TAKEN}),
        ("Omar Bakri", {TAKEN}, {TAKEN}),
        ("bakery", {TAKEN}, {TAKEN}),
        ("haddad soldiers", {PRESIDENT}, {PRESIDENT}),
    ],
)
def test_a_search_finds_what_its_reader_may_read(
    people: dict[str, TestClient], query: str, all_of_them: set[str], readable: set[str]
) -> None:
    assert titles(people["rosa"], query) == all_of_them
    for name in ("ana", "luc"):
        shown = {one.replace("Haddad", "[a person]") if one == TAKEN else one for one in readable}
        assert titles(people[name], query) == shown


def titles(client: TestClient, query: str) -> set[str]:
    """What a search finds, by the titles of reports; it counts as many."""
    reports = client.get("/search.json", params={"q": query}).json()["reports"]
    assert reports["total"] == len(reports["rows"])
    return {row["line"]["title"] for row in reports["rows"]}


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ({"q": "Omar Haddad"}, 0),
        ({"q": "Haddad", "place": "Sirte"}, 0),
        ({"q": "Omar", "place": "Sirte"}, 1),
        ({"q": "Haddad", "place": "Misrata"}, 1),
        ({"name": "Haddad", "place": "Sirte"}, 0),
        ({"name": "hadd", "place": "Sirte"}, 0),
        ({"name": "baker", "place": "Sirte"}, 1),
        ({"actor": "Omar Haddad"}, 0),
        ({"actor": "omar  HADDAD"}, 0),
        ({"publisher": "Omar Haddad"}, 0),
        ({"place": "Omar Haddad"}, 0),
    ],
)
def test_lists_maps_timelines_and_networks_are_not_narrowed_by_it(
    people: dict[str, TestClient], condition: dict[str, str], told: int
) -> None:
    asked = {**condition, "all": "1"}
    whole = listed(people["rosa"], asked)
    for name in ("ana", "luc"):
        shown = listed(people[name], asked)
        assert (shown["total"] > 0) is bool(told)
        assert shown["total"] <= whole["total"]
        counted = {one["value"]: one["incidents"] for one in shown["facets"]["event_type"]}
        assert bool(counted) is bool(told)
        rows = people[name].get("/incidents.csv", params=asked).text.splitlines()
        assert len(rows) == shown["total"] + 1
        for page, key in (("/map.json", "total"), ("/timeline.json", "total")):
            assert people[name].get(page, params=asked).json()[key] == shown["total"]


def listed(client: TestClient, asked: dict[str, str]) -> dict[str, Any]:
    model = client.get("/incidents.json", params=asked).json()
    facets = {one["name"]: one["values"] for one in model["facets"]}
    return {"total": model["total"], "facets": facets}


def test_a_former_state_is_not_searched_for_it(people: dict[str, TestClient]) -> None:
    asked = {"q": "Haddad", "all": "1", "as_of": "2999-01-01"}
    places = {name: former(people[name], asked) for name in ("rosa", "ana")}
    assert places == {"rosa": {"Sirte, LBY", "Misrata, LBY"}, "ana": {"Misrata, LBY"}}


def former(client: TestClient, asked: dict[str, str]) -> set[str]:
    model = client.get("/incidents.json", params=asked).json()
    return {row["place"] for row in model["incidents"]}


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/queue.json?actor=Omar+Haddad&need=all", "found"),
        ("/network.json?node=Omar+Haddad&words=1", "every"),
        ("/reports.json?publisher=Omar+Haddad", "total"),
    ],
)
def test_no_other_page_finds_by_it(
    people: dict[str, TestClient], address: str, number: str
) -> None:
    assert people["luc"].get(address).json()[number] == 0


def test_what_people_said_is_not_searched_for_it(
    people: dict[str, TestClient], ledger: Ledger
) -> None:
    ana, address = people["ana"], f"/report/{doc_of(ledger, 'notice.md')}/say"
    form = {"what": "note", "said": "is this on Omar Haddad and his orchard?"}
    assert ana.post(address, data={**form, "csrf": csrf_of(ana)}).status_code == 303
    assert titles(people["rosa"], "Omar orchard") == {"A notice"}
    assert titles(ana, "Omar orchard") == set()
    assert titles(ana, "orchard") == {"A notice"}

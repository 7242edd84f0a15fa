"""A marked person is not read by one of their names alone where a report calls them so."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from sayso.export.formats.registry import find_format
from sayso.export.guards.view import Guards
from sayso.ledger.store import Ledger, open_ledger
from sayso.pipeline.deciding.personal import Part, personal_parts
from sayso.pipeline.deciding.safety import mark_personal
from sayso.pipeline.sending.export_files import Order, write_export
from sayso.pipeline.sending.wanted import Wanted
from sayso.review.parts import Parts
from tests.cli.commands import run
from tests.review.people import guarded, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

FIRST = (
    "Gunmen abducted Omar Haddad in Sirte on Thursday, police said. Mr Haddad had run a bakery"
    " there. Omar Bakri, a baker, said that gunmen had also beaten Haddad in Sirte on Thursday."
)
SECOND = (
    "Omar Haddad was abducted in Sirte on Thursday, his family said. Haddad said by telephone that"
    " gunmen had abducted him."
)
OTHER = "Soldiers killed nine people in Misrata on Friday, President Haddad said on Saturday."


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    for number, text in enumerate((FIRST, SECOND, OTHER)):
        head = f"---\npublisher: Post {number}\npublished: 2031-05-0{number + 2}\n---\n"
        (folder / f"{number}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    path = tmp_path_factory.mktemp("ledger") / "names.db"
    assert run("read", folder, "--into", path, "--no-model").exit_code == 0
    assert run("link", path).exit_code == 0
    return path


@pytest.fixture
def ledger(read: Path, tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "room.db"
    path.write_bytes(read.read_bytes())
    with open_ledger(str(path)) as opened:
        doc = report(opened, FIRST)
        start = FIRST.index("Omar Haddad")
        mark_personal(opened, doc, start, start + len("Omar Haddad"), by="ana")
        yield opened


@pytest.fixture
def luc(ledger: Ledger) -> TestClient:
    return sign_in(guarded(ledger), "luc")


def report(ledger: Ledger, text: str) -> str:
    return next(one.id for one in ledger.documents() if text in one.text)


def test_a_report_that_has_the_name_uses_parts_of_it(ledger: Ledger) -> None:
    found = {(part.doc_id, part.word): part for part in personal_parts(ledger)}
    first, second = report(ledger, FIRST), report(ledger, SECOND)
    assert {key for key in found if key[1] == "Haddad"} == {(first, "Haddad"), (second, "Haddad")}
    assert len(found[first, "Haddad"].around) == 2
    assert report(ledger, OTHER) not in {doc for doc, _ in found}


def test_the_surname_goes_from_page_and_twin_of_each_such_report(
    luc: TestClient, ledger: Ledger
) -> None:
    for text in (FIRST, SECOND):
        page = f"/report/{report(ledger, text)}"
        for address in (page, f"{page}.json"):
            answer = luc.get(address).text
            assert "Haddad" not in answer
            assert "[a person]" in answer
            assert "Sirte" in answer


def test_the_same_word_stays_where_no_such_person_is_named(
    luc: TestClient, ledger: Ledger
) -> None:
    page = luc.get(f"/report/{report(ledger, OTHER)}").text
    assert "Haddad" in page
    assert "[a person]" not in page


def test_lists_search_network_and_incidents_do_not_tell_it(
    luc: TestClient, ledger: Ledger
) -> None:
    ids = [one.id for one in ledger.incidents()]
    pages = ["/incidents", "/search", "/network", "/reports", "/", "/queue", "/map", "/timeline"]
    pages += [f"/incident/{key}" for key in ids]
    other = report(ledger, OTHER)
    for page in pages:
        for twin in ("", ".json"):
            query = "?q=bakery" if page == "/search" else "?all=1" if page == "/incidents" else ""
            address = f"{page}{twin}{query}" if page != "/" else f"{twin and '/index.json'}/"[:11]
            answer = luc.get(address).text
            if other not in answer and "President Haddad" not in answer:
                assert "Haddad" not in answer, address
    table = luc.get("/incidents.csv?all=1").text
    rows = list(csv.DictReader(io.StringIO(table)))
    assert all("Haddad" not in one["recipients"] for one in rows if "Sirte" in one["places"])
    assert {"[a person]"} == {one["recipients"] for one in rows if "Sirte" in one["places"]}


def test_the_referee_reads_it(ledger: Ledger) -> None:
    rosa = sign_in(guarded(ledger), "rosa")
    page = rosa.get(f"/report/{report(ledger, FIRST)}").text
    assert "Haddad" in page
    assert "[a person]" not in page


def test_an_export_without_persons_goes_without_the_part(ledger: Ledger, tmp_path: Path) -> None:
    order = Order(find_format("geojson"), Wanted(), Guards(persons=True, text_right="own words"))
    write_export(ledger, order, tmp_path / "out.geojson")
    told = (tmp_path / "out.geojson").read_text()
    assert "Omar Haddad" not in told
    assert "beaten Haddad" not in told
    assert "Haddad said by" not in told


def part(word: str = "Haddad", *, clean: bool = True) -> Part:
    around = (("police said. Mr ", " had run a bakery there."),)
    return Part("d00000001", word, around, clean)


@pytest.mark.parametrize(
    ("text", "here", "goes"),
    [
        ("Haddad", (), True),
        ("“Mr Haddad”", (), True),
        ("HADDAD", (), True),
        ("/incidents?actor=Haddad&all=1", (), True),
        ("… Mr Haddad had run a …", (), True),
        ("a note on Haddad of ours", (), False),
        ("a note on Haddad of ours", ("d00000001",), True),
        ("President Haddad said", (), False),
        ("Haddadi had run", ("d00000001",), False),
        ("haddad", ("d00000001",), False),
        ("Haddad", ("d00000002",), False),
        ("Haddad", ("d00000002", "d00000001"), True),
    ],
)
def test_a_word_goes_where_it_is_that_reports(
    text: str, here: tuple[str, ...], goes: bool
) -> None:
    told = Parts.of([part()]).replaced(text, here, lambda _: "█")
    assert ("█" in told) is goes


def test_a_word_that_a_report_uses_otherwise_goes_by_its_place_alone() -> None:
    parts = Parts.of([part(clean=False)])
    here = ("d00000001",)
    assert parts.replaced("Haddad town fell", here, lambda _: "█") == "Haddad town fell"
    assert parts.replaced("Mr Haddad had run", here, lambda _: "█") == "Mr █ had run"

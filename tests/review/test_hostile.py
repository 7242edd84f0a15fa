"""Reports and people that try to break out of the page: nothing of them becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from starlette.testclient import TestClient

from sayso.ledger.store import LedgerError, open_ledger
from sayso.records.review.user import Role, checked_name
from sayso.review.app import make_app
from sayso.review.pages import routes
from sayso.review.room import Room, alone
from tests.cli.commands import run
from tests.review.people import csrf_of, guarded, sign_in, try_sign_in, visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPT = "<script>alert(1)</script>"
BREAKS = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "</script></textarea></title><svg onload=alert(1)>",
    "' autofocus onfocus='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<iframe src=javascript:alert(1)>",
    "</style><style>*{display:none}</style>",
)
MARKS = "\u202egnp.\u202c\u200b\u2066\ufeff"
TEXT = (
    f"Gunmen killed nine people in Sirte on Thursday, the mayor {SCRIPT} said. {' '.join(BREAKS)}"
)
HOSTILE_TAGS = {"img", "svg", "iframe", "style", "object", "embed", "base", "math"}


class Page(HTMLParser):
    """What a browser would make of a page: its tags and where they may lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "script":
            self.scripts.append(dict(attrs))
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                self.handlers.append(f"{tag} {name}={value}")
            if name in {"href", "src", "action"}:
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data


def check(text: str, address: str) -> Page:
    """Holds a page to what no report may change."""
    page = Page(text)
    assert page.handlers == [], address
    assert not page.tags & (HOSTILE_TAGS - {"svg"}), address
    for script in page.scripts:
        assert (script.get("src") or "").startswith("/static/"), address
    for link in page.links:
        assert urlsplit(link.strip().lower()).scheme in {"", "http", "https"}, (address, link)
    return page


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for number, words in enumerate(BREAKS):
        shown = words.replace("'", "''")
        (folder / f"{number}.md").write_text(
            f"---\ntitle: 'Raid {shown} {MARKS}'\npublisher: 'Post {shown}'\n"
            f"published: 2031-05-0{number + 1}\nbloc: 'b {shown}'\n"
            f"url: 'javascript:alert({number})//{shown}'\n---\n{TEXT} {MARKS}\n"
            f"{'long' * 5000}\n",
            encoding="utf-8",
        )
    path = tmp_path_factory.mktemp("ledger") / "hostile.db"
    done = run("read", folder, "--into", path, "--no-model")
    assert done.exit_code in {0, 3}, done.stderr
    assert run("link", path).exit_code == 0
    return path


@pytest.fixture
def room(hostile: Path, tmp_path: Path) -> Iterator[Room]:
    path = tmp_path / "room.db"
    path.write_bytes(hostile.read_bytes())
    with open_ledger(str(path)) as ledger:
        yield Room(ledger, f"{SCRIPT}.db", alone(SCRIPT))


def addresses(room: Room) -> Iterator[str]:
    """Every page of the room, with the ids of all reports and incidents."""
    ledger = room.ledger
    for route in routes():
        path, methods = getattr(route, "path", ""), getattr(route, "methods", None) or ()
        if "GET" not in methods or path.endswith(".json"):
            continue
        if "{" not in path:
            yield path
        elif path == "/report/{id}":
            yield from (f"/report/{one.id}" for one in ledger.documents())
        elif path == "/incident/{id}":
            yield from (f"/incident/{one.id}" for one in ledger.incidents())


def test_reports_stay_words_on_every_page(room: Room) -> None:
    with TestClient(make_app(room)) as client:
        told = ""
        for address in addresses(room):
            page = client.get(address)
            assert page.status_code < 500, address
            if not page.headers["content-type"].startswith("text/html"):
                assert page.headers["x-content-type-options"] == "nosniff", address
                continue
            assert SCRIPT not in page.text, address
            told += check(page.text, address).words
    assert "alert(1)" in told
    assert "7 * 7" in told


def test_twins_are_no_markup(room: Room) -> None:
    with TestClient(make_app(room)) as client:
        for address in addresses(room):
            twin = client.get(f"{address.rstrip('/') or '/index'}.json")
            assert not twin.headers["content-type"].startswith("text/html"), address
            assert twin.headers["x-content-type-options"] == "nosniff"


def test_what_is_asked_stays_words(room: Room) -> None:
    with TestClient(make_app(room)) as client:
        for words in BREAKS:
            asked = quote(words)
            for address in (
                f"/search?q={asked}",
                f"/incidents?q={asked}&place={asked}&actor={asked}",
                f"/reports?q={asked}",
                f"/audit?kind={asked}",
                f"/history?by={asked}",
                f"/incident/{asked}",
                f"/report/{asked}",
                f"/{asked}",
            ):
                page = client.get(address)
                assert page.status_code < 500, address
                check(page.text, address)


def test_notes_and_names_of_people_stay_words(room: Room) -> None:
    ledger = room.ledger
    ledger.add_user('<b onclick="x">ana</b>', Role.REFEREE, "no hash", by=SCRIPT)
    people = guarded(ledger)
    rosa = sign_in(people, '<b onclick="x">ana</b>')
    incident = next(one.id for one in ledger.incidents())
    page = check(rosa.get("/account").text, "/account")
    assert '<b onclick="x">ana</b>' in page.words
    for words in BREAKS:
        form = {"why": f"{words} {MARKS}", "csrf": csrf_of(rosa)}
        assert rosa.post(f"/incident/{incident}/restrict", data=form).status_code == 303
    for address in ("/safety", "/audit", "/history", f"/incident/{incident}"):
        assert SCRIPT not in rosa.get(address).text
        check(rosa.get(address).text, address)


def test_the_form_of_signing_in_gives_nothing_back_as_markup(room: Room) -> None:
    client = visitor(guarded(room.ledger))
    for words in BREAKS:
        page = try_sign_in(client, words, "x", next=f"/{words}")
        check(page.text, "/login")
        assert SCRIPT not in page.text


def test_a_name_that_turns_the_line_is_refused(room: Room) -> None:
    with pytest.raises(ValueError, match="invisible"):
        checked_name(f"ana{MARKS}")
    with pytest.raises(LedgerError):
        room.ledger.change_user(f"ana{MARKS}", by="x", active=False)


@pytest.mark.parametrize(
    "address",
    ["/history?before=N", "/audit?before=N", "/feedback?before=N", "/queue?after=N:i1",
     "/search?q=a&page=N", "/reports?after=N", "/incidents?min_killed=N", "/incidents?after=N"],
)  # fmt: skip
@pytest.mark.parametrize("number", ["9" * 40, "-1", "٣", "1e9"])
def test_no_number_in_an_address_breaks_a_page(room: Room, address: str, number: str) -> None:
    with TestClient(make_app(room), raise_server_exceptions=False) as client:
        for path in (address, address.replace("?", ".json?", 1)):
            assert client.get(path.replace("N", number)).status_code in {200, 303, 400}


def test_no_number_in_a_form_breaks_a_decision(room: Room) -> None:
    incident = next(room.ledger.incidents()).id
    with TestClient(make_app(room), raise_server_exceptions=False) as client:
        csrf = csrf_of(client, "/")
        for seen in ("9" * 40, "-1", "٣", ""):
            form = {"verdict": "flag", "seen": seen, "csrf": csrf}
            sent = client.post(f"/incident/{incident}/judge", data=form, follow_redirects=False)
            assert sent.status_code == 303
            sent = client.post(
                "/queue/decide", data={**form, "item": incident}, follow_redirects=False
            )
            assert sent.status_code == 303

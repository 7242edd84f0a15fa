"""`sayso report`: pages in files, which open anywhere and tell no more than they may."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from sayso.ledger.acts.acting import Doing
from sayso.ledger.store import open_ledger
from sayso.pipeline.deciding.safety import mark_personal, restrict
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from tests.cli.commands import run

_ACTIVE = re.compile(r"<(form|script|button|input|select|textarea|iframe|object)\b")
_HREF = re.compile(r'\shref="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')


@pytest.fixture(scope="module")
def folder(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of the small ledger as a folder, which no test may change."""
    target = tmp_path_factory.mktemp("paper") / "war"
    assert run("report", small, "-o", target).exit_code == 0
    return target


@pytest.fixture(scope="module")
def single(small: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same as one file."""
    target = tmp_path_factory.mktemp("paper") / "war.html"
    assert run("report", small, "-o", target).exit_code == 0
    return target.read_text(encoding="utf-8")


@pytest.fixture
def ledger(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(small, tmp_path / "war.db"))


def written(ledger: Path, tmp_path: Path, *options: str) -> str:
    """The one file of a report with some options."""
    target = tmp_path / "told.html"
    done = run("report", ledger, "-o", target, *options)
    assert done.exit_code == 0, done.stderr
    return target.read_text(encoding="utf-8")


def pages(folder: Path) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def of_misrata(folder: Path) -> str:
    """The id of the incident that only one outlet tells."""
    return next(
        path.stem
        for path, text in pages(folder).items()
        if "Coast Daily" in text and path.parent.name == "incidents"
    )


def test_a_folder_has_a_page_for_each_incident_and_report(folder: Path) -> None:
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert len(list((folder / "incidents").iterdir())) == told["counts"]["incidents"] > 1
    assert len(list((folder / "reports").iterdir())) == told["counts"]["reports"] == 3
    assert "index.html" in {one["name"] for one in told["files"]}


def test_every_link_of_a_folder_leads_to_a_place_in_it(folder: Path) -> None:
    html = pages(folder)
    ids = {path.resolve(): set(_ID.findall(text)) for path, text in html.items()}
    links = 0
    for path, text in html.items():
        for told in map(unescape, _HREF.findall(text)):
            to, _, anchor = told.partition("#")
            there = (path.parent / to).resolve() if to else path.resolve()
            assert there.is_file(), f"{path.name}: {told}"
            assert not anchor or anchor in ids[there], f"{path.name}: {told}"
            links += bool(anchor)
    assert links > 10


def test_a_value_leads_to_its_words(folder: Path) -> None:
    page = next(text for text in pages(folder / "incidents").values() if "at least 9" in text)
    to = re.search(r'class="value" href="\.\./(reports/[^#"]+)#(at\d+-\d+)"><bdi>at least 9', page)
    assert to is not None
    report = (folder / to[1]).read_text(encoding="utf-8")
    assert re.search(
        rf'<mark id="{to[2]}"[^>]*>at least nine <mark[^>]*>people</mark></mark>', report
    )


def test_links_within_one_file_lead_to_ids_that_stand_once(single: str) -> None:
    ids = _ID.findall(single)
    assert len(ids) == len(set(ids))
    to = [unescape(one) for one in _HREF.findall(single)]
    assert len(to) > 20
    assert [one for one in to if not (one.startswith("#") and one[1:] in ids)] == []


def test_nothing_in_it_can_be_acted_on_or_asks_for_anything(folder: Path, single: str) -> None:
    for text in [single, *pages(folder).values()]:
        assert _ACTIVE.findall(text) == []
        assert ">judge" not in text
        assert re.findall(r'\ssrc="', text) == []
    assert "<link" not in single
    assert "url(" not in single


def test_a_denial_stands_with_its_sign_and_word(single: str) -> None:
    row = next(part for part in single.split("<tr ") if '"denies"' in part)
    assert re.search(r'data-stance="denies"[^>]*><span aria-hidden="true">✕</span> denies', row)
    assert "data-conflict" in row


def test_the_same_ledger_gives_the_same_bytes(folder: Path, small: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert run("report", small, "-o", again).exit_code == 0
    first = {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert first == {p.relative_to(again): p.read_bytes() for p in again.rglob("*") if p.is_file()}


def test_of_the_text_only_quotes_go_in_unless_the_right_is_stated(tmp_path: Path) -> None:
    beside = "The harbour cafe has sold lemonade since 1954."
    read = tmp_path / "reports"
    read.mkdir()
    (read / "a.md").write_text(
        "---\ntitle: A bad day\npublisher: Harbour Post\npublished: 2031-05-02\n---\n"
        f"Gunmen killed nine people in Sirte on Thursday. {beside}\n",
        encoding="utf-8",
    )
    ledger = tmp_path / "war.db"
    assert run("read", read, "--into", ledger).exit_code == 0
    assert run("link", ledger).exit_code == 0
    usual = written(ledger, tmp_path)
    assert "lemonade" not in usual
    assert "A bad day" not in usual
    assert "killed" in usual
    assert "no right to the text is stated" in usual
    whole = re.sub(r"<[^>]*>", "", written(ledger, tmp_path, "--with-text", "CC BY 4.0"))
    assert "lemonade since 1954" in whole
    assert "A bad day" in whole
    assert "CC BY 4.0" in whole


def test_a_delay_holds_back_what_is_younger(ledger: Path, tmp_path: Path) -> None:
    told = written(ledger, tmp_path, "--delay", "7d", "--today", "2031-05-09")
    assert "Gulf Evening" not in told
    assert "Coast Daily" not in told
    assert "Harbour Post" in told
    assert "accounts younger than 2031-05-02 (delay 7d)" in told


def test_fine_places_stand_nowhere_when_coarsened(ledger: Path, tmp_path: Path) -> None:
    assert "Misrata" in written(ledger, tmp_path)
    told = written(ledger, tmp_path, "--coarsen", "country")
    assert "Misrata" not in told
    assert "█" in told
    assert "places finer than country" in told


def test_what_is_set_for_an_incident_stands_as_a_persons_word_as_fine_as_the_rest(
    ledger: Path, tmp_path: Path
) -> None:
    with open_ledger(str(ledger)) as opened:
        incident = max(opened.incidents(), key=lambda one: one.accounts).id
        for field, value in (("places", "Tripoli, LBY"), ("actors", "Jan Mill")):
            review = Review.make(
                incident, Verdict.CORRECT, doc_id=None, by="Maria B.", at="2031-06-01",
                origin="room", field=field, value=value, why="as the map has it",
            )  # fmt: skip
            opened.record_act(Doing(by="Maria B.", kind=ActKind.DECIDE, reviews=[review]))
    free = unescape(written(ledger, tmp_path))
    assert "set by a person: place: Tripoli, LBY, by Maria B. (the accounts say: Sirte" in free
    held = written(ledger, tmp_path, "--coarsen", "country", "--redact", "persons")
    for words in ("Tripoli", "Maria B.", "Jan Mill", "as the map has it"):
        assert words not in held
    assert "set by a person: place: LBY, by a person" in held


def test_private_names_stand_nowhere_when_redacted(tmp_path: Path) -> None:
    read = tmp_path / "reports"
    read.mkdir()
    (read / "a.md").write_text(
        "---\npublisher: Harbour Post\npublished: 2031-05-02\n---\n"
        "Gunmen killed three people in Sirte on Thursday, the trader Basim Nouri said.\n",
        encoding="utf-8",
    )
    ledger = tmp_path / "war.db"
    assert run("read", read, "--into", ledger).exit_code == 0
    assert run("link", ledger).exit_code == 0
    assert "Basim Nouri" in written(ledger, tmp_path)
    assert "Nouri" not in written(ledger, tmp_path, "--redact", "persons")
    with open_ledger(str(ledger)) as opened:
        (document,) = opened.documents()
        at = document.text.index("Basim Nouri")
        mark_personal(opened, document.id, at, at + len("Basim Nouri"), by="ana")
    marked = written(ledger, tmp_path)
    assert "Nouri" not in marked
    assert "[a person]" in marked


def test_restricted_incidents_go_in_only_when_asked_for(
    ledger: Path, folder: Path, tmp_path: Path
) -> None:
    kept = of_misrata(folder)
    with open_ledger(str(ledger)) as opened:
        restrict(opened, kept, by="rosa", why="witnesses are in danger")
    told = written(ledger, tmp_path)
    assert kept not in told
    assert "Misrata" not in told
    refused = run("report", ledger, "-o", tmp_path / "one.html", "--incident", kept)
    assert refused.exit_code == 2
    assert kept in written(ledger, tmp_path, "--restricted")


def test_one_incident_goes_with_its_reports_alone(
    ledger: Path, folder: Path, tmp_path: Path
) -> None:
    told = written(ledger, tmp_path, "--incident", of_misrata(folder)[:9])
    assert "What is said of 1 incident" in told
    assert "Coast Daily" in told
    assert "Gulf Evening" not in told


def test_an_explained_profile_tells_its_steps(ledger: Path, tmp_path: Path) -> None:
    assert "came about" not in written(ledger, tmp_path)
    assert "How the figures under ucdp came about" in written(
        ledger, tmp_path, "--profile", "ucdp"
    )


def test_nothing_left_says_so(ledger: Path, tmp_path: Path) -> None:
    assert "no incident is left" in written(ledger, tmp_path, "--since", "2050-01-01")


def test_words_of_a_report_never_become_markup(tmp_path: Path) -> None:
    read = tmp_path / "reports"
    read.mkdir()
    (read / "a.txt").write_text(
        'Gunmen killed nine people in "<img src=x onerror=alert(1)>" Sirte on Thursday,'
        " the mayor said.\n",
        encoding="utf-8",
    )
    ledger = tmp_path / "war.db"
    assert run("read", read, "--into", ledger).exit_code == 0
    assert run("link", ledger).exit_code == 0
    told = written(ledger, tmp_path, "--with-text", "ours")
    assert "<img" not in told
    assert "&lt;img" in told


def test_a_folder_that_holds_something_is_kept(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "war"
    target.mkdir()
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    refused = run("report", small, "-o", target)
    assert refused.exit_code == 2
    assert "--replace" in refused.stderr
    assert (target / "mine.txt").is_file()

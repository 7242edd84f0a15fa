"""People of several roles before one room, and reports that try to run, in a real browser."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sayso.ledger.store import open_ledger
from sayso.review.room import Room, alone
from tests.browser.conftest import Served
from tests.browser.standing import grave, overflow
from tests.cli.commands import run
from tests.review.people import PASSWORD, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

HOSTILE = (
    "<script>window.ran = 1</script>",
    '"><img src=x onerror="window.ran=1">',
    "</script><svg onload=window.ran=1>",
    "' autofocus onfocus='window.ran=1",
)


@pytest.fixture
def team(seeded: Path, tmp_path: Path) -> Iterator[Served]:
    """A room in which ana, ben, luc and rosa sign in."""
    path = tmp_path / "team.db"
    shutil.copy(seeded, path)
    with open_ledger(str(path)) as ledger:
        room = Served(guarded(ledger))
        yield room
        room.close()


def entered(browser: Browser, team: Served, name: str, *, script: bool = True) -> Page:
    """A profile of its own in which somebody signs in by the form."""
    context = browser.new_context(base_url=team.url, java_script_enabled=script)
    page = context.new_page()
    page.goto("/account")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page


def test_signing_in_stands_by_itself(browser: Browser, team: Served) -> None:
    page = browser.new_context(base_url=team.url).new_page()
    page.goto("/incidents")
    expect(page).to_have_url(f"{team.url}/login?next=%2Fincidents")
    assert grave(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert overflow(page) <= 0
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    expect(page.get_by_label("Name")).to_have_value("ana")
    assert grave(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{team.url}/incidents")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/incidents.json")
    assert page.request.get("/incidents.json").status == 401


@pytest.mark.parametrize("script", [True, False])
def test_a_restricted_incident_is_gone_for_others(
    browser: Browser, team: Served, *, script: bool
) -> None:
    incident = max(team.ledger.incidents(), key=lambda one: one.accounts).id
    rosa, ana = (entered(browser, team, name, script=script) for name in ("rosa", "ana"))
    assert ana.goto(f"/incident/{incident}").status == 200  # type: ignore[union-attr]
    counted = ana.request.get("/incidents.json").text()
    assert incident in counted
    rosa.goto(f"/incident/{incident}")
    form = rosa.locator("form[action$='/restrict']")
    form.get_by_label("Why").fill("witnesses are in danger")
    form.get_by_role("button", name="Restrict").click()
    expect(rosa.get_by_text("coders and readers do not know of this incident")).to_be_visible()
    for suffix in ("", ".json"):
        assert ana.request.get(f"/incident/{incident}{suffix}").status == 404
    everything = len(list(team.ledger.incidents()))
    for address in (
        "/incidents", "/incidents.json", "/incidents.csv", "/search.json?q=sebha", "/queue.json",
        "/map.json", "/index.json", "/timeline.json", "/network.json?words=1",
    ):  # fmt: skip
        assert incident not in ana.request.get(address).text(), address
    assert ana.request.get("/incidents.json?all=1").json()["total"] == everything - 1
    assert rosa.request.get("/incidents.json?all=1").json()["total"] == everything
    rosa.goto("/safety")
    assert grave(rosa) == [] if script else True
    rosa.get_by_label("Why").fill("they are safe")
    rosa.get_by_role("button", name="Free").click()
    assert ana.goto(f"/incident/{incident}").status == 200  # type: ignore[union-attr]
    rosa.goto("/audit")
    expect(rosa.locator("tbody")).to_contain_text("witnesses are in danger")


@pytest.mark.parametrize("script", [True, False])
def test_graphic_words_come_when_asked_for(
    browser: Browser, team: Served, *, script: bool
) -> None:
    incident = max(team.ledger.incidents(), key=lambda one: one.accounts)
    account = team.ledger.accounts(team.ledger.incident(incident.id).event_ids)[0]
    address = f"/report/{account.claim.doc_id}"
    words = team.ledger.document(account.claim.doc_id).text.split(".")[0][-40:]
    ana, luc = (entered(browser, team, name, script=script) for name in ("ana", "luc"))
    ana.goto(address)
    ana.locator("form[action$='/graphic']").get_by_role("button", name="Mark graphic").click()
    expect(ana.get_by_role("button", name="Show them to me")).to_be_visible()
    luc.goto(address)
    assert words not in luc.inner_text("main")
    assert words not in luc.request.get(f"{address}.json").text()
    luc.get_by_role("button", name="Show them to me").click()
    assert words in luc.inner_text("main").replace("\n", " ")
    ana.goto(address)
    assert words not in ana.inner_text("main")
    rosa = entered(browser, team, "rosa", script=script)
    rosa.goto("/audit")
    asked = rosa.locator("tbody tr", has_text="luc").filter(has_text="graphic")
    expect(asked.first).to_be_visible()


def test_a_personal_name_is_in_no_source_of_those_below_referees(
    browser: Browser, team: Served
) -> None:
    name = "doctors"
    report = next(one for one in team.ledger.documents() if "🏥" in one.text)
    (home,) = set(team.ledger.homes_of_reports([report.id]))
    ana, luc, rosa = (entered(browser, team, one) for one in ("ana", "luc", "rosa"))
    ana.goto(f"/report/{report.id}")
    ana.locator("#form-say > summary").click()
    form = ana.locator("#form-say form")
    form.get_by_label("the words, as in the report").fill(name)
    form.locator("[name=what]").select_option("personal")
    form.get_by_label("what you say").fill("they fear for themselves")
    form.get_by_role("button", name="Record").click()
    expect(ana.locator("main")).to_contain_text("[a person]")
    for page in (ana, luc):
        for address in (f"/report/{report.id}", f"/incident/{home}", "/queue", "/search?q=bombed"):
            page.goto(address)
            source = page.content()
            assert f"patients, {name}" not in source, address
            assert f"“{name}” through Harbour Post" not in source, address
            assert f"according to “{name}”: 14" not in source, address
    rosa.goto(f"/report/{report.id}")
    expect(rosa.locator(".words").first).to_contain_text(f"patients, {name} said")


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, words in enumerate(HOSTILE):
        shown = words.replace("'", "''")
        (folder / f"{number}.md").write_text(
            f"---\ntitle: '{shown}'\npublisher: 'P {shown}'\nurl: 'javascript:window.ran=1'\n"
            f"published: 2031-05-0{number + 1}\n---\n"
            f"Gunmen killed nine people in Sirte on Thursday, the mayor {words} said.\n",
            encoding="utf-8",
        )
    path = tmp_path / "hostile.db"
    assert run("read", folder, "--into", path, "--no-model").exit_code == 0
    assert run("link", path).exit_code == 0
    with open_ledger(str(path)) as ledger:
        room = Served(Room(ledger, HOSTILE[0], alone(HOSTILE[1])))
        yield room
        room.close()


def test_nothing_of_a_report_runs(browser: Browser, hostile: Served) -> None:
    page = browser.new_context(base_url=hostile.url).new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.on("request", lambda one: asked.append(one.url) if "/x" in one.url[-2:] else None)
    ledger = hostile.ledger
    addresses = [
        "/",
        "/incidents",
        "/queue",
        "/map",
        "/network",
        "/timeline",
        "/reports",
        "/history",
        *(f"/report/{one.id}" for one in ledger.documents()),
        *(f"/incident/{one.id}" for one in ledger.incidents()),
    ]
    for address in addresses:
        page.goto(address)
        assert page.evaluate("() => window.ran") is None, address
        assert page.locator("a[href^='javascript' i]").count() == 0, address
        assert page.locator("main img[src='x'], main [onload], main [onerror]").count() == 0
    assert asked == []

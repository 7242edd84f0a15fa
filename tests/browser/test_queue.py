"""The queue as a person works through it: by keys alone, without script, with undo; in bulk."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from sayso.ledger.store import open_ledger
from sayso.records.review.act import ActKind
from tests.browser.keying import press_to
from tests.browser.standing import check_page, without_script
from tests.cli.commands import run

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Served

_KEYS = "aarsfaaraasaafaaraaa"
_EIGHT = 8
_AT_ONCE = 50
_PATIENCE = 30_000


def focused(page: Page) -> str:
    """The id of what has the focus."""
    found: str = page.evaluate("() => document.activeElement.id")
    return found


def total(page: Page) -> int:
    """How many incidents the queue has."""
    return int(page.locator("#progress").inner_text().split(" of ")[1])


def test_twenty_items_by_keys_alone(page: Page, served: Served) -> None:
    page.goto("/queue/next")
    every = total(page)
    assert every > 300
    for done, key in enumerate(_KEYS, start=1):
        assert focused(page) == "item"
        page.keyboard.press(key)
        expect(page.locator("#progress")).to_have_text(f"{done} of {every}")
    assert focused(page) == "item"
    expect(page.locator("#told")).to_have_text(f"20 of {every} incidents done")
    said = [review.verdict.value for review in served.ledger.reviews()]
    words = {"a": "accept", "r": "reject", "s": "skip", "f": "flag"}
    assert said == [words[key] for key in _KEYS]
    assert len({review.target for review in served.ledger.reviews()}) == len(_KEYS)


def test_keys_pressed_faster_than_the_room_answers_are_not_lost(
    page: Page, served: Served
) -> None:
    page.goto("/queue/next")
    every = total(page)
    page.keyboard.type("a" * _EIGHT)
    expect(page.locator("#progress")).to_have_text(f"{_EIGHT} of {every}", timeout=_PATIENCE)
    assert len({review.target for review in served.ledger.reviews()}) == _EIGHT


def test_undo_restores_and_deletes_nothing(page: Page, served: Served) -> None:
    page.goto("/queue/next")
    every = total(page)
    heading = page.locator("#item").inner_text()
    page.keyboard.press("r")
    expect(page.locator("#progress")).to_have_text(f"1 of {every}")
    page.keyboard.press("u")
    expect(page.locator("#progress")).to_have_text(f"0 of {every}")
    expect(page.locator("#item")).to_have_text(heading)
    assert focused(page) == "item"
    assert [act.kind for act in served.ledger.acts()] == [ActKind.DECIDE, ActKind.UNDO]


def test_accept_and_stay_then_next_and_before(page: Page, served: Served) -> None:
    page.goto("/queue/next?need=all")
    first = page.locator("#item").inner_text()
    page.keyboard.press("A")
    expect(page.locator('[data-verdict="accept"]').first).to_be_visible()
    expect(page.locator("#item")).to_have_text(first)
    page.keyboard.press("n")
    expect(page.locator("#item")).not_to_have_text(first)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#item")).to_have_text(first)
    assert len(served.ledger.acts()) == 1


def test_the_list_of_keys_and_text_fields_in_which_keys_write(page: Page, served: Served) -> None:
    page.goto("/queue/next")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.get_by_label("Why", exact=True).fill("")
    page.get_by_label("Why", exact=True).press_sequentially("ras ?")
    expect(page.get_by_label("Why", exact=True)).to_have_value("ras ?")
    assert served.ledger.acts() == []
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_have_text(re.compile("^1 of"))
    assert [act.why for act in served.ledger.acts()] == ["ras ?"]


def test_quotes_and_the_incident_by_keys(page: Page) -> None:
    page.goto("/queue/next")
    page.keyboard.press("q")
    quote = page.locator(".quote").first
    expect(quote).to_be_focused()
    heading = page.locator("#item").inner_text()
    page.keyboard.press("q")
    expect(page.locator(".quote").nth(1)).to_be_focused()
    press_to(page, "o", "/incident/")
    expect(page.locator("h1")).to_have_text(heading)


def test_the_queue_says_why_and_shows_only_disagreements(page: Page) -> None:
    page.goto("/queue")
    first = page.locator(".queue > li").first
    expect(first).to_contain_text("accounts differ")
    scores = [int(one) for one in page.locator(".queue .score b").all_inner_texts()]
    assert scores == sorted(scores, reverse=True)
    page.get_by_label("only disagreements").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".queue > li")).to_have_count(3)
    for reasons in page.locator(".queue .why-here").all():
        expect(reasons).to_contain_text("disagreement")
    titles = sorted(page.locator(".queue h2 a").all_inner_texts())
    assert [title.split(" · ")[1].split(",")[0] for title in titles] == [
        "Gusau", "Misrata", "Tikrit",
    ]  # fmt: skip
    page.goto("/queue")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".queue h2 a").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("item="))


def test_a_long_queue_comes_by_pages_in_one_order(page: Page) -> None:
    page.goto("/queue")
    every = total(page)
    seen: list[str] = []
    scores: list[int] = []
    while True:
        items = page.locator(".queue > li")
        assert 0 < items.count() <= _AT_ONCE
        seen += items.evaluate_all("all => all.map(one => one.id)")
        scores += [int(one) for one in page.locator(".queue .score b").all_inner_texts()]
        following = page.locator("a[rel=next]")
        if not following.count():
            break
        following.first.click()
    assert len(seen) == len(set(seen)) == every
    assert scores == sorted(scores, reverse=True)


def test_a_decision_made_on_a_stale_page_is_offered_again(page: Page, served: Served) -> None:
    late = page.context.new_page()
    late.goto("/queue/next")
    page.goto("/queue/next")
    page.keyboard.press("r")
    expect(page.locator("#progress")).to_have_text(re.compile("^1 of"))
    late.get_by_label("Why", exact=True).fill("typed with care")
    late.get_by_role("button", name="Accept").click()
    expect(late.get_by_role("alert")).to_contain_text("look at it again")
    expect(late.get_by_label("Why", exact=True)).to_have_value("typed with care")
    assert focused(late) == "item"
    assert len(served.ledger.acts()) == 1


def test_the_queue_without_script(page: Page, served: Served) -> None:
    assert "points" in without_script(page.context, f"{served.url}/queue")
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, base_url=served.url)
    bare = plain.new_page()
    bare.goto("/queue/next")
    bare.get_by_role("button", name="Accept").click()
    expect(bare.locator("#progress")).to_have_text(re.compile("^1 of"))
    bare.get_by_role("button", name="Undo").click()
    expect(bare.locator("#progress")).to_have_text(re.compile("^0 of"))
    plain.close()


def test_fifty_changed_by_one_act_undone_in_one_step_and_done_again_elsewhere(
    page: Page, served: Served, seeded: Path, tmp_path: Path
) -> None:
    page.goto("/bulk")
    page.get_by_label("Decide on").select_option("actors")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("link", name="Gunmen", exact=True).click()
    count = int(page.locator("#preview-count").inner_text())
    assert count >= 50
    expect(page.locator("#preview tbody tr")).to_have_count(count)
    page.get_by_label("correct to").check()
    page.get_by_label("What is right").fill("Lake Brigade")
    page.get_by_label("Why").fill("one group by these words")
    page.get_by_role("button", name=f"Apply to {count}").click()
    expect(page.locator("#changed")).to_have_text(str(count))
    (act,) = served.ledger.acts()
    assert len(act.reviews) == count
    page.get_by_role("link", name="See it in the history").click()
    row = page.locator('tr[data-kind="bulk"]')
    expect(row).to_contain_text("one group by these words")
    row.get_by_role("button", name="Undo").click()
    expect(page.locator('tr[data-kind="bulk"]')).to_contain_text("taken back since")
    assert [one.kind for one in served.ledger.acts()] == [ActKind.BULK, ActKind.UNDO]
    assert len(served.ledger.acts()[1].reviews) == count
    page.goto("/history")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download as JSON Lines").click()
    fresh = Path(shutil.copy(seeded, tmp_path / "fresh.db"))
    done = run("ledger", "replay", fresh, taken.value.path())
    assert done.exit_code == 0, done.stderr
    with open_ledger(str(fresh)) as ledger:
        assert ledger.digest_of_people() == served.ledger.digest_of_people()


def test_pages_stand_with_something_in_them(page: Page, served: Served) -> None:
    page.goto("/queue/next")
    page.keyboard.press("f")
    expect(page.locator("#progress")).to_have_text(re.compile("^1 of"))
    for address in (
        "/queue?need=flagged",
        "/queue/next",
        "/history",
        "/bulk?by=actors",
        "/bulk?by=actors&words=gunmen",
    ):
        check_page(page, address)
    assert served.ledger.check() == []

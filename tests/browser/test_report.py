"""The report's page as a person uses it: words highlighted, marked, coded, in any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.arabic import TEXT
from tests.browser.standing import check_page, without_script
from tests.strategies import make_document

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Served

HERE = ".sayso-here"
_SELECT = """([from, to]) => {
  const walk = document.createTreeWalker(document.querySelector('.words'), NodeFilter.SHOW_TEXT);
  const at = (wanted) => {
    walk.currentNode = walk.root;
    for (let left = wanted, node = walk.nextNode(); node; node = walk.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
    }
  };
  const [first, start] = at(from);
  const [last, end] = at(to);
  getSelection().setBaseAndExtent(first, start, last, end);
}"""


_LEFTS = """([words]) => {
  const range = (node, n) => {
    const one = document.createRange();
    one.setStart(node, n);
    one.setEnd(node, n + 1);
    return one.getBoundingClientRect().left;
  };
  const walk = document.createTreeWalker(document.querySelector('.words'), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) return [...words].map((_, n) => range(node, at + n));
  }
}"""
"""Where on the screen each letter of some words begins, from the left."""

_COVERED = """() => {
  const glyphs = document.createRange();
  glyphs.selectNodeContents(document.querySelector('.sayso-here'));
  const boxes = [...document.querySelectorAll('.sayso-here')].flatMap(
    (mark) => [...mark.getClientRects()]);
  return [...glyphs.getClientRects()].filter((one) => one.width > 0).every((one) => boxes.some(
    (box) => box.left <= one.left + 1 && box.right >= one.right - 1
      && box.top <= one.top + one.height / 2 && box.bottom >= one.top + one.height / 2));
}"""
"""Whether every glyph of the words stands inside a box that is highlighted."""


def report_with(served: Served, words: str) -> tuple[str, str]:
    """The id and text of a report with some words."""
    return next((one.id, one.text) for one in served.ledger.documents() if words in one.text)


def select(page: Page, text: str, words: str) -> None:
    """Marks words as a mouse does: a browser counts UTF-16 units."""
    start = len(text[: text.index(words)].encode("utf-16-le")) // 2
    end = start + len(words.encode("utf-16-le")) // 2
    page.evaluate(_SELECT, [start, end])


def highlighted(page: Page) -> str:
    return str(page.locator(HERE).first.evaluate("(mark) => mark.textContent"))


@pytest.mark.parametrize(
    "words", ["🏥 Army planes bombed the hospital", "planes bombed", "a hospital in Misrata"]
)
def test_exactly_the_words_asked_for_are_highlighted(
    page: Page, served: Served, words: str
) -> None:
    doc_id, text = report_with(served, "🏥")
    start = text.index(words)
    page.goto(f"/report/{doc_id}?start={start}&end={start + len(words)}#m")
    assert highlighted(page) == words
    expect(page.locator(HERE)).to_be_in_viewport()
    expect(page.locator(HERE)).to_have_css("outline-style", "solid")


def test_every_cell_opens_its_words_and_back_leads_to_the_cell(page: Page, served: Served) -> None:
    doc_id, _ = report_with(served, "🏥")
    (home,) = set(served.ledger.homes_of_reports([doc_id]))
    page.goto(f"/incident/{home}")
    cells = page.locator(f".said a.value[href*='/report/{doc_id}']")
    addresses = [str(cells.nth(n).get_attribute("href")) for n in range(cells.count())]
    assert addresses
    told = {one.id: one.text for one in served.ledger.documents()}
    for address in addresses:
        page.goto(address)
        asked = dict(part.split("=") for part in address.split("?")[1].split("#")[0].split("&"))
        assert highlighted(page) == told[doc_id][int(asked["start"]) : int(asked["end"])]
    page.get_by_role("link", name="Back").first.click()
    page.wait_for_url(f"**/incident/{home}*#c*")
    expect(page.locator(":target")).to_be_in_viewport()


def test_arabic_runs_from_the_right_and_is_copied_as_it_stands(page: Page, served: Served) -> None:
    doc_id, _ = report_with(served, "الهلال")
    words = "الهلال الأحمر (Red Crescent) إن"
    start = TEXT.index(words)
    page.goto(f"/report/{doc_id}?start={start}&end={start + len(words)}#m")
    assert highlighted(page) == words
    assert page.locator(".words").get_attribute("dir") == "rtl"
    expect(page.locator(".words")).to_have_css("direction", "rtl")
    select(page, TEXT, "وقتلت 12 شخصا")
    assert page.evaluate("getSelection().toString()") == "وقتلت 12 شخصا"
    letters = page.evaluate(_LEFTS, ["Red Crescent"])
    assert letters == sorted(letters)
    assert page.evaluate(_COVERED) is True
    digits = page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.querySelector('.words'), 4);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf('12');
            if (at < 0) continue;
            const box = (n) => { const r = document.createRange(); r.setStart(node, n);
              r.setEnd(node, n + 1); return r.getBoundingClientRect().left; };
            return [box(at), box(at + 1)];
          }
        }"""
    )
    assert digits[0] < digits[1]


def test_an_event_is_coded_from_marked_words_behind_an_emoji(page: Page, served: Served) -> None:
    doc_id, text = report_with(served, "🏥")
    page.goto(f"/report/{doc_id}")
    select(page, text, "the mayor said")
    page.get_by_role("button", name="a new event").click()
    form = page.locator("#form-event form")
    start = text.index("the mayor said")
    assert form.locator("[name=quote_start]").input_value() == str(start)
    form.get_by_label("type").select_option("ACCUSE")
    select(page, text, "Army planes")
    form.locator("[data-take=actors]").click()
    form.get_by_role("button", name="Record the event").click()
    expect(page.locator("#done")).to_contain_text("Recorded")
    assert highlighted(page) == "the mayor said"
    card = page.locator("article.event", has_text="coded by maria")
    expect(card).to_contain_text("Army planes")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("article.event", has_text="coded by maria")).to_have_count(0)


def test_the_bar_is_reached_by_a_key_and_no_letter_is_lost_in_fields(
    page: Page, served: Served
) -> None:
    doc_id, text = report_with(served, "🏥")
    page.goto(f"/report/{doc_id}")
    select(page, text, "14 patients")
    expect(page.locator("#marked")).to_have_text("14 patients")
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="a value of an event")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#form-fill [name=field]")).to_be_focused()
    page.locator("#form-fill [name=why]").fill("")
    page.locator("#form-fill [name=why]").press_sequentially("mm")
    assert page.locator("#form-fill [name=why]").input_value() == "mm"


def test_a_translation_stands_beside_its_words_and_leads_to_them(
    page: Page, served: Served
) -> None:
    doc_id, text = report_with(served, "الهلال")
    page.goto(f"/report/{doc_id}")
    select(page, text, "وقتلت 12 شخصا")
    page.get_by_role("button", name="translate").click()
    page.locator("#form-say").get_by_label("what you say").fill("and killed 12 people")
    page.locator("#form-say").get_by_role("button", name="Record").click()
    pair = page.locator(".pair")
    expect(pair.locator(".translation")).to_have_text("and killed 12 people")
    expect(pair.locator(".translation")).to_have_css("direction", "ltr")
    original = pair.locator("blockquote").first
    expect(original).to_have_css("direction", "rtl")
    original.locator("a").click()
    assert highlighted(page) == "وقتلت 12 شخصا"


def test_marks_over_combining_signs_hold_their_words(page: Page, served: Served) -> None:
    words = "ka\u0331mpa\u0308la"
    document = make_document(f"🚑 {words} 👩\u200d🚒 said so.", report="signs", language="xx")
    run_id = served.ledger.begin_run(version="1", configuration="t", inputs=[], resume=False)
    served.ledger.record(run_id, [document])
    served.ledger.finish_run(run_id)
    start = document.text.index(words[:2])
    end = document.text.index(" 👩")
    page.goto(f"/report/{document.id}?start={start}&end={end}")
    assert highlighted(page) == document.text[start:end]


@pytest.mark.parametrize("words", ["🏥", "الهلال", "<img src=x"])
def test_a_report_stands(page: Page, context: BrowserContext, served: Served, words: str) -> None:
    doc_id, text = report_with(served, words)
    check_page(page, f"/report/{doc_id}?start=0&end=12")
    assert text in without_script(context, f"{served.url}/report/{doc_id}")

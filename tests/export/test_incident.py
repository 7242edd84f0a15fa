"""An incident as HTML and text: hostile words stay words, nothing is told by colour alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import StringIO
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sayso.export.incident_html import incident_html, incident_page
from sayso.export.incident_list import COLUMNS, flat, incident_table
from sayso.export.incident_text import incident_text
from sayso.incidents.side_by_side.matrix import to_matrix
from sayso.records.attribution import Stance
from sayso.records.evidence import Span
from sayso.records.mention import QuantityOp
from tests.incidents.told import account, denied, incident, party, sources, toll

if TYPE_CHECKING:
    from sayso.records.claim import Account
    from sayso.records.shown.matrix import Matrix

HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)> & [bold]b[/bold]"
HEBREW = "\u200fהצבא הכחיש את הדיווח"


class _Page(HTMLParser):
    """The tags, attributes and text of a page; a tag that is not closed is an error."""

    VOID = frozenset({"meta", "br", "img", "link"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def told(words: str, *, url: str | None = None) -> list[Account]:
    """Two accounts that contradict each other, the words wherever words can stand."""
    spoken = Span(start=0, end=len(words), quote=words)
    first = account(
        "d1",
        words,
        publisher=words,
        bloc=words,
        actors=(party(words), party("the Reds", "Red Front")),
        tolls=(toll(9),),
        targets=(spoken,),
        sentences=(spoken,),
        evidence=(spoken,),
    )
    second = account(
        "d2",
        "Red Front",
        actors=(denied(words, "Red Front"),),
        tolls=(toll(22),),
        weapons=(spoken,),
    )
    return [msgspec.structs.replace(first, title=words, url=url or words, credit=words), second]


def matrix(accounts: list[Account]) -> Matrix:
    return to_matrix(incident(accounts), accounts, sources(accounts))


def text(made: Matrix, width: int = 100) -> str:
    console = Console(width=width, highlight=False, record=True, file=StringIO())
    console.print(incident_text(made))
    return console.export_text()


def test_hostile_words_stay_words() -> None:
    page = incident_page(matrix(told(HOSTILE)))
    parsed = _Page(page)
    assert {"script", "img"}.isdisjoint(parsed.tags)
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]
    assert "alert('x')" in "".join(parsed.words)
    assert "[bold]b[/bold]" in text(matrix(told(HOSTILE)), width=400)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    links = [
        v for n, v in _Page(incident_page(matrix(told("a", url=url)))).attributes if n == "href"
    ]
    assert links
    assert all(link is not None and link.startswith("#") for link in links)
    page = incident_page(matrix(told("a", url="https://a.example/?x=1&y='\"")))
    assert ("href", "https://a.example/?x=1&y='\"") in _Page(page).attributes


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_words_make_a_page_whose_tags_are_ours(words: str) -> None:
    plain = _Page(incident_page(matrix(told("a"))))
    parsed = _Page(incident_page(matrix(told(words))))
    assert set(parsed.tags) == set(plain.tags)
    assert {name for name, _ in parsed.attributes} <= {name for name, _ in plain.attributes}


def test_the_page_needs_nothing_else() -> None:
    page = incident_page(matrix(told("a", url="https://a.example/")))
    assert re.findall(r"(?: src=|@import|url\()", page) == []
    assert "default-src 'none'" in page
    assert {"script", "link", "iframe", "img"}.isdisjoint(_Page(page).tags)


def test_tables_have_captions_and_scopes_and_ids_lead_somewhere() -> None:
    page = incident_page(matrix(told("a")))
    parsed = _Page(page)
    assert parsed.tags.count("table") == parsed.tags.count("caption") >= 3
    heads = parsed.tags.count("th")
    assert heads == len([v for n, v in parsed.attributes if n == "scope" and v in {"row", "col"}])
    ids = [v for n, v in parsed.attributes if n == "id"]
    assert len(ids) == len(set(ids))
    leads = {v for n, v in parsed.attributes if n == "href" and v and v.startswith("#")}
    leads |= {f"#{v}" for n, v in parsed.attributes if n == "aria-labelledby"}
    assert leads <= {f"#{id_}" for id_ in ids}


def test_words_from_right_to_left_stand_in_elements_of_their_own() -> None:
    page = incident_html(matrix(told(HEBREW)))
    assert f'<blockquote dir="auto"><p>{HEBREW}</p>' in page
    assert f"<bdi>“{HEBREW}”</bdi>" in page


def test_disagreement_has_a_sign_and_a_word() -> None:
    made = matrix(told("a"))
    page = incident_html(made)
    assert '<span class="sign">≠ contradicted</span>' in page
    assert '<span class="sign">× denied</span>' in page
    shown = text(made)
    assert re.search(r"≠ +killed +22: Red Front *\n +against 9: a", shown)
    assert "× denies: Red" in shown
    assert "≠ contradicted: “9 people” [30:38] → 9" in shown


def test_text_fits_the_width() -> None:
    made = matrix(told("a word " * 30))
    for width in (80, 100):
        assert max(map(len, text(made, width).splitlines())) <= width


def test_a_list_has_a_line_each_and_units() -> None:
    made = matrix(
        [
            account("d1", tolls=(toll(9, op=QuantityOp.AT_LEAST),)),
            account("d2", tolls=(toll(22),), stance=Stance.ADMITS),
        ]
    )
    console = Console(width=160, record=True, file=StringIO())
    console.print(incident_table([made.headline]))
    head, line = console.export_text().splitlines()
    assert "accounts, reports, sources" in head
    assert "9–22+" in line
    assert "2 acc 2 rep 2 src" in line
    row = flat(made.headline)
    assert tuple(row) == COLUMNS
    assert (row["killed_low"], row["killed_high"], row["killed_open"]) == (9, 22, True)
    assert row["stances"] == "asserts | admits"

"""Web pages: the article, what the page says of itself, and dates from nowhere else."""

from __future__ import annotations

import logging
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from sayso.ingest.pages.html import read_page
from sayso.ingest.unreadable import UnreadableError
from tests.ingest.reading import one_document, one_reject, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """
<p>Soldiers entered the town of Harim before dawn on Tuesday, residents said, and went from
house to house in the northern quarter.</p>
<p>“We heard <b>four</b> blasts,” said a shopkeeper who gave his name as <a href="/y">Yusuf</a>.
The governor denied that anyone had been hurt.</p>
<ul><li>The bridge over the river was closed to traffic.</li><li>Schools will stay shut.</li></ul>
<table><tr><td>Harim</td><td>7 wounded</td></tr></table>
<p>The mayor<br>left the town in the evening, according to his office.</p>
"""


STORY_START = "Soldiers entered the town of Harim before dawn on Tuesday, residents said"
DENIAL = "The governor denied that anyone had been hurt."


def page(head: str = "", body: str = ARTICLE, foot: str = "", lang: str = "en") -> str:
    return (
        f"<!DOCTYPE html><html lang='{lang}'>"
        f"<head><title>Soldiers enter Harim</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<article><h1>Soldiers enter Harim</h1>{body}</article>"
        f"<footer>{foot}</footer></body></html>"
    )


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def meta(name: str, content: str, kind: str = "property") -> str:
    return f'<meta {kind}="{name}" content="{content}">'


def test_the_article_is_read_without_its_surroundings() -> None:
    found = read_page(page(foot="© 2019 The Outlet. All rights reserved."))
    assert found.text.split("\n\n") == [
        "Soldiers enter Harim",
        f"{STORY_START}, and went from house to house in the northern quarter.",
        f"“We heard four blasts,” said a shopkeeper who gave his name as Yusuf. {DENIAL}",
        "The bridge over the river was closed to traffic.",
        "Schools will stay shut.",
        "Harim\t7 wounded",
        "The mayor\nleft the town in the evening, according to his office.",
    ]
    assert found.title == "Soldiers enter Harim"


def test_the_page_says_who_published_it_and_where() -> None:
    head = meta("og:site_name", "The Outlet")
    head += "<link rel='canonical' href='https://outlet.example/harim'>"
    found = read_page(page(head))
    assert found.publisher == "The Outlet"
    assert found.url == "https://outlet.example/harim"


ARTICLE_DATE = '{"@type":"NewsArticle","datePublished":"2016-08-03T14:05:00Z"'


TWO_TIMES = "<time datetime='2016-08-03'>x</time><time datetime='2015-01-02'>y</time>"
TIMED = "2016-08-03T14:05:00+00:00"
MODIFIED = ',"dateModified":"2017-01-01"}'
CANONICAL = "<link rel='canonical' href='https://o.example/2016/08/03/harim'>"


@pytest.mark.parametrize(
    ("html", "published"),
    [
        (page(meta("article:published_time", "2016-08-03T14:05:00Z")), TIMED),
        (page(meta("DC.date.issued", "2016-08-03", "name")), "2016-08-03"),
        (page(meta("datePublished", "2016-08-03", "itemprop")), "2016-08-03"),
        (page(linked(ARTICLE_DATE + MODIFIED)), TIMED),
        (page(linked('{"@graph":[{"@type":"WebPage"},' + ARTICLE_DATE + "}]}")), TIMED),
        (page(linked("{broken " + ARTICLE_DATE[1:])), TIMED),
        (page(body="<time datetime='2016-08-03'>3 August</time>" + ARTICLE), "2016-08-03"),
        (page(CANONICAL), "2016-08-03"),
    ],
)
def test_dates_come_from_metadata(html: str, published: str) -> None:
    assert read_page(html).published == published


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page(foot="© 2019 The Outlet"),
        page(foot="Copyright 2015–2019 The Outlet. Last updated: 2019-03-04"),
        page(meta("copyrightYear", "2019", "itemprop")),
        page(linked('{"@type":"NewsArticle","copyrightYear":2019,"dateModified":"2019-02-03"}')),
        page(meta("article:modified_time", "2016-09-03T14:05:00Z")),
        page(meta("og:updated_time", "2016-09-03T14:05:00Z")),
        page(body=ARTICLE + "<p>The truce of 2012-04-12 did not hold, nor did others.</p>"),
        page(meta("date", "03/08/2016", "name")),
        page(body=TWO_TIMES + ARTICLE),
    ],
)  # fmt: skip
def test_no_date_is_made_from_a_copyright_line_a_change_or_the_text(html: str) -> None:
    assert read_page(html).published is None


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>x</title></head><body><nav>Home</nav></body></html>",
        "<html><body><nav>Home</nav><footer>© 2019 The Outlet</footer></body></html>",
        "<html><body><script>var a = 1;</script><style>p {}</style></body></html>",
        "<html></html>",
        "<!-- -->",
        "<<<>>>",
        "<html><body>" + "<div>" * 50_000 + "text" + "</div>" * 50_000,
    ],
)
def test_a_page_without_article_is_rejected(html: str) -> None:
    with pytest.raises(UnreadableError, match=r"no text|too broken"):
        read_page(html)


def test_a_page_of_too_many_characters_is_rejected() -> None:
    with pytest.raises(UnreadableError, match="5,000,000"):
        read_page("<p>" + "x" * 5_000_000)


def test_an_article_that_repeats_itself_is_kept_whole() -> None:
    assert read_page(page(body=ARTICLE * 3)).text.count("denied that anyone") == 3


def test_pages_do_not_depend_on_those_before_them() -> None:
    pages = [
        page(meta("article:published_time", "2016-08-03")),
        page(linked(ARTICLE_DATE + "}"), lang="de"),
        page(foot="© 2019", body=ARTICLE * 2),
    ]
    alone = {html: read_page(html) for html in pages}
    for order in permutations(pages):
        assert {html: read_page(html) for html in order} == alone


@pytest.mark.parametrize(
    "charset", ["windows-1252", "iso-8859-1", "utf-8", "windows-1251", "gb18030"]
)
def test_the_declared_charset_is_used(tmp_path: Path, charset: str) -> None:
    word = {"windows-1251": "Харим", "gb18030": "哈里姆"}.get(charset, "Köln")
    body = ARTICLE.replace("“", '"').replace("”", '"') + f"<p>The place is also called {word}.</p>"
    data = page(f"<meta charset='{charset}'>", body).encode(charset)
    document = one_document(read_bytes(tmp_path, "a.html", data))
    assert f"also called {word}." in document.text
    assert document.media_type == "text/html"


def test_a_page_that_says_it_is_latin_but_is_utf8_is_read_as_utf8(tmp_path: Path) -> None:
    data = page("<meta charset='iso-8859-1'>").encode()
    assert "“We heard" in one_document(read_bytes(tmp_path, "a.html", data)).text


def test_a_page_of_unknown_encoding_is_rejected(tmp_path: Path) -> None:
    data = page(body=ARTICLE + "<p>Köln</p>").replace("“", "").replace("”", "").encode("latin-1")
    reject = one_reject(read_bytes(tmp_path, "a.html", data))
    assert "not UTF-8" in reject.reason
    assert "meta" in reject.remedy


def test_an_xml_declaration_is_no_hindrance(tmp_path: Path) -> None:
    data = "<?xml version='1.0' encoding='utf-8'?>\n" + page()
    assert "Harim" in one_document(read_bytes(tmp_path, "a.xhtml", data)).text


def test_html_is_recognised_under_another_name(tmp_path: Path) -> None:
    for name in ("a.txt", "unnamed", "a.asp"):
        assert one_document(read_bytes(tmp_path, name, page())).media_type == "text/html"


def test_the_extractor_says_nothing_itself(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnreadableError):
        read_page("<html></html>")
    logging.shutdown()
    assert capfd.readouterr() == ("", "")

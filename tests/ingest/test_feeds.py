"""RSS, RDF, Atom and JSON Feed."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from sayso.ingest.pages import feeds
from sayso.ingest.pages.fragments import prose
from tests.ingest.reading import (
    STORY,
    documents,
    one_document,
    one_reject,
    read_bytes,
    rejects,
)

if TYPE_CHECKING:
    from pathlib import Path

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>Harim Post</title>
  <link>https://post.example/</link>
  <atom:link href="https://post.example/feed" rel="self"/>
  <language>en-gb</language>
  <image><title>Logo</title><url>https://post.example/x.png</url></image>
  <item>
    <title>Soldiers &amp;amp; the governor</title>
    <link>https://post.example/harim</link>
    <guid isPermaLink="false">post-17</guid>
    <pubDate>Wed, 03 Aug 2016 14:05:00 +0300</pubDate>
    <description>Soldiers entered Harim.</description>
    <content:encoded><![CDATA[<p>{STORY}</p><script>alert("x")</script>
      <figure><img src="a.jpg"><figcaption>A tank</figcaption></figure>
      <p>Shops&nbsp;were shut &mdash; all day.<br>Nobody was seen.</p>
      <p>The post <a href="https://post.example/harim">Soldiers</a> appeared first on
      <a href="https://post.example">Harim Post</a>.</p>]]></content:encoded>
  </item>
  <item>
    <title>Second</title>
    <guid>https://post.example/second</guid>
    <dc:date>2016-08-04</dc:date>
    <source url="https://agency.example/feed">The Agency</source>
    <description>&lt;p&gt;{STORY}&lt;/p&gt;</description>
  </item>
</channel></rss>"""

RDF = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
         xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://post.example/"><title>Harim Post</title></channel>
<item rdf:about="https://post.example/harim"><title>Harim</title>
<link>https://post.example/harim</link><description>{STORY}</description>
<dc:date>2016-08-03T14:05:00+03:00</dc:date></item></rdf:RDF>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title type="html">Harim &lt;b&gt;Post&lt;/b&gt;</title>
<entry><id>tag:post.example,2016:1</id><title>Harim</title>
<link rel="self" href="https://post.example/1.atom"/><link href="https://post.example/1"/>
<published>2016-08-03T14:05:00Z</published><updated>2016-08-09T00:00:00Z</updated>
<summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p><p>5 &lt; 6</p></div>
</content></entry>
<entry><id>tag:post.example,2016:2</id><title>Two</title><updated>2016-08-05T10:00:00Z</updated>
<source><title>The Agency</title></source><summary type="text">{STORY} x &lt; y</summary></entry>
</feed>"""


def test_rss_items_are_reports(tmp_path: Path) -> None:
    full, short = documents(read_bytes(tmp_path, "feed.xml", RSS))
    assert full.text == (f"{STORY}\n\nShops were shut — all day.\nNobody was seen.")
    assert full.title == "Soldiers & the governor"
    assert full.publisher == "Harim Post"
    assert full.url == full.address == "https://post.example/harim"
    assert full.report == "post-17"
    assert full.published == "2016-08-03T14:05:00+03:00"
    assert full.media_type == "application/rss+xml"
    assert short.text == STORY
    assert short.publisher == "The Agency"
    assert short.url == "https://post.example/second"
    assert short.published == "2016-08-04"
    assert short.media_type == "application/rss+xml; text=description"


def test_rdf_items_are_reports(tmp_path: Path) -> None:
    found = one_document(read_bytes(tmp_path, "feed.rdf", RDF))
    assert (found.text, found.publisher) == (STORY, "Harim Post")
    assert found.report == "https://post.example/harim"
    assert found.published == "2016-08-03T14:05:00+03:00"


def test_atom_entries_are_reports(tmp_path: Path) -> None:
    full, short = documents(read_bytes(tmp_path, "a.atom", ATOM))
    assert full.text == f"{STORY}\n\n5 < 6"
    assert (full.url, full.report) == ("https://post.example/1", "tag:post.example,2016:1")
    assert full.published == "2016-08-03T14:05:00+00:00"
    assert full.publisher == "Harim Post"
    assert short.text == f"{STORY} x < y"
    assert short.published == "2016-08-05T10:00:00+00:00"
    assert short.publisher == "The Agency"
    assert short.media_type == "application/atom+xml; text=summary"


def test_json_feed_items_are_reports(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harim Post",
        "language": "en",
        "items": [
            {
                "id": 7,
                "url": "https://post.example/7",
                "title": "Harim",
                "content_html": f"<p>{STORY}</p>",
                "date_published": "2016-08-03T14:05:00+03:00",
            },
            {"id": "8", "content_text": STORY},
            {"id": "9", "summary": STORY},
            {"id": "10"},
            "eleven",
        ],
    }
    found = read_bytes(tmp_path, "feed.json", json.dumps(feed))
    full, plain, short = documents(found)
    assert (full.text, full.report, full.url) == (STORY, "7", "https://post.example/7")
    assert full.published == "2016-08-03T14:05:00+03:00"
    assert {full.publisher, plain.publisher} == {"Harim Post"}
    assert plain.media_type == "application/feed+json"
    assert short.media_type == "application/feed+json; text=summary"
    assert [r.where for r in rejects(found)] == [4, 5]


@pytest.mark.parametrize("name", ["feed", "feed.rss", "feed.xml", "feed.txt"])
def test_a_feed_is_known_whatever_its_name(tmp_path: Path, name: str) -> None:
    opening = '<?xml version="1.0"?>\n<?xml-stylesheet href="x.xsl"?><!-- made by hand -->\n'
    data = opening + RSS.partition("?>")[2]
    assert len(documents(read_bytes(tmp_path, name, data))) == 2


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "iso-8859-1"])
def test_the_declared_encoding_is_used(tmp_path: Path, encoding: str) -> None:
    text = RDF.replace("Harim Post", "Café").replace('"1.0"?', f'"1.0" encoding="{encoding}"?')
    assert one_document(read_bytes(tmp_path, "f.xml", text.encode(encoding))).publisher == "Café"


def test_prefixes_that_are_not_declared_and_names_of_html_are_understood(tmp_path: Path) -> None:
    data = (
        "<rss><channel><title>Q&A &eacute;t&eacute;</title><item>"
        f"<content:encoded>{STORY}</content:encoded>"
        "<dc:date>2016-08-04</dc:date></item></channel></rss>"
    )
    found = one_document(read_bytes(tmp_path, "f.xml", data))
    assert (found.publisher, found.published) == ("Q&A été", "2016-08-04")
    assert found.text == STORY


def test_a_bad_item_is_one_reject_and_the_rest_is_read(tmp_path: Path) -> None:
    bad = (
        "<item><title>Empty</title></item>"
        "<item><pubDate>soon</pubDate><description>x</description>"
    )
    found = read_bytes(tmp_path, "f.xml", RSS.replace("<item>", f"{bad}</item><item>", 1))
    assert len(documents(found)) == 2
    assert [r.where for r in rejects(found)] == [1, 2]
    assert "no text" in rejects(found)[0].reason
    assert "publication date" in rejects(found)[1].reason


@pytest.mark.parametrize("keep", [0.5, 0.8, 0.95])
def test_a_feed_that_is_cut_off_keeps_the_items_before(tmp_path: Path, keep: float) -> None:
    items = "".join(f"<item><description>{STORY} {n}</description></item>" for n in range(40))
    data = f"<rss><channel><title>P</title>{items}</channel></rss>"
    cut = data[: int(len(data) * keep)]
    found = read_bytes(tmp_path, "f.xml", cut)
    assert len(documents(found)) == cut.count("<item>") - 1
    assert all(d.text.startswith(STORY) for d in documents(found))
    assert isinstance(found[-1], type(rejects(found)[0]))
    assert "cut off" in rejects(found)[-1].reason
    assert rejects(found)[-1].where == cut.count("<item>")


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1/x.dtd"> %a;]>',
        f"<!--{'-x' * 9000}--><!DOCTYPE rss [<!ENTITY a 'x'>]>",
    ],
)
def test_entities_of_its_own_end_in_a_reject(tmp_path: Path, dtd: str) -> None:
    item = "<item><description>&c;&a;</description></item>"
    data = f"<?xml version='1.0'?>{dtd}<rss><channel>{item}</channel></rss>"
    reject = one_reject(read_bytes(tmp_path, "f.rss", data))
    assert "entities" in reject.reason


def test_a_doctype_without_entities_is_no_harm(tmp_path: Path) -> None:
    dtd = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1/rss.dtd">'
    assert len(documents(read_bytes(tmp_path, "f.xml", RSS.replace("?>\n", f"?>\n{dtd}")))) == 2


@pytest.mark.parametrize(
    "inside",
    [
        "<" * 2_000_000,
        "<item>" * 300_000,
        "<item " + 'a="b" ' * 300_000,
        "<!--" * 500_000,
        "<item><description>" + "&amp" * 400_000,
        "<item><description>" + "&lt;div&gt;" * 100_000,
        "<item><description><![CDATA[" + "<div><p" * 200_000 + "]]></description></item>",
    ],
)
def test_hostile_mark_up_ends_soon_in_a_reject(tmp_path: Path, inside: str) -> None:
    begun = time.perf_counter()
    found = read_bytes(tmp_path, "f.rss", f"<rss><channel>{inside}")
    assert rejects(found)
    assert time.perf_counter() - begun < 20


def test_a_feed_that_is_too_large_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MAX_FEED", 1000)
    assert "limit of 1,000 bytes" in one_reject(read_bytes(tmp_path, "f.rss", RSS)).reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("f.xml", "<rss><channel><title>P</title></channel></rss>"),
        ("f.xml", "<kml><Placemark/></kml>"),
        ("f.xml", "<?xml version='1.0'?><kml><Placemark/></kml>"),
        ("f.rss", "nothing"),
        ("f.json", '{"version": "https://jsonfeed.org/version/1", "items": []}'),
        ("f.json", '{"version": "https://jsonfeed.org/version/1", "items": [}'),
    ],
)
def test_what_holds_no_item_is_rejected(tmp_path: Path, name: str, data: str) -> None:
    found = read_bytes(tmp_path, name, data)
    if data.startswith("<kml"):
        assert one_document(found).media_type == "text/plain"
    else:
        one_reject(found)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("no mark-up,\n5 < 6 & 7", "no mark-up,\n5 < 6 & 7"),
        ("a &amp; b", "a & b"),
        ("<p>One.</p>\n<p>Two\nlines.</p>", "One.\n\nTwo lines."),
        ("One<br/>two", "One\ntwo"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\n\nb\n\nc"),
        ("<table><tr><td>Killed</td><td>3</td></tr></table>", "Killed\t3"),
        ("<style>p {}</style><p>a</p><form><input value='x'></form>", "a"),
        ("<div>", ""),
        ('<p>Text.</p><p><a href="https://x.example/a/?utm_source=rss#more">on</a></p>', "Text."),
        ('<p>Text, see <a href="https://x.example/b">b</a>.</p>', "Text, see b."),
    ],
)
def test_fragments_become_prose(html: str, text: str) -> None:
    assert prose(html, own_url="https://x.example/a") == text

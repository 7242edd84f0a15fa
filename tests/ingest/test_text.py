"""Plain text and Markdown: front matter, encodings, visible prose."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from sayso.ingest.texts.markdown import markdown_text
from tests.ingest.reading import STORY, one_document, one_reject, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

FRONT = """---
title: Soldiers enter Harim
publisher: The Outlet
published: 2016-08-03
url: https://outlet.example/harim
id: outlet-17
bloc: third party
language: en
mood: ignored
---
"""


def test_a_plain_text_is_stored_as_it_is(tmp_path: Path) -> None:
    data = f"Soldiers enter Harim\n\n{STORY}\n"
    document = one_document(read_bytes(tmp_path, "a.txt", data))
    assert document.text == data
    assert document.report == document.address == (tmp_path / "a.txt").as_posix()
    assert document.media_type == "text/plain"
    assert document.sha256_bytes == hashlib.sha256(data.encode()).hexdigest()
    assert document.sha256_text == hashlib.sha256(document.text.encode()).hexdigest()
    assert (document.title, document.publisher, document.published) == (None, None, None)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_front_matter_says_what_the_report_is(tmp_path: Path, name: str) -> None:
    document = one_document(read_bytes(tmp_path, name, FRONT + STORY))
    assert document.text == STORY
    assert document.title == "Soldiers enter Harim"
    assert document.publisher == "The Outlet"
    assert document.published == "2016-08-03"
    assert document.url == document.address == "https://outlet.example/harim"
    assert document.report == "outlet-17"
    assert document.bloc == "third party"


def test_options_fill_in_what_front_matter_leaves_out(tmp_path: Path) -> None:
    data = f"---\npublisher: The Outlet\n---\n{STORY}"
    found = read_bytes(
        tmp_path, "a.md", data, publisher="Another", published="3 August 2016", bloc="neutral"
    )
    document = one_document(found)
    assert document.publisher == "The Outlet"
    assert document.published == "2016-08-03"
    assert document.bloc == "neutral"


def test_a_rule_of_hyphens_is_no_front_matter(tmp_path: Path) -> None:
    data = f"---\n{STORY}\n---\nMore follows.\n"
    assert one_document(read_bytes(tmp_path, "a.txt", data)).text == data


@pytest.mark.parametrize(
    ("front", "line", "problem"),
    [
        ("---\ntitle: a: b: c\n---\n", 2, "not valid YAML"),
        ("---\ntitle: x\nurl: [1, 2\n---\n", 4, "not valid YAML"),
        ("---\ntitle: never closed\n", 1, "not closed"),
        ("---\ntitle: x\npublisher: [one, two]\n---\n", 3, "publisher"),
        ("---\ntitle: x\ntitle: y\n---\n", 3, "twice"),
    ],
)
def test_broken_front_matter_is_rejected_with_its_line(
    tmp_path: Path, front: str, line: int, problem: str
) -> None:
    reject = one_reject(read_bytes(tmp_path, "a.md", front + STORY))
    assert reject.where == line
    assert problem in reject.reason


def test_an_unreadable_date_is_rejected_not_dropped(tmp_path: Path) -> None:
    data = f"---\nid: r1\npublished: 03/08/2016\n---\n{STORY}"
    reject = one_reject(read_bytes(tmp_path, "a.md", data))
    assert "03/08/2016" in reject.reason
    assert "2016-08-03" in reject.remedy
    assert reject.report == "r1"


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("# Heading\n\nFirst *said* the **army**.", "Heading\n\nFirst said the army."),
        ("Heading\n=======\n\nText\nruns on.", "Heading\n\nText runs on."),
        ("The [ministry](https://m.example) spoke.", "The ministry spoke."),
        ("See <https://m.example>.", "See https://m.example."),
        ("- one\n- two\n  - three", "one\n\ntwo\n\nthree"),
        ("1. one\n2. two", "1. one\n\n2. two"),
        ("2013. It was spring.", "2013. It was spring."),
        ("> We will stay.\n\nHe left.", "We will stay.\n\nHe left."),
        ("before ![a map](m.png) after", "before  after"),
        ("Hard  \nbreak", "Hard\nbreak"),
        ("Fish &amp; chips \\* here", "Fish & chips * here"),
        ("Words<!-- hidden --> and <b>bold</b>.", "Words and bold."),
        ("<div>\nBlock <script>x=1</script>text\n</div>", "Block text"),
        ("    indented line\n", "indented line"),
        ("Claim.[^1]\n\n[^1]: The ministry said so.", "Claim.\n\nThe ministry said so."),
        ("Claim.[^1]\n\n[^1]: Denied", "Claim.\n\nDenied"),
        ("The [ministry][1] spoke.\n\n[1]: https://m.example", "The ministry spoke."),
        ("[Editor]: Correction", "[Editor]: Correction"),
        ("~~Ten~~ Twelve died.", "Ten Twelve died."),
        ("a|b\n-|-\n1|2", "a\tb\n\n1\t2"),
        ("One.\n\n---\n\nTwo.", "One.\n\nTwo."),
        ("a_snake_name and 2*3*4", "a_snake_name and 234"),
    ],
)
def test_markdown_becomes_the_prose_a_reader_sees(source: str, prose: str) -> None:
    assert markdown_text(source) == prose


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_known_by_their_mark(tmp_path: Path, encoding: str) -> None:
    text = f"“Köln”\n{STORY}"
    data = text.encode(encoding)
    assert one_document(read_bytes(tmp_path, "a.txt", data)).text == text


def test_a_declared_encoding_is_used_and_an_undeclared_one_is_not_guessed(tmp_path: Path) -> None:
    body = f"Der Sprecher in Köln sagte „nein“. {STORY}".encode("windows-1252")
    reject = one_reject(read_bytes(tmp_path, "a.txt", b"one\n" + body))
    assert "not UTF-8 at byte 21 (line 2)" in reject.reason
    assert "iconv" in reject.remedy
    assert reject.where == 2
    front = b"---\ntitle: T\xf6ne\nencoding: windows-1252\n---\n"
    document = one_document(read_bytes(tmp_path, "b.txt", front + body))
    assert document.text.startswith("Der Sprecher in Köln sagte „nein“.")
    assert document.title == "Töne"


@pytest.mark.parametrize("encoding", ["hex", "rot13", "unicode_escape", "nonsense", "utf-7"])
def test_a_declared_encoding_that_is_none_is_not_used(tmp_path: Path, encoding: str) -> None:
    data = f"---\nencoding: {encoding}\n---\nK".encode() + b"\xf6ln " + STORY.encode()
    assert "not UTF-8" in one_reject(read_bytes(tmp_path, "a.txt", data)).reason


def test_a_wrong_declaration_is_rejected(tmp_path: Path) -> None:
    data = b"---\nencoding: windows-1252\n---\nbad \x81 byte"
    reject = one_reject(read_bytes(tmp_path, "a.txt", data))
    assert "CP1252" in reject.reason
    assert reject.where == 4


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    assert one_document(read_bytes(tmp_path, "a.txt", "One.\r\nTwo.\rThree.\n")).text == (
        "One.\nTwo.\nThree.\n"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"---\ntitle: nothing else\n---\n \n", "empty"),
        (b"The army\0 came.", "NUL"),
        ("The army came.".encode("utf-16-le"), "NUL"),
    ],
)
def test_what_is_no_text_is_rejected(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason in one_reject(read_bytes(tmp_path, "a.txt", data)).reason


def test_too_long_a_text_is_rejected_with_the_limit(tmp_path: Path) -> None:
    reject = one_reject(read_bytes(tmp_path, "a.txt", "x" * 1001, max_characters=1000))
    assert "1,001" in reject.reason
    assert "1,000" in reject.reason
    assert "max_characters" in reject.remedy
    assert one_document(read_bytes(tmp_path, "b.txt", "x" * 1000, max_characters=1000))


def test_too_large_a_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    reject = one_reject(read_bytes(tmp_path, "a.txt", "x" * 200_000, max_bytes=100_000))
    assert "100,000 bytes" in reject.reason

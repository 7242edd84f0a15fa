"""RTF, pages saved with their images, and the pieces of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ingest.reading import STORY, one_document, one_reject, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\info{\title Hidden}}\f0 Soldiers "
    r"entered \b Harim\b0  and K\'f6ln, \u8220?no\u8221? said.\par They left.\par}"
)
SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://valley.example/harim
Subject: Harim
Date: Fri, 5 Aug 2016 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b1"

--b1
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://valley.example/harim

<html><head><title>Harim</title></head><body><article><p>{STORY}</p></article></body></html>

--b1
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--b1--
"""


def test_rtf_gives_its_visible_text(tmp_path: Path) -> None:
    document = one_document(read_bytes(tmp_path, "a.rtf", RTF))
    assert document.text == "Soldiers entered Harim and Köln, “no” said.\nThey left.\n"
    assert document.media_type == "application/rtf"
    assert one_document(read_bytes(tmp_path, "a.txt", RTF)).text == document.text


@pytest.mark.parametrize(
    "data",
    [
        RTF[:-1],
        RTF[:40],
        r"{\rtf1 }",
        r"{\rtf1\ansi\ansicpg1252 \'81\'8d}",
        r"{\rtf1\u99999999999? x}",
        "{\\rtf1" + "{" * 200_000 + "}",
    ],
)
def test_broken_rtf_ends_in_a_reject(tmp_path: Path, data: str) -> None:
    assert "RTF" in one_reject(read_bytes(tmp_path, "a.rtf", data)).reason


def test_a_saved_page_is_read_under_its_address(tmp_path: Path) -> None:
    document = one_document(read_bytes(tmp_path, "a.mhtml", SAVED))
    assert document.text == STORY
    assert document.url == "https://valley.example/harim"
    assert document.published is None
    assert "no page" in one_reject(read_bytes(tmp_path, "b.mht", "Text: only\n\nWords.")).reason
    nested = SAVED.replace("--b1\nContent-Type: text/html", '--b1\nX: boundary="b2"\nX: ')
    assert "nests" in one_reject(read_bytes(tmp_path, "c.mht", nested)).reason


@pytest.mark.parametrize("name", ["style.css", "script.js"])
def test_the_pieces_of_a_page_are_no_reports(tmp_path: Path, name: str) -> None:
    assert "no report" in one_reject(read_bytes(tmp_path, name, "body { color: red }")).reason

"""Cutting a report into pieces and parts, and marking its words: no code point is lost."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.marked_text import Mark, marked_text
from sayso.review.report.marks import Wanted, piece_html
from sayso.review.report.pieces import direction, part_at, parts, pieces, sentence_at
from tests.review.test_report import Reader, report_of
from tests.review.test_report_coding import store
from tests.strategies import make_document

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sayso.review.room import Room

LONG = "Troops shelled the town of Sirte on Monday, officials said. " * 9_000
SPANS = st.tuples(st.integers(0, 30), st.integers(1, 30), st.sampled_from(["actor", "place"]))


@pytest.mark.parametrize(
    "text", ["", "\n\n", "one\n\ntwo", LONG, "x" * 9_000, "كلمة " * 900, "e\u0301" * 4_000]
)
def test_pieces_hold_every_word_once(text: str) -> None:
    found = pieces(text)
    held = set().union(*(range(a, b) for a, b in found))
    assert len(held) == sum(b - a for a, b in found)
    assert all(at in held for at, sign in enumerate(text) if not sign.isspace())
    assert all(0 < b - a < 4_000 for a, b in found)
    assert [piece for part in parts(found) for piece in part] == found


def test_no_piece_begins_with_a_combining_sign() -> None:
    text = "e\u0301" * 4_000
    assert all(text[piece.start] == "e" for piece in pieces(text))


def test_a_part_holds_its_code_points() -> None:
    made = parts(pieces(LONG))
    assert len(made) > 10
    at = LONG.rindex("Troops")
    number = part_at(made, at)
    assert made[number][0].start <= at < made[number][-1].end


def test_the_sentence_around_words() -> None:
    text = "He left. They shelled Sirte at dawn. She stayed."
    start = text.index("shelled")
    assert text[slice(*sentence_at(text, start, start + 7))] == "They shelled Sirte at dawn."
    assert text[slice(*sentence_at(text, 0, 2))] == "He left."


@pytest.mark.parametrize(
    ("text", "way"), [("قال الهلال 12 (Red)", "rtl"), ("He said نعم", "ltr"), ("123", "ltr")]
)
def test_most_letters_tell_the_direction(text: str, way: str) -> None:
    assert direction(text) == way


@given(st.text("ab <&é🏥\u0301م", min_size=31, max_size=40), st.lists(SPANS, max_size=8), SPANS)
def test_the_words_asked_for_are_one_mark_whatever_crosses_them(
    text: str, spans: list[tuple[int, int, str]], asked: tuple[int, int, str]
) -> None:
    marks = [Mark(a, a + n, kind) for a, n, kind in spans]
    start, end = asked[0], min(asked[0] + asked[1], len(text))
    page = piece_html(text, 0, marks, Wanted(start, end, start))
    read = Reader(f'<div class="words">{page}</div>')
    assert read.pieces == [text]
    assert read.here == [text[start:end]]


def test_bare_marks_hold_nothing_but_the_text() -> None:
    made = marked_text("a <b> c", [Mark(0, 5, "actor", "who")], bare=True)
    assert html.unescape(re.sub("<[^>]*>", "", made)) == "a <b> c"
    assert "style=" not in made


def test_a_long_report_is_shown_in_parts(client: TestClient, room: Room) -> None:
    document = make_document(LONG, report="long")
    store(room.ledger, document)
    first = client.get(f"/report/{document.id}").text
    assert 'rel="next"' in first
    assert len(first) < len(LONG) / 4
    at = LONG.rindex("Sirte")
    page = client.get(f"/report/{document.id}?start={at}&end={at + 5}").text
    assert Reader(page).here == ["Sirte"]
    assert 'rel="next"' not in page


def test_versions_and_copies_are_listed(client: TestClient, room: Room) -> None:
    old = make_document(
        "First told.", report="a", url="https://paper.test/a", published="2031-05-01"
    )
    new = make_document(
        "Told anew.", report="a2", url="https://paper.test/a", published="2031-05-02"
    )
    copy = make_document("First told.", report="b", publisher="Coast Daily")
    store(room.ledger, old, new, copy)
    twin = client.get(f"/report/{old.id}.json").json()
    assert [(one["id"], one["this"]) for one in twin["versions"]] == [
        (old.id, True),
        (new.id, False),
    ]
    assert [one["id"] for one in twin["copies"]] == [copy.id]
    assert twin["custody"][0][1] == "document"
    page = client.get(f"/report/{old.id}").text
    assert f'href="/report/{new.id}"' in page
    assert "1 report<" in page


def test_an_address_that_is_no_web_address_is_no_link(client: TestClient, room: Room) -> None:
    document = make_document("Told.", report="a", url="javascript:alert(1)")
    store(room.ledger, document)
    page = client.get(f"/report/{document.id}").text
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


def test_names_of_a_report_come_with_their_variants(client: TestClient, room: Room) -> None:
    doc_id = report_of(room, "Coast Daily")
    twin = client.get(f"/report/{doc_id}/names.json").json()
    (misrata,) = [row for row in twin["places"] if row["name"] == "Misrata"]
    assert "misratah" in misrata["known"]
    assert [one["quote"] for one in misrata["said"]] == ["Misrata"]
    actors = {row["name"]: row for row in twin["actors"]}
    assert any(row["known"] for row in actors.values())
    assert "other known names" in client.get(f"/report/{doc_id}/names").text

"""Text normalised once, ids, dates."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.build import Origin, build_document, clean_text
from sayso.ingest.fields import Found
from sayso.ingest.options import IngestOptions
from sayso.ingest.published import read_published
from sayso.ingest.unreadable import UnreadableError

ORIGIN = Origin(path="a.jsonl", media_type="application/jsonl", sha256_bytes="0", record=1)


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ("Cafe\u0301", "Café"),
        ("one\r\ntwo\rthree", "one \ntwo\nthree"),
        ("a\x07b\x1bc\x7fd", "a b c d"),
        ("\ufeffOpening", " Opening"),
        ("tab\tstays", "tab\tstays"),
        ("the army\x92s \x93no\x94 \x96 \x85 \x81.", "the army’s “no” – …  ."),
    ],
)
def test_text_is_normalised_without_dropping_anything(said: str, stored: str) -> None:
    assert clean_text(said, 100) == stored
    assert len(stored) == len(unicodedata.normalize("NFC", said))


@given(st.text(min_size=1))
def test_stored_text_keeps_every_offset_of_the_nfc(said: str) -> None:
    try:
        stored = clean_text(said, 10_000)
    except UnreadableError:
        return
    assert unicodedata.is_normalized("NFC", stored)
    assert clean_text(stored, 10_000) == stored
    assert not any(c < " " and c not in "\n\t" for c in stored)
    plain = unicodedata.normalize("NFC", said)
    if not any("\x7f" <= c <= "\x9f" for c in said):
        assert len(stored) == len(plain)
        assert all(a == b for a, b in zip(stored, plain, strict=True) if b.isprintable())


@pytest.mark.parametrize("said", ["", " \n", "nul\0", "half \ud83d pair"])
def test_what_is_no_text_is_refused(said: str) -> None:
    with pytest.raises(UnreadableError):
        clean_text(said, 100)


def test_the_id_depends_on_publisher_address_and_text() -> None:
    def document_id(**said: str) -> str:
        found = Found(**{"text": "A text.", "id": "r", "publisher": "P", **said})
        return build_document(found, ORIGIN, IngestOptions()).id

    assert document_id() == document_id(title="another title")
    assert len({document_id(), document_id(text="B."), document_id(publisher="Q")}) == 3
    assert document_id(url="https://a.example") != document_id()


def test_one_line_fields_lose_line_ends_and_controls() -> None:
    found = Found(text="A text.", id=" r\n1 ", title="Two\nlines\x07", publisher="  ")
    document = build_document(found, ORIGIN, IngestOptions(publisher="P"))
    assert document.report == "r 1"
    assert document.title == "Two lines"
    assert document.publisher == "P"


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("2016-08-03", "2016-08-03"),
        ("20160803", "2016-08-03"),
        (" 2016/08/03 ", "2016-08-03"),
        ("2016/8/3", "2016-08-03"),
        ("2016.08.03", "2016-08-03"),
        ("2016-08-03T14:05:00Z", "2016-08-03T14:05:00+00:00"),
        ("2016-08-03 14:05", "2016-08-03T14:05:00"),
        ("2016-08-03 9:05", "2016-08-03T09:05:00"),
        ("2016-08-03T14:05:06.789+0300", "2016-08-03T14:05:06.789000+03:00"),
        ("2016-08-03 14:05:00 UTC", "2016-08-03T14:05:00+00:00"),
        ("20160803T140500Z", "2016-08-03T14:05:00+00:00"),
        ("2016/08/03 14:05", "2016-08-03T14:05:00"),
        ("Wed, 03 Aug 2016 14:05:00 +0300", "2016-08-03T14:05:00+03:00"),
        ("3 Aug 2016 14:05 GMT", "2016-08-03T14:05:00+00:00"),
        ("3 August 2016", "2016-08-03"),
        ("Wednesday, August 3, 2016", "2016-08-03"),
        ("Sept. 3, 2016", "2016-09-03"),
        ("August 3, 2016 Wednesday", "2016-08-03"),
    ],
)
def test_dates_that_can_be_read_one_way_are_read(said: str, iso: str) -> None:
    assert read_published(said) == iso


@pytest.mark.parametrize(
    "said",
    [
        "03/08/2016",
        "3.8.16",
        "2016",
        "2016-08",
        "2016-13-01",
        "2016-02-30",
        "yesterday",
        "",
        "1470182400",
        "Wed, 33 Aug 2016 14:05:00 +0300",
        "3 Brumaire 2016",
        "2016-08-03T25:00",
        "0000-01-01",
    ],
)
def test_dates_that_are_doubtful_are_not_guessed(said: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read_published(said)


@given(st.text(max_size=40))
def test_any_date_is_read_or_refused(said: str) -> None:
    try:
        iso = read_published(said)
    except ValueError:
        return
    assert read_published(iso) == iso


@pytest.mark.parametrize(
    "options",
    [{"published": "soon"}, {"columns": {"txt": "a"}}, {"language": "English"}, {"max_bytes": 0}],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        IngestOptions(**options)  # type: ignore[arg-type]

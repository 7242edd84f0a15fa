"""The local day of a report, and the columns that a user names."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.columns import parse_columns, value_at
from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.ingest.zones import local_time, read_zone
from sayso.records.document import Document, Reject

if TYPE_CHECKING:
    from pathlib import Path


def read(data: str, **options: object) -> list[Document | Reject]:
    chosen = IngestOptions(stdin=io.BytesIO(data.encode()), **options)  # type: ignore[arg-type]
    return list(read_sources(["-"], chosen))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Asia/Damascus", "Asia/Damascus"),
        (" asia/damascus ", "Asia/Damascus"),
        ("America/new york", "America/New_York"),
        ("utc", "UTC"),
        ("+03:00", "+03:00"),
        ("UTC+3", "+03:00"),
        ("gmt -0430", "-04:30"),
    ],
)
def test_a_zone_is_a_name_of_the_database_or_a_fixed_offset(said: str, name: str) -> None:
    assert read_zone(said) == name


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("Asia/Damascos", "'Asia/Damascus'"),
        ("Damascus", "'Asia/Damascus'"),
        ("Aleppo Standard Time", "such as Asia/Damascus"),
        ("+25:00", "such as Asia/Damascus"),
        ("../../etc/passwd", "such as Asia/Damascus"),
        ("", "such as Asia/Damascus"),
    ],
)
def test_an_unknown_zone_is_refused_with_what_is_like_it(said: str, remedy: str) -> None:
    with pytest.raises(ValueError, match="no time zone") as caught:
        read_zone(said)
    assert remedy in str(caught.value)


@pytest.mark.parametrize(
    ("published", "zone", "local"),
    [
        ("2016-08-03T22:30:00+00:00", "Asia/Damascus", "2016-08-04T01:30:00+03:00"),
        ("2016-08-04T02:00:00+02:00", "America/New_York", "2016-08-03T20:00:00-04:00"),
        # both sides of the hour that was skipped, and of the one that came twice
        ("2016-03-27T00:59:00+00:00", "Europe/Berlin", "2016-03-27T01:59:00+01:00"),
        ("2016-03-27T01:00:00+00:00", "Europe/Berlin", "2016-03-27T03:00:00+02:00"),
        ("2016-10-30T00:30:00+00:00", "Europe/Berlin", "2016-10-30T02:30:00+02:00"),
        ("2016-10-30T01:30:00+00:00", "Europe/Berlin", "2016-10-30T02:30:00+01:00"),
        ("2016-08-03T22:30:00", "Asia/Damascus", "2016-08-03T22:30:00"),
        ("2016-08-03", "Pacific/Kiritimati", "2016-08-03"),
    ],
)
def test_an_instant_is_told_by_local_clocks_and_a_day_stays(
    published: str, zone: str, local: str
) -> None:
    assert local_time(published, zone) == local


def test_the_zone_of_a_record_comes_before_the_one_for_all() -> None:
    lines = (
        '{"id":"a","text":"Troops left Homs.","published":"2016-08-03T22:30:00Z"}\n'
        '{"id":"b","text":"Troops left Homs.","published":"2016-08-03T22:30:00Z",'
        '"time_zone":"-04:00"}\n'
        '{"id":"c","text":"Troops left Homs.","published":"2016-08-03T22:30:00Z",'
        '"time_zone":"Mars/Olympus"}\n'
    )
    first, second, third = read(lines, time_zone="asia/damascus")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.published, first.time_zone) == ("2016-08-04T01:30:00+03:00", "Asia/Damascus")
    assert (second.published, second.time_zone) == ("2016-08-03T18:30:00-04:00", "-04:00")
    assert isinstance(third, Reject)
    assert (third.where, third.report) == (3, "c")
    assert "Mars/Olympus" in third.reason


def test_front_matter_names_its_zone() -> None:
    text = "---\npublished: 2016-08-03T22:30:00Z\ntime_zone: Asia/Damascus\n---\nTroops left.\n"
    (found,) = read(text)
    assert isinstance(found, Document)
    assert found.published == "2016-08-04T01:30:00+03:00"


def test_without_a_zone_the_offset_of_the_date_holds() -> None:
    (found,) = read('{"text":"Troops left Homs.","published":"2016-08-04T00:30:00+03:00"}\n')
    assert isinstance(found, Document)
    assert (found.published, found.time_zone) == ("2016-08-04T00:30:00+03:00", None)


def test_columns_take_spaces_and_escaped_commas() -> None:
    said = r" id = Nr , text=Body\, full ,title=a=b,"
    assert parse_columns(said) == {"id": "Nr", "text": "Body, full", "title": "a=b"}


@pytest.mark.parametrize(
    ("said", "reason"),
    [("text", "is none"), ("=Body", "is none"), ("text=", "is none"), ("id=a,id=b", "id twice")],
)
def test_columns_that_are_no_pairs_are_refused(said: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_columns(said)


@given(st.dictionaries(st.sampled_from(["id", "text", "url"]), st.text("ab,. ", min_size=1)))
def test_columns_come_through_as_they_were_written(columns: dict[str, str]) -> None:
    kept = {field: name.strip() for field, name in columns.items() if name.strip()}
    said = ",".join(f"{field}={name.replace(',', chr(92) + ',')}" for field, name in kept.items())
    assert parse_columns(said) == kept


def test_an_unknown_field_is_refused_with_what_is_like_it() -> None:
    with pytest.raises(ValueError, match="did you mean 'published'"):
        IngestOptions(columns={"publised": "Date"})


@pytest.mark.parametrize(
    ("columns", "near"),
    [({"text": "Bodi"}, "'Body'"), ({"text": "Body", "published": "Wen"}, "'When'")],
)
def test_a_column_that_is_not_there_is_refused_with_what_is_like_it(
    columns: dict[str, str], near: str, tmp_path: Path
) -> None:
    table = tmp_path / "reports.csv"
    table.write_text("Nr,Body,When\n1,Troops left.,2016-08-03\n", encoding="utf-8")
    (found,) = read_sources([str(table)], IngestOptions(columns=columns))
    assert isinstance(found, Reject)
    assert f"did you mean {near}?" in found.reason


def test_spaces_around_a_column_of_the_header_do_not_count() -> None:
    (found,) = read("Nr, Body \n1,Troops left.\n", columns={"text": "Body", "id": "Nr"})
    assert isinstance(found, Document)
    assert found.report == "1"


def test_text_lies_deep_inside_a_record() -> None:
    line = '{"meta":{"ids":[7,8]},"article":{"a.b/c":"Troops left Homs.","when":"2016-08-03"}}\n'
    columns = {"id": "meta.ids.1", "text": "/article/a.b~1c", "published": "article.when"}
    (found,) = read(line, columns=columns)
    assert isinstance(found, Document)
    assert (found.report, found.text, found.published) == ("8", "Troops left Homs.", "2016-08-03")


def test_a_key_with_a_dot_is_a_key_first() -> None:
    line = '{"article.body":"Troops left Homs.","article":{"body":"No."}}\n'
    (found,) = read(line, columns={"text": "article.body"})
    assert isinstance(found, Document)
    assert found.text == "Troops left Homs."


@pytest.mark.parametrize("path", ["a.c", "a.b.c", "l.2", "l.x", "/a/c", "/"])
def test_nothing_stands_under_a_path_that_leads_nowhere(path: str) -> None:
    assert value_at({"a": {"b": "words"}, "l": ["x", "y"]}, path) is None

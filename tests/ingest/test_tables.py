"""Dumps of news databases: the names, heads and rows that programs write."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from sayso.ingest.fields import FIELDS, ColumnName, aliases, match_columns
from sayso.ingest.tables.table_head import find_head
from sayso.lexicons.files.load import DATA, read_table
from tests.ingest.reading import (
    STORY,
    documents,
    one_document,
    one_reject,
    read,
    read_bytes,
    rejects,
)

if TYPE_CHECKING:
    from pathlib import Path


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    "header",
    [
        ["stories_id", "publish_date", "title", "url", "language", "media_name", "text"],
        ["uri", "lang", "dateTimePub", "title", "body", "url", "source/title"],
        ["Accession Number", "Headline", "Publication Date", "Source Name", "Full Text", "URL"],
        ["Document ID", "Title/Headline", "Publication", "Date of publication", "Body", "Link"],
        ["id", "webTitle", "webPublicationDate", "webUrl", "bodyText", "newspaper"],
        ["lfd. Nr.", "Überschrift", "Volltext", "Erscheinungsdatum", "Zeitung", "Link"],
        ["identifiant", "Titre", "Texte intégral", "Date de publication", "Source", "Lien"],
        ["id", "Título", "Texto completo", "Fecha de publicación", "Fuente", "Enlace"],
        ["id", "Заголовок", "Текст", "Дата публикации", "Источник", "Ссылка"],
        ["id", "العنوان", "النص", "تاريخ النشر", "المصدر", "الرابط"],
        ["id", "Başlık", "İçerik", "Tarih", "Kaynak", "Bağlantı"],
    ],
)
def test_headers_of_databases_and_languages_are_known(header: list[str]) -> None:
    matched = match_columns(header, {})
    assert {"id", "text", "title", "publisher", "published", "url"} <= set(matched)
    assert len(set(matched.values())) == len(matched)


@pytest.mark.parametrize(
    "name", ["seendate", "data", "summary", "snippet", "abstract", "date_added"]
)
def test_names_that_could_mislead_are_not_taken(name: str) -> None:
    assert match_columns([name], {}) == {}


def test_the_table_of_names_is_sound() -> None:
    rows = list(read_table(DATA / "ingest" / "columns.tsv", ColumnName))
    assert {row.field for row in rows} == set(FIELDS)
    assert len({row.name for row in rows}) == len(rows)
    for row in rows:
        assert match_columns([row.name.upper()], {}).keys() <= {row.field}
        assert match_columns([row.name], {}) == {row.field: row.name}
    assert aliases()["published"].index("date_published") < aliases()["published"].index("date")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "above",
    [
        "",
        "sep={}\n",
        '"sep={}"\r\n',
        "World Press Base\nExport of 3 August 2016\n\nQuery: soldiers{} harim\n",
    ],
)
def test_the_head_is_found_under_other_lines(tmp_path: Path, above: str, delimiter: str) -> None:
    text = f"Harim; {STORY}\nMore, | and\tmore."
    said = above.replace("{}", delimiter) + table(
        ["Nr", "Headline", "Body", "Date"], ["1", "T", text, "2016-08-03"], delimiter=delimiter
    )
    document = one_document(read_bytes(tmp_path, "a.csv", said))
    assert document.text == text
    assert (document.title, document.published) == ("T", "2016-08-03")
    assert document.report.endswith("#1")


def test_a_head_is_not_looked_for_below_ten_lines(tmp_path: Path) -> None:
    said = "Line\n" * 11 + table(["id", "text"], ["r", STORY])
    assert "no column for the text" in one_reject(read_bytes(tmp_path, "a.csv", said)).reason
    assert find_head(said.encode(), ",", {}).sure is False


def test_a_column_of_row_numbers_has_no_name(tmp_path: Path) -> None:
    document = one_document(read_bytes(tmp_path, "a.csv", f',id,text\n0,r,"{STORY}"\n'))
    assert (document.report, document.text) == ("r", STORY)


def test_rows_that_are_ragged_at_their_empty_end_are_read(tmp_path: Path) -> None:
    said = (
        "id,text,title,url\n"
        "a,One.,T\n"
        "b,Two.,T,https://x.example,,\n"
        "c,Three.\n"
        "d,Four.,T,https://x.example,more\n"
        "e\n"
        "f,Six.,,\n"
    )
    found = read_bytes(tmp_path, "a.csv", said)
    assert [(d.report, d.text) for d in documents(found)] == [
        ("a", "One."),
        ("b", "Two."),
        ("f", "Six."),
    ]
    assert [r.where for r in rejects(found)] == [3, 4, 5]


def test_headlines_alone_are_read_only_when_asked_for(tmp_path: Path) -> None:
    said = table(["URL", "Title", "Date"], ["https://x.example", "Shells hit Harim", "2016-08-03"])
    reject = one_reject(read_bytes(tmp_path, "a.csv", said))
    assert "headlines alone" in reject.remedy
    document = one_document(read(tmp_path / "a.csv", columns={"text": "Title"}))
    assert (document.text, document.title) == ("Shells hit Harim", None)


def test_a_byte_order_mark_before_a_spreadsheets_line(tmp_path: Path) -> None:
    said = "sep=;\r\nid;text\r\nr;Köln\r\n"
    for encoding in ("utf-8-sig", "utf-16"):
        assert one_document(read_bytes(tmp_path, "a.csv", said.encode(encoding))).text == "Köln"


def test_an_endless_first_line_ends_in_a_reject(tmp_path: Path) -> None:
    assert one_reject(read_bytes(tmp_path, "a.csv", "x," * 300_000, max_characters=1000))
    assert one_reject(read_bytes(tmp_path, "b.csv", '"' + "x\n" * 300_000, max_characters=1000))

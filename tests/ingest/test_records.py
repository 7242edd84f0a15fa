"""JSON Lines, JSON lists, CSV and TSV: one report a record."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ingest.tables.json_values import read_values
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


def line(**fields: Any) -> str:
    return json.dumps({"text": STORY, **fields}) + "\n"


def test_a_record_gives_its_fields(tmp_path: Path) -> None:
    said = line(
        id="r7", title="T", publisher="P", published="2016-08-03", url="https://p.example/7",
        bloc="B", lang="en",
    )  # fmt: skip
    document = one_document(read_bytes(tmp_path, "a.jsonl", said))
    assert document.report == "r7"
    assert (document.title, document.publisher, document.bloc) == ("T", "P", "B")
    assert document.published == "2016-08-03"
    assert document.address == document.url == "https://p.example/7"
    assert document.media_type == "application/jsonl"
    assert document.sha256_bytes == hashlib.sha256(said.rstrip().encode()).hexdigest()


def test_usual_other_names_are_understood(tmp_path: Path) -> None:
    record = {
        "Doc ID": 12, "headline": "T", "content": STORY, "source": {"id": None, "name": "P"},
        "publishedAt": "2016-08-03T14:05:00Z", "link": "https://p.example",
    }  # fmt: skip
    document = one_document(read_bytes(tmp_path, "a.jsonl", json.dumps(record)))
    assert document.report == "12"
    assert document.title == "T"
    assert document.publisher == "P"
    assert document.published == "2016-08-03T14:05:00+00:00"
    assert document.text == STORY


def test_columns_name_the_keys_and_hold_over_the_usual_names(tmp_path: Path) -> None:
    said = json.dumps({"text": "A summary.", "payload": STORY, "nr": "x1", "id": "wrong"})
    columns = {"text": "payload", "id": "nr"}
    document = one_document(read_bytes(tmp_path, "a.jsonl", said, columns=columns))
    assert document.text == STORY
    assert document.report == "x1"


def test_without_an_id_the_line_tells_reports_apart(tmp_path: Path) -> None:
    found = documents(read_bytes(tmp_path, "a.jsonl", line(n=1) + "\n" + line(n=2)))
    path = (tmp_path / "a.jsonl").as_posix()
    assert [d.report for d in found] == [f"{path}#1", f"{path}#3"]
    assert [d.address for d in found] == [f"{path}#1", f"{path}#3"]
    assert len({d.id for d in found}) == 2


def test_two_texts_under_one_id_are_both_kept(tmp_path: Path) -> None:
    found = documents(
        read_bytes(tmp_path, "a.jsonl", line(id="r", text="One.") + line(id="r", text="Two."))
    )
    assert [d.report for d in found] == ["r", "r"]
    assert found[0].id != found[1].id


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{broken", "not valid JSON"),
        ("[1, 2]", "a list, not an object"),
        ("17", "a number, not an object"),
        ("null", "not an object"),
        ('{"title": "no text"}', "'title'"),
        ('{"text": null}', "empty"),
        ('{"text": "  "}', "empty"),
        ('{"text": 12}', "a number"),
        ('{"text": ["a"]}', "a list"),
        ('{"text": "a", "title": {"x": 1}}', "an object"),
        ('{"text": "a\\u0000b"}', "NUL"),
        ('{"text": "a\\ud83d b"}', "surrogate"),
        ('{"text": "a", "id": "\\ud83d"}', "surrogate"),
        ('{"text": "a", "published": "in May"}', "in May"),
        ("[" * 100_000, "brackets too deep"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "numbers too long"),
    ],
)
def test_a_bad_line_is_one_reject_and_the_rest_is_read(
    tmp_path: Path, bad: str, reason: str
) -> None:
    found = read_bytes(tmp_path, "a.jsonl", line(id="a") + bad + "\n" + line(id="c"))
    assert [d.report for d in documents(found)] == ["a", "c"]
    reject = one_reject(list(rejects(found)))
    assert reject.where == 2
    assert reason in reject.reason


def test_a_line_that_is_not_utf8_is_one_reject(tmp_path: Path) -> None:
    bad = '{"text": "Köln"}\n'.encode("latin-1")
    found = read_bytes(tmp_path, "a.jsonl", line().encode() + bad + line().encode())
    assert len(documents(found)) == 2
    assert rejects(found)[0].where == 2
    assert "not UTF-8 at byte 11" in rejects(found)[0].reason


def test_not_a_number_is_nothing(tmp_path: Path) -> None:
    said = json.dumps({"text": STORY, "url": float("nan")})
    assert one_document(read_bytes(tmp_path, "a.jsonl", said)).url is None


def test_an_over_long_line_is_one_reject_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as out:
        out.write(line(id="first").encode())
        out.write(b'{"text": "')
        for _ in range(50):
            out.write(b"x" * 1_000_000)
        out.write(b'"}\n' + line(id="last").encode())
    read(path, language="en")
    tracemalloc.start()
    found = read(path, language="en", max_characters=100_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [d.report for d in documents(found)] == ["first", "last"]
    reject = rejects(found)[0]
    assert reject.where == 2
    assert "1,600,000 bytes" in reject.reason
    assert "max_characters" in reject.remedy
    assert peak < 5_000_000


def test_offsets_are_those_of_the_nfc_of_the_text(tmp_path: Path) -> None:
    text = "  Line one.\r\nCafe\u0301 two.\x0bThree. "
    document = one_document(read_bytes(tmp_path, "a.jsonl", line(text=text)))
    assert document.text == "  Line one. \nCafé two. Three. "


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_records_in_other_unicode_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    said = "id,text\nr,“Köln”\n" if name == "a.csv" else '{"id": "r", "text": "“Köln”"}\n'
    document = one_document(read_bytes(tmp_path, name, said.encode(encoding)))
    assert (document.report, document.text) == ("r", "“Köln”")


RECORDS = [{"id": "a", "text": 'Brackets ] } and "quotes\\" inside.'}, {"id": "b", "text": "Two."}]


@pytest.mark.parametrize(
    "said",
    [
        json.dumps(RECORDS),
        json.dumps(RECORDS, indent=2),
        "\n\n" + json.dumps(RECORDS) + "\n",
        "\n".join(json.dumps(r) for r in RECORDS),
        "\n".join(json.dumps(r, indent=1) for r in RECORDS),
        " ".join(json.dumps(r) for r in RECORDS),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "unnamed"])
def test_json_is_read_in_every_layout(tmp_path: Path, said: str, name: str) -> None:
    if name == "a.jsonl" and said.startswith('{"id') and "\n" not in said:
        said = said.replace("} {", "}\n{")
    found = documents(read_bytes(tmp_path, name, said))
    assert [(d.report, d.text) for d in found] == [(r["id"], r["text"]) for r in RECORDS]


def test_a_bad_first_line_of_unnamed_json_lines_is_one_reject(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, "unnamed", '{"text": "A\n' + line(id="b") + line(id="c"))
    assert [d.report for d in documents(found)] == ["b", "c"]
    assert [r.where for r in rejects(found)] == [1]


def test_a_single_object_is_read(tmp_path: Path) -> None:
    said = json.dumps({"text": STORY, "title": "T"}, indent=2)
    assert one_document(read_bytes(tmp_path, "a.json", said)).title == "T"


def test_a_bad_element_of_a_list_is_one_reject(tmp_path: Path) -> None:
    said = (
        '[{"id": "a", "text": "One."}, {"id": "b" "text": "Two."}, 3, {"id": "d", "text": "4."}]'
    )
    found = read_bytes(tmp_path, "a.json", said)
    assert [d.report for d in documents(found)] == ["a", "d"]
    assert [r.where for r in rejects(found)] == [2, 3]


@pytest.mark.parametrize("cut", [1, 5, 30, 75])
def test_a_list_that_is_cut_off_says_where(tmp_path: Path, cut: int) -> None:
    whole = json.dumps(RECORDS)
    found = read_bytes(tmp_path, "a.json", whole[:-cut])
    assert "ends in the middle" in rejects(found)[-1].reason
    assert rejects(found)[-1].where == len(documents(found)) + 1


@given(
    st.lists(
        st.recursive(
            st.text() | st.integers() | st.none(),
            lambda v: st.lists(v) | st.dictionaries(st.text(), v),
            max_leaves=8,
        ),
        max_size=6,
    ),
    st.integers(1, 7),
    st.sampled_from([None, 1]),
)
def test_values_of_a_list_are_found_however_it_is_cut(
    values: list[Any], size: int, indent: int | None
) -> None:
    data = json.dumps(values, indent=indent).encode()
    chunks = (data[i : i + size] for i in range(0, len(data), size))
    found = list(read_values(chunks, 10_000_000))
    assert [json.loads(raw or b"") for _, raw in found] == values
    assert [number for number, _ in found] == list(range(1, len(values) + 1))


def test_a_file_without_records_is_rejected(tmp_path: Path) -> None:
    assert "no record" in one_reject(read_bytes(tmp_path, "a.jsonl", "\n\n")).reason
    assert "no record" in one_reject(read_bytes(tmp_path, "a.json", "[]")).reason
    assert one_reject(read_bytes(tmp_path, "b.jsonl", ""))


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "delimiter"),
    [
        ("a.csv", ","),
        ("a.csv", ";"),
        ("a.csv", "\t"),
        ("a.csv", "|"),
        ("a.tsv", "\t"),
        ("unnamed", ","),
    ],
)
def test_a_table_is_read_with_any_usual_delimiter(
    tmp_path: Path, name: str, delimiter: str
) -> None:
    text = 'She said "no; never", and,\nafter | a\tpause, left.'
    said = table(
        ["ID", "Headline", "Text", "Date"], ["r", "T", text, "2016/08/03"], delimiter=delimiter
    )
    document = one_document(read_bytes(tmp_path, name, said))
    assert document.text == text
    assert (document.report, document.title, document.published) == ("r", "T", "2016-08-03")


def test_a_very_long_cell_is_read(tmp_path: Path) -> None:
    text = "word " * 150_000
    found = read_bytes(tmp_path, "a.csv", table(["id", "text"], ["r", text]))
    assert one_document(found).text == text


def test_a_table_without_text_column_names_what_it_found(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, "a.csv", table(["id", "Meldung"], ["r", STORY]))
    reject = one_reject(found)
    assert "'Meldung'" in reject.reason
    assert "--columns text=" in reject.remedy
    assert one_document(read(tmp_path / "a.csv", columns={"text": "Meldung"})).text == STORY
    wrong = one_reject(read(tmp_path / "a.csv", columns={"text": "Meldung", "title": "Kopf"}))
    assert "'Kopf'" in wrong.reason


def test_bad_rows_are_rejected_by_number_and_the_rest_is_read(tmp_path: Path) -> None:
    said = (
        'id,text\r\na,One.\r\nb,\r\n\r\nc,unquoted, comma\r\nd,"quote " inside"\r\ne\r\nf,Six.\r\n'
    )
    found = read_bytes(tmp_path, "a.csv", said)
    assert [d.report for d in documents(found)] == ["a", "f"]
    assert [r.where for r in rejects(found)] == [2, 3, 4, 5]
    assert "empty" in rejects(found)[0].reason
    assert "3 cells under 2 columns" in rejects(found)[1].reason
    assert "line 6" in rejects(found)[2].reason


def test_a_quotation_at_the_start_of_a_cell_is_never_changed_silently(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, "a.tsv", 'id\ttext\na\t"No," she said.\nb\t"""No,"" she said."\n')
    assert [d.text for d in documents(found)] == ['"No," she said.']
    assert [r.where for r in rejects(found)] == [1]


def test_a_quotation_mark_that_is_never_closed_ends_the_table(tmp_path: Path) -> None:
    rows = "".join(f"{n},Text number {n}.\n" for n in range(1000))
    said = 'id,text\na,One.\nb,"never closed\n' + rows
    found = read_bytes(tmp_path, "a.csv", said, max_characters=1000)
    assert [d.report for d in documents(found)] == ["a"]
    assert rejects(found)[0].where == 2
    assert "not closed" in rejects(found)[0].reason


def test_an_over_long_row_is_one_reject(tmp_path: Path) -> None:
    said = f"id,text\na,One.\nb,{'x' * 50_000}\nc,Three.\n"
    found = read_bytes(tmp_path, "a.csv", said, max_characters=1000)
    assert [d.report for d in documents(found)] == ["a", "c"]
    assert rejects(found)[0].where == 2


def test_a_row_that_is_not_utf8_is_one_reject(tmp_path: Path) -> None:
    data = b"id,text\na,One.\nb,K\xf6ln\nc,Three.\n"
    found = read_bytes(tmp_path, "a.csv", data)
    assert [d.report for d in documents(found)] == ["a", "c"]
    assert "not UTF-8" in rejects(found)[0].reason


@pytest.mark.parametrize("said", ["id,text\n", "text,text\na,b\n", "\n", ",,\n", "a\rb\rc"])
def test_tables_that_hold_no_report_are_rejected(tmp_path: Path, said: str) -> None:
    assert one_reject(read_bytes(tmp_path, "a.csv", said))


@given(
    st.lists(
        st.text(
            st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\r"), min_size=1
        ),
        min_size=1,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_what_a_csv_writer_writes_is_read_back(tmp_path: Path, texts: list[str]) -> None:
    said = table(["id", "text"], *([str(n), text] for n, text in enumerate(texts)))
    as_lines = "".join(line(id=str(n), text=text) for n, text in enumerate(texts))
    by_row = documents(read_bytes(tmp_path, "a.csv", said, language="en"))
    by_line = documents(read_bytes(tmp_path, "a.jsonl", as_lines, language="en"))
    assert [(d.report, d.text) for d in by_row] == [(d.report, d.text) for d in by_line]

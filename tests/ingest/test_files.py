"""Files, folders, globs, gzip, standard input, and what is no text."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.ingest.streams import as_file
from sayso.ingest.unreadable import UnreadableError
from sayso.records.document import Document, Reject
from tests.ingest.reading import (
    STORY,
    documents,
    one_document,
    one_reject,
    read,
    read_bytes,
    rejects,
)


def lines(*ids: str) -> bytes:
    return "".join(json.dumps({"id": i, "text": f"{STORY} {i}."}) + "\n" for i in ids).encode()


def read_stdin(data: bytes, **options: Any) -> list[Document | Reject]:
    return read("-", stdin=io.BytesIO(data), **options)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.csv"])
def test_gzip_changes_nothing_but_the_bytes(tmp_path: Path, name: str) -> None:
    data = {"a.jsonl": lines("r"), "a.csv": f'id,text\nr,"{STORY}"\n'.encode()}
    plain = data.get(name, STORY.encode())
    packed = gzip.compress(plain[:20]) + gzip.compress(plain[20:]) + b"\0" * 10
    one = one_document(read_bytes(tmp_path, name, plain))
    two = one_document(read_bytes(tmp_path, f"{name}.gz", packed))
    assert one.text == two.text
    assert one.media_type == two.media_type


def test_gzip_is_known_by_its_bytes(tmp_path: Path) -> None:
    assert one_document(read_bytes(tmp_path, "a.txt", gzip.compress(STORY.encode()))).text == STORY
    assert one_document(read_bytes(tmp_path, "b.txt.gz", STORY.encode())).text == STORY


def test_truncated_gzip_keeps_the_records_before_the_break(tmp_path: Path) -> None:
    ids = [os.urandom(16).hex() for _ in range(5000)]
    packed = gzip.compress(lines(*ids))
    found = read_bytes(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2], language="en")
    kept = documents(found)
    assert 1000 < len(kept) < 4000
    assert [d.report for d in kept] == ids[: len(kept)]
    assert isinstance(found[-1], Reject)
    assert found[-1].where == len(kept) + 1
    assert "too early" in found[-1].reason


@pytest.mark.parametrize("name", ["a.txt.gz", "a.csv.gz", "a.json.gz", "a.jsonl.gz"])
def test_short_truncated_or_damaged_gzip_is_rejected(tmp_path: Path, name: str) -> None:
    packed = gzip.compress(b'[{"text": "' + STORY.encode())
    damaged = bytearray(packed)
    damaged[-6] ^= 255
    for data in (packed[:-9], packed[:12], packed[:3], bytes(damaged), packed + b"junk"):
        assert "gzip" in one_reject(read_bytes(tmp_path, name, data)).reason


def test_a_table_in_truncated_gzip_keeps_its_rows(tmp_path: Path) -> None:
    rows = "".join(f"{n},{os.urandom(20).hex()}\n" for n in range(5000))
    packed = gzip.compress(f"id,text\n{rows}".encode())
    found = read_bytes(tmp_path, "a.csv.gz", packed[: len(packed) // 2], language="en")
    assert len(found) > 1000
    assert [isinstance(item, Reject) for item in found] == [False] * (len(found) - 1) + [True]
    assert rejects(found)[0].where == len(found)


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt", "c.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"text": name}) if name == "c.jsonl" else name)
    assert [d.text for d in documents(read(tmp_path))] == [
        "a.txt",
        "b/1.txt",
        "b/2.txt",
        "c.jsonl",
    ]


def test_globs_are_filled_in(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.txt", "d.md"):
        (tmp_path / name).write_text(name)
    assert [d.text for d in documents(read(f"{tmp_path}/*.txt"))] == ["a.txt", "b.txt"]
    assert len(documents(read(f"{tmp_path}/**/*.txt"))) == 3
    assert "no file matches" in one_reject(read(f"{tmp_path}/*.pdf")).reason


def test_a_file_is_read_once_and_under_the_path_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a[1].txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    given = ["./a[1].txt", "a[1].txt", "."]
    found = list(read_sources(given, IngestOptions()))
    assert one_document(found).report == "a[1].txt"


@pytest.mark.parametrize("name", ["missing.txt", "", "nul\0.txt"])
def test_a_path_that_names_nothing_is_rejected(name: str) -> None:
    assert "path" in one_reject(read(name)).remedy


def test_an_empty_folder_is_rejected(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text(STORY)
    assert "no file" in one_reject(read(tmp_path)).reason


def test_links_that_lead_back_or_nowhere_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "link.txt").symlink_to(tmp_path / "good.txt")
    found = read(tmp_path)
    assert len(documents(found)) == 2
    assert {Path(r.path).name for r in rejects(found)} == {"up", "self", "nowhere"}


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in one_reject(read(tmp_path)).reason


def test_a_file_that_may_not_be_read_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(STORY)
    monkeypatch.setattr(Path, "open", refuse)
    reject = one_reject(read(tmp_path / "a.txt"))
    assert "permission" in reject.reason
    assert "chmod" in reject.remedy


def test_a_name_that_is_not_utf8_can_be_recorded(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(STORY)
    document = one_document(read(tmp_path))
    assert document.report.endswith("caf\\xe9.txt")
    assert document.report.encode()


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (lines("a", "b"), "application/jsonl"),
        (lines("a"), "application/jsonl"),
        (lines("a").rstrip(), "application/json"),
        (b"[" + lines("a") + b"]", "application/json"),
        (b"<!DOCTYPE html><html><body><p>" + STORY.encode() * 3 + b"</p></body>", "text/html"),
        (STORY.encode(), "text/plain"),
        (b"id,text,date\na,Soldiers left,2016-08-03\n", "text/csv"),
        (b"[Reuters] Soldiers left the town.", "text/plain"),
        (b"{{box}} Soldiers left the town.", "text/plain"),
        (b"Soldiers, tanks, text\nand more came.", "text/plain"),
        (gzip.compress(lines("a", "b")), "application/jsonl"),
        (STORY.encode("utf-16"), "text/plain"),
    ],
)
def test_standard_input_is_known_by_its_first_bytes(data: bytes, media: str) -> None:
    found = documents(read_stdin(data))
    assert {d.media_type for d in found} == {media}


def test_texts_from_standard_input_are_reports_of_their_own() -> None:
    one = one_document(read_stdin(b"First text."))
    two = one_document(read_stdin(b"Second text."))
    assert one.report == two.report == "-"
    assert one.address != two.address
    assert one == one_document(read_stdin(b"First text."))


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", STORY)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (_zip(), "Office document"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"BZh91AY", "bzip2"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "feed holds no item"),
        (b"<?xml version='1.0'?><kml/>", "XML other than feeds"),
        (gzip.compress(gzip.compress(STORY.encode())), "packed twice"),
        (b"\x00\x01\x02\x03", "NUL"),
    ],
)
@pytest.mark.parametrize("name", ["unnamed", "a.txt", "a.bin"])
def test_what_is_no_text_is_named(tmp_path: Path, data: bytes, kind: str, name: str) -> None:
    if name == "a.txt" and kind.startswith("XML other"):
        assert one_document(read_bytes(tmp_path, name, data))
        return
    assert kind in one_reject(read_bytes(tmp_path, name, data)).reason


def test_order_of_paths_changes_nothing_but_the_order(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"{STORY} {n}")
        (tmp_path / f"{n}.jsonl").write_bytes(lines("a", "b"))
    paths = sorted(str(p) for p in tmp_path.iterdir())
    there = list(read_sources(paths, IngestOptions()))
    back = list(read_sources(paths[::-1], IngestOptions()))
    assert sorted(there, key=lambda d: d.id) == sorted(back, key=lambda d: d.id)


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(*map(str, range(100))))
    assert next(read_sources([str(path), "missing"], IngestOptions(language="en")))


NAMES = ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "unnamed"]
PIECES = st.sampled_from(
    b"""--- title: x|<p>|</p>|<html>|{"text":|"|[|]|}|,|text,id|\\ud800|&#0;|&#xD800;|<!--|<script|
encoding: utf-16|<meta charset=utf-7>|Soldiers left. |date: 1|: [|* |```|<table>|\n|\r|\t|\0|
\xff\xfe|\xef\xbb\xbf|\xed\xa0\x80|\x1f\x8b|---\n|: |#""".split(b"|")
)


@given(
    st.binary(max_size=200) | st.lists(PIECES | st.binary(max_size=4)).map(b"".join),
    st.sampled_from(NAMES),
    st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_become_documents_or_rejects(
    tmp_path: Path, data: bytes, name: str, packed: bool
) -> None:
    data = gzip.compress(data) if packed else data
    found = read_bytes(tmp_path, name, data)
    assert found
    for item in found:
        if isinstance(item, Reject):
            assert item.reason
            assert item.remedy
        else:
            assert item.text.strip()
            assert item.text.encode()
    assert found == read_bytes(tmp_path, name, data)


def test_a_stream_becomes_a_file_that_can_be_sought_in() -> None:
    with as_file(iter([b"ab", b"", b"c"]), 3) as file:
        assert file.read() == b"abc"
        assert file.seek(1) == 1
        assert file.read(1) == b"b"
    with pytest.raises(ValueError, match="closed"):
        file.read()


def test_a_stream_over_the_limit_is_not_read_on() -> None:
    chunks = iter([b"ab", b"cd", b"ef"])
    with pytest.raises(UnreadableError, match="limit of 3 bytes"), as_file(chunks, 3):
        pass
    assert next(chunks) == b"ef"

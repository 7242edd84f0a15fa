"""JSON Lines in stretches: each record once, as the whole file gives it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.ingest.tables.ranges import cut_file, is_unchanged, read_stretch

OPTIONS = IngestOptions(language="en")
REPORT = json.dumps({"text": "Gunmen attacked a village near Gao."}).encode()
LINES = st.lists(
    st.sampled_from([REPORT, REPORT[:20], b"", b"  ", b'{"text": "caf\xe9"}', b"[1]", REPORT * 3]),
    max_size=40,
)


def lines_file(folder: Path, data: bytes) -> Path:
    path = folder / "a.jsonl"
    path.write_bytes(data)
    return path


@settings(max_examples=60, deadline=None)
@given(
    lines=LINES,
    size=st.integers(1, 400),
    end=st.sampled_from([b"\n", b"\r\n"]),
    last=st.booleans(),
    mark=st.booleans(),
)
def test_stretches_hold_each_record_once(
    lines: list[bytes], size: int, end: bytes, last: bool, mark: bool
) -> None:
    data = (b"\xef\xbb\xbf" if mark else b"") + end.join(lines) + (end if last else b"")
    with TemporaryDirectory() as folder:
        path = lines_file(Path(folder), data)
        stretches = cut_file(path, size, OPTIONS)
        assert [s.start for s in stretches[1:]] == [s.end for s in stretches[:-1]]
        assert (stretches[0].start, stretches[-1].end) == (0, len(data))
        assert all(is_unchanged(path, s) for s in stretches)
        if len(stretches) > 1:
            parts = [item for s in stretches for item in read_stretch(path, s, OPTIONS)]
            assert parts == list(read_sources([str(path)], OPTIONS))


def test_a_large_file_is_cut_after_the_line_that_fills_a_stretch(tmp_path: Path) -> None:
    path = lines_file(tmp_path, b"\n".join([REPORT] * 5_000) + b"\n")
    size = 10_000
    stretches = cut_file(path, size, OPTIONS)
    assert len(stretches) > 20
    for s in stretches[:-1]:
        assert size <= s.end - s.start < size + len(REPORT) + 1
    assert [s.line for s in stretches[:2]] == [1, 1 + stretches[0].end // (len(REPORT) + 1)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"id,text\n" + b"1,The army attacked.\n" * 50),
        ("a.jsonl.gz", gzip.compress(b"\n".join([REPORT] * 9), mtime=0)),
        ("wide.jsonl", "\n".join(['{"text": "x"}'] * 50).encode("utf-16")),
        ("a.json", b"[" + b",\n".join([REPORT] * 50) + b"]"),
        ("blank.jsonl", b"\n" * 500),
        ("a.txt", b"The army attacked.\n" * 50),
        ("a.zip", b"PK\x03\x04" + b"\n" * 500),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_files_are_one_stretch(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (stretch,) = cut_file(path, 50, OPTIONS)
    assert (stretch.start, stretch.end, stretch.line) == (0, len(data), None)


def test_a_change_is_seen(tmp_path: Path) -> None:
    path = lines_file(tmp_path, b"\n".join([REPORT] * 9))
    cut, whole = cut_file(path, 60, OPTIONS), cut_file(path, 10_000, OPTIONS)
    path.write_bytes(b"\n".join([REPORT] * 10))
    assert all(is_unchanged(path, s) for s in cut)
    assert not any(is_unchanged(path, s) for s in whole)
    path.write_bytes(path.read_bytes().replace(b"Gao", b"Goa"))
    assert not any(is_unchanged(path, s) for s in cut)

"""Zip and tar archives and packed files, honest and hostile."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import tracemalloc
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
import zstandard

from sayso.ingest.archives import members
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
    from collections.abc import Callable, Iterable
    from pathlib import Path

PAGE = (
    f"<html><head><title>Harim</title></head><body><article><p>{STORY}</p></article></body></html>"
)


PACKINGS = [
    gzip.compress,
    bz2.compress,
    lzma.compress,
    zstandard.ZstdCompressor(write_checksum=True).compress,
]


def zipped(files: Iterable[tuple[str, bytes | str]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: Iterable[tuple[str, bytes | str]], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files:
            add(archive, name, data)
    return out.getvalue()


def add(archive: tarfile.TarFile, name: str, data: bytes | str) -> None:
    raw = data.encode() if isinstance(data, str) else data
    info = tarfile.TarInfo(name)
    info.size = len(raw)
    archive.addfile(info, io.BytesIO(raw))


ARCHIVES = pytest.mark.parametrize(
    ("pack", "name"),
    [
        (zipped, "a.zip"),
        (tarred, "a.tar"),
        (lambda files: tarred(files, "w:gz"), "a.tgz"),
        (lambda files: tarred(files, "w:xz"), "a.tar.xz"),
        (lambda files: zstandard.compress(tarred(files)), "unnamed"),
    ],
)


@ARCHIVES
def test_the_files_in_an_archive_are_read_each_by_its_kind(
    tmp_path: Path, pack: Callable[..., bytes], name: str
) -> None:
    data = pack(
        [
            ("reports/b.html", PAGE),
            ("reports/a.txt", STORY),
            ("c.jsonl.gz", gzip.compress(f'{{"id": "r7", "text": "{STORY}"}}\n'.encode())),
            (".hidden.txt", STORY),
            ("__MACOSX/reports/._a.txt", b"\0\5\x16\7"),
            ("photo.png", b"\x89PNG\r\n\x1a\n"),
        ]
    )
    found = read_bytes(tmp_path, name, data)
    outer = str(tmp_path / name)
    assert [d.report for d in documents(found)] == [
        f"{outer}!reports/b.html",
        f"{outer}!reports/a.txt",
        "r7",
    ]
    assert {d.text for d in documents(found)} == {STORY}
    assert [d.media_type for d in documents(found)] == [
        "text/html",
        "text/plain",
        "application/jsonl",
    ]
    (reject,) = rejects(found)
    assert reject.path == f"{outer}!photo.png"
    assert "image" in reject.reason


@ARCHIVES
def test_archives_come_through_standard_input_too(pack: Callable[..., bytes], name: str) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert name
    data = pack([("a.txt", STORY)])
    assert one_document(read("-", stdin=Pipe(data))).text == STORY


@pytest.mark.parametrize("pack", PACKINGS)
def test_every_packing_is_known_by_its_bytes(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    rows = "".join(f"{n},{os.urandom(20).hex()}\n" for n in range(3000))
    table = f"id,text\n{rows}".encode()
    packed = pack(table[:9000]) + pack(table[9000:])
    assert len(documents(read_bytes(tmp_path, "a.csv.packed", packed, language="en"))) == 3000
    cut = read_bytes(tmp_path, "b.csv", packed[: len(packed) // 2], language="en")
    assert 10 < len(documents(cut)) < 2900 or pack is bz2.compress
    assert "too early" in rejects(cut)[-1].reason
    broken = bytearray(packed)
    broken[len(packed) // 3 : len(packed) // 3 + 40] = b"\0" * 40
    assert (
        "damaged"
        in rejects(read_bytes(tmp_path, "c.csv", bytes(broken), language="en"))[-1].reason
    )


@pytest.mark.parametrize("pack", PACKINGS)
def test_a_bomb_ends_in_a_reject_and_small_memory(
    tmp_path: Path, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ingest.archives.packing.FREE", 1 << 22)
    bomb = pack(b'{"text": "' + b"0" * (1 << 26))
    tracemalloc.start()
    reject = one_reject(read_bytes(tmp_path, "a.jsonl", bomb, max_characters=1000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "bomb" in reject.reason
    assert peak < 40_000_000


def test_a_zip_bomb_of_many_files_is_stopped_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ingest.archives.packing.FREE", 1 << 22)
    zeros = b"0" * (1 << 20)
    found = read_bytes(tmp_path, "a.zip", zipped([(f"{n}.txt", zeros) for n in range(30)]))
    assert any("bomb" in reject.reason for reject in rejects(found))
    assert not documents(found[10:])


def test_a_gzip_bomb_in_a_zip_spends_what_the_zip_may_spend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ingest.archives.packing.FREE", 1 << 22)
    bomb = gzip.compress(b"0" * (1 << 24))
    found = read_bytes(tmp_path, "a.zip", zipped([("a.jsonl.gz", bomb)]))
    assert "bomb" in one_reject(found).reason


def test_a_gzip_file_of_gzip_files_in_a_tar_counts_the_outermost_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ingest.archives.packing.FREE", 1 << 20)
    inner = gzip.compress(b"0" * (1 << 20)) * 40
    data = tarred([("a.jsonl.gz", inner)], "w:gz")
    assert "bomb" in one_reject(read_bytes(tmp_path, "a.tar.gz", data)).reason


@ARCHIVES
def test_an_archive_in_an_archive_is_rejected_and_the_rest_is_read(
    tmp_path: Path, pack: Callable[..., bytes], name: str
) -> None:
    inner = [("a.txt", STORY)]
    found = read_bytes(
        tmp_path,
        name,
        pack([("in.zip", zipped(inner)), ("in.tgz", tarred(inner, "w:gz")), ("b.txt", STORY)]),
    )
    assert [r.path.rpartition("!")[2] for r in rejects(found)] == ["in.zip", "in.tgz"]
    assert all("inside an archive" in r.reason for r in rejects(found))
    assert len(documents(found)) == 1


def test_a_zip_that_holds_itself_many_levels_deep_ends_at_the_first(tmp_path: Path) -> None:
    data = STORY.encode()
    for _ in range(50):
        data = zipped([("next.zip", data)])
    assert "inside an archive" in one_reject(read_bytes(tmp_path, "a.zip", data)).reason


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x.txt", "/etc/x.txt", "C:\\x.txt", "a/../../x.txt", "..\\x.txt"]
)
@pytest.mark.parametrize(("pack", "outer"), [(zipped, "a.zip"), (tarred, "a.tar")])
def test_a_name_that_leads_out_is_rejected_and_nothing_is_written(
    tmp_path: Path, pack: Callable[..., bytes], outer: str, name: str
) -> None:
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)
    found = read_bytes(folder, outer, pack([(name, STORY), ("b.txt", STORY)]))
    assert len(documents(found)) == 1
    (reject,) = rejects(found)
    assert "leads out" in reject.reason
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [folder / outer]


def test_names_that_cannot_be_shown_are_shown_harmlessly(tmp_path: Path) -> None:
    names = ["a\x1b[2J.txt", "b\u202etxt.exe", "c\nd.txt"]
    found = read_bytes(tmp_path, "a.zip", zipped([(name, STORY) for name in names]))
    shown = [d.report.rpartition("!")[2] for d in documents(found)]
    assert shown == ["a\\x1b[2J.txt", "b\\u202etxt.exe", "c\\nd.txt"]


def test_a_nul_in_a_name_is_rejected(tmp_path: Path) -> None:
    data = zipped([("aXb.txt", STORY)]).replace(b"aXb.txt", b"a\0b.txt")
    reject = one_reject(read_bytes(tmp_path, "a.zip", data))
    assert "no file name" in reject.reason
    assert reject.path.endswith("!a\\0b.txt")


def test_links_devices_and_pipes_in_a_tar_are_rejected(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"x{kind.decode()}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        add(archive, "b.txt", STORY)
    found = read_bytes(tmp_path, "a.tar", out.getvalue())
    assert len(documents(found)) == 1
    reasons = [r.reason for r in rejects(found)]
    assert ["link" in r for r in reasons] == [True, True, False, False]
    assert ["device" in r for r in reasons] == [False, False, True, True]


@pytest.mark.parametrize(("pack", "outer"), [(zipped, "a.zip"), (tarred, "a.tar")])
def test_the_second_file_of_a_name_is_rejected(
    tmp_path: Path, pack: Callable[..., bytes], outer: str
) -> None:
    found = read_bytes(tmp_path, outer, pack([("a.txt", STORY), ("a.txt", f"{STORY} Later.")]))
    assert len(documents(found)) == 1
    assert "of this name" in rejects(found)[0].reason


def test_an_encrypted_file_is_rejected(tmp_path: Path) -> None:
    data = bytearray(zipped([("a.txt", STORY), ("b.txt", STORY)]))
    for at, flags in ((data.index(b"PK\3\4"), 6), (data.index(b"PK\1\2"), 8)):
        data[at + flags] |= 1
    found = read_bytes(tmp_path, "a.zip", bytes(data))
    assert "encrypted" in rejects(found)[0].reason
    assert len(documents(found)) == 1


def test_methods_whose_memory_the_file_chooses_are_rejected(tmp_path: Path) -> None:
    data = zipped([("a.txt", STORY)], zipfile.ZIP_LZMA)
    assert "method" in one_reject(read_bytes(tmp_path, "a.zip", data)).reason


@pytest.mark.parametrize(("pack", "outer"), [(zipped, "a.zip"), (tarred, "a.tar")])
def test_empty_files_without_end_are_not_all_rejected_one_by_one(
    tmp_path: Path, pack: Callable[..., bytes], outer: str
) -> None:
    found = read_bytes(tmp_path, outer, pack([(f"{n}.txt", b"") for n in range(5000)]))
    assert len(found) == members.MOST_EMPTY + 1
    assert "1,000 empty files" in rejects(found)[-1].reason
    assert rejects(found)[-1].path == str(tmp_path / outer)


def test_a_zip_with_too_large_a_table_of_contents_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        file.write(b"PK\3\4")
        file.truncate(40_000_000)
        file.seek(0, 2)
        file.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9999, 9999, 39_999_000, 4, 0))
    assert "table of contents" in one_reject(read(path)).reason


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_an_archive_that_is_cut_off_is_rejected(tmp_path: Path, keep: float) -> None:
    files = [(f"{n}.txt", f"{STORY} {os.urandom(2000).hex()}") for n in range(40)]
    for name, data in (("a.zip", zipped(files)), ("a.tar", tarred(files))):
        cut = read_bytes(tmp_path, name, data[: int(len(data) * keep)], language="en")
        assert "cut off" in rejects(cut)[-1].reason
        assert len(documents(cut)) == (0 if name == "a.zip" else len(cut) - 2)


def test_a_damaged_header_does_not_end_a_tar_unseen(tmp_path: Path) -> None:
    files = [(f"{n}.txt", STORY) for n in range(4)]
    data = bytearray(tarred(files))
    data[2048:2060] = b"\xff" * 12
    found = read_bytes(tmp_path, "a.tar", bytes(data))
    assert len(documents(found)) == 2
    assert "damaged" in rejects(found)[-1].reason


def test_a_damaged_file_in_a_zip_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped([("a.txt", STORY), ("b.txt", STORY)], zipfile.ZIP_STORED))
    data[data.index(b"Soldiers")] ^= 32
    found = read_bytes(tmp_path, "a.zip", bytes(data))
    assert "damaged" in rejects(found)[0].reason
    assert len(documents(found)) == 1


def test_endless_headers_of_a_tar_are_not_read_whole(tmp_path: Path) -> None:
    info = tarfile.TarInfo("./@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1 << 26
    data = gzip.compress(info.tobuf() + b"a" * (1 << 26))
    tracemalloc.start()
    reject = one_reject(read_bytes(tmp_path, "a.tar.gz", data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "header" in reject.reason
    assert peak < 10_000_000


def test_headers_nested_without_end_are_rejected(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 0
    assert one_reject(read_bytes(tmp_path, "a.tar", info.tobuf() * 3000))


def test_a_sparse_file_is_not_filled_with_zeros(tmp_path: Path) -> None:
    info = tarfile.TarInfo("big.txt")
    info.type = tarfile.GNUTYPE_SPARSE
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    block[483:495] = b"77777777777\0"
    block[148:156] = b"        "
    block[148:156] = f"{sum(block):06o}\0 ".encode()
    assert "sparse" in one_reject(read_bytes(tmp_path, "a.tar", bytes(block) + bytes(1024))).reason


@pytest.mark.parametrize(("pack", "outer"), [(zipped, "a.zip"), (tarred, "a.tar")])
def test_an_archive_without_files_is_rejected(
    tmp_path: Path, pack: Callable[..., bytes], outer: str
) -> None:
    assert "no file" in one_reject(read_bytes(tmp_path, outer, pack([]))).reason


def test_an_endless_line_is_rejected_in_small_memory(tmp_path: Path) -> None:
    line = zlib.compressobj(wbits=31)
    packed = line.compress(b'{"text": "' + os.urandom(1 << 22).hex().encode() * 8) + line.flush()
    tracemalloc.start()
    found = read_bytes(tmp_path, "a.jsonl.gz", packed, max_characters=1000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "longer than the limit" in one_reject(found).reason
    assert peak < 40_000_000

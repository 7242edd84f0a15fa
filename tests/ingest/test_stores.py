"""Inputs in object storage: a store in memory, files by address, and a local S3 server."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING, Any

import fsspec
import pyarrow as pa
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from pyarrow import parquet

from sayso.ingest import stores
from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.records.document import Document, Reject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Troops left the town of Homs on Monday."
ENV = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


def lines(*ids: str) -> bytes:
    return b"".join(
        json.dumps({"id": key, "text": f"{TEXT} {key}."}).encode() + b"\n" for key in ids
    )


def read(*paths: str) -> list[Document | Reject]:
    return list(read_sources(paths, IngestOptions()))


def reports(*paths: str) -> list[str]:
    found = read(*paths)
    assert all(isinstance(item, Document) for item in found), found
    return [item.report for item in found if isinstance(item, Document)]


def only_reject(path: str) -> Reject:
    (found,) = read(path)
    assert isinstance(found, Reject)
    assert found.remedy
    return found


@pytest.fixture
def store() -> Iterator[MemoryFileSystem]:
    found = fsspec.filesystem("memory")
    assert isinstance(found, MemoryFileSystem)
    found.pipe(
        {
            "/bucket/2016/b.jsonl.gz": gzip.compress(lines("b1", "b2")),
            "/bucket/2016/a.jsonl": lines("a1"),
            "/bucket/2016/deep/c.txt": TEXT.encode(),
            "/bucket/2016/.hidden/d.txt": TEXT.encode(),
            "/bucket/2016/.e.txt": TEXT.encode(),
            "/bucket/odd/[x].jsonl": lines("x1"),
        }
    )
    yield found
    found.rm("/bucket", recursive=True)


@pytest.mark.usefixtures("store")
def test_files_globs_and_folders_are_read_in_order_and_once() -> None:
    assert reports("memory://bucket/2016/*.jsonl*") == ["a1", "b1", "b2"]
    assert reports("memory://bucket/2016/b.jsonl.gz", "memory://bucket/2016/a.jsonl") == [
        "b1",
        "b2",
        "a1",
    ]
    whole = ["a1", "b1", "b2", "memory:///bucket/2016/deep/c.txt"]
    assert reports("memory://bucket/2016") == reports("memory://bucket/2016/") == whole
    assert reports("memory://bucket/2016/**/*.txt") == [whole[-1]]
    assert reports("memory://bucket/odd/[x].jsonl") == ["x1"]


def test_a_path_and_an_address_are_read_in_the_order_given(
    store: MemoryFileSystem, tmp_path: Path
) -> None:
    assert store.exists("/bucket/2016/a.jsonl")
    own = tmp_path / "own.jsonl"
    own.write_bytes(lines("own"))
    assert reports("memory://bucket/2016/a.jsonl", str(own), f"file://{own}") == [
        "a1",
        "own",
        "own",
    ]


def test_parquet_is_read_by_the_pieces_that_are_asked_for(store: MemoryFileSystem) -> None:
    with store.open("/bucket/r.parquet", "wb") as file:
        parquet.write_table(pa.table({"id": ["p1", "p2"], "text": [TEXT, TEXT]}), file)
    assert reports("memory://bucket/r.parquet") == ["p1", "p2"]


@pytest.mark.parametrize(
    ("address", "reason", "remedy"),
    [
        ("https://example.org/a.html", "nothing from the web", "AWS_ENDPOINT_URL"),
        ("gopher://example.org/a", "no kind of store", "s3://"),
        ("zip://a.txt::memory://b.zip", "no kind of store", "s3://"),
        ("sftp://me:secret@host/a.txt", "holds a password", "credentials"),
        ("memory://nowhere/a.txt", "no such", "spelling"),
        ("memory://nowhere/*.txt", "no such", "spelling"),
        ("file:///nowhere/a.txt", "no such", "spelling"),
        ("oci://bucket/a.txt", "ocifs is not installed", "pip install 'ocifs'"),
    ],
)
def test_an_address_that_cannot_be_read_is_a_reject_with_its_remedy(
    address: str, reason: str, remedy: str
) -> None:
    found = only_reject(address)
    assert reason in found.reason
    assert remedy in found.remedy
    assert "secret" not in found.path


class _Breaking:
    """A file of a store whose connection breaks after so many bytes."""

    def __init__(self, data: bytes, error: Exception) -> None:
        self._data, self._error = data, error

    def read(self, _: int) -> bytes:
        data, self._data = self._data, b""
        if not data:
            raise self._error
        return data

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        self._data = b""


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ConnectionResetError("reset by peer"), "does not answer"),
        (PermissionError("Forbidden"), "does not allow"),
        (FileNotFoundError("a.jsonl"), "it is gone"),
        (type("NoCredentialsError", (Exception,), {})("none"), "no credentials"),
    ],
)
def test_what_was_read_before_a_connection_breaks_is_kept(
    error: Exception, reason: str, store: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_(*_: object, **__: object) -> Any:
        return _Breaking(lines("one", "two") + b'{"id": "three"', error)

    monkeypatch.setattr(store, "open", open_)
    found = read("memory://bucket/2016/a.jsonl")
    assert [item.report for item in found] == ["one", "two", None]
    assert isinstance(found[2], Reject)
    assert reason in found[2].reason
    assert found[2].where == 3


def test_without_fsspec_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    assert "sayso[storage]" in only_reject("s3://bucket/a.jsonl").remedy


def test_what_is_an_address() -> None:
    told = ["s3://b/k", "file:///a", "-", "a.txt", "C:/a.txt", "/s3://b", "2016/a://b"]
    assert [stores.is_address(path) for path in told] == [True, True, *[False] * 5]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A local S3 server with a bucket `war`; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        env={**os.environ, **ENV},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    endpoint = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            request = urllib.request.Request(f"{endpoint}/war", method="PUT")
            urllib.request.urlopen(request, timeout=10).close()
            break
        except OSError:
            time.sleep(0.5)
    yield endpoint
    process.terminate()
    process.wait()


def python(endpoint: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, **ENV, "AWS_ENDPOINT_URL": endpoint},
        check=False,
        capture_output=True,
    )


def test_a_bucket_is_read_and_written(server: str) -> None:
    body = lines("a1", "a2")
    for name in ("2016/a.jsonl", "2016/b.jsonl"):
        kind = {"Content-Type": "application/octet-stream"}
        request = urllib.request.Request(f"{server}/war/{name}", body, kind, method="PUT")
        urllib.request.urlopen(request, timeout=30).close()
    read_all = ["-m", "sayso", "read", "--no-model"]
    done = python(server, *read_all, "s3://war/2016/*.jsonl", "-o", "s3://war/out.jsonl.gz")
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    code = "import fsspec, sys; sys.stdout.buffer.write(fsspec.filesystem('s3').cat(sys.argv[1]))"
    packed = python(server, "-c", code, "war/out.jsonl.gz").stdout
    rows = [json.loads(line) for line in gzip.decompress(packed).splitlines()]
    assert [row["report"] for row in rows] == ["a1", "a2", "a1", "a2"]
    missing = python(server, *read_all, "s3://war/none.jsonl", "s3://peace/a.jsonl")
    assert missing.returncode == 3
    assert b"2 documents rejected" in missing.stderr
    assert b"there is no such" in missing.stderr

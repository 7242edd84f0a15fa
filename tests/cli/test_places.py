"""Outputs: in a store, packed, and never half written under their name."""

from __future__ import annotations

import gzip
import io
import json
from typing import TYPE_CHECKING

import fsspec
import pytest
import zstandard
from pyarrow import parquet

from sayso.cli.output import Format, format_of, open_writer
from sayso.cli.places import new_object
from tests.ledger.samples import make_reading

if TYPE_CHECKING:
    from pathlib import Path

STORE = fsspec.filesystem("memory")


def write(format_: Format, output: str, times: int = 3) -> None:
    with open_writer(format_, output) as add:
        for _ in range(times):
            add(make_reading())


def reports(data: bytes) -> list[str]:
    return [json.loads(line)["report"] for line in data.splitlines()]


def test_events_go_to_a_store_in_every_format() -> None:
    write(Format.JSONL, "memory://out/a.jsonl")
    plain = STORE.cat("/out/a.jsonl")
    assert len(reports(plain)) == 3
    write(Format.JSONL, "memory://out/a.jsonl.gz")
    assert gzip.decompress(STORE.cat("/out/a.jsonl.gz")) == plain
    write(Format.JSONL, "memory://out/a.jsonl.zst")
    packed = STORE.cat("/out/a.jsonl.zst")
    assert zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed)).read() == plain
    write(Format.PARQUET, "memory://out/a.parquet")
    with STORE.open("/out/a.parquet", "rb") as file:
        assert parquet.read_table(file).num_rows == 3


def test_the_same_events_are_packed_to_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.csv.gz", "b.csv.gz"):
        write(Format.CSV, str(tmp_path / name))
    one, other = ((tmp_path / name).read_bytes() for name in ("a.csv.gz", "b.csv.gz"))
    assert one == other
    assert gzip.decompress(one).count(b"\r\n") == 4


@pytest.mark.parametrize("folder", ["memory://stopped/", "file://{}/"])
def test_a_run_that_is_stopped_leaves_nothing(folder: str, tmp_path: Path) -> None:
    target = f"{folder.format(tmp_path)}a.jsonl"

    def stopped() -> None:
        with open_writer(Format.JSONL, target) as add:
            add(make_reading())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert not STORE.exists("/stopped/a.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_a_file_by_address_is_replaced_when_it_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"old")
    with open_writer(Format.JSONL, f"file://{tmp_path}/a.jsonl") as add:
        add(make_reading())
        assert (tmp_path / "a.jsonl").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
    assert len(reports((tmp_path / "a.jsonl").read_bytes())) == 1


def test_what_a_store_refuses_in_the_end_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionResetError("reset by peer")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(STORE, "put_file", refuse)
    with pytest.raises(SystemExit) as stopped, new_object("memory://out/lost.jsonl") as out:
        out.write(b"all that was read")
    assert stopped.value.code == 1
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == b"all that was read"
    assert str(kept) in capsys.readouterr().err


def test_an_address_that_cannot_be_written_is_a_usage_error_before_any_reading(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as stopped, new_object("https://example.org/a.jsonl"):
        raise AssertionError
    assert stopped.value.code == 2
    assert "web" in capsys.readouterr().err


def test_the_name_of_an_output_tells_its_format() -> None:
    names = ["s3://b/a.parquet", "a.JSONL.zst", "a.csv.gz", "a.txt", "-"]
    told = [Format.PARQUET, Format.JSONL, Format.CSV, None, None]
    assert [format_of(name) for name in names] == told

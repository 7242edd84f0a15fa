"""`sayso read` into a folder of parts: what it writes, what it says, how it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from tests.cli.commands import rows, run
from tests.cli.script import run_as_script

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_of_parts_holds_the_same_rows_as_a_file(reports: Path, tmp_path: Path) -> None:
    out, ledger = tmp_path / "parts", tmp_path / "war.db"
    done = run("read", reports, "--no-model", "-o", f"{out}/", "--into", ledger)
    assert done.exit_code == 3
    assert "3 reports read" in done.stderr
    assert "1 document rejected" in done.stderr
    wanted = rows(run("read", reports, "--no-model", "--format", "jsonl").stdout)
    found = pq.read_table(out / "mentions").to_pylist()
    for row in found:
        row["provenance"] = dict(row["provenance"])
    assert sorted(found, key=lambda row: row["id"]) == sorted(wanted, key=lambda row: row["id"])
    assert run("rejects", ledger).stdout.count("broken.jsonl") == 1
    again = run("read", reports, "--no-model", "-o", out, "--resume")
    assert again.exit_code == 3
    assert "0 reports read, 0 event mentions; 3 reports known already" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--scheduler", "local"], "name a new folder with -o"),
        (["-o", "parts/", "--format", "csv"], "leave --format out"),
        (["-o", "s3://bucket/parts/"], "a folder that every worker sees"),
        (["-o", "."], "holds something else"),
        (["-o", "parts/", "--scheduler", "nonsense://x"], "no Dask scheduler"),
    ],
)
def test_what_cannot_be_is_said(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text("Gunmen attacked Gao.", encoding="utf-8")
    status, out, said = run_as_script("read", "report.txt", *arguments)
    assert status in {1, 2}
    assert not out
    assert message in said
    assert "Traceback" not in said

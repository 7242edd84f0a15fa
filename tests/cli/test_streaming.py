"""From the first byte to the ledger, while standard input stays open."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from sayso.ledger.errors import LedgerError
from sayso.ledger.store import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_SECONDS = 90.0
"""How long a loaded machine may take to start a process and load its models."""

RECORDS = ("The army shelled Aleppo on Monday.", "Rebels killed two soldiers near Homs.")


@contextmanager
def reading(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """`sayso read -` with standard input open."""
    command = [sys.executable, "-m", "sayso", "read", "-", "--no-model", *options]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def send(process: subprocess.Popen[bytes], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()


def record(number: int) -> str:
    return json.dumps({"id": f"r{number}", "text": RECORDS[number], "published": "2016-08-03"})


def wait_for(process: subprocess.Popen[bytes], target: Path, reports: set[str]) -> None:
    """Waits until the ledger holds the readings of these reports, and no others."""
    end = time.monotonic() + PATIENCE_SECONDS
    found: set[str] = set()
    while found != reports and process.poll() is None and time.monotonic() < end:
        time.sleep(0.2)
        try:
            with open_ledger(str(target)) as ledger:
                found = {read.document.report for read in ledger.readings()}
        except LedgerError:
            continue
    assert found == reports, process.poll()


def test_each_reading_is_in_the_ledger_before_the_next_record_comes(tmp_path: Path) -> None:
    target = tmp_path / "war.db"
    with reading("--into", str(target)) as process:
        send(process, record(0))
        wait_for(process, target, {"r0"})
        send(process, record(1))
        wait_for(process, target, {"r0", "r1"})
        _, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert b"2 reports read" in said


@pytest.mark.parametrize("workers", ["1", "2"])
def test_events_of_a_table_are_written_while_it_grows(workers: str) -> None:
    with reading("--format", "jsonl", "--workers", workers) as process:
        send(process, "id,text")
        send(process, f"r0,{RECORDS[0]}")
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["report"] == "r0"


def test_ctrl_c_keeps_what_was_read_and_says_how_to_go_on(tmp_path: Path) -> None:
    target = tmp_path / "war.db"
    with reading("--into", str(target)) as process:
        send(process, record(0))
        wait_for(process, target, {"r0"})
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_SECONDS) == 130
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert "1 document" in said
    assert "--resume" in said
    assert "Fatal" not in said
    with open_ledger(str(target)) as ledger:
        assert ledger.check() == []

"""The program among other programs: pipes, locales, Ctrl-C, help."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from sayso.cli.main import app
from tests.cli.commands import REPORTS, run, run_alone

if TYPE_CHECKING:
    from collections.abc import Iterator

SAYSO = [sys.executable, "-m", "sayso"]


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if not hasattr(command, "commands"):
        yield path
        return
    for name, child in command.commands.items():
        yield from leaves(child, (*path, name))


@pytest.mark.parametrize("command", [*leaves(get_command(app))], ids=" ".join)
def test_help_of_every_command_has_an_example(command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.exit_code == 0
    assert f"Example: sayso {' '.join(command)}" in done.stdout


def test_status_of_the_process_tells_how_it_went(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(REPORTS["denial.txt"], encoding="utf-8")
    bad.write_bytes(b"The army\x00 shelled the town.")
    read = run_alone("read", good, "--format", "jsonl")
    assert (read.returncode, read.stdout.count(b"\n")) == (0, 1)
    assert run_alone("read", good, bad).returncode == 3
    assert run_alone("show", tmp_path / "none.db").returncode == 2
    assert run_alone().returncode == 2


def test_any_locale_will_do(shared_ledger: Path) -> None:
    ascii_only = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = run_alone("show", shared_ledger, env=ascii_only)
    assert done.returncode == 0
    assert "Harbour Post › residents (asserts: “said”)" in done.stdout.decode("utf-8")


def test_the_reader_of_the_output_may_leave(shared_ledger: Path) -> None:
    shown = subprocess.Popen(
        [*SAYSO, "show", str(shared_ledger)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert shown.stdout is not None
    assert shown.stderr is not None
    shown.stdout.close()
    with shown.stderr as messages:
        assert messages.read() == b""
    assert shown.wait(timeout=60) == 1


def heed_interrupts() -> None:
    """A job in the background of a shell ignores Ctrl-C, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_says_how_to_go_on_and_leaves_no_process(tmp_path: Path, workers: int) -> None:
    ledger = tmp_path / "war.db"
    command = [*SAYSO, "read", many(tmp_path), "--into", str(ledger), "--workers", str(workers)]
    reading = subprocess.Popen(
        [*command, "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 (no threads run here)
    )
    assert reading.stdout is not None
    assert reading.stdout.readline().startswith(b'{"id"')
    os.killpg(reading.pid, signal.SIGINT)
    _, messages = reading.communicate(timeout=60)
    assert reading.returncode == 130
    (line,) = messages.decode().splitlines()
    assert line.startswith("sayso: stopped after ")
    assert f"kept in {ledger}; go on with the same command and --resume" in line
    wait_for_the_end_of(reading.pid)
    assert run("ledger", "check", ledger).exit_code == 0


def test_workers_end_when_the_program_is_killed(tmp_path: Path) -> None:
    reading = subprocess.Popen(
        [*SAYSO, "read", many(tmp_path), "--format", "jsonl", "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert reading.stdout is not None
    assert reading.stdout.readline().startswith(b'{"id"')
    assert len(processes_of(reading.pid)) >= 3
    reading.kill()
    reading.communicate(timeout=60)
    wait_for_the_end_of(reading.pid)


def many(folder: Path) -> str:
    """A file of more reports than can be read before a test interrupts."""
    text = REPORTS["denial.txt"].strip()
    reports = folder / "reports.csv"
    reports.write_text(
        "id,text\n" + "".join(f'{n},"{text} It was day {n}."\n' for n in range(5000)),
        encoding="utf-8",
    )
    return str(reports)


def wait_for_the_end_of(session: int) -> None:
    deadline = time.monotonic() + 20
    while processes_of(session):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def processes_of(session: int) -> list[int]:
    """The living processes of a session (Linux: field 6 of /proc/PID/stat)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = stat.read_text().rsplit(")", 1)[1].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(its_session) == session and state != "Z":
            found.append(int(stat.parent.name))
    return found

"""Dask workers and schedulers that die: the same files as one process writes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from sayso.pipeline.sharding.distribute import LOCAL, cluster
from sayso.pipeline.sharding.shards import ShardError
from sayso.pipeline.sharding.spread import spread_here
from tests.pipeline.runs import files, run_into, write_reports

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.pipeline.sharding.manifest import ShardRow


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("in") / "reports")


@pytest.fixture(scope="module")
def plain(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files that one process writes."""
    manifest, failed = run_into(tmp_path_factory.mktemp("plain") / "out", reports, spread_here(1))
    assert not failed
    return files(manifest.folder)


def test_a_dask_worker_killed_midway_changes_nothing(
    reports: Path, plain: dict[str, bytes], tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill(_: ShardRow) -> None:
        if not killed:
            killed.extend(child.pid or 0 for child in multiprocessing.active_children()[:1])
            os.kill(killed[0], signal.SIGKILL)

    with cluster(LOCAL, 2) as spread:
        manifest, failed = run_into(tmp_path / "out", reports, spread, on_row=kill)
    assert killed
    assert not failed
    assert files(manifest.folder) == plain


class Servers:
    """A scheduler and a worker in processes of their own, at one address."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        port = str(self.port)
        scheduler = ("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        worker = ("worker", self.address, "--nthreads", "1", "--no-dashboard")
        for command in (scheduler, worker):
            self._running.append(
                subprocess.Popen(
                    [sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]],
                    cwd=self._folder,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            )

    def kill(self) -> None:
        for process in self._running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._running.clear()


def test_a_scheduler_that_is_restarted_gets_what_is_left(
    reports: Path, plain: dict[str, bytes], tmp_path: Path
) -> None:
    servers = Servers(tmp_path)
    rows: list[ShardRow] = []
    said: list[str] = []

    def restart(row: ShardRow) -> None:
        rows.append(row)
        if len(rows) == 1:
            servers.kill()
            servers.start()

    with ExitStack() as stack:
        stack.callback(servers.kill)
        servers.start()
        spread = stack.enter_context(cluster(servers.address, 1, said.append))
        manifest, failed = run_into(tmp_path / "out", reports, spread, on_row=restart)
    assert not failed
    assert files(manifest.folder) == plain
    assert len(rows) == len(manifest.plan.shards)
    assert "is gone" in said[0]


def test_no_scheduler_is_told_with_the_remedy(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.pipeline.sharding.distribute._FIRST_PATIENCE", 0.5)
    with (
        cluster(Servers(tmp_path).address, 1) as spread,
        pytest.raises(ShardError, match="dask scheduler"),
    ):
        run_into(tmp_path / "out", reports, spread)

"""A throw-away PostgreSQL server for the tests, from Debian's package, on a socket of its own."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import LiteralString

MISSING = (
    "no PostgreSQL server found: the tests in tests/ledger marked [postgresql] need Debian's"
    " package: apt-get install postgresql"
)

# Swedish collation: the order of rows must come from the ledger, not from the server.
_LOCALE = ("-E", "UTF8", "--locale-provider=icu", "--icu-locale=sv", "--locale=C.UTF-8")


class MissingServerError(Exception):
    """There is no server program on this machine."""


class Server:
    """A running server: makes empty databases and schemas."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)

    def new_database(self) -> str:
        """The URL of a database that did not exist before."""
        name = f"ledger_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def new_schema(self) -> str:
        """The URL of an empty schema in a shared database: the same to a ledger, and quicker."""
        name = f"ledger_{next(self._numbers)}"
        self._execute(f"CREATE SCHEMA {name}")
        return f"{self.url('postgres')}&options=-csearch_path%3D{name}"

    def _execute(self, statement: LiteralString) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def url(self, name: str) -> str:
        """The URL of a database by its name, whether it exists or not."""
        return f"postgresql://sayso@/{name}?host={self._folder}"


@contextmanager
def running_server() -> Iterator[Server]:
    """A server for as long as the context lasts, without network, in a folder of its own.

    Raises:
        MissingServerError: when no server program is installed.
    """
    programs = _programs()
    owner = _owner()
    with tempfile.TemporaryDirectory(prefix="sayso-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if owner is not None:
            shutil.chown(folder, owner)
        cluster = folder / "cluster"
        settings = (
            f"-c listen_addresses='' -c unix_socket_directories={folder}"
            " -c fsync=off -c autovacuum=off"
        )
        _run(
            owner,
            programs / "initdb",
            "--no-sync",
            "-D",
            cluster,
            "-U",
            "sayso",
            "-A",
            "trust",
            *_LOCALE,
        )
        control = (programs / "pg_ctl", "-D", cluster, "-w", "-l", folder / "log")
        _run(owner, *control, "-o", settings, "start")
        try:
            yield Server(folder)
        finally:
            _run(owner, *control, "-m", "immediate", "stop")


def _programs() -> Path:
    """The folder with `initdb` and `pg_ctl`: on the path, or where Debian puts them."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(folders, key=lambda path: int(path.parts[4]), default=None)
    if newest is None:
        raise MissingServerError(MISSING)
    return newest.parent


def _owner() -> str | None:
    """Whom to run the server as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


def _run(owner: str | None, *command: str | Path) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=owner,
        group=pwd.getpwnam(owner).pw_gid if owner else None,
        extra_groups=[] if owner else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()}")

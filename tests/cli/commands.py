"""How the tests run commands: in this process where that shows the same, else in a new one."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from typer.testing import CliRunner

from sayso.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

REPORTS = {
    "denial.txt": "The army denied on Tuesday that its planes had bombed Aleppo.\n",
    "raid.md": (
        "---\ntitle: Raid on the port\npublisher: Harbour Post\npublished: 2016-08-03\n"
        "bloc: none\n---\n"
        "Gunmen killed at least 12 people in Sirte on Monday, residents said.\n"
    ),
    "weather.txt": "The weather was calm, and the markets were open all day long in the town.\n",
}


def run(*arguments: str | Path, stdin: str | bytes | None = None, **env: str) -> Result:
    """A command in this process; standard output and error apart.

    COLUMNS of the environment counts only when the test gives it.
    """
    environment = {"COLUMNS": None, **env}
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin, env=environment)


def run_alone(
    *arguments: str | Path, stdin: bytes | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=env,
        timeout=120,
        check=False,
    )


def rows(output: str) -> list[dict[str, Any]]:
    """The objects of JSON Lines."""
    return [json.loads(line) for line in output.splitlines()]

"""What the commands say to people: on standard error, in plain words."""

from __future__ import annotations

import sys
from typing import NoReturn

USAGE = 2
REJECTED = 3
INTERRUPTED = 130


def say(message: str) -> None:
    """One line for the person at the terminal, on standard error."""
    print(message, file=sys.stderr)  # noqa: T201 (this is where messages are printed)


def fail(message: str, *, status: int = 1) -> NoReturn:
    """Ends the command with a message and an exit status (2: usage, 1: failure)."""
    say(f"sayso: {message}")
    raise SystemExit(status)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its unit: "1 report", "2,500 reports"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"

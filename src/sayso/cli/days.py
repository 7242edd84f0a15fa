"""Days as people give them to a command."""

from __future__ import annotations

from sayso.cli.messages import USAGE, fail


def iso_day(told: str) -> str | None:
    """An ISO 8601 day as given, null for none; ends the command where it is no day."""
    from datetime import date

    if not told:
        return None
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        fail(f"{told!r} is not a day; write it as 2016-08-31", status=USAGE)

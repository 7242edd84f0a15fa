"""A file of somebody else's, and what is wrong with it: what all that read one keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.export.formats.contract import Problem

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Checked:
    """What is read of a file or folder, with its problems in the order in which they are met."""

    path: Path
    problems: list[Problem] = field(default_factory=list, kw_only=True)

    def say(
        self,
        line: int | None,
        column: str | None,
        message: str,
        remedy: str,
        *,
        severe: bool = True,
    ) -> None:
        """Adds a problem of the file; what each part holds is told at `Problem`."""
        self.problems.append(
            Problem(str(self.path), line, column, message, severe=severe, remedy=remedy)
        )

"""What is held back of what goes out: one meaning of the options for exports and pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.messages import USAGE, fail

if TYPE_CHECKING:
    from sayso.export.guards.view import Guards


class Coarsen(StrEnum):
    """What is told less finely."""

    ADMIN1 = "admin1"
    COUNTRY = "country"
    WEEK = "week"


class Redact(StrEnum):
    """What is taken out."""

    PERSONS = "persons"


@dataclass(frozen=True)
class Guarding:
    """The options that hold something back."""

    delay: Annotated[str, typer.Option(help="Nothing younger than this: 7d, 2w")] = ""
    today: Annotated[str, typer.Option(help="The day that a delay counts back from")] = ""
    coarsen: Annotated[
        list[Coarsen] | None, typer.Option(help="No finer than admin1 or country; week for days")
    ] = None
    redact: Annotated[Redact | None, typer.Option(help="Names of private people go")] = None

    def guards(self, text_right: str) -> Guards:
        """What is held back; ends the command where a day or a delay is none.

        Args:
            text_right: the right by which the reports' text goes out, empty where it stays.
        """
        from datetime import UTC, date, datetime

        from sayso.cli.days import iso_day
        from sayso.export.guards.coarse import Coarseness
        from sayso.export.guards.days import last_day
        from sayso.export.guards.view import Guards

        told = iso_day(self.today)
        now = date.fromisoformat(told) if told else datetime.now(UTC).date()
        try:
            last = last_day(self.delay, now) if self.delay else None
        except ValueError as error:
            fail(str(error), status=USAGE)
        coarsen = self.coarsen or []
        level = next((c for c in (Coarsen.COUNTRY, Coarsen.ADMIN1) if c in coarsen), None)
        return Guards(
            coarsen=Coarseness(level.value) if level else None,
            weeks=Coarsen.WEEK in coarsen,
            persons=self.redact is not None,
            last=last,
            text_right=text_right.strip(),
        )

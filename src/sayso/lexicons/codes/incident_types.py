"""What an event is as an incident: a bombing, a kidnapping; from its PLOVER type and modes."""

from __future__ import annotations

from functools import cache
from typing import Literal

from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import read_table
from sayso.records.evidence import Record

TABLE = CODEBOOKS / "incident_types.tsv"


class IncidentTypeRow(Record, frozen=True, kw_only=True):
    """Codes of an event, all of whose modes it must have, and the incident that it then is.

    `told` is whether the codes alone tell it; an incident that was seen otherwise has them too.
    """

    event_type: str
    modes: tuple[str, ...] = ()
    incident_type: str
    told: Literal["yes", "no"]
    gloss: str


@cache
def incident_types() -> tuple[IncidentTypeRow, ...]:
    """The lines of incident_types.tsv, in the order in which they are asked.

    Raises:
        DataFileError: for a broken table.
    """
    return tuple(read_table(TABLE, IncidentTypeRow))


def incident_type(event_type: str, modes: tuple[str, ...]) -> str | None:
    """The incident that an event of this type and these modes is: the first line that fits.

    Null where no line does: of a speech, a march or an arrest no incident is made.
    """
    return next(
        (
            row.incident_type
            for row in incident_types()
            if row.told == "yes" and row.event_type == event_type and set(row.modes) <= set(modes)
        ),
        None,
    )


def codes_of(incident: str) -> tuple[str, tuple[str, ...]]:
    """The event type and modes of an incident of a type, by the first line that has it.

    Raises:
        StopIteration: for a type that the table does not have.
    """
    row = next(row for row in incident_types() if row.incident_type == incident)
    return row.event_type, row.modes

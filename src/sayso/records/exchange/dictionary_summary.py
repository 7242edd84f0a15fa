"""What an import of dictionaries made, and what it could not carry over."""

from __future__ import annotations

from sayso.records.document import Reject
from sayso.records.evidence import Record


class DictionarySummary(Record, frozen=True, kw_only=True):
    """Counts of an import, the files that it wrote, and the dictionaries that could not be read.

    `actors` are names, of which each has a row for every time with a code of its own
    (`actor_rows`). `lost` entries are in no overlay, `in_part` ones without something, `known`
    ones are left to sayso's own words.
    """

    files: int = 0
    actors: int = 0
    actor_rows: int = 0
    roles: int = 0
    verbs: int = 0
    lost: int = 0
    in_part: int = 0
    known: int = 0
    written: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()

    def __str__(self) -> str:
        """The summary in one line, for people."""
        return (
            f"{self.actors:,} actors ({self.actor_rows:,} rows), {self.roles:,} roles, "
            f"{self.verbs:,} verbs from {self.files:,} dictionaries; {self.lost:,} not carried "
            f"over, {self.in_part:,} in part, {self.known:,} known to sayso already: "
            "left-out.csv has each with its line and reason"
        )

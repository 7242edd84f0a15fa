"""What a reader raises when it cannot go on, and how that becomes a reject."""

from __future__ import annotations

from sayso.records.document import Reject

BYTES_PER_CHARACTER = 16  # twelve for a character escaped as \ud83d\ude00, and some for the rest


class UnreadableError(Exception):
    """An input that cannot be read: why, and what the user can do. Never leaves `read_sources`.

    `where` is the line or record number (1-based), null for a whole file; `report` the id that
    the input gave, where one was read.
    """

    def __init__(
        self, reason: str, remedy: str, *, where: int | None = None, report: str | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.where = where
        self.report = report

    def at(self, where: int | None, report: str | None = None) -> UnreadableError:
        """The same, with place and report id filled in where they were not known."""
        return UnreadableError(
            self.reason,
            self.remedy,
            where=self.where if self.where is not None else where,
            report=self.report if self.report is not None else report,
        )

    def to_reject(self, path: str) -> Reject:
        """The reject that stands in the output for what could not be read of `path`."""
        return Reject.make(path, self.reason, self.remedy, where=self.where, report=self.report)


def too_long(limit: int) -> UnreadableError:
    """What to say of a record of more than `limit` bytes."""
    return UnreadableError(
        f"the record is longer than the limit of {limit:,} bytes "
        f"({BYTES_PER_CHARACTER} × max_characters)",
        "split it into its reports, or raise max_characters in the configuration",
    )

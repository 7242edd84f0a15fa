"""What a run can be told: the options that change what is read, as one record with a hash."""

from __future__ import annotations

from sayso.records.codec import encode
from sayso.records.evidence import Record, content_id


class ReadConfig(Record, frozen=True, kw_only=True):
    """Options of reading that change its result. `overlays` are the hashes of the user's files."""

    language: str = "en"
    model: bool = True
    overlays: tuple[str, ...] = ()
    max_characters: int = 1_000_000

    def digest(self) -> str:
        """A content id: two runs with the same digest and version read the same."""
        return content_id("c", encode(self).decode())

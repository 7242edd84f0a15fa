"""What a user can say about the inputs of a run."""

from __future__ import annotations

import re
from typing import BinaryIO

import msgspec

from sayso.ingest.columns import did_you_mean
from sayso.ingest.fields import FIELDS
from sayso.ingest.published import read_published
from sayso.ingest.zones import read_zone
from sayso.records.document import Bloc
from sayso.records.evidence import Record

_LANGUAGE = re.compile(r"[a-z]{2,3}")


class IngestOptions(Record, frozen=True, kw_only=True):
    """What holds for every input of a run.

    `published` (ISO date or time, RFC 2822, or 2016/08/03), `publisher` and `bloc` are taken
    where a document says nothing itself; `blocs`, by publisher (`sayso.lexicons.actors.blocs`),
    come before `bloc`. `language` is an ISO 639 code that holds for every document; when null,
    each document's language is detected. `columns` names the columns or keys of CSV and JSON
    inputs: our field to theirs, `{"text": "Body"}`. `max_bytes` bounds one document or file read
    whole (bytes, unpacked), `max_characters` its stored text (code points). `time_zone` is where
    a report was written that says nothing of it: an IANA name or a fixed offset. `stdin` is the
    stream that `-` stands for; standard input when null. `blocs` are those of publishers
    (`sayso.lexicons.actors.blocs.load_blocs`), which come before `bloc`.

    Raises:
        ValueError: for a date that cannot be read, an unknown field in `columns`, a language
            that is no code, an unknown time zone, or a limit below one.
    """

    published: str | None = None
    publisher: str | None = None
    bloc: str | None = None
    blocs: dict[str, Bloc] = msgspec.field(default_factory=dict)
    language: str | None = None
    time_zone: str | None = None
    columns: dict[str, str] = msgspec.field(default_factory=dict)
    max_bytes: int = 200_000_000
    max_characters: int = 1_000_000
    stdin: BinaryIO | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            read_published(self.published)
        if self.time_zone is not None:
            read_zone(self.time_zone)
        for unknown in sorted(set(self.columns) - set(FIELDS)):
            near = did_you_mean(unknown, FIELDS)
            raise ValueError(f"columns: no field {unknown}{near}; fields are {', '.join(FIELDS)}")
        if self.language is not None and not _LANGUAGE.fullmatch(self.language):
            raise ValueError(
                f"language {self.language!r} is no ISO 639 code such as en; "
                "give a code of two or three small letters, or none to have it detected"
            )
        if self.max_bytes < 1 or self.max_characters < 1:
            raise ValueError("max_bytes and max_characters must be 1 or more")

"""Files in a folder of the test, and what reading them gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.records.document import Document, Reject

if TYPE_CHECKING:
    from pathlib import Path

STORY = (
    "Soldiers entered the town of Harim before dawn on Tuesday, residents said. "
    "The governor denied that anyone had been hurt."
)


def read(path: Path | str, **options: Any) -> list[Document | Reject]:
    """What one path gives."""
    return list(read_sources([str(path)], IngestOptions(**options)))


def read_bytes(
    folder: Path, name: str, data: bytes | str, **options: Any
) -> list[Document | Reject]:
    """What a file of that name and content gives."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read(path, **options)


def one_document(found: list[Document | Reject]) -> Document:
    """The only thing that was read."""
    assert len(found) == 1, found
    assert isinstance(found[0], Document), found[0]
    return found[0]


def one_reject(found: list[Document | Reject]) -> Reject:
    """The only thing that was rejected; it says what can be done."""
    assert len(found) == 1, found
    assert isinstance(found[0], Reject), found[0]
    assert found[0].reason
    assert found[0].remedy
    return found[0]


def documents(found: list[Document | Reject]) -> list[Document]:
    return [item for item in found if isinstance(item, Document)]


def rejects(found: list[Document | Reject]) -> list[Reject]:
    return [item for item in found if isinstance(item, Reject)]

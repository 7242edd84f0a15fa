"""Where a command's output goes, so that nothing half written ever looks whole."""

from __future__ import annotations

import gzip
import io
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from sayso.cli.messages import USAGE, fail
from sayso.ingest.stores import is_address, open_store, shown
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEVEL = 6
# Where a file can be seen while it grows: elsewhere a store shows it when it is whole.
_RENAMED = ("file://", "local://", "sftp://")


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when it is whole; a device or pipe is written to."""
    special = path.exists() and not path.is_file()
    part = path if special else path.with_name(path.name + ".part")
    try:
        out = part.open("wb")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}", status=USAGE)
    try:
        with out:
            yield out
        if not special:
            part.replace(path)
    finally:
        if not special:
            part.unlink(missing_ok=True)


@contextmanager
def new_object(address: str) -> Iterator[BinaryIO]:
    """A file that is put in a store when it is whole; until then it grows in a temporary folder.

    Where the store refuses it in the end it is kept, and the message says where: hours of reading
    are not lost with it.
    """
    try:
        store, name = open_store(address)
    except UnreadableError as error:
        fail(f"{shown(address)}: {error.reason}; {error.remedy}", status=USAGE)
    descriptor, kept = tempfile.mkstemp(prefix="sayso-", suffix=f"-{Path(name).name}")
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield out
    except BaseException:
        Path(kept).unlink()
        raise
    part = f"{name}.part" if address.startswith(_RENAMED) else name
    try:
        store.put_file(kept, part)
        if part != name:
            store.mv(part, name)
    except Exception as error:  # noqa: BLE001 (each store's library has errors of its own)
        fail(f"{shown(address)} cannot be written: {error}; the events are kept in {kept}")
    Path(kept).unlink()


@contextmanager
def as_text(file: BinaryIO, name: str) -> Iterator[TextIO]:
    """The file for text in UTF-8, packed as the name says: `.gz`, `.zst`, or not at all."""
    binary = file
    if name.lower().endswith(".gz"):
        binary = cast("BinaryIO", gzip.GzipFile("", "wb", _LEVEL, file, mtime=0))
    elif name.lower().endswith(".zst"):
        import zstandard

        writer = zstandard.ZstdCompressor().stream_writer(file, closefd=False)
        binary = cast("BinaryIO", writer)
    out = io.TextIOWrapper(binary, encoding="utf-8", newline="")
    try:
        yield out
    finally:
        out.detach()
        if binary is not file:
            binary.close()


def is_packed(out: TextIO) -> bool:
    """Whether the text is packed on its way: then each flush would cost room."""
    return isinstance(out, io.TextIOWrapper) and type(out.buffer).__name__ in _PACKERS


_PACKERS = frozenset({"GzipFile", "ZstdCompressionWriter"})


@contextmanager
def text_output(output: str) -> Iterator[TextIO]:
    """Standard output for "-", else a file or object that takes its place when it is whole.

    It is packed as its name says: `.gz`, `.zst`, or not at all.
    """
    if output == "-":
        yield sys.stdout
        return
    place = new_object(output) if is_address(output) else new_file(Path(output))
    with place as binary, as_text(binary, output) as out:
        yield out

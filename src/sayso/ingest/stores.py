"""Files in object storage, by address: found, opened, and what may go wrong there."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fsspec import AbstractFileSystem

    from sayso.records.document import Reject

_ADDRESS = re.compile(r"(?P<kind>[A-Za-z][A-Za-z0-9+.-]*)://(?P<rest>.*)", re.DOTALL)
_PASSWORD = re.compile(r"[^/@]*:[^/@]*@")
_MAGIC = re.compile(r"[*?\[]")
_BLOCK = 1 << 22
"""Bytes that are fetched at a time."""
# Kinds of address, and the package that opens them beside fsspec.
_KINDS = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "az": "adlfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "oci": "ocifs",
    "sftp": "paramiko",
    "file": "",
    "local": "",
    "memory": "",
}
_WEB = frozenset({"http", "https", "ftp", "ftps"})
_LOST = re.compile(r"Credential|ClientAuthentication|RefreshError|Unauthorized|TokenRetrieval")
_FORBIDDEN = re.compile(r"Permission|Forbidden|AccessDenied")
_SPELLING = "check the spelling of bucket and path; quote a glob"
_CREDENTIALS = (
    "give credentials as the store's own tools take them, such as AWS_PROFILE or AWS_ACCESS_KEY_ID"
    " and AWS_SECRET_ACCESS_KEY; for a bucket open to all: FSSPEC_S3_ANON=true"
)


class Stored(NamedTuple):
    """A file in a store: its address as messages and records show it, and how it is opened."""

    address: str
    store: AbstractFileSystem
    name: str


def is_address(path: str) -> bool:
    """Whether this is an address such as `s3://bucket/2016/*.jsonl.gz`, not a path."""
    return _ADDRESS.match(path) is not None


def find_stored(addresses: Iterable[str]) -> Iterator[Stored | Reject]:
    """The files that the addresses name, each once, and a reject for each that names none.

    A folder gives the files in it and below it, by name, without hidden ones; an address that is
    no file but holds `*`, `?` or `[` is a glob, `**` for folders in between.
    """
    seen: set[str] = set()
    for address in addresses:
        try:
            for found in _named(address):
                if found.address not in seen:
                    seen.add(found.address)
                    yield found
        except UnreadableError as error:
            yield error.to_reject(shown(address))


def open_store(address: str) -> tuple[AbstractFileSystem, str]:
    """The store of an address, and the file's name in it.

    Raises:
        UnreadableError: for an address of the web or of no known kind, one with a password in it,
            and where a package is missing.
    """
    match = _ADDRESS.fullmatch(address)
    assert match is not None
    kind = match["kind"].lower()
    if kind in _WEB:
        raise UnreadableError(
            "sayso fetches nothing from the web",
            "save it first and give the file; a bucket with an https endpoint is read as "
            "s3://BUCKET/PATH with AWS_ENDPOINT_URL=https://… in the environment",
        )
    if kind not in _KINDS or "::" in address:
        known = ", ".join(f"{name}://" for name in _KINDS)
        raise UnreadableError(
            f"{kind}:// is no kind of store that is read", f"give one of {known}"
        )
    if _PASSWORD.match(match["rest"]):
        raise UnreadableError("the address holds a password", _CREDENTIALS)
    try:
        import fsspec  # noqa: PLC0415 (an optional extra)
    except ImportError as error:
        raise _missing("sayso[storage]") from error
    with _told():
        try:
            store, name = fsspec.core.url_to_fs(f"{kind}://{match['rest']}")
        except ImportError as error:
            raise _missing(_KINDS[kind]) from error
    return store, str(name)


@contextmanager
def opened(stored: Stored) -> Iterator[BinaryIO]:
    """A file of a store, fetched piece by piece as it is read.

    Raises:
        UnreadableError: where the store does not give it, or stops giving it midway.
    """
    with _told():
        file = stored.store.open(stored.name, "rb", block_size=_BLOCK)
    with _File(file) as stream:
        yield cast("BinaryIO", stream)


def shown(address: str) -> str:
    """The address as messages and records may show it: without a password."""
    match = _ADDRESS.fullmatch(address)
    return address if match is None else f"{match['kind']}://{_PASSWORD.sub('', match['rest'])}"


def _named(address: str) -> Iterator[Stored]:
    store, name = open_store(address)
    with _told():
        if store.isfile(name):
            names = [name]
        elif _MAGIC.search(name):
            found = cast("dict[str, Any]", store.glob(name, detail=True))
            files = sorted(key for key, info in found.items() if info["type"] == "file")
            names = files if _is_hidden(name) else [n for n in files if not _is_hidden(n)]
        else:
            folder = name.rstrip("/")
            inside = store.find(folder)
            names = sorted(n for n in inside if not _is_hidden(n.removeprefix(folder)))
    if not names:
        raise UnreadableError("there is no such file or folder, or nothing in it", _SPELLING)
    kind = address.partition("://")[0]
    for each in names:
        yield Stored(address if each == name else f"{kind}://{each}", store, each)


def _is_hidden(inside: str) -> bool:
    """Whether a file or a folder above it is hidden, or this is a folder's own empty mark."""
    return inside.endswith("/") or any(part.startswith(".") for part in inside.split("/"))


class _File(io.RawIOBase):
    """A file of a store whose errors say what to do. Closing it closes the file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def read(self, size: int = -1) -> bytes:
        with _told():
            return self._file.read(size)

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


@contextmanager
def _told() -> Iterator[None]:
    """Turns whatever a store's library raises into a reason and a remedy.

    Each library has errors of its own, with no ancestor in common but `Exception`.
    """
    try:
        yield
    except UnreadableError:
        raise
    except Exception as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> UnreadableError:
    kind = type(error).__name__
    words = (str(error).strip().splitlines() or [""])[0][:200]
    said = f"{kind}: {words}" if words else kind
    if _LOST.search(kind):
        return UnreadableError(
            f"there are no credentials that the store takes ({said})", _CREDENTIALS
        )
    if _FORBIDDEN.search(kind):
        return UnreadableError(f"the store does not allow it ({said})", _CREDENTIALS)
    if isinstance(error, FileNotFoundError):
        return UnreadableError("there is no such bucket or file, or it is gone", _SPELLING)
    return UnreadableError(
        f"the store does not answer, or not as it should ({said})",
        "see that it can be reached, and read again: with --into, what was read is not read twice",
    )


def _missing(package: str) -> UnreadableError:
    return UnreadableError(
        f"the package {package} is not installed, which opens such addresses",
        f"pip install '{package}'",
    )

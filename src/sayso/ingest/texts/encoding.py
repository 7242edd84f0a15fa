"""Bytes to text: by their byte order mark, as UTF-8, or as the document itself declares."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from sayso.ingest.streams import wide_encoding
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

_PRESCAN = 4096
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_FRONT_MATTER = re.compile(
    rb"---[ \t]*\r?\n(?:(?!---)[^\n]*\n){0,60}?encoding:[ \t]*[\"']?([\w.:-]{2,40})"
)
_LATIN = frozenset({"ascii", "iso8859-1", "cp1252"})
_ACCEPTED = re.compile(
    r"utf-8|ascii|cp125\d|cp874|iso8859-\d+|koi8-[ru]|mac-\w+|gb2312|gbk|gb18030|big5|"
    r"shift_jis|cp932|euc_jp|euc_kr|cp949|iso2022_jp"
)


def decode_document(data: bytes, declared: Callable[[bytes], str | None]) -> str:
    r"""The text of a document, its line ends as `\n`, without byte order mark.

    UTF-8 is tried first, for bytes that are valid UTF-8 beyond ASCII are nothing else; then the
    encoding that `declared` finds in the document. ISO 8859-1 is read as Windows-1252, as the
    Encoding Standard of the WHATWG has it. Nothing is guessed from the frequency of letters.

    Raises:
        UnreadableError: when neither fits, with the first byte (0-based) and line that do not.
    """
    text = _decode(data, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, declared: Callable[[bytes], str | None]) -> str:
    if wide := wide_encoding(data):
        return _strictly(data, wide)
    data = data.removeprefix(codecs.BOM_UTF8)
    named = codec_name(declared(data[:_PRESCAN]))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if named in {None, "utf-8"}:
            raise not_utf8(data, error) from error
    else:
        if named is None or not text.isascii() or not named.startswith("iso2022"):
            return text
    assert named is not None
    return _strictly(data, named)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"said to be {encoding.upper()} but is not, at byte {error.start:,} (line {line:,})",
            "correct the declaration, or save the document as UTF-8",
            where=line,
        ) from error


def not_utf8(data: bytes, error: UnicodeDecodeError) -> UnreadableError:
    """What to say of bytes that are not UTF-8; bytes and lines count from the start of `data`."""
    line = data.count(b"\n", 0, error.start) + 1
    return UnreadableError(
        f"not UTF-8 at byte {error.start:,} (line {line:,})",
        "convert it from the encoding that it has: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW; "
        "or declare that in front matter (encoding: windows-1252) or an HTML meta element",
        where=line,
    )


def html_charset(head: bytes) -> str | None:
    """The encoding that an HTML page declares in a meta element or an XML declaration."""
    match = _META.search(head) or _XML.search(head)
    return match[1].decode("ascii", "replace") if match else None


def xml_charset(head: bytes) -> str | None:
    """The encoding that an XML declaration names."""
    match = _XML.search(head)
    return match[1].decode("ascii", "replace") if match else None


def front_matter_encoding(head: bytes) -> str | None:
    """The encoding that a text's front matter declares as `encoding:`."""
    match = _FRONT_MATTER.match(head)
    return match[1].decode("ascii", "replace") if match else None


def codec_name(label: str | None) -> str | None:
    """Python's codec for a declared encoding; null for one that is unknown or no text encoding.

    A document that could be searched for its declaration cannot be UTF-16: that is read as UTF-8.
    """
    try:
        name = codecs.lookup(label or "").name
    except (LookupError, ValueError):  # a label with NUL or half a surrogate pair in it
        return None
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8"
    if name in _LATIN:
        return "cp1252"
    return name if _ACCEPTED.fullmatch(name) else None

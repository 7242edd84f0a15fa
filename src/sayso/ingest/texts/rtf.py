"""RTF, as word processors and news databases write it, to plain text."""

from __future__ import annotations

from sayso.ingest.fields import Found
from sayso.ingest.unreadable import UnreadableError

_REMEDY = "open it in a word processor and save it as plain text"


def read_rtf(data: bytes) -> Found:
    """The report in an RTF document: its visible text, a line for each paragraph.

    Raises:
        UnreadableError: for a document that is broken or cut off.
    """
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 (only RTF needs it)

    source = data.decode("cp1252", "replace")
    if not source.rstrip("\0 \r\n").endswith("}"):
        raise UnreadableError("the RTF document is cut off", "get the file again")
    try:
        text: str = rtf_to_text(source)  # type: ignore[no-untyped-call]
    except (UnicodeDecodeError, LookupError, ValueError, IndexError, OverflowError) as error:
        raise UnreadableError(
            f"the RTF document is too broken to be read ({type(error).__name__})", _REMEDY
        ) from error
    if not text.strip():
        raise UnreadableError("the RTF document holds no text", _REMEDY)
    return Found(text=text)

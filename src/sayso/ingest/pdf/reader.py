"""A PDF file to its report."""

from __future__ import annotations

import hashlib
import io
import logging
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import DictionaryObject

from sayso.ingest.build import Origin, build_document
from sayso.ingest.fields import Found
from sayso.ingest.pdf.furniture import without_furniture
from sayso.ingest.pdf.layout import Line, Piece, lines, place
from sayso.ingest.pdf.metadata import about_file
from sayso.ingest.pdf.prose import prose
from sayso.ingest.streams import read_whole
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pypdf import PageObject

    from sayso.ingest.media import Media
    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject

# pypdf says on the log what is said here as a reject.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

MOST_PAGES = 5_000
_MOST_STEPS = 3_000_000  # drawing operations of one file, about a minute's work
_LIMITS = Configuration(
    stream_parsing_work_maximum_count=1_000_000,
    xform_maximum_invocations_per_extraction=500,
)
_OCR = "run text recognition first: ocrmypdf IN.pdf OUT.pdf"
_REPAIR = "get the file again, or repair it: qpdf IN.pdf OUT.pdf"
_SPLIT = "split it into its reports: qpdf --split-pages=100 IN.pdf OUT.pdf"
_FEW_LETTERS = 2


@dataclass(frozen=True)
class PdfReport:
    """The report in a PDF, and what to say of those of its pages that could not be read."""

    found: Found
    unread: tuple[UnreadableError, ...]


def read_pdf(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The report in a PDF file, then a reject for those of its pages that could not be read.

    Raises:
        UnreadableError: for a file without a report that can be read.
    """
    data = read_whole(chunks, options.max_bytes)
    report = pdf_report(data, options.max_characters)
    origin = Origin(
        path=path, media_type=media.value, sha256_bytes=hashlib.sha256(data).hexdigest()
    )
    yield build_document(report.found, origin, options)
    for error in report.unread:
        yield error.to_reject(path)


def pdf_report(data: bytes, most_characters: int) -> PdfReport:
    """The report in the bytes of a PDF: columns in turn, without running heads, in paragraphs.

    Files that are encrypted but ask for no password are read; scripts and attached files are not
    looked at.

    Raises:
        UnreadableError: for a file that asks for a password, is broken, holds no text layer, has
            more than 5,000 pages or more text than `most_characters`, or takes too much work.
    """
    if not data.strip():
        raise UnreadableError("the file is empty", "give a file with a text, or leave it out")
    with warnings.catch_warnings(), apply_configuration(_LIMITS):
        warnings.simplefilter("ignore")
        try:
            return _read(PdfReader(io.BytesIO(data)), most_characters)
        except UnreadableError:
            raise
        except Exception as error:
            raise _why(error) from error


def _read(reader: PdfReader, most_characters: int) -> PdfReport:
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise UnreadableError(f"the PDF has {count:,} pages; the limit is {MOST_PAGES:,}", _SPLIT)
    pages, images, failed = _pages(reader, most_characters)
    if not any(pages):
        if failed:
            raise next(iter(failed.values()))
        if images:
            raise UnreadableError("the PDF has no text layer: its pages are images", _OCR)
        raise UnreadableError("the PDF holds no text", "leave it out, or give its text")
    about = about_file(reader)
    found = Found(
        text=prose(without_furniture(pages)),
        title=about.title,
        publisher=about.publisher,
        published=about.published,
        language=about.language,
    )
    return PdfReport(found, tuple(_unread(images, failed)))


def _unread(images: Sequence[int], failed: Mapping[int, Exception]) -> Iterator[UnreadableError]:
    """A single page that is an image is the cover, and nothing is said of it."""
    if len(images) > 1:
        yield UnreadableError(
            f"pages are images without a text layer: {_named(images)}; the others were read",
            f"{_OCR} --skip-text",
            where=images[0],
        )
    if failed:
        first, error = next(iter(failed.items()))
        why = _why(error)
        yield UnreadableError(
            f"pages could not be read: {_named(list(failed))}; the others were read "
            f"({why.reason})",
            why.remedy,
            where=first,
        )


def _named(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")


def _pages(
    reader: PdfReader, most_characters: int
) -> tuple[list[list[Line]], list[int], dict[int, Exception]]:
    """The lines of each page, and the numbers of those that are images and that are broken."""
    pages: list[list[Line]] = []
    images: list[int] = []
    failed: dict[int, Exception] = {}
    steps, characters = _Steps(), 0
    for number, page in enumerate(reader.pages, 1):
        try:
            pages.append(_page_lines(page, steps))
        except _EndlessError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever a broken page makes of the parser)
            pages.append([])
            failed[number] = error
            continue
        letters = sum(len(line.text) for line in pages[-1])
        characters += letters
        if letters < _FEW_LETTERS and _has_image(page):
            images.append(number)
        if characters > most_characters:
            raise UnreadableError(
                f"the text has more than {most_characters:,} characters by page {number:,} of "
                f"{len(reader.pages):,} (max_characters)",
                f"{_SPLIT}; or raise max_characters in the configuration",
            )
    return pages, images, failed


class _EndlessError(Exception):
    """A file of more drawing operations than any report has."""


class _Steps:
    """Counts the drawing operations of a file; stops when there are too many."""

    def __init__(self) -> None:
        self.taken = 0

    def take(self, *_: object) -> None:
        self.taken += 1
        if self.taken > _MOST_STEPS:
            raise _EndlessError(f"more than {_MOST_STEPS:,} drawing operations")


def _page_lines(page: PageObject, steps: _Steps) -> list[Line]:
    pieces: list[Piece] = []

    def draw(
        text: str, outer: Sequence[float], inner: Sequence[float], _font: object, size: float
    ) -> None:
        if piece := place(text, outer, inner, size):
            pieces.append(piece)

    page.extract_text(visitor_text=draw, visitor_operand_before=steps.take)
    return lines(pieces)


def _has_image(page: PageObject) -> bool:
    """Whether a page draws an image; not, where its resources are broken."""
    try:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        drawn = resources.get("/XObject", DictionaryObject()).get_object()
        return any(x.get_object().get("/Subtype") == "/Image" for x in drawn.values())
    except Exception:  # noqa: BLE001 (as above)
        return False


def _why(error: Exception) -> UnreadableError:
    if isinstance(error, FileNotDecryptedError):
        return UnreadableError(
            "the PDF is encrypted and asks for a password",
            "take the password off: qpdf --decrypt --password=… IN.pdf OUT.pdf",
        )
    if isinstance(error, DependencyError):
        return UnreadableError(f"the PDF cannot be decrypted: {error}", _REPAIR)
    if isinstance(error, LimitReachedError | _EndlessError | RecursionError | MemoryError):
        return UnreadableError(
            f"the PDF unfolds to far more than a report needs ({str(error)[:120]})",
            "if it is no attack, print it anew: gs -sDEVICE=pdfwrite -o OUT.pdf IN.pdf",
        )
    return UnreadableError(
        f"the PDF is too broken to be read ({type(error).__name__}: {str(error)[:120]})", _REPAIR
    )

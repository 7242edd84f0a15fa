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
    from collections.abc import Iterator, Sequence

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
    """The report in a PDF, and the pages (1-based) that are images without a text layer."""

    found: Found
    images: tuple[int, ...]


def read_pdf(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The report in a PDF file; and one reject for its pages that are images, where some are.

    Raises:
        UnreadableError: for a file without a report that can be read.
    """
    data = read_whole(chunks, options.max_bytes)
    report = pdf_report(data, options.max_characters)
    origin = Origin(
        path=path, media_type=media.value, sha256_bytes=hashlib.sha256(data).hexdigest()
    )
    yield build_document(report.found, origin, options)
    if report.images:
        yield unread_pages(report.images).to_reject(path)


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


def unread_pages(images: Sequence[int]) -> UnreadableError:
    """What to say of pages without a text layer in a file whose other pages have one."""
    named = ", ".join(map(str, images[:20])) + (" …" if len(images) > 20 else "")
    return UnreadableError(
        f"{len(images)} pages are images without a text layer: {named}; the others were read",
        f"{_OCR} --skip-text",
        where=images[0],
    )


def _read(reader: PdfReader, most_characters: int) -> PdfReport:
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise UnreadableError(f"the PDF has {count:,} pages; the limit is {MOST_PAGES:,}", _SPLIT)
    pages, images = _pages(reader, most_characters)
    if not any(pages):
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
    return PdfReport(found, tuple(images) if len(images) > 1 else ())


def _pages(reader: PdfReader, most_characters: int) -> tuple[list[list[Line]], list[int]]:
    pages: list[list[Line]] = []
    images: list[int] = []
    steps, characters = _Steps(), 0
    for number, page in enumerate(reader.pages, 1):
        pages.append(_page_lines(page, steps))
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
    return pages, images


class _Steps:
    """Counts the drawing operations of a file; stops when there are too many."""

    def __init__(self) -> None:
        self.taken = 0

    def take(self, *_: object) -> None:
        self.taken += 1
        if self.taken > _MOST_STEPS:
            raise LimitReachedError("too many drawing operations")


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
    resources = page.get("/Resources", DictionaryObject()).get_object()
    drawn = resources.get("/XObject", DictionaryObject()).get_object()
    return any(x.get_object().get("/Subtype") == "/Image" for x in drawn.values())


def _why(error: Exception) -> UnreadableError:
    if isinstance(error, FileNotDecryptedError):
        return UnreadableError(
            "the PDF is encrypted and asks for a password",
            "take the password off: qpdf --decrypt --password=… IN.pdf OUT.pdf",
        )
    if isinstance(error, DependencyError):
        return UnreadableError(f"the PDF cannot be decrypted: {error}", _REPAIR)
    if isinstance(error, LimitReachedError | RecursionError | MemoryError):
        return UnreadableError(
            f"the PDF unfolds to far more than a report needs ({str(error)[:120]})",
            "if it is no attack, print it anew: gs -sDEVICE=pdfwrite -o OUT.pdf IN.pdf",
        )
    return UnreadableError(
        f"the PDF is too broken to be read ({type(error).__name__}: {str(error)[:120]})", _REPAIR
    )

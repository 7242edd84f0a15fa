"""What a PDF says of itself: title, publisher, language, and when it was published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.ingest.published import read_published
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PRISM = re.compile(r"http://prismstandard\.org/namespaces/(?:basic|prism)/[\d.]+/")
_PUBLISHED = ("publicationDate", "coverDate", "issued", "available")
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|untitled.*|\(?(?:anonymous|unspecified)\)?|document\d*|slide \d+|"
    r".*\.(?:docx?|rtf|odt|indd|qxd|pptx?|"
    r"xlsx?|pdf|tex|dvi|pub|wpd|txt|pmd|p65|fm|ai|cdr|html?)|\W*)",
    re.IGNORECASE,
)


class AboutFile(Record, frozen=True, kw_only=True):
    """The fields that a PDF gives; null where it says nothing that can be used."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


def about_file(reader: PdfReader) -> AboutFile:
    """The fields in the file's metadata: its XMP first, then its information dictionary.

    `published` is what XMP calls the publication (PRISM's publicationDate and coverDate, Dublin
    Core's issued and available), never the date of creation or change: that is when the file was
    made, years after the report it may hold. Nothing is raised for metadata that are broken.
    """
    root = _xmp(reader)
    said = dict(_elements(root)) if root is not None else {}
    info = _info(reader)
    titles = (said.get("title"), info.get("/Title"))
    return AboutFile(
        title=next((t for t in titles if t and not _NO_TITLE.fullmatch(t.strip())), None),
        publisher=said.get("publisher"),
        published=next((d for name in _PUBLISHED if (d := _date(said.get(name)))), None),
        language=_language(reader),
    )


def _xmp(reader: PdfReader) -> Any:
    try:
        xmp = reader.xmp_metadata
    except Exception:  # noqa: BLE001 (whatever is broken in metadata, the text can be read)
        return None
    return None if xmp is None else xmp.rdf_root


def _info(reader: PdfReader) -> dict[str, str]:
    try:
        return {str(k): str(v) for k, v in (reader.metadata or {}).items()}
    except Exception:  # noqa: BLE001 (as above)
        return {}


def _language(reader: PdfReader) -> str | None:
    try:
        said = reader.root_object.get("/Lang")
    except Exception:  # noqa: BLE001 (as above)
        return None
    return str(said) if said else None


def _elements(root: Any) -> Iterator[tuple[str, str]]:
    """Names and values of Dublin Core and PRISM, in elements or in their short form."""
    for description in root.getElementsByTagNameNS(_RDF, "Description"):
        for attribute in description.attributes.values():
            if _is_ours(attribute.namespaceURI):
                yield attribute.localName, attribute.value
        for node in description.childNodes:
            if _is_ours(node.namespaceURI) and (words := _first_words(node)):
                yield node.localName, words


def _is_ours(namespace: str | None) -> bool:
    return namespace in {_DC, _TERMS} or bool(_PRISM.fullmatch(namespace or ""))


def _first_words(node: Any) -> str:
    """The text of an element, of a list's first item, or of its default language."""
    items = node.getElementsByTagNameNS(_RDF, "li")
    holder = items[0] if items else node
    return "".join(c.data for c in holder.childNodes if c.nodeType == c.TEXT_NODE).strip()


def _date(said: str | None) -> str | None:
    try:
        return read_published(said or "")
    except ValueError:
        return None

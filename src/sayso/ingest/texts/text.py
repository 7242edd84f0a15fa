"""Plain text and Markdown, with or without front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.ingest.texts.front_matter import split_front_matter
from sayso.ingest.texts.markdown import markdown_text

if TYPE_CHECKING:
    from sayso.ingest.fields import Found


def read_text(source: str) -> Found:
    """The report in a plain text, whose front matter is taken off.

    Raises:
        UnreadableError: for broken front matter.
    """
    return split_front_matter(source)


def read_markdown(source: str) -> Found:
    """The report in a Markdown text: its visible prose, and the fields of its front matter.

    Raises:
        UnreadableError: for broken front matter.
    """
    found = split_front_matter(source)
    return msgspec.structs.replace(found, text=markdown_text(found.text))

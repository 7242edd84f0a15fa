"""The messages of a chat to documents; those without words to one reject."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.ingest.build import Origin, build_document
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.ingest.fields import Found
    from sayso.ingest.media import Media
    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject


@dataclass(frozen=True)
class Post:
    """A message: its number in the file (1-based), its bytes, and the report in it.

    `found` is null for a message without words, or why there is none. What a program writes about
    the chat itself ("Ann joined") is no message.
    """

    number: int
    raw: bytes
    found: Found | UnreadableError | None


def read_posts(
    posts: Iterable[Post], path: str, media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """Each message by itself; at last one reject that counts those of photos, film or sound alone.

    Raises:
        UnreadableError: for a chat without a message.
    """
    wordless, first, number = 0, 0, 0
    for post in posts:
        number = post.number
        if post.found is None:
            wordless, first = wordless + 1, first or number
            continue
        try:
            yield _document(post, path, media, options)
        except UnreadableError as error:
            yield error.at(number).to_reject(path)
    if wordless:
        yield UnreadableError(
            f"messages of photos, film, sound or files alone, without words: {wordless:,}; the "
            f"first is number {first:,}, the others were read",
            "give what matters in them as text",
            where=first,
        ).to_reject(path)
    if number == 0:
        raise UnreadableError("the chat holds no message", "export it again, with its messages")


def _document(post: Post, path: str, media: Media, options: IngestOptions) -> Document:
    if isinstance(post.found, UnreadableError):
        raise post.found
    assert post.found is not None
    origin = Origin(
        path=path,
        media_type=media.value,
        sha256_bytes=hashlib.sha256(post.raw).hexdigest(),
        record=post.number,
    )
    return build_document(post.found, origin, options)


def forwarded(source: str) -> str:
    """The title of a message that is passed on: it keeps in sight whose words these are."""
    return f"Forwarded from {source}"

"""The parts of a message: its text, what is attached, and messages in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import Message
from typing import TYPE_CHECKING

from sayso.ingest.mail.headers import decoded
from sayso.ingest.mail.html_body import html_words
from sayso.ingest.mail.text import join_flowed, own_words
from sayso.ingest.texts.encoding import decode_document
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 500
_WORDS = frozenset({"text/plain", "text/html"})
_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_SEALED = frozenset({"application/pgp-encrypted", "application/pkcs7-mime"})
_DECRYPT = "decrypt it in the mail program and save it from there"


@dataclass
class Parts:
    """The parts of a message, in its order."""

    body: list[Message] = field(default_factory=list)
    attached: list[Message] = field(default_factory=list)


def parts_of(message: Message) -> Parts:
    """Which parts are the message's text and which are attached, messages in it among these.

    Of alternatives the plain text is taken, where it holds words; of a page with its images the
    page. Cryptographic signatures are passed over.

    Raises:
        UnreadableError: for an encrypted message, and one of more than 500 parts.
    """
    parts = Parts()
    for number, leaf in enumerate(_leaves(message), 1):
        if number > MOST_PARTS:
            raise UnreadableError(
                f"the message has more than {MOST_PARTS} parts", "save those that matter by hand"
            )
        kind = leaf.get_content_type()
        if kind in _SEALED:
            raise UnreadableError("the message is encrypted", _DECRYPT)
        if kind in _WORDS and not _is_attached(leaf):
            parts.body.append(leaf)
        elif kind not in _SIGNATURES:
            parts.attached.append(leaf)
    return parts


def body_text(parts: Parts, *, forward: bool) -> str:
    """The sender's own words in the parts that are the message's text.

    Raises:
        UnreadableError: for a part in an unknown encoding, or that holds only quotations.
    """
    texts = [_words(part, forward=forward) for part in parts.body]
    text = "\n\n".join(text for text in texts if text)
    if "-----BEGIN PGP MESSAGE-----" in text:
        raise UnreadableError("the message is encrypted", _DECRYPT)
    if not text and any(payload(part).strip() for part in parts.body):
        raise UnreadableError(
            "the message holds no words of its own: only quotations, a signature or broken HTML",
            "read the messages that it answers",
        )
    return text


def payload(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def filename(part: Message) -> str | None:
    """The name that a part's file has."""
    said = part.get_filename()
    return decoded(str(said)) or None if said else None


def text_of(part: Message) -> str:
    """The text of a part in the encoding that it declares.

    Raises:
        UnreadableError: when the bytes are not that.
    """
    charset = part.get_content_charset()
    try:
        return decode_document(payload(part), lambda _: charset)
    except UnreadableError as error:
        raise UnreadableError(
            f"a part of the message is {error.reason}",
            "open it in a mail program that shows it rightly, and save it from there as UTF-8",
        ) from error


def messages_in(part: Message) -> list[Message]:
    """The parts, or the message, that a part holds."""
    inside = part.get_payload()
    return [m for m in inside if isinstance(m, Message)] if isinstance(inside, list) else []


def _leaves(part: Message) -> Iterator[Message]:
    if not part.is_multipart() or part.get_content_maintype() == "message":
        yield part
        return
    inside = messages_in(part)
    kind = part.get_content_subtype()
    if kind == "alternative":
        inside = _alternative(inside)
    elif kind in {"related", "encrypted"}:
        inside = inside[:1]
    for child in inside:
        yield from _leaves(child)


def _alternative(inside: list[Message]) -> list[Message]:
    for child in inside:
        if child.get_content_type() == "text/plain" and payload(child).strip():
            return [child]
    return inside[-1:]


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _words(part: Message, *, forward: bool) -> str:
    text = text_of(part)
    if part.get_content_type() == "text/html":
        text = html_words(text, forward=forward)
    elif str(part.get_param("format") or "").lower() == "flowed":
        text = join_flowed(text, delete_space=str(part.get_param("delsp")).lower() == "yes")
    return own_words(text, forward=forward)

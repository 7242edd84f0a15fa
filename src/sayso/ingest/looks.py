"""How mail and exports of chats open, which tells them from other text, JSON and HTML."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"From \S+.*\r?\n(?=>?[\w-]+:)")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[^\n]*\n(?:[ \t][^\n]*\n)*")
_TRAVELLED = frozenset(
    {"message-id", "received", "return-path", "delivered-to", "x-mozilla-status"}
)
_TELEGRAM_CHAT = re.compile(
    r'\s*\{\s*"name"\s*:\s*(?:"(?:[^"\\]|\\.)*"|null)\s*,\s*"type"\s*:\s*"\w+"\s*,'
    r'\s*"id"\s*:\s*-?\d+\s*,\s*"messages"\s*:'
)
_TELEGRAM_ALL = re.compile(
    r'\s*\{\s*"about"\s*:\s*"(?:[^"\\]|\\.)*"\s*,\s*"(?:personal_information|chats)"\s*:'
)
_TELEGRAM_PAGE = re.compile(r'<body onload="CheckLocation\(\);">.*class="page_header', re.DOTALL)
_SLACK_TIME = re.compile(r'"ts"\s*:\s*"\d{9,11}\.\d{6}"')
_SLACK_KIND = re.compile(r'"type"\s*:\s*"message"')
_WHATSAPP = re.compile(
    r"[\u200e\u200f]?\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:\s?[AaPp]\.?\s?[Mm]\.?)?(?:\]\s|\s-\s)[^\n]"
)


def is_mail_box(opening: str) -> bool:
    """Whether a text opens as a mail box: a "From " line over headers."""
    return bool(_SEPARATOR.match(opening))


def is_message(opening: str) -> bool:
    """Whether a text opens as a message that was sent: its sender, and a trace of its way."""
    names: set[str] = set()
    at = 0
    while header := _HEADER.match(opening, at):
        names.add(header[1].lower())
        at = header.end()
    return len(names) > 2 and "from" in names and bool(names & _TRAVELLED)


def is_telegram(opening: str) -> bool:
    """Whether JSON opens as Telegram's export of one chat or of all."""
    return bool(_TELEGRAM_CHAT.match(opening) or _TELEGRAM_ALL.match(opening))


def is_telegram_page(opening: str) -> bool:
    """Whether HTML opens as a page of Telegram's export of a chat."""
    return bool(_TELEGRAM_PAGE.search(opening))


def is_slack(opening: str) -> bool:
    """Whether JSON opens as a day of a channel in Slack's export."""
    head = opening.lstrip()
    is_list = head.startswith("[") and head[1:].lstrip().startswith("{")
    return is_list and bool(_SLACK_TIME.search(head) and _SLACK_KIND.search(head))


def is_whatsapp(opening: str) -> bool:
    """Whether a text opens as WhatsApp's export of a chat."""
    return bool(_WHATSAPP.match(opening))

"""Pieces of HTML to prose: everything that a reader would see, in paragraphs."""

from __future__ import annotations

import re
from typing import Any

_BREAK, _CELL = "\n", "\t"
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|center|d[dlt]|div|fieldset|footer|form|h[1-6r]|header|"
    r"li|main|nav|[ou]l|p|pre|section|table|tr"
)
_UNSEEN = re.compile(
    r"script|style|template|noscript|iframe|object|embed|svg|math|audio|video|canvas|figure|button|"
    r"select|textarea|input|head"
)
_MARKED_UP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});")
_LONGEST_TAIL = 300


def prose(html: str, *, own_url: str | None = None) -> str:
    """The text of a fragment of HTML, its blocks set apart by blank lines; "" when there is none.

    Scripts, forms, embedded media and pictures with their captions are left out. So is a last
    block of under 300 characters that links to `own_url`, the address of the report itself: "read
    on" and "first appeared on", in whatever words. Text without any mark-up keeps its line ends.
    """
    if not _MARKED_UP.search(html):
        return html.strip()
    from lxml.html import HTMLParser, fromstring  # noqa: PLC0415 (slow, and few inputs need it)

    readable = html.replace("\0", " ")
    tree = fromstring(f"<div>{readable}</div>", parser=HTMLParser(no_network=True))
    blocks = [_Block("")]
    _walk(tree, blocks, own_url)
    kept = [block for block in blocks if block.text.strip()]
    while len(kept) > 1 and kept[-1].leads_back and len(kept[-1].text) < _LONGEST_TAIL:
        kept.pop()
    return "\n\n".join(block.plain() for block in kept)


class _Block:
    """A paragraph that is being gathered, and whether it links to the report that it is from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.leads_back = False

    def plain(self) -> str:
        """The text with single spaces, its line breaks kept."""
        lines = (re.sub(r"[^\S\n\t]+", " ", line).strip(" ") for line in self.text.split("\n"))
        return "\n".join(lines).strip()


def _walk(element: Any, blocks: list[_Block], own_url: str | None) -> None:
    """Appends the text of an element; what follows it is its parent's."""
    tag = element.tag
    if not isinstance(tag, str) or _UNSEEN.fullmatch(tag):
        return
    is_block = _BLOCKS.fullmatch(tag) is not None
    if is_block:
        blocks.append(_Block(""))
    if tag == "br":
        blocks[-1].text += _BREAK
    if tag == "a" and own_url and _same(element.get("href"), own_url):
        blocks[-1].leads_back = True
    blocks[-1].text += _run(element.text, kept=tag == "pre")
    for child in element:
        _walk(child, blocks, own_url)
        blocks[-1].text += _run(child.tail, kept=tag == "pre")
    if tag in {"td", "th"}:
        blocks[-1].text += _CELL
    if is_block:
        blocks.append(_Block(""))


def _same(href: str | None, url: str) -> bool:
    return href is not None and _address(href) == _address(url)


def _address(url: str) -> str:
    return url.partition("#")[0].partition("?utm_")[0].rstrip("/")


def _run(text: str | None, *, kept: bool) -> str:
    return (text or "") if kept else re.sub(r"\s+", " ", text or "")

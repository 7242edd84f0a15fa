"""Markdown to the prose that a reader sees."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_FOOTNOTE_MARK = re.compile(r"\[\^[\w-]+\]:?[ \t]?")
_ADDRESS = re.compile(r"[/#.:]")
_BLANK = "\n\n"


def markdown_text(source: str) -> str:
    """The visible prose of CommonMark text with tables and strikethrough.

    Headings, paragraphs, list items, table rows and code blocks become paragraphs, set apart by
    a blank line; a line end inside a paragraph becomes a space, a hard break a line end. Emphasis
    loses its marks, a link keeps its words and loses its address, numbers of numbered lists stay,
    bullets, images, HTML tags and comments, and marks of footnotes go. Cells of a row are set
    apart by a tab.
    """
    blocks: list[str] = []
    numbers: list[str] = []
    cells: list[str] | None = None
    for token in _parse(source):
        if token.type == "list_item_open":
            numbers = [f"{token.info}{token.markup} "] if token.info else []
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            blocks.append("\t".join(cells or ()))
            cells = None
        elif (block := _block(token)) is not None:
            if cells is not None:
                cells.append(block)
            else:
                blocks.append("".join(numbers) + block)
                numbers = []
    return _BLANK.join(block for block in blocks if block.strip())


def _parse(source: str) -> list[Token]:
    """The tokens of the source, in which "[Editor]: Correction" defines no link but is said."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 (few reports are Markdown)

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    defined: dict[str, Any] = {}
    tokens = parser.parse(source, defined)
    targets = [str(link["href"]) for link in defined.get("references", {}).values()]
    if all(_ADDRESS.search(target) for target in targets):
        return tokens
    return parser.disable("reference").parse(source)


def _block(token: Token) -> str | None:
    if token.type == "inline":
        return _prose(token.children or ()).strip()
    if token.type in {"code_block", "fence"}:
        return token.content.rstrip("\n")
    if token.type == "html_block":
        return _visible(token.content)
    return None


def _prose(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "html_inline":
            parts.append("\n" if token.content.lower().startswith("<br") else "")
        elif token.type != "image":
            parts.append(_FOOTNOTE_MARK.sub("", token.content))
    return "".join(parts)


class _Visible(HTMLParser):
    """Collects the text of HTML that is not inside script or style."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.hidden += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"} and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def _visible(html: str) -> str:
    parser = _Visible()
    parser.feed(html)
    parser.close()
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(parser.parts)).strip()

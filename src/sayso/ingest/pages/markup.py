"""The words that a piece of HTML shows, line by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = frozenset({"script", "style", "head", "title", "template", "noscript", "object"})
_PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre", "hr"}
)
_LINES = frozenset({"div", "tr", "li", "br", "dd", "dt", "section", "article", "header", "footer"})
_CELLS = frozenset({"td", "th"})


def parse_markup(source: str) -> Any:
    """The tree of a piece of HTML, however broken; null when it holds nothing.

    Raises:
        UnreadableError: for markup that the parser gives up on.
    """
    if not source.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(
            f"the HTML is too broken to find its text ({type(error).__name__})",
            "give its text as plain text, or leave it out",
        ) from error


def visible_text(tree: Any) -> str:
    """The words below an element as they are shown: paragraphs set apart, a line for each line."""
    text = "".join(_pieces(tree))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \xa0]+", " ", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _pieces(tree: Any) -> Iterator[str]:
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += tag in _HIDDEN
            yield "\n\n" if tag in _PARAGRAPHS else "\n" if tag in _LINES else ""
            if not hidden and isinstance(element.tag, str):
                yield _run(element.text)
            continue
        hidden -= tag in _HIDDEN
        yield "\n\n" if tag in _PARAGRAPHS else "\t" if tag in _CELLS else ""
        yield "\n" if tag in _LINES and tag != "br" else ""
        if not hidden and element is not tree:
            yield _run(element.tail)


def _run(text: str | None) -> str:
    return re.sub(r"\s+", " ", text.replace("\xa0", " ")) if text else ""

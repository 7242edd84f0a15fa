"""Addresses of the room as links between files, or within one file."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_LINK = re.compile(
    r"<a\b(?P<before>[^<>]*?)\shref=\"(?P<to>[^\"]*)\"(?P<after>[^<>]*)>(?P<inner>.*?)</a>",
    re.DOTALL,
)
_TAG = re.compile(r"<[a-z][^<>]*>")
_IDS = re.compile(r"\s(id|for|headers|aria-labelledby|aria-describedby)=\"([^\"]*)\"")
_HERE = re.compile(r"\shref=\"#")
_HEADING = re.compile(r"<(/?)h([1-5])\b")
_ABROAD = ("http", "https", "mailto")


class Words(NamedTuple):
    """Words of a report that a link leads to: code points, end-exclusive."""

    doc_id: str
    start: int
    end: int

    @property
    def anchor(self) -> str:
        """The id of the words on the report's page."""
        return f"at{self.start}-{self.end}"


class There(NamedTuple):
    """What an address of the room leads to: a page by kind and id, and a place on it."""

    kind: str
    id: str
    anchor: str
    words: Words | None = None


def relinked(html: str, place: Callable[[There], str | None]) -> str:
    """A page whose links lead to files; what leads to nothing that is there is no link any more.

    Ways to do something, and to pages of the room alone, go with their words.

    Args:
        html: a page as the room makes it, every value in it escaped.
        place: the link to what an address of the room leads to; null where it is not there.
    """

    def linked(found: re.Match[str]) -> str:
        told = unescape(found["to"])
        if told.startswith("#") or urlsplit(told).scheme in _ABROAD:
            return found[0]
        there = _there(told)
        if there is None:
            return ""
        to = place(there)
        if to is None:
            return found["inner"]
        return f'<a{found["before"]} href="{escape(to)}"{found["after"]}>{found["inner"]}</a>'

    return _LINK.sub(linked, html)


def within(html: str, own: str) -> str:
    """A page as a part of a file: its ids and the links to them begin with its own id.

    Headings are one level lower, as the file has a heading above them.
    """

    def ids(found: re.Match[str]) -> str:
        told = " ".join(f"{own}-{one}" for one in found[2].split())
        return f' {found[1]}="{told}"'

    def tag(found: re.Match[str]) -> str:
        return _HERE.sub(f' href="#{own}-', _IDS.sub(ids, found[0]))

    return _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", _TAG.sub(tag, html))


def _there(address: str) -> There | None:
    parts = urlsplit(address)
    steps = parts.path.strip("/").split("/")
    if len(steps) != 2 or steps[0] not in {"incident", "report"}:
        return None
    asked = parse_qs(parts.query)
    words = None
    if "start" in asked and "end" in asked:
        words = Words(steps[1], int(asked["start"][0]), int(asked["end"][0]))
    return There(steps[0], steps[1], parts.fragment, words)

"""What one item of a feed says, in the names of RSS, Dublin Core, Atom and JSON Feed."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.ingest.fields import Found
from sayso.ingest.pages.fragments import prose
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_BURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_XHTML = "http://www.w3.org/1999/xhtml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_OWN = frozenset(
    [
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
    ]
)
# Prefixes as they are used where a feed forgets to declare them.
_PREFIXES = {"content": _CONTENT, "dc": _DC, "dcterms": _TERMS, "feedburner": _BURNER}
# Where the parts of an item stand, the best place first: (namespace, "" for the feed's own; name).
_FULL = ((_CONTENT, "encoded"), ("", "content"), (_XHTML, "body"))
_SHORT = (("", "description"), ("", "summary"), (_DC, "description"))
_DATES = (
    ("", "pubDate"),
    ("", "published"),
    ("", "issued"),
    (_TERMS, "issued"),
    (_DC, "date"),
    (_TERMS, "created"),
    ("", "created"),
    ("", "updated"),
    ("", "modified"),
)


@dataclass(frozen=True)
class Channel:
    """What a feed says of all its items: its title, and the language of its texts."""

    title: str | None = None
    language: str | None = None


def channel_of(root: Any) -> Channel:
    """What an RSS, RDF or Atom feed says of all its items."""
    channel = next((e for e in root if _name(e) == ("", "channel")), root)
    language = _plain(_first(channel, ("", "language"), (_DC, "language")))
    return Channel(
        title=_title(_first(channel, ("", "title"))),
        language=language or channel.get(_LANG) or root.get(_LANG),
    )


def items_of(root: Any) -> list[Any]:
    """The item and entry elements of a feed, in its order."""
    return [e for e in root.iter() if _name(e) in {("", "item"), ("", "entry")}]


def read_item(item: Any, channel: Channel) -> tuple[Found, str | None]:
    """The report in an item of RSS or Atom; what its text is from where that is no full one.

    Raises:
        UnreadableError: for an item without text.
    """
    url = _link(item)
    full = _prose(_first(item, *_FULL), url)
    brief = _first(item, *_SHORT)
    text, part = full, None
    if len(short := _prose(brief, url)) > len(full):
        text, part = short, _name(brief)[1]
    source = _first(item, ("", "source"))
    inner = None if source is None else _first(source, ("", "title"))
    found = Found(
        text=text or _no_text(),
        id=_plain(_first(item, ("", "guid"), ("", "id"))) or item.get(_ABOUT),
        title=_title(_first(item, ("", "title"))),
        publisher=_title(inner) or _title(source) or channel.title,
        published=_plain(_first(item, *_DATES)),
        url=url,
        language=item.get(_LANG) or _plain(_first(item, (_DC, "language"))) or channel.language,
    )
    return found, part


def json_channel_of(feed: Mapping[str, object]) -> Channel:
    """What a JSON Feed says of all its items."""
    return Channel(title=_string(feed.get("title")), language=_string(feed.get("language")))


def read_json_item(item: object, channel: Channel) -> tuple[Found, str | None]:
    """The report in an item of a JSON Feed; "summary" where its text is no more than that.

    Raises:
        UnreadableError: for an item that is no object, or without text.
    """
    if not isinstance(item, dict):
        raise UnreadableError("the item is no object", 'write each item as {"id": …, …}')
    url = _string(item.get("url")) or _string(item.get("external_url"))
    full = prose(_string(item.get("content_html")) or "", own_url=url)
    full = full or (_string(item.get("content_text")) or "").strip()
    text = full or _string(item.get("summary")) or _no_text()
    number = item.get("id")
    found = Found(
        text=text,
        id=str(number) if isinstance(number, int) else _string(number),
        title=_string(item.get("title")),
        publisher=channel.title,
        published=_string(item.get("date_published")) or _string(item.get("date_modified")),
        url=url,
        language=_string(item.get("language")) or channel.language,
    )
    return found, None if full else "summary"


def _no_text() -> str:
    raise UnreadableError(
        "the item holds no text of a report", "give the page that it links to, or leave it out"
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _name(element: Any) -> tuple[str, str]:
    """An element's namespace, "" for those of feeds themselves, and its name without prefix."""
    if not isinstance(element.tag, str):
        return "?", ""
    namespace, _, name = element.tag.rpartition("}")
    prefix, _, plain = name.rpartition(":")
    if prefix:
        return _PREFIXES.get(prefix, "?"), plain
    namespace = namespace.removeprefix("{")
    return ("" if namespace in _OWN else namespace), name


def _first(element: Any, *places: tuple[str, str]) -> Any:
    """The first child with content at the first of the places that has one; null when none."""
    children = [(_name(child), child) for child in element]
    return next(
        (
            child
            for place in places
            for name, child in children
            if name == place and (len(child) or (child.text or "").strip())
        ),
        None,
    )


def _plain(element: Any) -> str | None:
    return None if element is None else "".join(element.itertext()).strip() or None


def _title(element: Any) -> str | None:
    """A title as one line, whatever mark-up it is wrapped in."""
    said = _prose(element, None)
    return html.unescape(" ".join(said.split())) or None


def _prose(element: Any, url: str | None) -> str:
    if element is None:
        return ""
    if len(element):
        from lxml import etree  # noqa: PLC0415 (slow, and only feeds need it here)

        inside = "".join(etree.tostring(e, encoding="unicode", with_tail=True) for e in element)
        return prose(html.escape(element.text or "", quote=False) + inside, own_url=url)
    said = element.text or ""
    return said.strip() if element.get("type") == "text" else prose(said, own_url=url)


def _link(item: Any) -> str | None:
    """The address of the report: of Atom's links the alternate one, of ids a permanent one."""
    if original := _plain(_first(item, (_BURNER, "origLink"))):
        return original
    for child in item:
        if _name(child) != ("", "link"):
            continue
        if said := (child.text or "").strip():
            return said
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href")).strip()
    guid = _first(item, ("", "guid"))
    if guid is not None and guid.get("isPermaLink") != "false":
        said = _plain(guid) or ""
        return said if said.startswith(("http://", "https://")) else None
    return None

"""When a web page says that it was published: in its metadata, and nowhere else."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sayso.ingest.published import read_published

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


# Names of meta elements that hold the date of first publication: Open Graph, Dublin Core,
# schema.org, Highwire, and those of analytics and publishing systems. No name of a change date
# or of a copyright year is among them.
_NAMES = frozenset(
    [
        "article:published_time",
        "article:published",
        "article:published_date",
        "article:post_date",
        "article.published",
        "article_date_original",
        "og:article:published_time",
        "og:published_time",
        "og:publish_date",
        "og:pubdate",
        "datepublished",
        "date_published",
        "date-published",
        "publishdate",
        "publish_date",
        "publish-date",
        "published",
        "published_time",
        "published_date",
        "published-date",
        "pubdate",
        "pub_date",
        "pub-date",
        "publicationdate",
        "publication_date",
        "publication-date",
        "originalpublicationdate",
        "citation_publication_date",
        "citation_date",
        "dc.date",
        "dc.date.issued",
        "dc.date.published",
        "dc:date",
        "dcterms.date",
        "dcterms.issued",
        "dcterms.available",
        "parsely-pub-date",
        "sailthru.date",
        "bt:pubdate",
        "rnews:datepublished",
        "mediator_published_time",
        "cxenseparse:recs:publishtime",
        "date",
    ]
)
_NAMING = ("property", "name", "itemprop", "http-equiv")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Analysis|BackgroundNews)$")
_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)")


def page_published(tree: Any, url: str | None) -> str | None:
    """The ISO date, or date and time, of a page's first publication; null where it gives none.

    Asked in turn, the first that answers holds: meta elements; schema.org data, in JSON or
    attributes; `time` elements; the page's own address. An answer with two different days is
    none. The visible text is not asked, nor a copyright line or a date of change: a page that does
    not state its date has none.
    """
    kinds: tuple[Iterable[str], ...] = (
        _meta_dates(tree),
        _linked_data_dates(tree),
        _item_dates(tree),
        _time_dates(tree),
        _url_dates(url),
    )
    return next((found for dates in kinds if (found := _agreed(dates))), None)


def _agreed(dates: Iterable[str]) -> str | None:
    """The fullest of the dates that can be read, when all are of one day."""
    read: list[str] = []
    for said in dates:
        try:
            read.append(read_published(said))
        except ValueError:
            continue
    if len({found[:10] for found in read}) != 1:
        return None
    return max(read, key=len)


def _meta_dates(tree: Any) -> Iterator[str]:
    for meta in tree.iterfind(".//meta[@content]"):
        if any((meta.get(kind) or "").strip().lower() in _NAMES for kind in _NAMING):
            yield meta.get("content") or ""
            return


def _linked_data_dates(tree: Any) -> Iterator[str]:
    scripts = [
        script.text or ""
        for script in tree.iterfind(".//script[@type]")
        if (script.get("type") or "").strip().lower() == "application/ld+json"
    ]
    nodes = [node for script in scripts for node in _nodes(script)]
    articles = [node for node in nodes if _ARTICLE.search(_kind(node))]
    for node in articles or nodes:
        if isinstance(said := node.get("datePublished"), str):
            yield said


def _nodes(script: str) -> list[dict[str, object]]:
    """The objects in a script of linked data, outermost first; dates alone where it is broken."""
    try:
        pending: list[object] = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return [{"datePublished": said} for said in _LD_DATE.findall(script)]
    found: list[dict[str, object]] = []
    while pending:
        node = pending.pop(0)
        if isinstance(node, dict):
            found.append(node)
            pending += node.values()
        elif isinstance(node, list):
            pending += node
    return found


def _kind(node: dict[str, object]) -> str:
    kind = node.get("@type")
    return str(kind[0]) if isinstance(kind, list) and kind else str(kind)


def _item_dates(tree: Any) -> Iterator[str]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if (element.get("itemprop") or "").strip().lower() == "datepublished":
            yield element.get("datetime") or element.get("content") or element.text or ""


def _time_dates(tree: Any) -> Iterator[str]:
    for path in (".//time[@pubdate]", ".//article//time[@datetime]", ".//time[@datetime]"):
        if said := [element.get("datetime") or "" for element in tree.iterfind(path)]:
            yield from said
            return


def _url_dates(url: str | None) -> Iterator[str]:
    if match := _URL_DATE.search(url or ""):
        yield "/".join(match.groups())

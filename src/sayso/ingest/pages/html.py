"""Web pages: the article without its surroundings, by trafilatura."""

from __future__ import annotations

import logging
import re
import warnings
from typing import Any

import trafilatura
from trafilatura.meta import reset_caches
from trafilatura.metadata import extract_metadata
from trafilatura.settings import DEFAULT_CONFIG, use_config
from trafilatura.utils import load_html

from sayso.ingest.fields import Found
from sayso.ingest.pages.no_article import teasers_of, why_no_article
from sayso.ingest.pages.page_dates import page_published
from sayso.ingest.unreadable import UnreadableError

# The extractor says on the log what `read_page` says as a reject.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

MAX_PAGE = 5_000_000
_BLOCKS = frozenset({"p", "head", "item", "list", "quote", "row", "table", "code", "div", "fw"})
_NEVER_ARTICLE = ["//nav", "//*[@role='navigation']", "//*[@role='contentinfo']", "//body/footer"]
_SHORT = 250  # characters: below it, trafilatura takes all text of the page for the article
_BREAK, _CELL = "\n", "\t"
_METADATA_DATES = {"extensive_search": False, "original_date": True}
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_REMEDY = "give the text of the article as plain text, or leave the page out"


def read_page(html: str, *, url: str | None = None) -> Found:
    """The article of a page: paragraphs, set apart by blank lines, without comments.

    Title, publisher (og:site_name), url (canonical) and language come from the page's metadata,
    the date only from there too (`page_dates`). `url` is the address that the page was fetched
    from, where that is known, and holds over its own. The result depends on this page alone.

    Raises:
        UnreadableError: for a page without an article's text, such as a list of links or a page
            in an article's place (`no_article`), or of more than 5,000,000 characters.
    """
    if len(html) > MAX_PAGE:
        raise UnreadableError(
            f"the page has {len(html):,} characters; the limit for HTML is {MAX_PAGE:,}", _REMEDY
        )
    reset_caches()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = _extract(_DECLARATION.sub("", html, count=1), url)
        except UnreadableError:
            raise
        except Exception as error:
            raise UnreadableError(
                f"the page is too broken to find its text ({type(error).__name__})", _REMEDY
            ) from error
    if found is None:
        raise UnreadableError("the page holds no text of an article", _REMEDY)
    return found


def _extract(html: str, url: str | None) -> Found | None:
    tree = load_html(html)
    if tree is None:
        return None
    metadata = extract_metadata(tree, date_config=_METADATA_DATES)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    published = page_published(tree, url or metadata.url)
    teasers = teasers_of(tree)
    text = _article_text(tree, None)
    if text is not None and len(text) < _SHORT:
        text = _article_text(load_html(html), _for_short_texts()) or text
    if text is None:
        return None
    if reason := why_no_article(text, teasers):
        raise UnreadableError(reason, _REMEDY)
    return Found(
        text=text,
        title=metadata.title,
        publisher=metadata.sitename,
        published=published,
        url=url or metadata.url,
        language=language,
    )


def _for_short_texts() -> Any:
    """Settings under which a flash of one sentence is an article, and not all text is taken."""
    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")
    return settings


def _article_text(tree: Any, settings: Any) -> str | None:
    article: Any = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        deduplicate=False,
        prune_xpath=_NEVER_ARTICLE,
        config=settings or DEFAULT_CONFIG,
    )
    if article is None or article.body is None:
        return None
    parts: list[str] = []
    _walk(article.body, parts)
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(parts))
    return re.sub(r"\n{2,}", "\n\n", text).strip() or None


def _walk(element: Any, parts: list[str]) -> None:
    """Appends the text of trafilatura's tree: a blank line around blocks, a tab after cells."""
    around = _BREAK * 2 if element.tag in _BLOCKS else ""
    parts.append(_BREAK if element.tag == "lb" else around)
    if isinstance(element.tag, str):
        keeps_lines = element.tag == "code"
        parts.append(_run(element.text, keeps_lines=keeps_lines))
        for child in element:
            _walk(child, parts)
            parts.append(_run(child.tail, keeps_lines=keeps_lines))
    parts.append(_CELL if element.tag == "cell" else around)


def _run(text: str | None, *, keeps_lines: bool) -> str:
    if not text:
        return ""
    return text if keeps_lines else re.sub(r"\s+", " ", text)

"""Pages that hold text but no article: lists of links, walls of cookies, pages not found."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_REASONS = {
    "consent": "asks for consent to cookies",
    "missing": "says that it was not found",
    "check": "asks for scripts or a check of the browser",
    "account": "asks to log in or subscribe",
}
_WORD = re.compile(r"\w+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOT_SHOWN = frozenset({"script", "style", "noscript", "template"})
_MARKED_SHARE = 0.5
_MOST_WORDS_OF_A_WALL = 400
_MOST_WORDS_OF_A_TEASER = 60
_FEWEST_TEASERS = 4
_TEASER_SHARE = 0.7
_LINK_SHARE = 0.4
_RUN = 3
_MANY = "\0"


class Mark(Record, frozen=True, kw_only=True):
    """Words of a page that stands in an article's place, what kind it is, and an example."""

    kind: str
    words: str
    example: str


@cache
def marks() -> tuple[Mark, ...]:
    """The words by which such pages are known.

    Raises:
        DataFileError: for a row that is none.
    """
    return tuple(read_table(DATA / "ingest" / "no_article.tsv", Mark))


def why_no_article(text: str, teasers: Sequence[str]) -> str | None:
    """What is wrong with a page whose extracted text is `text`; null when it may be an article.

    A page that was put in an article's place says so in the paragraphs that hold half its words
    (`no_article.tsv`), and is short. A list has four of the page's `teasers` or more, and seven
    tenths of its words stand in runs of three that are in them.
    """
    if (kind := _wall(text)) is not None:
        return f"the page holds no article: it {_REASONS[kind]}"
    if _is_list(text, teasers):
        return "the page holds no article: it is a list of links to articles"
    return None


def _wall(text: str) -> str | None:
    blocks = [(block.casefold(), len(_WORD.findall(block))) for block in text.split("\n\n")]
    total = sum(size for _, size in blocks)
    if total > _MOST_WORDS_OF_A_WALL:
        return None
    weights = dict.fromkeys(_REASONS, 0)
    for block, size in blocks:
        plain = block.replace("’", "'")
        if kind := next((mark.kind for mark in marks() if mark.words in plain), None):
            weights[kind] += size
    if sum(weights.values()) < _MARKED_SHARE * total or not total:
        return None
    return max(weights, key=lambda kind: weights[kind])


def _is_list(text: str, teasers: Sequence[str]) -> bool:
    words = _WORD.findall(text.casefold())
    said = frozenset(_runs(words))
    shown = [
        runs for t in teasers if (runs := said.intersection(_runs(_WORD.findall(t.casefold()))))
    ]
    if len(shown) < _FEWEST_TEASERS:
        return False
    told = frozenset[str]().union(*shown)
    covered = {at + k for at, run in enumerate(_runs(words)) if run in told for k in range(_RUN)}
    return len(covered) >= _TEASER_SHARE * len(words)


def _runs(words: Sequence[str]) -> Iterator[str]:
    """The runs of three words, by the place of their first."""
    return (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def teasers_of(tree: Any) -> list[str]:
    """The texts of the parts of a page that each lead to one other page, and do no more.

    Such a part is the largest element whose links all have one target. It is a teaser when it has
    a heading or begins with the link, or when the link is two fifths of its words; and no more
    than sixty words.
    """
    targets = _targets(tree)
    found: list[str] = []
    for element, target in targets.items():
        parent = element.getparent()
        if target == _MANY or (parent is not None and targets.get(parent) == target):
            continue
        text = " ".join(" ".join(_texts(element)).split())
        if 3 <= len(_WORD.findall(text)) <= _MOST_WORDS_OF_A_TEASER and _is_teaser(element, text):
            found.append(text)
    return found


def _targets(tree: Any) -> dict[Any, str]:
    """The elements around links, each with the target of its links, or `_MANY`."""
    targets: dict[Any, str] = {}
    for link in tree.iter("a"):
        target = (link.get("href") or "").partition("#")[0].strip()
        if not target or target.startswith(("mailto:", "javascript:", "tel:")):
            continue
        element = link
        while element is not None and targets.get(element) not in {target, _MANY}:
            targets[element] = _MANY if element in targets else target
            element = element.getparent()
    return targets


def _is_teaser(element: Any, text: str) -> bool:
    if element.tag in _HEADINGS or any(True for _ in element.iter(*_HEADINGS)):
        return True
    first = next(piece for piece in _texts(element) if piece.strip())
    links = [[piece for piece in _texts(link) if piece.strip()] for link in element.iter("a")]
    begins = any(pieces[:1] == [first] for pieces in links) and len(_WORD.findall(first)) > 2
    longest = max(len(_WORD.findall(" ".join(pieces))) for pieces in links)
    return begins or longest >= _LINK_SHARE * len(_WORD.findall(text))


def _texts(element: Any) -> Iterator[str]:
    """The pieces of text in an element that are shown, one after another."""
    if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child.tail

"""Names made comparable: words folded, hyphens and articles levelled, possessives cut."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+(?:['’`ʿʾ‘][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_APOSTROPHES = str.maketrans("", "", "'’`ʿʾ‘")
_GAP = re.compile(r"\.?[-–./'’]?\s*$")
_REMEMBERED = 65_536
ARTICLE = "al"
_ARTICLES = {"el": ARTICLE}


class NameWord(NamedTuple):
    """A word of a name: `key` to compare, `raw` as written, `start` and `end` in code points."""

    key: str
    raw: str
    start: int
    end: int


@lru_cache(maxsize=_REMEMBERED)
def fold(word: str) -> str:
    """A word without case, diacritics and apostrophes; the article "el" becomes "al"."""
    plain = word.translate(_APOSTROPHES)
    if not plain.isascii():
        plain = "".join(
            c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)
        )
    key = plain.casefold()
    return _ARTICLES.get(key, key)


def name_words(text: str) -> Iterator[NameWord]:
    """The words of a text in order, without the possessive "'s"."""
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        raw = word if word.isalnum() else _POSSESSIVE.sub("", word)
        yield NameWord(fold(raw), raw, start, start + len(raw))


@lru_cache(maxsize=_REMEMBERED)
def name_key(name: str) -> tuple[str, ...]:
    """What two spellings of one name have in common: "al-Nusra" and "Al Nusra" are equal."""
    return tuple(word.key for word in name_words(name))


def may_join(text: str, left: NameWord, right: NameWord) -> bool:
    """Whether what stands between two words lets them belong to one name.

    White space, a hyphen or an apostrophe does; a full stop only after an initial or a short
    abbreviation, since elsewhere it ends a sentence; a comma never.
    """
    gap = text[left.end : right.start]
    if not _GAP.fullmatch(gap):
        return gap in {"'s ", "’s ", "'S ", "’S "}
    if gap.startswith(".") and gap != ".":
        return len(left.raw) == 1 or left.raw in {"St", "Gen", "Lt", "Col", "Mr", "Dr"}
    return True


def agree_in_case(written: str, known: str) -> bool:
    """Whether a word written in mixed case can be the known word of a name.

    An acronym must be written in capitals, a capitalised word with a capital.
    """
    if known.isupper() and len(known) > 1:
        return written == known
    return not known[:1].isupper() or written[:1].isupper()

"""Words as they are searched: without case and accents, each tied to where it stands."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_GAP = r"[\W_]+"
_QUOTED = re.compile(r'"([^"]*)"|(\S+)')
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": ""}
    | dict.fromkeys("ʿʾʻʼ’‘'`´", "")
)
"""Letters that no decomposition parts: of the Latin script, and the Arabic ones that are written
for each other. Apostrophes of transliteration are no letters."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ASCII = {n: chr(n).lower() if chr(n).isalnum() else " " for n in range(128)} | {
    ord("'"): None,
    ord("`"): None,
}
"""The words of a text of ASCII alone: what `_LETTERS` and `_WORD` make of it, at once."""


def fold(text: str) -> str:
    """The text in lower case, without accents, vowel signs and apostrophes."""
    if text.isascii():
        return text.lower().translate(_LETTERS)
    parts = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_ASCII.sub(_without_marks, parts).translate(_LETTERS)


def _without_marks(found: re.Match[str]) -> str:
    return "".join(c for c in found[0] if not unicodedata.combining(c))


def words_of(text: str) -> str:
    """The folded words of a text with a space between them: what an index is made of."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    return " ".join(_WORD.findall(fold(text)))


def terms(query: str) -> list[str]:
    """What a person searches for: words, and phrases in quotation marks, folded.

    Whatever else stands in the query is no more than a gap between words, so that no query is
    wrong. A word of several parts ("al-Qusayr") is a phrase.
    """
    found = (quoted or bare for quoted, bare in _QUOTED.findall(query))
    folded = map(words_of, found)
    return list(dict.fromkeys(part for part in folded if part))


def places(text: str, wanted: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Where folded terms stand in a text: (start, end) in code points, the earliest first.

    The last word of a term stands for any word that begins so. At most `most` are given.
    """
    if not wanted:
        return []
    folded: list[str] = []
    homes: list[int] = []
    for place, character in enumerate(text):
        parts = fold(character)
        folded.append(parts)
        homes += [place] * len(parts)
    whole = "".join(folded)
    pattern = "|".join(_GAP.join(map(re.escape, term.split())) + r"[^\W_]*" for term in wanted)
    found = []
    for match in re.finditer(rf"(?<![^\W_])(?:{pattern})", whole):
        found.append((homes[match.start()], homes[match.end() - 1] + 1))
        if len(found) == most:
            break
    return found

"""Which language a text is written in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sayso.lexicons.files.load import DATA

if TYPE_CHECKING:
    from pathlib import Path

ENOUGH_LETTERS = 60
SURE = 0.9
_WINDOW = 3_000
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?")
# Codes of the detector that name a variety, and the language whose data would be used for it.
_VARIETIES = {
    "ary": "ar",
    "arz": "ar",
    "nn": "no",
    "uzs": "uz",
    "wuu": "zh",
    "yue": "zh",
    "sdh": "ku",
}
_NO_LANGUAGE = "und"
_DEFAULT = "en"


def languages_with_data(lexicons: Path = DATA / "lexicons") -> frozenset[str]:
    """The languages that can be read: those whose folder of word lists holds a file."""
    folders = lexicons.iterdir() if lexicons.is_dir() else ()
    return frozenset(f.name for f in folders if f.is_dir() and any(f.iterdir()))


LANGUAGES_WITH_DATA = languages_with_data()


def language_of(text: str, *, declared: str | None, forced: str | None) -> str:
    """The ISO 639 code of the text's language.

    A language that the user `forced` holds. Otherwise the detector decides where it is sure: an
    Arabic text is not read as English because a feed calls it so. Where it is not, what was
    `declared` with the document holds; without a declaration, a text in Latin letters is taken
    for English, and one in other letters for the likeliest language.
    """
    if forced is not None:
        return forced
    return detect(text) or declared_code(declared) or _guess(text)


def declared_code(declared: str | None) -> str | None:
    """The primary subtag of a language tag ("en-GB", "en_US", "eng"); null when it is none."""
    match = _CODE.fullmatch((declared or "").strip().lower())
    if match is None or match[1] == _NO_LANGUAGE:
        return None
    return "en" if match[1] == "eng" else match[1]


def detect(text: str) -> str | None:
    """The language of the text where the detector may be trusted, else null.

    It may from 60 letters upwards, when it gives a language nine tenths of the probability or
    gives English less than one tenth. Text that is mostly in capitals is read in small letters.
    """
    sample = _sample(text)
    if sum(map(str.isalpha, sample)) < ENOUGH_LETTERS:
        return None
    probabilities = _probabilities(sample)
    best = max(probabilities, key=lambda code: (probabilities[code], code))
    sure = probabilities[best] >= SURE or probabilities[_DEFAULT] <= 1 - SURE
    return best if sure else None


def _guess(text: str) -> str:
    letters = [c for c in _sample(text) if c.isalpha()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if latin * 2 >= len(letters):
        return _DEFAULT
    probabilities = _probabilities(_sample(text))
    return max(probabilities, key=lambda code: (probabilities[code], code))


def _sample(text: str) -> str:
    """The text, or of a long one its beginning, middle and end; small letters where it shouts."""
    if len(text) > 3 * _WINDOW:
        middle = (len(text) - _WINDOW) // 2
        text = "\n".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))
    upper = sum(map(str.isupper, text))
    return text.lower() if upper > sum(map(str.islower, text)) else text


def _probabilities(text: str) -> dict[str, float]:
    merged: dict[str, float] = {}
    for code, probability in _identifier().rank(text):
        language = _VARIETIES.get(code, code)
        merged[language] = merged.get(language, 0.0) + probability
    return merged


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

"""Spellings of place names made comparable: folded names, and consonant skeletons.

Standard library only: the gazetteer's build reads this file before sayso is installed.
"""

from __future__ import annotations

import re
import unicodedata

ARABIC_SCRIPT = frozenset(
    [
        "AFG",
        "ARE",
        "BHR",
        "DJI",
        "DZA",
        "EGY",
        "ERI",
        "IRN",
        "IRQ",
        "JOR",
        "KWT",
        "LBN",
        "LBY",
        "MAR",
        "MRT",
        "OMN",
        "PAK",
        "PSE",
        "QAT",
        "SAU",
        "SDN",
        "SOM",
        "SYR",
        "TCD",
        "TUN",
        "YEM",
    ]
)
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | {"ə": "a", "ħ": "h", "ŋ": "n", "ɖ": "d", "ɓ": "b", "ɗ": "d", "ĸ": "k"}
)
_APOSTROPHES = re.compile("['`´‘’‛ʻʼʽʾʿˈ′]")
_BREAKS = re.compile(r"[^a-z0-9&]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_INITIALS = re.compile(r"\b(?:[a-z]\.\s?){2,}")
_ARTICLE = re.compile(
    r"^(?:al|el|il|ul|ad|ed|ar|er|as|es|ash|esh|at|et|ath|az|ez|an|en|adh|edh|l)$"
)
_DIGRAPHS = (
    ("kh", "k"), ("gh", "g"), ("dj", "g"), ("sh", "$"), ("sch", "$"), ("ch", "$"), ("dh", "d"),
    ("th", "t"), ("ph", "f"), ("ck", "k"), ("ia", "iya"), ("q", "k"), ("c", "k"), ("j", "g"),
    ("p", "b"), ("v", "w"),
)  # fmt: skip
_GLIDE = re.compile(r"(?<=[aeiou])[yw](?![aeiou])")
_VOWELS = re.compile("[aeiou]+")


def fold(name: str) -> str:
    """A name in lower case ASCII: no diacritics or apostrophes, hyphens and stops as spaces.

    "Al-Quṣayr", "Al Quşayr" and "AL-QUSAYR" fold to "al qusayr"; "St. Louis" to "saint louis";
    "U.S." to "us". Empty when the name has no Latin letter.
    """
    lower = name.lower().translate(_LETTERS)
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c)
    )
    joined = _INITIALS.sub(
        lambda m: m[0].replace(".", "").replace(" ", "") + " ", _APOSTROPHES.sub("", plain)
    )
    words = _BREAKS.sub(" ", joined).split()
    return " ".join(_SHORT.get(w, w) for w in words)


def plain_name(name: str) -> str:
    """A name without diacritics, in its own case: "Ḩalab" is "Halab", "‘Afrīn" is "Afrin"."""
    letters = {"Ł": "L", "Ø": "O", "Đ": "D", "ı": "i", "ł": "l"}
    swapped = "".join(letters.get(c, c) for c in name)
    folded = swapped.translate(_LETTERS)
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c)
    )
    return re.sub("[`´‘‛ʻʼʽʾʿˈ′]", "", plain).replace("’", "'").strip()


def skeleton(folded: str) -> str | None:
    """The consonants of a folded name of Arabic script, by which its romanisations agree.

    Articles go ("al", "ez", "ash" before sun letters), vowels and glides go, q, k and kh are one,
    doubled letters are single: "al qusayr", "qusair" and "el quseir" are all "ksr". Null for
    skeletons of fewer than three consonants, which would match too much.
    """
    words = [w for w in folded.split() if not _ARTICLE.match(w)]
    consonants = "".join(_consonants(word) for word in words)
    return consonants if len(consonants) >= 3 else None


def _consonants(word: str) -> str:
    for letters, one in _DIGRAPHS:
        word = word.replace(letters, one)
    word = re.sub(r"(?<=[aeiou])h$", "", word)
    word = re.sub(r"([^aeiou])\1+", r"\1", word)
    return _VOWELS.sub("", _GLIDE.sub("", word))

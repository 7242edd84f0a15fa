"""Gives passages in capitals the case of ordinary prose, which taggers and parsers need."""

from __future__ import annotations

import re
from itertools import pairwise

from sayso.analysis.known_spellings import (
    WORD,
    acronyms,
    cased_words,
    known_names,
    leaders,
    nationalities,
    opening_words,
    titles,
)
from sayso.analysis.name_parts import name_parts
from sayso.analysis.own_names import spelled_out

_SHOUTED = 0.8
_FEWEST_LETTERS = 15
_SENTENCE_START = re.compile(r"(?:^|(?<!\b[A-Z])[.!?:]['\"’”)\]]*\s+)['\"‘“(]*$")
_BRACKETS = re.compile(r"(?:(?:^|[.!?:\n]['\"’”]*|--?)\s*)(?:\[[^\[\]]{1,300}\]\s*)+['\"‘“(]*$")
_LABELS = 400
_LOOK_BACK = 12
_LONGEST_NAME = 7
_LONGEST_INITIALS = 4
_LOWER_IN_NAMES = frozenset({"of", "the", "and", "for", "in", "to", "on"})
_MODEL = re.compile(r"-\d")
_NUMERAL = re.compile(r"I{2,3}|IV|VI{1,3}|IX|XI{0,3}")
_ENDINGS = (
    ("men", "man"),
    ("ies", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
)
_ENDINGS_ING = (
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ier", "y"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
    ("ly", ""),
)


def is_shouted(text: str) -> bool:
    """Whether a passage is in capitals throughout; short ones (headings, acronyms) are not."""
    letters = [c for c in text if c.isalpha()]
    shouted = sum(c.isupper() for c in letters)
    return len(letters) >= _FEWEST_LETTERS and shouted > _SHOUTED * len(letters)


def level_case(
    text: str,
    dictionary: frozenset[str],
    stops: frozenset[str],
    own: frozenset[str] = frozenset(),
) -> str:
    """A shouted passage in the case of prose, of equal length.

    A word is lowered when it is a function word (`stops`) or, as it stands or without its ending,
    in the model's lemma tables (`dictionary`); known names of states, bodies, people and cities
    get their capitals back; an unknown word is taken for a name, as is a title before one, a
    common word between a given name and another, and one after "San". `own` are names that the
    rest of the report shows: surnames in lower case, acronyms in capitals.
    """
    words = list(WORD.finditer(text))
    spelled, full_names = spelled_out(text)
    own |= spelled
    cased: list[str] = []
    names: list[bool] = []
    at = 0
    while at < len(words):
        size = _name_length(text, words, at)
        if size and not (size == 1 and _opened(text, words, at)):
            known = [_name_case(match[0]) for match in words[at : at + size]]
            cased += [_capital(known[0]) if known[0].islower() else known[0], *known[1:]]
            names += [False] * size
        else:
            plain = _in_place(text, words, at) or _word_case(words[at][0], dictionary, stops, own)
            names.append(plain[:1].isupper() and plain.lower() not in nationalities())
            starts = _starts(text, words[at].start())
            cased.append(_capital(plain) if starts and plain.islower() else plain)
        at += max(size, 1)
    levelled = list(text)
    _capitalise_beside_names(text, words, cased, names)
    for i, match in enumerate(words):
        inside = any(a <= match.start() and match.end() <= b for a, b in full_names)
        if inside and cased[i] not in stops and cased[i] not in _LOWER_IN_NAMES:
            cased[i] = _capital(cased[i])
    for match, word in zip(words, cased, strict=True):
        levelled[match.start() : match.end()] = word
    return "".join(levelled)


def _capitalise_beside_names(
    text: str, words: list[re.Match[str]], cased: list[str], names: list[bool]
) -> None:
    """Gives capitals, in place, to titles before names and to common words that end or join them.

    `names` says which words are taken for names because no dictionary has them.
    """
    for at in range(len(words)):
        tied = at > 0 and _joined(text, words, at - 1)
        word = re.sub(r"['’]s?$", "", cased[at])
        if not tied or not cased[at].islower():
            continue
        between = at + 1 < len(words) and names[at + 1] and _joined(text, words, at)
        given = cased[at - 1].lower() in name_parts("given")
        inside = given and between and not _is_inflected(word)
        if inside or (word in leaders() and (names[at - 1] or cased[at - 1] in titles())):
            cased[at] = _capital(cased[at])
            names[at] = True
    for at in range(len(words) - 2, -1, -1):
        followed = cased[at + 1][:1].isupper() and _joined(text, words, at)
        if cased[at] in titles() and followed:
            cased[at] = _capital(cased[at])
            names[at] = True


def _joined(text: str, words: list[re.Match[str]], at: int) -> bool:
    gap = text[words[at].end() : words[at + 1].start()]
    abbreviated = gap.startswith(".") and len(words[at][0]) <= _LONGEST_INITIALS
    return not gap.removeprefix("." if abbreviated else "").strip()


def _is_inflected(word: str) -> bool:
    return word.endswith(("ed", "ing", "s")) or word in name_parts("particle")


def _starts(text: str, offset: int) -> bool:
    """Whether a sentence begins here: also after a transcript's labels in square brackets."""
    if offset == 0 or _SENTENCE_START.search(text[max(0, offset - _LOOK_BACK) : offset]):
        return True
    before = text[max(0, offset - _LABELS) : offset]
    return "]" in before[-_LOOK_BACK:] and _BRACKETS.search(before) is not None


def _in_place(text: str, words: list[re.Match[str]], at: int) -> str | None:
    """The case of a word that its neighbours decide, or null.

    A Spanish article opens a name unless a particle stands before it ("in La Paz", "de la Paz"),
    "San" takes the word after it along, and the letters of a model stay ("AK-47").
    """
    word, lower = words[at][0], words[at][0].lower()
    if len(word) < _LONGEST_INITIALS and _MODEL.match(text, words[at].end()):
        return word
    if (len(word) == 1 and lower != "a") or _NUMERAL.fullmatch(word):
        return word
    if lower in name_parts("article"):
        inside = _before(text, words, at) in name_parts("particle")
        return lower if inside else _capital(lower)
    opens = lower in name_parts("opener") or _opened(text, words, at)
    return _capital(lower) if opens else None


def _before(text: str, words: list[re.Match[str]], at: int) -> str:
    """The word that stands directly before one, in lower case; empty where none does."""
    return words[at - 1][0].lower() if at and _joined(text, words, at - 1) else ""


def _opened(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether a word goes on a name that "San", "La" or the like opens: "Santa Ana"."""
    before = _before(text, words, at)
    if before not in name_parts("opener") and before not in name_parts("article"):
        return False
    lower = words[at][0].lower()
    return lower not in _LOWER_IN_NAMES and lower not in name_parts("particle")


def _word_case(
    word: str, dictionary: frozenset[str], stops: frozenset[str], own: frozenset[str]
) -> str:
    lower = word.lower()
    if len(lower) != len(word):
        return word
    base = re.sub(r"['’]s?$", "", lower)
    stem = word[: len(base)]
    if stem in own or stem in acronyms():
        return stem + lower[len(base) :]
    if base in cased_words() or base in own or _is_persons(base):
        return _capital(lower)
    if base in stops or lower in stops or _is_common(base, dictionary):
        return lower
    spelled = len(base) <= _LONGEST_INITIALS and not re.search(r"[aeiouy]", base)
    return word if spelled and base not in titles() else _capital(lower)


def _is_common(word: str, dictionary: frozenset[str]) -> bool:
    """Whether a word is no name: of the dictionary, a particle, or grown with a prefix."""
    prefixes = name_parts("prefix")
    if word in prefixes or word in name_parts("particle") or has_stem(word, dictionary):
        return True
    stems = (word.removeprefix(p) for p in prefixes if word.startswith(p))
    return any(len(stem) > _LONGEST_INITIALS and has_stem(stem, dictionary) for stem in stems)


def _is_persons(word: str) -> bool:
    return word in name_parts("given") or word in name_parts("surname")


def has_stem(word: str, dictionary: frozenset[str]) -> bool:
    """Whether a dictionary has a word, as it stands or without its ending ("soldiers")."""
    if word in dictionary:
        return True
    for ending, instead in (*_ENDINGS, *_ENDINGS_ING):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        if stem + instead in dictionary:
            return True
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in dictionary:
            return True
    return False


def _name_case(word: str) -> str:
    lower = word.lower()
    if len(lower) != len(word) or word in acronyms():
        return word
    small = _LOWER_IN_NAMES | name_parts("particle") | name_parts("article")
    return lower if lower in small else _capital(lower)


def _capital(lower: str) -> str:
    first = lower[:1].upper()
    return first + lower[1:] if len(first) == 1 else lower


def _name_length(text: str, words: list[re.Match[str]], at: int) -> int:
    """How many words from here on are a known name of several words, or an acronym."""
    if words[at][0].upper() not in opening_words():
        return 0
    for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        window = words[at : at + size]
        if " ".join(m[0].upper() for m in window) not in known_names():
            continue
        gaps = (text[a.end() : b.start()] for a, b in pairwise(window))
        if all(not gap.strip(" \n\t-.") for gap in gaps):
            return size
    return 0

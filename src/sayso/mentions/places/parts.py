"""Other names of places: "Aleppo University", "a Homs man", and those that the parser misses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.lexicons.places.toponyms import fold
from sayso.mentions.places.cues import entity_around
from sayso.mentions.places.name import Name, kind_beside, name_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from spacy.tokens import Doc

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Candidate, Gazetteer
    from sayso.lexicons.places.words import PlaceWords
    from sayso.records.mention import PlaceMention

_LONGEST = 5
_BY_SOUND = 2
_CITY = 100_000
_TOWN = 1_000
_SITES = frozenset({"division", "facility", "settlement"})
_DASHES = frozenset({"-", "--", "–", "—"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True)
class Known:
    """What a report tells of places: their folded names, their provinces, the tokens of names."""

    shown: frozenset[str]
    divisions: frozenset[tuple[str | None, str | None]]
    taken: frozenset[int]


def find_parts(
    parsed: Parsed,
    gazetteer: Gazetteer,
    words: PlaceWords,
    located: Sequence[PlaceMention],
    taken: Collection[int],
) -> Iterator[Name]:
    """Names of the gazetteer, outside the tokens that are `taken`, that the signs make places'.

    Each sign that is seen weighs for or against a place (place_signs.tsv); a name is one where
    they come to more than nothing.
    """
    known = Known(
        shown=frozenset(fold((m.toponym or m.span).quote) for m in located),
        divisions=frozenset((m.country, m.admin1) for m in located if m.admin1),
        taken=frozenset(taken),
    )
    at = 0
    while at < len(parsed.doc):
        name = _name_at(parsed, at, gazetteer, words, known)
        if name is not None and words.weight(signs(parsed, name, words, known)) > 0:
            yield name
        at = name.end if name is not None else at + 1


def find_core(parsed: Parsed, name: Name, gazetteer: Gazetteer, words: PlaceWords) -> Name | None:
    """The place that opens a name that no gazetteer knows: "Sirte" of "Sirte Central Hospital"."""
    doc = parsed.doc
    for end in range(name.end - 1, name.start, -1):
        found = gazetteer.candidates(name_words(parsed, name.start, end))
        own = tuple(c for c in found if c.likeness == 0)
        after, kind = doc[end], words.kind(doc[end].lower_)
        site = kind.group in _SITES if kind else words.has("body", after.lower_)
        if own and site and after.is_title:
            return Name(name.start, end, 0, own, kind_beside(doc, name.start, end, words))
    return None


def _name_at(
    parsed: Parsed, at: int, gazetteer: Gazetteer, words: PlaceWords, known: Known
) -> Name | None:
    """The longest name of the gazetteer, or of the report, that begins at a token."""
    doc = parsed.doc
    if not doc[at].text[0].isupper():
        return None
    for end in range(min(len(doc), at + _LONGEST, doc[at].sent.end), at, -1):
        if any(i in known.taken for i in range(at, end)) or not _is_whole(doc, at, end):
            continue
        quoted = name_words(parsed, at, end)
        candidates = tuple(c for c in gazetteer.candidates(quoted) if c.likeness < _BY_SOUND)
        if candidates or fold(quoted) in known.shown:
            return Name(at, end, 0, candidates, kind_beside(doc, at, end, words))
    return None


def _is_whole(doc: Doc, start: int, end: int) -> bool:
    """Whether a name may end here: on a capital, without a comma or line's end within."""
    last, text = doc[end - 1], doc[start:end].text
    return last.text[0].isalnum() and not last.is_lower and "," not in text and "\n" not in text


def signs(parsed: Parsed, name: Name, words: PlaceWords, known: Known) -> frozenset[str]:
    """What speaks for a place or against it, by the names of place_signs.tsv."""
    seen = {
        **_by_gazetteer(name, known),
        **_by_words(parsed.doc, name, words),
        **_by_parse(parsed.doc, name),
        "shown": fold(name_words(parsed, name.start, name.end)) in known.shown,
    }
    return frozenset(sign for sign, is_seen in seen.items() if is_seen) | {"any"}


def _by_gazetteer(name: Name, known: Known) -> dict[str, bool]:
    own: list[Candidate] = [c for c in name.candidates if c.likeness == 0]
    largest = max((c.population for c in own if c.precision == "exact"), default=0)
    return {
        "country": name.is_state,
        "division": any(c.precision == "admin1" for c in own),
        "region": any(c.precision in {"area", "water"} for c in name.candidates),
        "city": largest >= _CITY,
        "town": largest >= _TOWN,
        "neighbour": any((c.country, c.admin1) in known.divisions for c in name.candidates),
        "several words": name.end - name.start > 1,
    }


def _by_words(doc: Doc, name: Name, words: PlaceWords) -> dict[str, bool]:
    after = doc[name.end].lower_ if name.end < len(doc) else ""
    before = doc[name.start - 1].lower_ if name.start else ""
    text = doc[name.start : name.end].text
    return {
        "plain": words.has("plain", text.lower()) or text.lower() in words.types,
        "ambiguous": text.lower() in words.ambiguous,
        "body": words.has("body", after) and doc[name.end].text[0].isupper(),
        "folk": words.has("folk", after) and doc[name.end].is_lower,
        "inside": words.has("inside", before),
        "loose": words.has("loose", before),
        "the": before == "the",
        "title": words.has("title", before),
        "hyphen before": before in _DASHES and not doc[name.start - 1].whitespace_,
        "dateline": after in _DASHES and text.isupper(),
        "dash": after in _DASHES,
        "capitals": text.isupper(),
        "possessive": after in {"'s", "’s"},
    }


def _by_parse(doc: Doc, name: Name) -> dict[str, bool]:
    entity = entity_around(doc, name.start)
    label = entity.label_ if entity is not None else ""
    after = doc[name.end] if name.end < len(doc) else None
    before = doc[name.start - 1] if name.start else None
    goes_on = after is not None and after.text[0].isupper()
    return {
        "person": label == "PERSON",
        "body's name": label in {"ORG", "FAC"},
        "first of entity": entity is not None and entity.start == name.start,
        "proper noun": doc[name.start].pos_ == "PROPN",
        "goes on": goes_on,
        "goes on before": before is not None
        and before.text[0].isupper()
        and before.pos_ == "PROPN",
        "verb after": after is not None and after.pos_ in _VERBS,
        "opening": name.start == 0,
    }

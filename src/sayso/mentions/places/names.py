"""Where a text may name a place: capitalised words whose use or parse speaks for a place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.lexicons.places.toponyms import fold
from sayso.lexicons.words.grammar import grammar
from sayso.mentions.places.cues import family_names, is_one_of_pair, is_told_of
from sayso.mentions.places.name import BY_SOUND, Name, name_words
from sayso.mentions.places.spans import names_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Gazetteer
    from sayso.lexicons.places.words import PlaceWords

_SETTLED = frozenset({"exact", "admin1", "admin2"})


def find_names(parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> list[Name]:
    """Names of places in the order of the text, the longest first where they overlap.

    A name that a sentence shows to be a place is one elsewhere in the report as well, and so is
    the others of a list.
    """
    families = family_names(parsed.doc)
    names = list(names_in(parsed, gazetteer, words))
    shown = {_folded(parsed, n) for n in names if n.strength == 2}
    spoken = _spoken_countries(parsed, names, gazetteer)
    kept: dict[int, Name] = {}
    for order in (names, names[::-1]):
        for before, name in zip([None, *order], order, strict=False):
            folded = _folded(parsed, name)
            listed = before is not None and before.start in kept
            joined = listed and before is not None and _is_joined(parsed.doc, before, name)
            known = _is_in(spoken, name) or name.is_large or _is_so_called(name)
            local = known and is_told_of(parsed.doc, name.start, name.end, words)
            paired = is_one_of_pair(parsed.doc, name.start, name.end)
            guessed = name.strength or int(folded in shown or joined or local)
            strength = 2 if local and not paired else guessed
            if strength and not (name.strength < 2 and folded in families):
                heard = () if _is_hearsay(name, spoken) else name.candidates
                kept[name.start] = replace(name, strength=strength, candidates=heard)
    return [kept[start] for start in sorted(kept)]


def _spoken_countries(
    parsed: Parsed, names: list[Name], gazetteer: Gazetteer
) -> frozenset[str | None]:
    """The countries that the report names, or whose people and cities it does."""
    named = {c.country for n in names for c in n.candidates if c.precision == "country"}
    named |= {n.candidates[0].country for n in names if n.strength and n.is_large}
    capitalised = (t.text for t in parsed.doc if t.text[0].isupper())
    return frozenset(named | {gazetteer.country_of(text) for text in capitalised} - {None})


def _is_hearsay(name: Name, spoken: frozenset[str | None]) -> bool:
    """Whether a name only sounds like places of countries of which the report does not speak."""
    alike = all(c.likeness >= BY_SOUND for c in name.candidates)
    return name.named and alike and all(c.country not in spoken for c in name.candidates)


def _is_so_called(name: Name) -> bool:
    """Whether the likeliest place bears the very name, and a place of its size is listed."""
    best = next(iter(name.candidates), None)
    return best is not None and best.likeness == 0 and best.precision in _SETTLED


def _is_in(countries: frozenset[str | None], name: Name) -> bool:
    """Whether a town of that name in any spelling lies in one of the countries."""
    return any(c.country in countries and c.likeness < BY_SOUND for c in name.candidates)


def _folded(parsed: Parsed, name: Name) -> str:
    return fold(name_words(parsed, name.start, name.end))


def _is_joined(doc: Doc, before: Name, name: Name) -> bool:
    """Whether a name goes on a list of places of one country: "Ajdabiya and Brega"."""
    first, second = (before, name) if before.start < name.start else (name, before)
    if second.start != first.end + 1 or doc[first.end].lower_ not in grammar("list_joints"):
        return False
    theirs = {c.country for c in before.candidates if c.precision in _SETTLED}
    return any(c.country in theirs and c.likeness < 2 for c in name.candidates)

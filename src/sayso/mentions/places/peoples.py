"""Peoples, unions and adjectives of places: "the Syrians", "a Texan town", "the EU"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.mentions.places.name import Name, name_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Gazetteer

_LONGEST = 3


def find_peoples(parsed: Parsed, gazetteer: Gazetteer, taken: Collection[int]) -> Iterator[Name]:
    """The words that stand for a place by its people, outside the tokens that are `taken`.

    A person's name is none: "Jack London", "Sarah English".
    """
    doc, at = parsed.doc, 0
    while at < len(doc):
        if not doc[at].text[0].isupper():
            at += 1
            continue
        end = next(
            (
                e
                for e in range(at + _LONGEST, at, -1)
                if _is_free(parsed, at, e, taken) and gazetteer.people(name_words(parsed, at, e))
            ),
            None,
        )
        if end is None:
            at += 1
            continue
        place = gazetteer.people(name_words(parsed, at, end))
        if place is not None:
            yield Name(at, end, 2, (place,), None)
        at = end


def _is_free(parsed: Parsed, start: int, end: int, taken: Collection[int]) -> bool:
    tokens = parsed.doc[start:end]
    return (
        len(tokens) == end - start
        and all(t.text[0].isupper() for t in tokens)
        and all(t.i not in taken and t.ent_type_ != "PERSON" for t in tokens)
    )

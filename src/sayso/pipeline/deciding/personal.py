"""Parts of marked names: where a report calls a private person by one of their names alone."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sayso.export.guards.people import no_names, people_of
from sayso.ledger.errors import LedgerError
from sayso.lexicons.words.names import name_key
from sayso.records.review.judgement import PERSONAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.document import Document
    from sayso.records.reading import ReadDocument

_SHORTEST = 3
"""A part of a name that is shorter ("al", "de") stands for nobody by itself."""

_MOST_REPORTS = 1000
"""Reports of one name, the latest first, in which parts of it are looked for."""

_AROUND = 60
"""Code points before and after a part that are kept to know it again."""

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Part(NamedTuple):
    """A word that a report uses alone for a person whose name people marked in it.

    `around` are the words before and after each place where it does, on one line. `clean` tells
    that the report uses the word for nothing else: for no place, and in nobody else's name.
    """

    doc_id: str
    word: str
    around: tuple[tuple[str, str], ...]
    clean: bool


def personal_parts(ledger: Ledger) -> tuple[Part, ...]:
    """The parts of the names that people marked as personal, by the report that uses them alone.

    "Haddad" where a report also has "Omar Haddad", who was marked there or in another report.
    Titles, short words, and what somebody in office is called there are no parts.
    """
    marked: dict[str, set[str]] = {}
    for one in ledger.marked(PERSONAL):
        if one.words is not None and one.doc_id is not None:
            name = one.words.quote
            if len(name.split()) > 1 or "-" in name:
                for doc_id in {one.doc_id, *_bearing(ledger, name)}:
                    marked.setdefault(doc_id, set()).add(name)
    found: list[Part] = []
    for doc_id in sorted(marked):
        try:
            document, read = ledger.document(doc_id), _read(ledger, doc_id)
        except LedgerError:
            continue
        found += _parts(document, read, sorted(marked[doc_id]))
    return tuple(found)


def _bearing(ledger: Ledger, name: str) -> Collection[str]:
    """The reports in which a whole name stands."""
    words = " ".join(name.replace('"', " ").split())
    return ledger.search(f'"{words}"', limit=_MOST_REPORTS).doc_ids


def _read(ledger: Ledger, doc_id: str) -> ReadDocument | None:
    return next(iter(ledger.readings_of([doc_id])), None)


def _parts(document: Document, read: ReadDocument | None, names: Sequence[str]) -> Iterator[Part]:
    own = {key for name in names for key in name_key(name)}
    public = people_of(read).public if read is not None else frozenset()
    office = {word for key in public if not own.issuperset(key) for word in key}
    taken = tuple(_taken(read, own)) if read is not None else ()
    for word in sorted(set(chain.from_iterable(map(_words, names)))):
        if set(name_key(word)) & office:
            continue
        text = document.text
        places = list(_places(text, word, names))
        alone = [one for one in places if not any(a <= one[0] and one[1] <= b for a, b in taken)]
        around = [_around(text, *one) for one in alone]
        title = document.title or ""
        around += [_around(title, *one) for one in _places(title, word, names)]
        if around:
            clean = len(alone) == len(places)
            yield Part(document.id, word, tuple(dict.fromkeys(around)), clean)


def _words(name: str) -> Iterator[str]:
    """The words of a name by which a report may call the person."""
    for found in _LETTERS.finditer(name):
        word = found[0]
        keys = set(name_key(word))
        if len(word) >= _SHORTEST and not word[0].islower() and keys and not keys <= no_names():
            yield word


def _places(text: str, word: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where a word stands outside the whole names."""
    whole = [
        found.span()
        for name in names
        for found in re.finditer(r"\s+".join(map(re.escape, name.split())), text, re.IGNORECASE)
    ]
    spelled = "|".join(map(re.escape, dict.fromkeys((word, word.upper()))))
    for found in re.finditer(rf"(?<!\w)(?:{spelled})(?!\w)", text):
        if not any(start <= found.start() and found.end() <= end for start, end in whole):
            yield found.span()


def _taken(read: ReadDocument, own: set[str]) -> Iterator[tuple[int, int]]:
    """Where the report names a place, or something in whose name other words stand."""
    found = read.annotations
    for place in found.places:
        span = place.toponym or place.span
        yield span.start, span.end
    spans = [*(actor.span for actor in found.actors), *(one.span for one in found.entities)]
    for span in spans:
        told = (word for word in _LETTERS.findall(span.quote) if word[0].isupper())
        others = {key for word in told for key in name_key(word)} - own - no_names()
        if others:
            yield span.start, span.end


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return on_one_line(text[max(0, start - _AROUND) : start]), on_one_line(
        text[end : end + _AROUND]
    )


def on_one_line(text: str) -> str:
    """Words with one blank for any space between, so that lines broken otherwise are the same."""
    return re.sub(r"\s+", " ", text)

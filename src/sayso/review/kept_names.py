"""Names that a person must not read, when they ask for them: whoever asks learns nothing of them.

What a search or a list finds by a name that is kept from its reader would tell that it is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sayso.ledger.searching.folding import terms, words_of
from sayso.pipeline.deciding.personal import personal_parts
from sayso.records.review.judgement import PERSONAL
from sayso.review.parts import Parts
from sayso.review.veil import Veil, covered, names_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sayso.ledger.store import Ledger
    from sayso.pipeline.deciding.personal import Part
    from sayso.review.memory import Memory


class KeptNames(NamedTuple):
    """The names that people marked as personal, as they are kept from one person.

    `folded` are these names and the parts of them that reports use alone, as they are searched.
    """

    veil: Veil = Veil()
    names: tuple[str, ...] = ()
    folded: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Sequence[str], parts: Parts) -> KeptNames:
        """The names that were marked, with their parts."""
        words = {part.word for found in parts.known.values() for part in found}
        folded = frozenset(map(words_of, (*names, *words))) - {""}
        return cls(Veil(names_pattern(names), parts=parts), tuple(names), folded)

    def has(self, value: str | None) -> bool:
        """Whether a value that somebody asks for, as it is or in an address, holds such a name."""
        if not value or not self.folded:
            return False
        told = f" {words_of(unquote(value))} "
        return any(f" {name} " in told for name in self.folded)

    def near(self, query: str) -> tuple[str, ...]:
        """The names that a query could find by any of its words, whole or begun."""
        asked = [word for term in terms(query) for word in term.split()]
        return tuple(name for name in self.names if _meets(asked, words_of(name).split()))

    def parts_near(self, query: str) -> tuple[Part, ...]:
        """The parts of names that a query could find by any of its words."""
        asked = [word for term in terms(query) for word in term.split()]
        every = {part for found in self.veil.parts.known.values() for part in found}
        return tuple(part for part in every if _meets(asked, words_of(part.word).split()))

    def readable(self, text: str, here: Collection[str] = ()) -> str:
        """A text of equal length without the names; `here` are the reports that it is of."""
        return covered(text, self.veil, here)


NO_NAMES = KeptNames()
"""Nothing is kept from the person."""


def kept_names(ledger: Ledger, memory: Memory) -> KeptNames:
    """The names that are kept from all below referees, in `memory` while the marks hold."""
    names = ledger.personal_names()
    if not names:
        return NO_NAMES
    marks = tuple(one.id for one in ledger.marked(PERSONAL))
    key = ("personal names", marks, *ledger.filled())
    return memory.get(key, lambda: KeptNames.of(names, Parts.of(personal_parts(ledger))))


def _meets(asked: Iterable[str], words: Sequence[str]) -> bool:
    """Whether one word begins as another does: searches find words by how they begin."""
    return any(one.startswith(word) or word.startswith(one) for one in asked for word in words)

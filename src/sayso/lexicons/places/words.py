"""Words that stand beside the names of places: kinds, prepositions, directions, margins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, DataFileError, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

USES = frozenset(
    {
        "inside",
        "loose",
        "near",
        "bearing",
        "part",
        "away",
        "taken",
        "town",
        "blow",
        "road",
        "way there",
        "lying",
        "inner",
        "side",
        "called",
        "deed",
        "strike",
        "pounding",
        "serving",
        "dwelling",
        "shore",
        "seat",
        "site",
        "quarter",
        "plain",
        "after",
        "before",
        "numbered",
        "body",
        "folk",
        "title",
    }
)


class PlaceType(Record, frozen=True, kw_only=True):
    """A word for a kind of place (place_types.tsv)."""

    word: str
    group: str
    precision: str


class _Use(Record, frozen=True, kw_only=True):
    use: str
    words: tuple[str, ...]


class _Sign(Record, frozen=True, kw_only=True):
    sign: str
    weight: float


class _Ambiguous(Record, frozen=True, kw_only=True):
    word: str


@dataclass(frozen=True)
class PlaceWords:
    """The words of a language. `uses` holds those of place_words.tsv, in lower case.

    `ambiguous` are names in lower case that are also surnames or common words.
    """

    types: Mapping[str, PlaceType]
    uses: Mapping[str, frozenset[str]]
    ambiguous: frozenset[str]
    signs: Mapping[str, float]

    def weight(self, seen: Iterable[str]) -> float:
        """What the signs that are seen come to: above 0, a name is likelier a place's than not.

        The weights are those of a logistic regression (place_signs.tsv).
        """
        return sum(self.signs[sign] for sign in seen)

    def has(self, use: str, word: str) -> bool:
        """Whether a word, in lower case, has one of the uses in the file's header."""
        return word in self.uses[use]

    def kind(self, *words: str) -> PlaceType | None:
        """The kind that a word, or else its lemma, stands for."""
        return next((self.types[word] for word in words if word in self.types), None)


@cache
def load_place_words(language: str) -> PlaceWords:
    """The words of a language.

    Raises:
        DataFileError: for a use that is missing or unknown.
    """
    folder = DATA / "lexicons" / language
    uses = {row.use: frozenset(row.words) for row in read_table(folder / "place_words.tsv", _Use)}
    if set(uses) != USES:
        raise DataFileError(f"{folder}/place_words.tsv: uses are {', '.join(sorted(USES))}")
    return PlaceWords(
        types={row.word: row for row in read_table(folder / "place_types.tsv", PlaceType)},
        uses=uses,
        ambiguous=frozenset(
            row.word.lower() for row in read_table(folder / "ambiguous_names.tsv", _Ambiguous)
        ),
        signs={row.sign: row.weight for row in read_table(folder / "place_signs.tsv", _Sign)},
    )

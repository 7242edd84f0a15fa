"""Names that must not be read: found in any spelling, and blacked out letter by letter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from sayso.lexicons.words.names import name_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sayso.lexicons.words.names import NameWord

MASK = "█"
Key = tuple[str, ...]
Range = tuple[int, int]


@dataclass(frozen=True)
class Names:
    """Names to find: `full` of several words by their first word, `alone` single words.

    Words are compared without case, diacritics and hyphens (`lexicons.names`), so that "john-doe"
    in an address is found, too. `kept` are full names that stay where they are, `always` names
    that go whoever bears them.
    """

    full: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    kept: AbstractSet[Key] = frozenset()
    always: AbstractSet[Key] = frozenset()

    @classmethod
    def of(cls, full: Iterable[Key], alone: Iterable[str] = ()) -> Self:
        """The names of these keys (`lexicons.names.name_key`)."""
        by_first: defaultdict[str, list[Key]] = defaultdict(list)
        for key in sorted(set(full), key=lambda key: (-len(key), key)):
            by_first[key[0]].append(key)
        return cls({first: tuple(keys) for first, keys in by_first.items()}, frozenset(alone))

    def ranges(self, text: str, *, prose: bool) -> Iterator[Range]:
        """Where the names stand. In prose a single word counts only with a capital letter."""
        words = list(name_words(text))
        at = 0
        while at < len(words):
            length = self._full_at(words, at)
            word = words[at]
            if length:
                yield word.start, words[at + length - 1].end
            elif word.key in self.alone and not (prose and word.raw[:1].islower()):
                yield word.start, word.end
            at += max(length, 1)

    def masked(self, text: str, *, prose: bool = False) -> str:
        """The text with every name blacked out, as long as before."""
        return blacked_out(text, self.ranges(text, prose=prose))

    def _full_at(self, words: Sequence[NameWord], at: int) -> int:
        for key in self.full.get(words[at].key, ()):
            length = len(key)
            if key not in self.kept and key == tuple(w.key for w in words[at : at + length]):
                return length
        return 0


def blacked_out(text: str, ranges: Iterable[Range]) -> str:
    """The text with some ranges of code points blacked out, as long as before."""
    letters = list(text)
    for start, end in ranges:
        letters[start:end] = MASK * (end - start)
    return "".join(letters)

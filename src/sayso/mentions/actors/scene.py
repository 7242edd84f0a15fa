"""A report together with the known names found in it: what every reader of actors looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.lexicons.words.names import ARTICLE, name_key
from sayso.mentions.actors.known_names import NameMatch, find_names, read_context
from sayso.records.document import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.actors.entries import ActorLexicon
    from sayso.mentions.actors.known_names import Context, Identity


@dataclass(frozen=True)
class Scene:
    """A report with what was looked up once: known names by token, context, surnames."""

    parsed: Parsed
    lexicon: ActorLexicon
    matches: Mapping[int, NameMatch]
    context: Context
    surnames: frozenset[str]

    @classmethod
    def read(cls, parsed: Parsed, lexicon: ActorLexicon) -> Scene:
        """The scene of a report: its known names are looked up once."""
        found = find_names(parsed, lexicon)
        return cls(
            parsed=parsed,
            lexicon=lexicon,
            matches={t.i: match for match in found for t in match.tokens},
            context=read_context(parsed, found, lexicon.ambiguous),
            surnames=frozenset(_surnames(parsed)),
        )

    def tokens(self) -> Iterator[Token]:
        """The tokens of titles and body, without datelines and white space."""
        kept = [
            (p.start, p.end) for p in self.parsed.passages if p.kind is not PassageKind.DATELINE
        ]
        for token in self.parsed.doc:
            if not token.is_space and any(start <= token.idx < end for start, end in kept):
                yield token


def _surnames(parsed: Parsed) -> Iterator[str]:
    """The last words of full names of people, as the model finds them."""
    for entity in parsed.doc.ents:
        words = [word for word in name_key(entity.text) if word != ARTICLE]
        if entity.label_ == "PERSON" and len(words) > 1:
            yield words[-1]


@dataclass(frozen=True)
class Found:
    """An actor as read from one phrase. `start`, `end`, `head` are code points of the text."""

    start: int
    end: int
    head: int
    identity: Identity
    rule: str
    epithet: bool = False

"""Who speaks: the innermost voice of a chain of say-so, and a key to compare voices by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.lexicons.words.leading_words import bare_words
from sayso.records.attribution import Effect
from sayso.records.claim import Party
from sayso.records.event import Status
from sayso.records.speaker import speaker_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.records.attribution import Attribution
    from sayso.records.evidence import Span
    from sayso.records.mention import ActorMention

UNNAMED = "?"
"""The key of a voice that nobody names ("reportedly")."""

_DONE = frozenset({Status.OCCURRED, Status.ATTEMPTED, Status.HISTORICAL})
_NOT_TOLD = frozenset({Effect.DEMANDED, Effect.THREATENED, Effect.PLANNED})


@dataclass(frozen=True)
class Voices:
    """The attributions and actors of a report by id."""

    attributions: Mapping[str, Attribution]
    actors: Mapping[str, ActorMention]

    def telling(self, chain: tuple[str, ...], status: Status) -> tuple[str, ...]:
        """The chain up to who tells: who demands, threatens or plans tells nothing of what was.

        In "Campbell said that the police had requested the raid that killed nine" the nine were
        killed by the word of Campbell.
        """
        while chain and status in _DONE and self.attributions[chain[-1]].effect in _NOT_TOLD:
            chain = chain[:-1]
        return chain

    def key(self, chain: tuple[str, ...]) -> str:
        """The innermost voice as one word: a name or bare words in lower case; "" the outlet's."""
        return self._key(self.attributions[chain[-1]]) if chain else ""

    def party(self, chain: tuple[str, ...]) -> Party | None:
        """The innermost voice; null for the outlet itself and where the text names none."""
        return self._party(self.attributions[chain[-1]]) if chain else None

    def through(self, chain: tuple[str, ...]) -> tuple[Party, ...]:
        """The voices between the outlet and the innermost, outermost first."""
        parties = (self._party(self.attributions[key]) for key in chain[:-1])
        return tuple(party for party in parties if party is not None)

    def _key(self, link: Attribution) -> str:
        if link.source is None:
            return UNNAMED
        meant = speaker_of(link, self.actors)
        if meant is None:
            return bare_words(link.source.quote)
        return meant.name.casefold() if meant.name else bare_words(self._words(meant).quote)

    def _words(self, meant: ActorMention) -> Span:
        """The whole phrase by which somebody without a name speaks: "a spokesman for the army"."""
        if meant.id not in self._phrases:
            holding = (source for source in self._sources if source.contains(meant.span))
            self._phrases[meant.id] = min(holding, default=meant.span)
        return self._phrases[meant.id]

    @cached_property
    def _sources(self) -> frozenset[Span]:
        """The words of all who speak."""
        links = self.attributions.values()
        return frozenset(link.source for link in links if link.source is not None)

    @cached_property
    def _phrases(self) -> dict[str, Span]:
        """The phrases found so far, by the id of the mention: long reports ask for each often."""
        return {}

    def _party(self, link: Attribution) -> Party | None:
        if link.source is None:
            return None
        meant = speaker_of(link, self.actors)
        if meant is None:
            return Party(span=link.source)
        known = link.source if meant.name else self._words(meant)
        return Party(
            span=known,
            name=meant.name,
            country=meant.country,
            sector=meant.sector,
            epithet=meant.epithet,
        )

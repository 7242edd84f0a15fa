"""The actor mentions of a report with the tokens that they stand at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from sayso.analysis.syntax import first_conjunct, token_at
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.records.mention import ActorMention

COMPONENT = "linking.actors"
_PERSON_RULES = frozenset({"en.actors.person", "en.actors.leader", "en.linking.surname"})
_PLURAL = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True)
class Placed:
    """A mention, its head token, and the number of its sentence in the report."""

    mention: ActorMention
    token: Token
    sentence: int

    @property
    def is_named_person(self) -> bool:
        """Whether the mention names one person."""
        return self.mention.provenance.rule in _PERSON_RULES

    @property
    def is_plural(self) -> bool:
        """Whether the head noun is plural; names of bodies and states are not."""
        return self.token.tag_ in _PLURAL and not self.is_named_person

    @property
    def is_subject(self) -> bool:
        """Whether the mention, or the coordination that it is part of, is a clause's subject."""
        return first_conjunct(self.token).dep_ in {"nsubj", "nsubjpass"}


def place(parsed: Parsed, mentions: Sequence[ActorMention]) -> list[Placed]:
    """The mentions with their tokens, in the order of the text."""
    numbers = {s.start: n for n, s in enumerate(parsed.doc.sents)}
    placed = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, m.span.end)):
        token = token_at(parsed.doc, mention.head)
        if token is not None:
            placed.append(Placed(mention, token, numbers[token.sent.start]))
    return placed


def refer(
    mention: ActorMention, antecedent: ActorMention, rule: str, reason: str, *, sector: bool = True
) -> ActorMention:
    """A mention that stands for an earlier one: name, country and sector copied from it."""
    return msgspec.structs.replace(
        mention,
        name=antecedent.name,
        country=antecedent.country,
        sector=antecedent.sector if sector else mention.sector or antecedent.sector,
        antecedent=antecedent.antecedent or antecedent.id,
        provenance=linked(rule, reason),
    )


def linked(rule: str, reason: str) -> Provenance:
    """The provenance of a link."""
    return Provenance(
        component=COMPONENT, version=VERSION, rule=f"en.linking.{rule}", reason=reason
    )

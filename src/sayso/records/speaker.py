"""Whom the source of an attribution stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.records.attribution import Attribution
    from sayso.records.mention import ActorMention


def speaker_of(link: Attribution, actors: Mapping[str, ActorMention]) -> ActorMention | None:
    """The actor who speaks: the antecedent of a pronoun, else the one named; null for neither.

    Args:
        link: the attribution.
        actors: the actors of its report by id.
    """
    voice = actors.get(link.voice or "")
    return actors.get(voice.antecedent or "", voice) if voice is not None else None

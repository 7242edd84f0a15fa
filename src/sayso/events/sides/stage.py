"""What participants are looked up in, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.events.sides.cast import Cast
    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.rules.event_rules import EventRules
    from sayso.records.evidence import Provenance


@dataclass(frozen=True)
class Participants:
    """Ids of actor mentions: who did it, to whom; and why these."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    provenance: dict[str, Provenance]


@dataclass(frozen=True)
class Stage:
    """What participants are looked up in: the cast, and all triggers by their head's index."""

    cast: Cast
    triggers: Mapping[int, Trigger]
    rules: EventRules

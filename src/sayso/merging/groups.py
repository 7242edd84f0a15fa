"""Which mentions are one event: the groups, and the id that their event has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from sayso.records.evidence import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.event import EventMention


@dataclass(frozen=True)
class Group:
    """The mentions of one event, in the order of the text, each with the event's id."""

    id: str
    mentions: tuple[EventMention, ...]


def group_mentions(mentions: Iterable[EventMention]) -> list[Group]:
    """The groups that share an `event`, in the order of their first mentions.

    The id of the event is that of a hash of its first mention's id: it stays when a later mention
    joins or leaves, and is not the id of any mention.
    """
    together: dict[str, list[EventMention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.trigger.start, m.trigger.end, m.id)):
        together[mention.event].append(mention)
    return [_group(members) for members in together.values()]


def event_id(first_mention: str) -> str:
    """The id of the event that a mention is the first of."""
    return content_id("w", first_mention)


def merged_group(groups: Iterable[Group]) -> Group:
    """One group of the mentions of several that tell of one event."""
    members = [mention for group in groups for mention in group.mentions]
    return _group(sorted(members, key=lambda m: (m.trigger.start, m.trigger.end, m.id)))


def _group(members: list[EventMention]) -> Group:
    own = event_id(members[0].id)
    return Group(own, tuple(msgspec.structs.replace(m, event=own) for m in members))

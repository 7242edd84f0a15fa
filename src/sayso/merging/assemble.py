"""One record per event of a report, put together from all that tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.merging.draft import draft_events
from sayso.merging.fillers import told_fillers
from sayso.merging.groups import group_mentions
from sayso.merging.incidents import LEAST, find_incidents
from sayso.merging.joining import join_fillers
from sayso.merging.recorded import Seen
from sayso.merging.seen import seen_event
from sayso.merging.tables import Tables
from sayso.merging.told import told_event
from sayso.records.event import Status
from sayso.records.whole import Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.recorder import Recorded
    from sayso.records.event import EventMention
    from sayso.records.reading import Annotations
    from sayso.records.whole import Filler


def assemble_events(
    parsed: Parsed, found: Annotations, recorded: Recorded | None = None
) -> Annotations:
    """The annotations with one `Event` for each event that the report tells of.

    Which mentions are one event is what `linking` said by their shared `event` and, of the
    incidents that the recorder sees (`recorded`), what it ties together. What fills the slots of
    the event is gathered from all of them, each value at its words and by its voice. Every mention
    gets the id of its event. Events are in the order of their first words.
    """
    tables = Tables.of(found)
    text, language = parsed.document.text, parsed.document.language
    incidents = find_incidents(text, recorded, LEAST, language) if recorded is not None else []
    drafts = draft_events(tables, group_mentions(found.events), incidents)
    mentions = {m.id: m for draft in drafts if draft.group for m in draft.group.mentions}
    whole = []
    for draft in drafts:
        own = draft.group.mentions if draft.group is not None else ()
        told = told_fillers(parsed, tables, own)
        if draft.incident is not None and recorded is not None:
            seen = Seen(parsed, tables, recorded.heads, own, draft.incident)
            seen_here = [f for f in seen.fillers() if not _is_denied_elsewhere(found, own, f)]
            fillers = join_fillers(tables, mentions, [*seen_here, *told])
            whole.append((draft.start, seen_event(tables, seen, draft.group, fillers)))
        elif draft.group is not None:
            fillers = join_fillers(tables, mentions, told)
            whole.append((draft.start, told_event(tables, draft.group, fillers)))
    return msgspec.structs.replace(
        found,
        events=tuple(mentions[mention.id] for mention in found.events),
        whole_events=tuple(event for _, event in sorted(whole, key=lambda w: (w[0], w[1].id))),
    )


def _is_denied_elsewhere(found: Annotations, own: Sequence[EventMention], filler: Filler) -> bool:
    """Whether a doer that the recorder sees is told only of another deed, which is denied."""
    if filler.slot is not Slot.ACTOR or any(filler.mention in m.actors for m in own):
        return False
    mine = {mention.id for mention in own}
    others = [m for m in found.events if m.id not in mine and filler.mention in m.actors]
    return bool(others) and all(mention.status is Status.NEGATED for mention in others)

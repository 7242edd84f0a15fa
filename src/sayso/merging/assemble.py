"""One record per event of a report, put together from all that tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.merging.draft import draft_events
from sayso.merging.extents import whole_phrases
from sayso.merging.fillers import told_fillers
from sayso.merging.groups import group_mentions
from sayso.merging.incidents import LEAST, find_incidents
from sayso.merging.joining import join_fillers
from sayso.merging.recorded import Seen
from sayso.merging.recordings import find_recordings
from sayso.merging.seen import seen_event
from sayso.merging.slot_weights import load_slot_weights
from sayso.merging.standing import Standing
from sayso.merging.tables import Tables
from sayso.merging.told import told_event
from sayso.merging.weighed import Weighed
from sayso.records.event import Status
from sayso.records.whole import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.recorder import Recorded
    from sayso.merging.draft import Draft
    from sayso.merging.incidents import SeenIncident
    from sayso.records.event import EventMention
    from sayso.records.evidence import Span
    from sayso.records.reading import Annotations
    from sayso.records.whole import Filler

_STATED = "date.clause"


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
    drafts = drafts_of(parsed, found, recorded)
    mentions = {m.id: m for draft in drafts if draft.group for m in draft.group.mentions}
    standing = Standing(parsed, tables, recorded, drafts) if recorded is not None else None
    whole = []
    for draft in drafts:
        own = draft.group.mentions if draft.group is not None else ()
        told = told_fillers(parsed, tables, own)
        if draft.incident is not None and standing is not None:
            seen = seen_in(standing, draft, draft.incident)
            weighed = Weighed(standing, draft, seen, load_slot_weights()).fillers()
            seen_here = [
                f
                for f in weighed
                if not _is_denied_elsewhere(found, own, f)
                and not _is_day_of_another(found, own, f)
                and not _is_harmed(told, f)
            ]
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


def drafts_of(parsed: Parsed, found: Annotations, recorded: Recorded | None) -> list[Draft]:
    """The events of a report before their slots are filled: see `draft_events`."""
    tables = Tables.of(found)
    incidents = _incidents(parsed, tables, recorded) if recorded is not None else []
    return draft_events(tables, group_mentions(found.events), incidents)


def _incidents(parsed: Parsed, tables: Tables, recorded: Recorded) -> list[SeenIncident]:
    """The incidents that the recorder sees, with fillers as far as their phrases reach."""
    text, language = parsed.document.text, parsed.document.language
    seen = find_recordings(text, recorded, LEAST.slots, language)
    whole = whole_phrases(parsed, tables.actors.values(), recorded, seen)
    return find_incidents(recorded, whole, LEAST)


def seen_in(standing: Standing, draft: Draft, incident: SeenIncident) -> Seen:
    """An incident with what the report's mentions say of it."""
    own = draft.group.mentions if draft.group is not None else ()
    return Seen(standing.parsed, standing.tables, standing.recorded.heads, own, incident)


def _is_denied_elsewhere(found: Annotations, own: Sequence[EventMention], filler: Filler) -> bool:
    """Whether a doer that the recorder sees is told only of another deed, which is denied."""
    if filler.slot is not Slot.ACTOR or any(filler.mention in m.actors for m in own):
        return False
    mine = {mention.id for mention in own}
    others = [m for m in found.events if m.id not in mine and filler.mention in m.actors]
    return bool(others) and all(mention.status is Status.NEGATED for mention in others)


def _is_day_of_another(found: Annotations, own: Sequence[EventMention], filler: Filler) -> bool:
    """Whether a day is told only of another event, where this one has its own in its clause.

    "Killed nine on Tuesday. A similar attack in August 2016": the recorder ties both to the first.
    """
    dated = any(m.date and m.provenance["date"].rule == _STATED for m in own)
    if filler.slot is not Slot.DATE or not dated or any(filler.mention == m.date for m in own):
        return False
    mine = {mention.id for mention in own}
    return any(m.id not in mine and filler.mention == m.date for m in found.events)


def _is_harmed(told: Sequence[Filler], filler: Filler) -> bool:
    """Whether the mentions tell of those as harmed whom the recorder takes for doers.

    "The strike killed ten terrorists": it learnt from reports in which terrorists act.
    """
    span = filler.span
    if filler.slot is not Slot.ACTOR or span is None:
        return False
    harmed = [one.span for one in told if one.slot is Slot.RECIPIENT]
    doers = [one.span for one in told if one.slot is Slot.ACTOR]
    return _overlaps(span, harmed) and not _overlaps(span, doers)


def _overlaps(span: Span, others: Iterable[Span | None]) -> bool:
    return any(other is not None and span.overlaps(other) for other in others)

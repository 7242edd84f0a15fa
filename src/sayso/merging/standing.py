"""How words of a report stand to an incident that is seen in it, as signs to be weighed."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sayso.lexicons.codes.incident_types import incident_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.recorder import Recorded, RecordedWindow
    from sayso.merging.draft import Draft
    from sayso.merging.recordings import Recording
    from sayso.merging.signs import Signs
    from sayso.merging.tables import Tables
    from sayso.records.event import EventMention

_FARTHEST = 6
_NOWHERE = 5_000
_LATE = 15
_HALF = 0.5
_CIRCUMSTANCES = frozenset({"place", "date", "killed", "injured"})
_NONE: Signs = {
    "of kind": 0.0,
    "tied": 0.0,
    "tied most": 0.0,
    "tied to other": 0.0,
    "unread": 1.0,
    "kind in report": 0.0,
}


@dataclass(frozen=True)
class Standing:
    """A report with the incidents seen in it: `drafts` has one for each, and those of none."""

    parsed: Parsed
    tables: Tables
    recorded: Recorded
    drafts: Sequence[Draft]

    def near(self, draft: Draft, start: int, end: int, slots: Iterable[str]) -> Signs:
        """Signs of words (code points, end-exclusive) for the incident of a draft.

        How far they are from its people, things and deeds and from those of other incidents, and
        what the recorder says of them: that they fill the `slots`, are of its kind, belong to it.
        """
        own = self._anchors[id(draft)]
        others = [at for key, ats in self._anchors.items() if key != id(draft) for at in ats]
        here = self.sentence(start)
        apart = [here - self.sentence(at) for at in own]
        far, other = _nearest(own, start), _nearest(others, start)
        nearest = min(apart, key=abs, default=_FARTHEST)
        return {
            "same sentence": float(0 in apart),
            "often in sentence": float(sum(one == 0 for one in apart)),
            "sentences apart": float(min(abs(nearest), _FARTHEST)),
            "sentences after": float(np.clip(nearest, -_FARTHEST, _FARTHEST)),
            "far": far,
            "nearer than others": other - far,
            "others in sentence": float(any(self.sentence(at) == here for at in others)),
            "opening": float(here <= 1),
            "sentence": float(min(here, _LATE)),
            "incidents": float(sum(one.incident is not None for one in self.drafts)),
            **self._recorder_signs(draft, start, end, slots),
        }

    def told(self, draft: Draft, record: str) -> Signs:
        """Whether mentions of the draft, of another incident or of anything else tell a record."""
        told = self._told.get(record, [])
        others = [(one, mention) for one, mention in told if one is not draft]
        return {
            "told": float(len(told) > len(others)),
            "often told": float(len(told) - len(others)),
            "told of other incident": float(any(one.incident is not None for one, _ in others)),
            "told of other event": float(any(one.incident is None for one, _ in others)),
            "told of other violence": float(
                any(
                    one.incident is None and incident_type(m.event_type, m.modes) is not None
                    for one, m in others
                )
            ),
            "told of none": float(not told),
        }

    def seen(self, draft: Draft, start: int, end: int, slot: str) -> Signs:
        """How surely the recorder's words for a slot of this or of another incident are these."""
        others = (_seen(one, start, end, slot) for one in self.drafts if one is not draft)
        return {"seen": _seen(draft, start, end, slot), "seen of other": max(others, default=0.0)}

    def sentence(self, at: int) -> int:
        """The number of the sentence at a code point."""
        return max(0, bisect_right(self._starts, at) - 1)

    def words(self, start: int, end: int) -> tuple[RecordedWindow, list[int]] | None:
        """The recorder's part of the report where words stand, and their numbers in it."""
        for window in self.recorded.windows:
            inside = window.inside(start, end)
            if inside:
                return window, inside
        return None

    def _recorder_signs(self, draft: Draft, start: int, end: int, slots: Iterable[str]) -> Signs:
        at, heads = self.words(start, end), self.recorded.heads
        if at is None or draft.incident is None:
            return {**{f"as {slot}": 0.0 for slot in slots}, **_NONE}
        window, inside = at
        marked = {
            f"as {slot}": float(1.0 - window.slots[inside, heads.slots.index(slot), 0].min())
            for slot in slots
        }
        tied = self.ties(draft, start, end)
        others = (self.ties(one, start, end) for one in self.drafts if one is not draft)
        return {
            **marked,
            "of kind": float(window.kinds[inside, heads.kinds.index(draft.incident.kind)].mean()),
            "tied": float(np.mean(tied)) if tied else _HALF,
            "tied most": max(tied, default=_HALF),
            "tied to other": max((float(np.mean(tie)) for tie in others if tie), default=0.0),
            "unread": 0.0,
            "kind in report": draft.incident.probability,
        }

    def ties(self, draft: Draft, start: int, end: int) -> list[float]:
        """How probable it is of each of the incident's other words that these are of it, too."""
        at = self.words(start, end)
        if at is None or draft.incident is None:
            return []
        window, inside = at
        return [
            float(window.incidents[inside[0], one.word])
            for entity in draft.incident.entities
            for one in entity.recordings
            if self.recorded.windows[one.window] is window and not _overlap(one, start, end)
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start_char for sentence in self.parsed.doc.sents]

    @cached_property
    def _anchors(self) -> Mapping[int, list[int]]:
        """Where the deeds, people and things of each incident stand."""
        return {id(one): _anchors(one) for one in self.drafts if one.incident is not None}

    @cached_property
    def _told(self) -> Mapping[str, list[tuple[Draft, EventMention]]]:
        """By the id of an actor, place, date or count, the mentions that tell it."""
        told: dict[str, list[tuple[Draft, EventMention]]] = defaultdict(list)
        for draft in self.drafts:
            for m in draft.group.mentions if draft.group is not None else ():
                for key in (*m.actors, *m.recipients, m.place, m.date, *m.quantities):
                    if key is not None:
                        told[key].append((draft, m))
        return told


def _anchors(draft: Draft) -> list[int]:
    mentions = draft.group.mentions if draft.group is not None else ()
    entities = draft.incident.entities if draft.incident is not None else ()
    main = [one.start for e in entities if e.slot not in _CIRCUMSTANCES for one in e.recordings]
    found = [*(mention.trigger.start for mention in mentions), *main]
    return sorted(found or [one.start for e in entities for one in e.recordings])


def _nearest(places: Iterable[int], start: int) -> float:
    return math.log1p(min((abs(at - start) for at in places), default=_NOWHERE))


def _seen(draft: Draft, start: int, end: int, slot: str) -> float:
    entities = draft.incident.entities if draft.incident is not None else ()
    return max(
        (
            entity.probability
            for entity in entities
            if entity.slot == slot and any(_overlap(one, start, end) for one in entity.recordings)
        ),
        default=0.0,
    )


def _overlap(one: Recording, start: int, end: int) -> bool:
    return one.start < end and start < one.end

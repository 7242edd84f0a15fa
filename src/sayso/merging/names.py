"""Whole names of people: the recorder marks a part of one, the report has it in full."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.merging.kinds import is_named_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.mention import ActorMention

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
Offsets = tuple[int, int]


def names_at(actors: Iterable[ActorMention], start: int, end: int) -> list[Offsets]:
    """Where the report names the person whose words these are, without titles, the fullest first.

    Code points, end-exclusive. Empty where the words are not a person's name.
    """
    people = [actor for actor in actors if is_named_person(actor) and actor.name]
    meant = _meant(people, start, end)
    if meant is None:
        return []
    parts = {part for actor in people if actor.name == meant.name for part in _name_in(actor)}
    return sorted(parts, key=lambda part: (part[0] - part[1], part))


def _meant(people: Sequence[ActorMention], start: int, end: int) -> ActorMention | None:
    """The person in whose name, not only in whose title, the words stand."""
    near = (p for p in people if p.span.start < end and start < p.span.end)
    return next(
        (p for p in near for begin, stop in _name_in(p) if begin < end and start < stop), None
    )


def _name_in(actor: ActorMention) -> list[Offsets]:
    """The part of a mention that is the name: from its first to its last word of the name."""
    known = {word.casefold() for word in _WORD.findall(actor.name or "")}
    own = [m for m in _WORD.finditer(actor.span.quote) if m[0].casefold() in known]
    if not own:
        return []
    return [(actor.span.start + own[0].start(), actor.span.start + own[-1].end())]

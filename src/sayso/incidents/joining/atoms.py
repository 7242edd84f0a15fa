"""What is never taken apart in linking: an event of a report and the outcomes told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.lexicons.linking import load_families

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sayso.incidents.joining.features import Linkable

_JOINED = (
    "places", "actors", "recipients", "targets", "killed", "injured", "wordings", "passages",
)  # fmt: skip


def atoms(
    events: Mapping[str, Linkable], apart: Mapping[str, AbstractSet[str]]
) -> dict[str, tuple[str, ...]]:
    """The events by the first one of those that are one without comparison, each sorted.

    An outcome goes with the event that its report told before (`Linkable.scene`), unless a person
    holds it apart from that one or from another outcome of it.

    Args:
        events: by id.
        apart: for each event those that a person holds to be another happening.
    """
    found: dict[str, list[str]] = {}
    for name in sorted(events):
        head = events[name].scene
        if head is None or head not in events:
            found.setdefault(name, []).insert(0, name)
            continue
        own = [head, *found.get(head, ())]
        if apart and not apart.get(name, frozenset()).isdisjoint(own):
            found[name] = [name]
        else:
            found.setdefault(head, []).append(name)
    return {head: tuple(sorted({head, *members})) for head, members in found.items()}


def merged(head: Linkable, outcomes: Sequence[Linkable]) -> Linkable:
    """An event with what its outcomes tell beside it: whom, how many, and where and when."""
    if not outcomes:
        return head
    several = [head, *outcomes]
    joined = {name: _together(getattr(one, name) for one in several) for name in _JOINED}
    windows = tuple(sorted({window for one in several for window in one.windows}))
    families = load_families()
    kinds = set(head.families)
    if kinds <= families.vague:
        kinds = {kind for one in several for kind in one.families}
    return msgspec.structs.replace(
        head,
        **joined,
        windows=windows,
        reported=None if windows else head.reported,
        families=families.telling(kinds),
    )


def _together(values: Iterable[tuple[object, ...]]) -> tuple[object, ...]:
    return tuple(dict.fromkeys(value for several in values for value in several))

"""A circumstance of an event: the mention that was chosen, or none, and why."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.evidence import Provenance
from sayso.records.version import VERSION


@dataclass(frozen=True)
class Attached:
    """The id of the mention that an event takes, or null, with the reason for either."""

    id: str | None
    provenance: Provenance

    @classmethod
    def make(cls, component: str, mention: str | None, rule: str, reason: str) -> Attached:
        """An attachment by a named rule."""
        return cls(
            mention, Provenance(component=component, version=VERSION, rule=rule, reason=reason)
        )


@dataclass(frozen=True)
class AttachedMany:
    """The ids of the mentions that an event takes, in the order of the text, with the reason."""

    ids: tuple[str, ...]
    provenance: Provenance

"""All entries of a user's overlays, each kind by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from sayso.lexicons.files.load import Rule
    from sayso.lexicons.overlays.rows import (
        Entry,
        OwnActor,
        OwnBloc,
        OwnEpithet,
        OwnPlace,
        OwnRole,
        OwnVerb,
    )

R = TypeVar("R")


@dataclass(frozen=True)
class Overlays:
    """All entries of a user, each kind by file and line: the order of the files says nothing."""

    actors: tuple[Entry[OwnActor], ...] = ()
    places: tuple[Entry[OwnPlace], ...] = ()
    verbs: tuple[Entry[OwnVerb], ...] = ()
    roles: tuple[Entry[OwnRole], ...] = ()
    epithets: tuple[Entry[OwnEpithet], ...] = ()
    blocs: tuple[Entry[OwnBloc], ...] = ()
    rules: tuple[Entry[Rule], ...] = ()
    removed_rules: tuple[Entry[str], ...] = ()

    def rules_of(self, kind: type[R], language: str) -> list[Entry[R]]:
        """The rules of one format for a language."""
        return [
            cast("Entry[R]", entry)
            for entry in self.rules
            if isinstance(entry.value, kind) and entry.language == language
        ]

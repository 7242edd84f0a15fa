"""The codebook as tables: PLOVER types and modes, CAMEO codes, and which belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sayso.lexicons.files.load import DATA, DataFileError, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from pathlib import Path

CODEBOOKS = DATA / "codebooks"


class EventTypeRow(Record, frozen=True, kw_only=True):
    """A PLOVER event type (plover_events.tsv)."""

    event_type: str
    quad: int
    quad_name: str
    recipient_required: str
    score: float
    definition: str


class ModeRow(Record, frozen=True, kw_only=True):
    """A mode of a PLOVER type (plover_modes.tsv); the score is null where the manual has none."""

    event_type: str
    mode: str
    score: float | None = None
    definition: str


class CameoRow(Record, frozen=True, kw_only=True):
    """A CAMEO code and what it becomes in PLOVER (cameo_to_plover.tsv)."""

    cameo: str
    cameo_name: str
    published: str = ""
    event_type: str = ""
    mode: str = ""
    contexts: str = ""
    changed: str = ""
    reason: str = ""


class TypeTraits(Record, frozen=True, kw_only=True):
    """How a PLOVER type behaves in text (type_traits.tsv).

    `strikes_things`: a building or vehicle can be its recipient. `has_doubles`: its words also
    belong to sport, business, weather or film. `stopped_as` is the type of a demand that it
    stop, `planned_as` of its announcement, `refused_as` of a refusal to do it. What is negated of
    its `withheld_mode` is refused whatever the tense: who "was not let in" was turned away.
    """

    event_type: str
    strikes_things: bool = False
    has_doubles: bool = False
    stopped_as: str | None = None
    planned_as: str | None = None
    planned_root: str | None = None
    refused_as: str | None = None
    refused_mode: str | None = None
    refused_root: str | None = None
    withheld_mode: str | None = None
    reason: str


class ModeOrder(Record, frozen=True, kw_only=True):
    """A mode that stands for itself and a wider one named beside it (mode_precedence.tsv)."""

    event_type: str
    mode: str
    over: str
    reason: str


@dataclass(frozen=True)
class Codebook:
    """Which codes exist. `roots` are the pairs of PLOVER type and CAMEO root that a code joins.

    `precedence` holds triples of a type, a mode, and a mode that it makes superfluous.
    """

    types: dict[str, EventTypeRow]
    modes: frozenset[tuple[str, str]]
    roots: frozenset[tuple[str, str]]
    traits: dict[str, TypeTraits]
    precedence: frozenset[tuple[str, str, str]]

    @classmethod
    def load(cls, folder: Path = CODEBOOKS) -> Self:
        """The codebook of a folder of tables.

        Raises:
            DataFileError: for a table that cannot be read.
        """
        types = {r.event_type: r for r in read_table(folder / "plover_events.tsv", EventTypeRow)}
        modes = read_table(folder / "plover_modes.tsv", ModeRow)
        cameo = read_table(folder / "cameo_to_plover.tsv", CameoRow)
        traits = read_table(folder / "type_traits.tsv", TypeTraits)
        order = read_table(folder / "mode_precedence.tsv", ModeOrder)
        return cls(
            types=types,
            modes=frozenset((r.event_type, r.mode) for r in modes),
            roots=frozenset((r.event_type, r.cameo[:2]) for r in cameo if r.event_type),
            traits={r.event_type: r for r in traits},
            precedence=frozenset((r.event_type, r.mode, r.over) for r in order),
        )

    def check(self, where: str, event_type: str, modes: tuple[str, ...], cameo: str) -> None:
        """Refuses codes that the codebook does not have, or that do not belong together.

        `where` names the file and rule in the message; `cameo` is a root code of two digits.

        Raises:
            DataFileError: for an unknown type, mode or root, or a root of another type.
        """
        if event_type not in self.types:
            raise DataFileError(f"{where}: unknown event type {event_type!r}")
        for mode in modes:
            if (event_type, mode) not in self.modes:
                raise DataFileError(f"{where}: {event_type} has no mode {mode!r}")
        if (event_type, cameo) not in self.roots:
            known = ", ".join(sorted(root for kind, root in self.roots if kind == event_type))
            raise DataFileError(
                f"{where}: CAMEO root {cameo!r} does not become {event_type}; its roots: {known}"
            )

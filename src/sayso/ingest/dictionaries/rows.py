"""Rows of overlays that a dictionary gives, each with its place there, and what it does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from sayso.lexicons.overlays.rows import OwnActor, OwnRole, OwnVerb

if TYPE_CHECKING:
    from sayso.ingest.dictionaries.lines import Loss

R_co = TypeVar("R_co", OwnActor, OwnRole, OwnVerb, covariant=True)


class Made(NamedTuple, Generic[R_co]):
    """A row, and the dictionary's file and line that it is made of."""

    row: R_co
    path: str
    line: int


@dataclass
class Rows:
    """All rows of the dictionaries, and their losses."""

    actors: list[Made[OwnActor]] = field(default_factory=list)
    roles: list[Made[OwnRole]] = field(default_factory=list)
    verbs: list[Made[OwnVerb]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)

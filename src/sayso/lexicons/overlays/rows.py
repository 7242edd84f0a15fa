"""The tables that users write: a kind of row for each kind of overlay, and how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from sayso.lexicons.actors.entries import Actor
from sayso.lexicons.rules.report_verbs import Commitment
from sayso.records.attribution import Effect, Stance
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from pathlib import Path

T_co = TypeVar("T_co", covariant=True)

Removal = Literal["", "yes"]


class OwnActor(Actor, frozen=True, kw_only=True):
    """An actor; one with `remove` takes those of that name out of the shipped tables."""

    kind: str = ""
    remove: Removal = ""


class OwnPlace(Record, frozen=True, kw_only=True):
    """A place that no gazetteer has, or what a name means here.

    `lat` and `lon` are degrees, WGS 84. `parent` is the province or place that it lies in.
    `means` is a place of the gazetteer, by name or GeoNames number; `parent` and `precision`
    then say which of several. `remove` takes the name out,
    in `country` or, without one, everywhere.
    """

    place: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Literal["exact", "near", "admin2", "admin1", "area", "country", "water"] | None = (
        None
    )
    means: str | None = None
    remove: Removal = ""


class OwnVerb(Record, frozen=True, kw_only=True):
    """A word that reports (it has a `stance`) or that names an event (an `event_type`).

    `pos` is v (verb) or n (noun); of words that report also p, s, e and r, as `frames`, `effect`
    and `commitment` the columns of report_verbs.tsv. `modes`, `cameo` and `needs` belong to the
    type: the word names the event only where each slot of `needs` holds one of its words
    ("object:convoy", "with:rocket").
    """

    verb: str
    pos: Literal["v", "p", "s", "e", "n", "r"] = "v"
    stance: Stance | None = None
    frames: tuple[str, ...] = ("that", "wh", "quote")
    effect: Effect = Effect.ASSERTED
    commitment: Commitment = Commitment.FULL
    event_type: str | None = None
    modes: tuple[str, ...] = ()
    cameo: str | None = None
    needs: tuple[str, ...] = ()
    remove: Removal = ""

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """The words of `needs` by their slots; an item without a slot is left to the check."""
        slots: dict[str, tuple[str, ...]] = {}
        for item in self.needs:
            slot, colon, word = item.partition(":")
            if colon and word.strip():
                slots[slot.strip()] = (*slots.get(slot.strip(), ()), word.strip().lower())
        return slots


class OwnRole(Record, frozen=True, kw_only=True):
    """A noun for people or bodies in all its forms (`role`): what it says of them.

    `title`: it may stand before a person's name. `remove`: the word is no such noun.
    """

    role: tuple[str, ...]
    sector: str | None = None
    kind: Literal["person", "group", "organisation"] = "person"
    title: Literal["", "yes"] = ""
    remove: Removal = ""


class OwnEpithet(Record, frozen=True, kw_only=True):
    """Partisan words (`epithet`: their forms) and the neutral name they stand for, or nobody."""

    epithet: tuple[str, ...]
    means: str | None = None
    country: str | None = None
    sector: str | None = None
    kind: Literal["person", "group", "organisation"] = "person"
    remove: Removal = ""


class OwnBloc(Record, frozen=True, kw_only=True):
    """A publisher, under all its names, the bloc that it speaks for, and why you say so."""

    publisher: tuple[str, ...]
    bloc: str = ""
    reason: str = ""
    remove: Removal = ""


KEY_COLUMNS: dict[str, type[Record]] = {
    "name": OwnActor,
    "place": OwnPlace,
    "verb": OwnVerb,
    "role": OwnRole,
    "epithet": OwnEpithet,
    "publisher": OwnBloc,
}
"""The one column by which a table is known, and what its rows are."""

KINDS = ("actors", "places", "verbs", "roles", "epithets", "blocs", "rules")
"""The kinds of overlays, by their names in a configuration file."""

_KIND_OF_ROW: dict[type[Record], str] = {
    OwnActor: "actors",
    OwnPlace: "places",
    OwnVerb: "verbs",
    OwnRole: "roles",
    OwnEpithet: "epithets",
    OwnBloc: "blocs",
}


def kind_name(row: type[Record]) -> str:
    """The kind of overlay that rows of a type belong to."""
    return _KIND_OF_ROW[row]


@dataclass(frozen=True)
class Entry(Generic[T_co]):
    """A row or rule of a user's file, and where it stands (`line` counts from 1).

    `language` is that of a rule file; null for tables, which hold in all languages.
    """

    value: T_co
    path: Path
    line: int
    language: str | None = None

    @property
    def where(self) -> str:
        """The place for messages: path and line."""
        return f"{self.path}:{self.line}"

    @property
    def origin(self) -> str:
        """The place for records, which must not depend on folders: file name and line."""
        return f"{self.path.name}:{self.line}"

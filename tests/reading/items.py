"""The test set as data: sentences with the records that a careful reader would write."""

from __future__ import annotations

from pathlib import Path

import msgspec
import yaml
from msgspec import UNSET, UnsetType

SENTENCES = Path(__file__).parent / "sentences"


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mistyped key in the data is an error, not a field that is never compared."""


class Voice(Strict, frozen=True):
    """A link of the chain: `a|b` are alternatives, a null source is a voice left unnamed."""

    source: str | UnsetType | None = UNSET
    stance: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET


class Place(Strict, frozen=True):
    name: str
    precision: str | UnsetType = UNSET
    country: str | UnsetType = UNSET


class Expected(Strict, frozen=True):
    """An event as it should be read; only the fields that are given are compared.

    `trigger` holds words of the text, `a|b` where either may be the trigger, `a#2` for the second
    occurrence. `date` is a day, a window `day/day` with `..` for an open end, or `publication`.
    Quantities are written `killed 12`, `killed 12..`, `destroyed 3 tanks`, `killed ..50`,
    `killed 300 cumulative`; `part` at the end marks one that may be left out. `same` is a label:
    events of one item with the same label are one event, with different labels different ones.
    """

    trigger: str
    type: str
    mode: str | UnsetType = UNSET
    status: str | UnsetType = UNSET
    certainty: str | UnsetType = UNSET
    actors: list[str] | UnsetType = UNSET
    recipients: list[str] | UnsetType = UNSET
    place: str | Place | UnsetType | None = UNSET
    date: str | UnsetType = UNSET
    quantities: list[str] | UnsetType = UNSET
    weapon: list[str] | UnsetType = UNSET
    attribution: list[Voice] | UnsetType = UNSET
    same: str | UnsetType = UNSET


class Item(Strict, frozen=True):
    """A text with its events; `also` lists words at which an event may be read or not.

    `allowed` are statuses other than occurred that an item with nothing to code may yield.
    """

    text: str
    published: str | None = None
    title: str | None = None
    events: list[Expected] = []
    also: list[str] = []
    allowed: list[str] = []


class SentenceFile(Strict, frozen=True):
    published: str
    items: list[Item | str]

    def texts(self) -> list[Item]:
        return [Item(text=item) if isinstance(item, str) else item for item in self.items]


def phenomena() -> list[str]:
    """The names of the sentence files, in order."""
    return sorted(path.stem for path in SENTENCES.glob("*.yaml"))


def load(phenomenon: str) -> SentenceFile:
    """The sentences of one phenomenon.

    Raises:
        msgspec.ValidationError: for an unknown key or a wrong type, with the path to it.
    """
    data = yaml.safe_load((SENTENCES / f"{phenomenon}.yaml").read_text(encoding="utf-8"))
    return msgspec.convert(data, SentenceFile)

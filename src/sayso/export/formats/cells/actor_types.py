"""Who a party is in ACLED's eight actor types, and how it is written there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.export.formats.cells.countries import country_row
from sayso.export.formats.files.columns import SCHEMAS
from sayso.lexicons.files.load import read_table
from sayso.records.evidence import Record
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.claim import Party

STATE, MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = 1, 3, 5, 6, 7, 8
ARMED = frozenset({1, 2, 3, 4, 8})
_UNIDENTIFIED = "UNK"
_BODIES = frozenset({"UNO", "IGO", "EUR"})


class ActorTypeRow(Record, frozen=True, kw_only=True):
    """An actor type (acled_actor_types.tsv): PLOVER's sectors at home and abroad."""

    code: int
    text: str
    sectors: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()
    generic: str


class InteractionRow(Record, frozen=True, kw_only=True):
    """An interaction (acled_interactions.tsv)."""

    code: str
    text: str


class Side(NamedTuple):
    """One side of a row: its actor, those with it, and the code of the actor's type."""

    actor: str
    associated: tuple[str, ...]
    code: int

    @property
    def inter(self) -> str:
        """The actor's type in words."""
        return actor_types()[self.code].text


@cache
def actor_types() -> dict[int, ActorTypeRow]:
    """The actor types by code."""
    return {row.code: row for row in read_table(SCHEMAS / "acled_actor_types.tsv", ActorTypeRow)}


@cache
def interactions() -> dict[str, str]:
    """The words of an interaction by its code."""
    table = read_table(SCHEMAS / "acled_interactions.tsv", InteractionRow)
    return {row.code: row.text for row in table}


def interaction(first: int, second: int | None) -> str:
    """The code of two actor types, the smaller digit first; 0 stands for nobody."""
    digits = sorted((first, second)) if second else (first, 0)
    return "".join(map(str, digits))


def actor_type(party: Party, country: str | None, *, acts: bool) -> int:
    """The type of a party to an event in a country.

    Somebody without a sector is taken for the state where the name is that of a country, for an
    unidentified armed group where he acts, and for a civilian where he suffers.
    """
    sector = _sector(party)
    if sector is None or (sector == _UNIDENTIFIED and not acts):
        return MILITIA if acts else CIVILIANS
    abroad = party.country in _BODIES or (
        country is not None and party.country is not None and party.country != country
    )
    for row in actor_types().values():
        if sector in (row.abroad if abroad else row.sectors):
            return row.code
    return MILITIA if acts else CIVILIANS


def _sector(party: Party) -> str | None:
    if party.sector is not None:
        return party.sector
    row = country_row(party.country)
    is_state = row is not None and party.name == row.name
    return "GOV" if is_state or party.country in _BODIES else None


def group_key(party: Party, country: str | None, *, acts: bool) -> str:
    """One word to count a party by: its neutral name, else its type of actor.

    The words that a voice chooses for people without a name ("terrorists", "patients") tell two
    of them apart as little as two spellings do; a single private person is one of the civilians.
    """
    code = actor_type(party, country, acts=acts)
    is_private = code == CIVILIANS and party.kind is not FillerKind.ORGANISATION
    return f"?{code}" if party.name is None or is_private else party.name.casefold()


def is_one_side(one: Party, other: Party, country: str | None) -> bool:
    """Whether two doers need not exclude each other: one name, or parts of one state."""
    if one.name == other.name:
        return True
    types = {actor_type(party, country, acts=True) for party in (one, other)}
    return types <= {STATE, EXTERNAL} and one.country is not None and one.country == other.country


def generic(code: int, country: str | None) -> str:
    """The words for a party of a type of whom no name is known."""
    row = country_row(country)
    words = actor_types()[code].generic
    if row is not None:
        return words.format(country=row.name)
    return words.replace(" ({country})", "").replace(" of {country}", "")


def written(party: Party, code: int, country: str | None) -> str:
    """How a party is written: its neutral name; one person or a civilian by the type alone."""
    own = party.country if country_row(party.country) else country
    is_person = party.kind is FillerKind.PERSON
    if party.name is None or is_person or code in {CIVILIANS, PROTESTERS, RIOTERS}:
        return generic(code, country if code == CIVILIANS else own)
    return party.name


def to_side(parties: Sequence[tuple[Party, int]], country: str | None) -> Side:
    """The side of parties, the first its actor; bodies among civilians go with them by name."""
    party, code = parties[0]
    actor = written(party, code, country)
    others = [written(each, each_code, country) for each, each_code in parties[1:]]
    named = [each.name for each, c in parties if _is_body(each, c) and each.name is not None]
    associated = dict.fromkeys(name for name in (*named, *others) if name != actor)
    return Side(actor, tuple(associated), code)


def _is_body(party: Party, code: int) -> bool:
    return code in {CIVILIANS, PROTESTERS, RIOTERS} and party.kind is FillerKind.ORGANISATION

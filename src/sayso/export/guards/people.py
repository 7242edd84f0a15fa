"""Which people of a report are private: named, and without an office or a command."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.export.guards.names import Names
from sayso.lexicons.actors.entries import Role, Title
from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.words.names import name_key
from sayso.records.entity import EntityKind
from sayso.records.evidence import Record
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.export.guards.names import Key
    from sayso.records.evidence import Span
    from sayso.records.mention import ActorMention
    from sayso.records.reading import Annotations, ReadDocument

_PERSON, _LEADER = "en.actors.person", "en.actors.leader"
_SHORTEST = 3
"""A part of a name that is shorter ("al", "de") stands for nobody by itself."""


class OfficeSector(Record, frozen=True, kw_only=True):
    """A sector by which a person has an office or a command (office_sectors.tsv)."""

    sector: str
    reason: str


class NoNames(Record, frozen=True, kw_only=True):
    """Words that bear a capital and are part of nobody's name (no_names.tsv)."""

    words: tuple[str, ...]


class People(NamedTuple):
    """The names of a report's people as keys: those of private people, and those in office."""

    private: frozenset[Key]
    public: frozenset[Key]


def people_of(read: ReadDocument) -> People:
    """The people whom a report names.

    Private is whoever has no office or command in this report: a teacher, a victim, a witness.
    Leaders of the tables are public, and so is a name that the report also gives with an office.
    """
    found = read.annotations
    private: set[Key] = set()
    public: set[Key] = set()
    for key, is_public in (*_actors(found), *_entities(found), *_fillers(found)):
        if key:
            (public if is_public else private).add(key)
    known = {word for key in public for word in key}
    private = {key for key in private if not (key in public or known.issuperset(key))}
    return People(frozenset(private), frozenset(public))


def names_of(people: People, others: Names | None = None) -> Names:
    """What is to be blacked out in a report: its private people, and those of other reports.

    Parts of a private name go, too ("Doe said"), unless somebody in office bears them.
    """
    known = {word for key in people.public for word in key}
    full = {key for key in people.private if len(key) > 1}
    if others is not None:
        full |= {key for keys in others.full.values() for key in keys}
    parts = {word for key in people.private for word in key if len(word) >= _SHORTEST}
    single = {key[0] for key in people.private if len(key) == 1}
    always = others.always if others is not None else frozenset()
    made = Names.of(full, (parts - known) | single | {key[0] for key in always if len(key) == 1})
    return Names(made.full, made.alone, people.public - always)


@cache
def _office_sectors() -> frozenset[str]:
    rows = read_table(CODEBOOKS / "office_sectors.tsv", OfficeSector)
    return frozenset(row.sector for row in rows)


def _actors(found: Annotations) -> Iterator[tuple[Key, bool]]:
    for actor in found.actors:
        if _is_person(actor):
            yield name_key(actor.name or ""), _in_office(actor)


def _is_person(actor: ActorMention) -> bool:
    return actor.provenance.rule in {_PERSON, _LEADER}


def _in_office(actor: ActorMention) -> bool:
    return actor.provenance.rule == _LEADER or actor.sector in _office_sectors()


def _entities(found: Annotations) -> Iterator[tuple[Key, bool]]:
    """The named persons among the entities that are no person among the actors."""
    actors = {actor.id: actor for actor in found.actors}
    for entity in found.entities:
        if entity.kind is EntityKind.PERSON:
            yield from _unless_person(entity.span, actors.get(entity.of or ""))


def _fillers(found: Annotations) -> Iterator[tuple[Key, bool]]:
    """The named people to whom something was done, one by one."""
    actors = {actor.id: actor for actor in found.actors}
    for event in found.whole_events:
        for filler in event.fillers:
            if filler.kind is FillerKind.PERSON and filler.span is not None:
                yield from _unless_person(filler.span, actors.get(filler.mention or ""))


def _unless_person(span: Span, actor: ActorMention | None) -> Iterator[tuple[Key, bool]]:
    if actor is None or not _is_person(actor):
        is_public = actor is not None and _in_office(actor)
        yield from ((key, is_public) for key in _capitalised(span.quote))


def _capitalised(words: str) -> Iterator[Key]:
    """The runs of words with capitals: the names in "the shopkeeper Ana Bell"."""
    run: list[str] = []
    for word in [*words.split(), ""]:
        key = name_key(word)
        if word[:1].isupper() and key and not no_names().issuperset(key):
            run.extend(key)
            continue
        if run:
            yield tuple(run)
        run = []


@cache
def no_names() -> frozenset[str]:
    """Words with a capital that are no part of a name, as keys: "Neither", "Mayor", "Dr"."""
    folder = DATA / "lexicons" / "en"
    words = {word for row in read_table(folder / "no_names.tsv", NoNames) for word in row.words}
    titles = {row.title for row in read_table(folder / "titles.tsv", Title)}
    roles = {form for row in read_table(folder / "roles.tsv", Role) for form in row.forms}
    return frozenset(key for word in words | titles | roles for key in name_key(word))

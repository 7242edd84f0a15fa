"""Who acts in conflicts: states, leaders, groups, bodies, and the nouns that stand for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sayso.lexicons.actors.offices import Offices, Tenure, holder, office_index
from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.words.names import name_key, name_words
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import Self

_TABLES = ("organisations.tsv", "groups.tsv", "leaders.tsv")
_NO_DATE_SINCE = "2001"


class Actor(Record, frozen=True, kw_only=True):
    """A named actor while a name and office are valid.

    `kind` is man, woman, person (whose sex is not known), group or organisation. `since` and
    `until` are ISO dates, perhaps cut to a month or year, which then stand for the whole of it;
    null is open.
    """

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    kind: str
    since: str | None = None
    until: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether the actor is one person."""
        return self.kind in {"man", "woman", "person"}

    def valid_at(self, day: str | None) -> bool:
        """Whether name and office are valid on an ISO day.

        An unknown day only rules out what ended before the tables' scope begins, 2001.
        """
        if day is None:
            return self.until is None or self.until >= _NO_DATE_SINCE
        begun = self.since is None or self.since <= day
        return begun and not self.ended_before(day)

    def ended_before(self, day: str | None) -> bool:
        """Whether the office or name had ended before an ISO day."""
        if day is None or self.until is None:
            return False
        return day[: len(self.until)] > self.until


class State(Record, frozen=True, kw_only=True):
    """A state or partly recognised entity with its adjectives, people and seats of government."""

    code: str
    name: str
    article: str = ""
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    sector: str | None = None

    @property
    def in_phrase(self) -> str:
        """The name as it stands after "of": "the United States", "Syria"."""
        return f"{self.article} {self.name}".strip()


class Role(Record, frozen=True, kw_only=True):
    """A noun for people or bodies. `name` is a pattern over {adjective} and {state}.

    `kind` is person, group, organisation, asset (stands for its user, only with an owner),
    relation (only with an owner), counterpart (somebody else than its owner) or bloc. `title`:
    may stand before a person's name.
    """

    forms: tuple[str, ...]
    sector: str | None = None
    kind: str
    name: str | None = None
    title: str | None = None
    epithet: bool = False

    def name_in(self, state: State) -> str | None:
        """The name of a state's body of this kind ("Syrian Army"), null where it has none."""
        if self.name is None:
            return None
        adjective = state.adjectives[0] if state.adjectives else state.name
        return self.name.format(adjective=adjective, state=state.in_phrase)


class Title(Record, frozen=True, kw_only=True):
    """A title before a person's name, with the sector and sex it tells."""

    title: str
    sector: str | None = None
    kind: str | None = None


class NameUse(StrEnum):
    """What a name of the lexicon is a name of."""

    ACTOR = "actor"
    STATE = "state"
    SEAT = "seat"
    ADJECTIVE = "adjective"
    PEOPLE = "people"


@dataclass(frozen=True)
class KnownName:
    """One spelling of a name. Exactly one of `actor` and `state` is set."""

    words: tuple[str, ...]
    raw: tuple[str, ...]
    use: NameUse
    actor: Actor | None = None
    state: State | None = None


class Meaning(NamedTuple):
    """Whom a user's epithet stands for (a null name: nobody), and where the user says so."""

    name: str | None
    country: str | None
    sector: str | None
    origin: str


class _Uses(Record, frozen=True, kw_only=True):
    use: str
    lemmas: tuple[str, ...]


class _Word(Record, frozen=True, kw_only=True):
    word: str


@dataclass(frozen=True)
class ActorLexicon:
    """All that is known of actors in one language. Immutable; build it once per worker.

    `names` are the known names by their first word, longest first. `roles` hold epithets too,
    `role_words` every word of theirs.
    `verbs` are lemmas by use: speech, place_object, transfer (metonyms.tsv).
    `meanings` are what a user's epithets stand for, by their forms; `origins` a user's actors,
    each with the file and line where it stands, by their name; `role_origins` the file and line
    of his nouns, by their forms.
    """

    names: Mapping[str, tuple[KnownName, ...]]
    states: Mapping[str, State]
    roles: Mapping[tuple[str, ...], Role]
    role_words: frozenset[str]
    titles: Mapping[tuple[str, ...], Title]
    verbs: Mapping[str, frozenset[str]]
    action_nouns: frozenset[str]
    not_actors: frozenset[tuple[str, ...]]
    org_words: frozenset[str]
    ambiguous: frozenset[tuple[str, ...]]
    offices: Offices
    meanings: Mapping[tuple[str, ...], Meaning] = field(default_factory=dict)
    origins: Mapping[str, tuple[tuple[Actor, str], ...]] = field(default_factory=dict)
    role_origins: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    @cached_property
    def sexes(self) -> Mapping[str, str]:
        """Whether a known person is a man or a woman, by name."""
        return {
            known.actor.name: known.actor.kind
            for group in self.names.values()
            for known in group
            if known.actor is not None and known.actor.kind in {"man", "woman"}
        }

    def origin(self, name: str, country: str | None, sector: str | None) -> str | None:
        """The file and line where a user codes an actor so, or at all; null for shipped ones."""
        rows = self.origins.get(name, ())
        coded = [at for actor, at in rows if (actor.country, actor.sector) == (country, sector)]
        return next(iter(coded or (at for _, at in rows)), None)

    def office_holder(
        self, office: tuple[str, ...], country: str | None, day: str | None
    ) -> str | None:
        """Who held an office (a key of `roles`) of a country on an ISO day, or null."""
        return holder(self.offices, office, country, day)

    @classmethod
    def load(cls, language: str = "en") -> Self:
        """The shipped lexicon of a language.

        Raises:
            DataFileError: for a table that cannot be read, with file and line.
        """
        words = DATA / "lexicons" / language
        states = tuple(read_table(DATA / "actors" / "states.tsv", State))
        shipped = [a for t in _TABLES for a in read_table(DATA / "actors" / t, Actor)]
        roles = [*read_table(words / "roles.tsv", Role)]
        epithets = [*read_table(words / "epithets.tsv", Role)]
        index = _role_index(roles, epithets)
        return cls(
            names=index_names(known_names(states, shipped)),
            states={s.code: s for s in reversed(states)},
            roles=index,
            role_words=frozenset(word for key in index for word in key),
            titles={name_key(t.title): t for t in read_table(words / "titles.tsv", Title)},
            verbs={u.use: frozenset(u.lemmas) for u in read_table(words / "metonyms.tsv", _Uses)},
            action_nouns=frozenset(_words(words / "action_nouns.tsv")),
            not_actors=frozenset(name_key(w) for w in _words(words / "not_actors.tsv")),
            org_words=frozenset(_words(words / "org_words.tsv")),
            ambiguous=frozenset(name_key(w) for w in _words(words / "ambiguous_names.tsv")),
            offices=office_index(read_table(DATA / "actors" / "offices.tsv", Tenure)),
        )


def _words(path: Path) -> Iterable[str]:
    return (row.word for row in read_table(path, _Word))


def _role_index(roles: list[Role], epithets: list[Role]) -> dict[tuple[str, ...], Role]:
    index: dict[tuple[str, ...], Role] = {}
    for role in (*roles, *(_as_epithet(e) for e in epithets)):
        for form in role.forms:
            index[name_key(form)] = role
    return index


def _as_epithet(role: Role) -> Role:
    return Role(
        forms=role.forms,
        sector=role.sector,
        kind=role.kind,
        name=role.name,
        title=role.title,
        epithet=True,
    )


def known_names(states: Iterable[State], actors: Iterable[Actor]) -> Iterable[KnownName]:
    """Every spelling of states and actors. A name with brackets is no spelling of its own."""
    for state in states:
        for use, spellings in (
            (NameUse.STATE, (state.name, *state.aliases)),
            (NameUse.ADJECTIVE, state.adjectives),
            (NameUse.PEOPLE, state.people),
            (NameUse.SEAT, state.seats),
        ):
            for spelling in spellings:
                yield _known_name(spelling, use, state=state)
    for actor in actors:
        own = () if "(" in actor.name else (actor.name,)
        for spelling in dict.fromkeys((*own, *actor.aliases)):
            yield _known_name(spelling, NameUse.ACTOR, actor=actor)


def _known_name(
    spelling: str, use: NameUse, *, actor: Actor | None = None, state: State | None = None
) -> KnownName:
    words = list(name_words(spelling))
    return KnownName(
        words=tuple(w.key for w in words),
        raw=tuple(w.raw for w in words),
        use=use,
        actor=actor,
        state=state,
    )


def index_names(names: Iterable[KnownName]) -> dict[str, tuple[KnownName, ...]]:
    """The names by their first word, those of most words first."""
    index: dict[str, list[KnownName]] = defaultdict(list)
    for name in names:
        index[name.words[0]].append(name)
    return {
        first: tuple(sorted(group, key=lambda n: -len(n.words))) for first, group in index.items()
    }

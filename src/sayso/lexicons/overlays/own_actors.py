"""A user's actors and epithets laid over the shipped lexicon."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.lexicons.actors.entries import Actor, Meaning, Role, index_names, known_names
from sayso.lexicons.files.load import Finding
from sayso.lexicons.files.strict import nearest
from sayso.lexicons.words.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.lexicons.actors.entries import ActorLexicon, KnownName
    from sayso.lexicons.files.check import Codes
    from sayso.lexicons.overlays.own_entries import Overlays
    from sayso.lexicons.overlays.rows import Entry, OwnActor, OwnEpithet
    from sayso.records.evidence import Record


def with_own_actors(lexicon: ActorLexicon, own: Overlays) -> ActorLexicon:
    """The lexicon with the user's actors and epithets, which win over shipped ones.

    An actor replaces the shipped ones of its name, and each of its spellings whatever else it
    stood for.
    """
    if not own.actors and not own.epithets:
        return lexicon
    given = [entry for entry in own.actors if not entry.value.remove]
    added = list(known_names((), [_actor(entry.value) for entry in given]))
    forms = {name_key(form) for entry in own.epithets for form in entry.value.epithet}
    taken = {name.words for name in added} | forms
    replaced = {entry.value.name for entry in own.actors}
    kept = [
        name
        for group in lexicon.names.values()
        for name in group
        if name.words not in taken and not (name.actor and name.actor.name in replaced)
    ]
    roles = {key: role for key, role in lexicon.roles.items() if key not in forms}
    meant = [entry for entry in own.epithets if not entry.value.remove]
    roles |= {name_key(f): _role(e.value) for e in meant for f in e.value.epithet}
    return replace(
        lexicon,
        names=index_names([*kept, *added]),
        roles=roles,
        role_words=frozenset(word for key in roles for word in key),
        not_actors=lexicon.not_actors - taken,
        ambiguous=lexicon.ambiguous - taken,
        meanings={entry.value.epithet: _meaning(entry, lexicon, given) for entry in meant},
        origins=_origins(given),
    )


def check_own_actors(lexicon: ActorLexicon, own: Overlays, codes: Codes) -> Iterator[Finding]:
    """What the shipped names and codes show to be wrong with the user's actors and epithets."""
    names = _names(lexicon)
    for actor in own.actors:
        for message in _mistakes_of_actor(actor.value, names, codes):
            yield Finding(path=str(actor.path), line=actor.line, message=message)
    epithets = [form for role in lexicon.roles.values() if role.epithet for form in role.forms]
    for epithet in own.epithets:
        for message in _mistakes_of_epithet(epithet.value, epithets, codes):
            yield Finding(path=str(epithet.path), line=epithet.line, message=message)


def _mistakes_of_actor(row: OwnActor, names: Sequence[str], codes: Codes) -> Iterator[str]:
    if not name_key(row.name):
        yield f"the name {row.name!r} has no letter"
    if row.remove:
        if row.name not in names:
            yield f"no shipped actor is named {row.name!r}; {nearest(row.name, names)}"
        return
    if not row.kind:
        yield "kind is missing; write one of group, man, organisation, person, woman"
    for alias in row.aliases:
        if not name_key(alias):
            yield f"the alias {alias!r} has no letter"
    yield from codes.mistakes(_cells(row, "country", "sector", "kind", "since", "until"))


def _mistakes_of_epithet(row: OwnEpithet, known: Sequence[str], codes: Codes) -> Iterator[str]:
    if not row.epithet:
        yield "epithet is empty; write the word in all its forms"
    for form in row.epithet:
        if not name_key(form):
            yield f"the epithet {form!r} has no letter"
        elif row.remove and name_key(form) not in {name_key(other) for other in known}:
            yield f"{form!r} is no shipped epithet; {nearest(form, known)}"
    yield from codes.mistakes(_cells(row, "country", "sector"))


def _cells(row: Record, *columns: str) -> dict[str, str]:
    return {column: getattr(row, column) or "" for column in columns}


def _names(lexicon: ActorLexicon) -> list[str]:
    known = (name.actor for group in lexicon.names.values() for name in group)
    return sorted({actor.name for actor in known if actor is not None})


def _actor(row: OwnActor) -> Actor:
    return Actor(**{name: getattr(row, name) for name in Actor.__struct_fields__})


def _origins(given: Sequence[Entry[OwnActor]]) -> dict[str, tuple[tuple[Actor, str], ...]]:
    rows: dict[str, list[tuple[Actor, str]]] = defaultdict(list)
    for entry in given:
        rows[entry.value.name].append((_actor(entry.value), entry.origin))
    return {name: tuple(own) for name, own in rows.items()}


def _role(row: OwnEpithet) -> Role:
    return Role(forms=row.epithet, sector=row.sector, kind=row.kind, epithet=True)


def _meaning(
    entry: Entry[OwnEpithet], lexicon: ActorLexicon, given: Sequence[Entry[OwnActor]]
) -> Meaning:
    """Whom an epithet stands for; country and sector are the named actor's where not given."""
    row = entry.value
    actors = [_actor(other.value) for other in given] + _known(row.means or "", lexicon)
    known = next((actor for actor in actors if actor.name == row.means), None)
    state = next((s for s in lexicon.states.values() if s.name == row.means), None)
    country = known.country if known else state.code if state else None
    sector = known.sector if known else "GOV" if state else None
    return Meaning(row.means, row.country or country, row.sector or sector, entry.origin)


def _known(name: str, lexicon: ActorLexicon) -> list[Actor]:
    """The shipped actors under a name, the one whose office or name holds longest first."""
    key = name_key(name)
    group: Sequence[KnownName] = lexicon.names.get(key[0], ()) if key else ()
    found = [known.actor for known in group if known.actor is not None and known.words == key]
    return sorted(found, key=lambda actor: actor.until or "9999", reverse=True)

"""Entries of a user that cannot both hold: the same twice, or two things under one name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.lexicons.files.load import Finding
from sayso.lexicons.places.toponyms import fold
from sayso.lexicons.words.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from sayso.lexicons.files.load import Rule
    from sayso.lexicons.overlays.own_entries import Overlays
    from sayso.lexicons.overlays.rows import (
        Entry,
        OwnActor,
        OwnBloc,
        OwnEpithet,
        OwnPlace,
        OwnRole,
        OwnVerb,
    )


class _Claim(NamedTuple):
    """A key that an entry lays claim to, as said, and what it makes of it."""

    key: Hashable
    said: str
    meaning: str


def find_clashes(overlays: Overlays) -> Iterator[Finding]:
    """Duplicates and conflicts, told at the later entry with the place of the earlier."""
    yield from _clashes(overlays.actors, _of_actor, _actors_meet)
    yield from _clashes(overlays.places, _of_place, _places_meet)
    yield from _clashes(overlays.verbs, _of_verb)
    yield from _clashes(overlays.roles, _of_role)
    yield from _clashes(overlays.epithets, _of_epithet)
    yield from _clashes(overlays.blocs, _of_bloc)
    yield from _clashes(overlays.rules, _of_rule)
    yield from _clashes(overlays.removed_rules, _of_removed_rule)


def _always(_one: object, _other: object) -> bool:
    return True


def _clashes(
    entries: Sequence[Entry[Any]],
    claims: Callable[[Any], Iterable[_Claim]],
    meet: Callable[[Any, Any], bool] = _always,
) -> Iterator[Finding]:
    seen: dict[Hashable, list[tuple[Entry[Any], _Claim]]] = defaultdict(list)
    for entry in entries:
        told: set[str] = set()
        own: set[Hashable] = set()
        for claim in claims(entry.value):
            if claim.key in own:
                continue
            own.add(claim.key)
            for earlier, other in seen[claim.key]:
                if meet(earlier.value, entry.value) and earlier.where not in told:
                    told.add(earlier.where)
                    yield _finding(entry, claim, earlier, other)
                    break
            seen[claim.key].append((entry, claim))


def _finding(entry: Entry[Any], claim: _Claim, earlier: Entry[Any], other: _Claim) -> Finding:
    if entry.value == earlier.value or claim.meaning == other.meaning:
        message = f"{claim.said!r} stands also at {earlier.where}; take one out"
    else:
        message = (
            f"{claim.said!r} stands for {claim.meaning}, but for {other.meaning} at "
            f"{earlier.where}; keep one"
        )
    return Finding(path=str(entry.path), line=entry.line, message=message)


def _of_actor(row: OwnActor) -> Iterator[_Claim]:
    meaning = "nobody (remove)" if row.remove else row.name
    for spelling in (row.name, *row.aliases):
        yield _Claim(name_key(spelling), spelling, meaning)


def _actors_meet(one: OwnActor, other: OwnActor) -> bool:
    """Whether two rows speak of one country and time; else the report decides between them."""
    if one.remove or other.remove:
        return True
    if one.country != other.country:
        return False
    starts = [row.since or "" for row in (one, other)]
    ends = [row.until or "9999" for row in (one, other)]
    return max(starts) < min(ends)


def _of_place(row: OwnPlace) -> Iterator[_Claim]:
    meaning = "no place (remove)" if row.remove else row.means or row.place
    for spelling in (row.place, *row.aliases):
        yield _Claim(fold(spelling), spelling, meaning)


def _places_meet(one: OwnPlace, other: OwnPlace) -> bool:
    """Whether no report could tell two places of one name apart, by country or province."""
    if one.country and other.country and one.country != other.country:
        return False
    if one.remove != other.remove:
        return False
    return not (one.parent and other.parent and fold(one.parent) != fold(other.parent))


def _of_verb(row: OwnVerb) -> Iterator[_Claim]:
    if row.event_type is not None:
        meaning = f"no {row.event_type} (remove)" if row.remove else row.event_type
        needs = frozenset((slot, frozenset(words)) for slot, words in row.conditions.items())
        yield _Claim(("event", row.verb.lower(), row.pos, needs), row.verb, meaning)
    else:
        meaning = "no report (remove)" if row.remove else f"a report ({row.stance})"
        for frame in ("",) if row.remove else row.frames:
            yield _Claim(("report", row.verb.lower(), row.pos, frame), row.verb, meaning)


def _of_role(row: OwnRole) -> Iterator[_Claim]:
    meaning = "no role (remove)" if row.remove else f"a {row.kind} ({row.sector or 'no sector'})"
    for form in row.role:
        yield _Claim(name_key(form), form, meaning)


def _of_epithet(row: OwnEpithet) -> Iterator[_Claim]:
    meaning = "no epithet (remove)" if row.remove else row.means or "nobody"
    for form in row.epithet:
        yield _Claim(name_key(form), form, meaning)


def _of_bloc(row: OwnBloc) -> Iterator[_Claim]:
    meaning = "no bloc (remove)" if row.remove else f"the bloc {row.bloc!r}"
    for name in row.publisher:
        yield _Claim(publisher_key(name), name, meaning)


def publisher_key(name: str) -> str:
    """What two spellings of a publisher's name have in common: case and spaces do not count."""
    return " ".join(name.split()).casefold()


def _of_rule(rule: Rule) -> Iterator[_Claim]:
    yield _Claim(rule.id, rule.id, rule.id)


def _of_removed_rule(name: str) -> Iterator[_Claim]:
    yield _Claim(name, name, name)

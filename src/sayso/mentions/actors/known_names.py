"""Finds the names of the actor lexicon in a text, the longest first, and says whose they are."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.lexicons.actors.entries import NameUse
from sayso.lexicons.words.names import agree_in_case, may_join, name_key, name_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as DocSpan

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.actors.entries import Actor, ActorLexicon, KnownName, State
    from sayso.lexicons.words.names import NameWord

_LONGEST_PHRASE = 4
NAMED = "named so by"
"""How the reason of a value begins that an entry of the user made."""

_OFFICES = frozenset({"GOV", "LEG", "MIL", "JUD"})


@dataclass(frozen=True)
class NameMatch:
    """A known name at its tokens. `known` are all readings of the spelling, at least one."""

    tokens: DocSpan
    known: tuple[KnownName, ...]

    def use(self, use: NameUse) -> KnownName | None:
        """The first reading of a given use, or null."""
        return next((k for k in self.known if k.use is use), None)

    @property
    def state(self) -> State | None:
        """The state that the name, adjective or people belongs to; null for seats and actors."""
        uses = (NameUse.STATE, NameUse.ADJECTIVE, NameUse.PEOPLE)
        return next((k.state for k in self.known if k.use in uses), None)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors of the lexicon that bear the name."""
        return tuple(k.actor for k in self.known if k.actor is not None)


@dataclass(frozen=True)
class Identity:
    """Who a name stands for: neutral name, country, sector, and the reason for each null."""

    name: str | None
    country: str | None
    sector: str | None
    reason: str


@dataclass(frozen=True)
class Context:
    """What the whole document says about doubtful names: its day, states, and full names."""

    day: str | None
    countries: frozenset[str]
    full_names: frozenset[str]


def find_names(parsed: Parsed, lexicon: ActorLexicon) -> list[NameMatch]:
    """All known names in order, without overlaps: at each place the longest."""
    matches: list[NameMatch] = []
    for passage in parsed.passages:
        text = parsed.twin[passage.start : passage.end]
        words = list(name_words(text))
        at = 0
        while at < len(words):
            size, known = _longest(text, words, at, lexicon)
            if (other := _no_actor(words, at, lexicon)) > size:
                at += other
                continue
            match = _match(parsed, passage.start, words[at : at + size], known) if known else None
            if match is None:
                at += 1
                continue
            matches.append(match)
            at += size
    return _without_strangers(parsed, matches)


def _without_strangers(parsed: Parsed, matches: list[NameMatch]) -> list[NameMatch]:
    """The matches without single words that this report uses for somebody else.

    An acronym in brackets after another name ("the Mutual Support Group (GAM)") belongs to that
    name; the word of a body that ends a personal name here ("Michael Bloomberg") is a surname.
    """
    doc = parsed.doc
    ends = {m.tokens.end: m for m in matches}
    strange = {name_key(e[-1].text) for e in doc.ents if e.label_ == "PERSON" and len(e) > 1} - {
        m.known[0].words for m in matches if any(a.is_person for a in m.actors)
    }
    for match in matches:
        first = match.tokens.start
        bracketed = len(match.tokens) == 1 and first > 1 and doc[first - 1].text in {"(", "["}
        if not bracketed or not match.actors or doc[first - 2].is_punct:
            continue
        before = ends.get(first - 1)
        if before is None or not set(_names(before)) & set(_names(match)):
            strange.add(match.known[0].words)
    return [
        m
        for m in matches
        if not (m.actors and not m.state and m.known[0].words in strange) and not _is_given_name(m)
    ]


def _is_given_name(match: NameMatch) -> bool:
    """Whether the name of a capital is but a word of somebody's: "Maria Victoria Ruiz"."""
    first, last = match.tokens.start, match.tokens.end
    if match.use(NameUse.SEAT) is None or len(match.tokens) > 1:
        return False
    doc = match.tokens.doc
    person = doc[first].ent_type_ == "PERSON"
    inside = last < len(doc) and doc[last].ent_type_ == "PERSON" and doc[last].ent_iob_ == "I"
    return person and (inside or doc[first].ent_iob_ == "I")


def _names(match: NameMatch) -> list[str]:
    return [actor.name for actor in match.actors]


def _longest(
    text: str, words: Sequence[NameWord], at: int, lexicon: ActorLexicon
) -> tuple[int, tuple[KnownName, ...]]:
    found: list[KnownName] = []
    for name in lexicon.names.get(words[at].key, ()):
        if found and len(name.words) < len(found[0].words):
            break
        window = words[at : at + len(name.words)]
        if tuple(w.key for w in window) != name.words or not _agrees(text, window, name):
            continue
        found.append(name)
    return (len(found[0].words), tuple(found)) if found else (1, ())


def _no_actor(words: Sequence[NameWord], at: int, lexicon: ActorLexicon) -> int:
    """How many words from here on are a phrase that only looks like a name: "Latin American"."""
    for size in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
        if tuple(w.key for w in words[at : at + size]) in lexicon.not_actors:
            return size
    return 0


def _agrees(text: str, window: Sequence[NameWord], name: KnownName) -> bool:
    pairs = itertools.pairwise(window)
    if not all(may_join(text, left, right) for left, right in pairs):
        return False
    initials = len(name.words) > 1 and all(len(w) == 1 for w in name.words)
    if initials and any(text[a.end] != "." for a in window[:-1]):
        return False
    return all(agree_in_case(w.raw, raw) for w, raw in zip(window, name.raw, strict=True))


def _match(
    parsed: Parsed, offset: int, window: Sequence[NameWord], known: tuple[KnownName, ...]
) -> NameMatch | None:
    span = parsed.doc.char_span(
        offset + window[0].start, offset + window[-1].end, alignment_mode="expand"
    )
    return NameMatch(tokens=span, known=known) if span is not None else None


def read_context(
    parsed: Parsed, matches: Sequence[NameMatch], ambiguous: frozenset[tuple[str, ...]]
) -> Context:
    """What the document as a whole says: day of publication, states, names given in full.

    A name with one bearer speaks for his state, unless it is one of the `ambiguous` words.
    """
    published = parsed.document.published
    countries = {
        k.state.code
        for m in matches
        for k in m.known
        if k.state is not None and not (k.use is NameUse.SEAT and k.words in ambiguous)
    }
    countries |= {c for m in matches if (c := _sure_country(m, ambiguous)) is not None}
    full = {a.name for m in matches if len(m.tokens) > 1 for a in m.actors}
    return Context(
        day=published[:10] if published else None,
        countries=frozenset(countries),
        full_names=frozenset(full),
    )


def _sure_country(match: NameMatch, ambiguous: frozenset[tuple[str, ...]]) -> str | None:
    bearers = {(a.name, a.country) for a in match.actors}
    sure = len(bearers) == 1 and match.known[0].words not in ambiguous
    return next(iter(bearers))[1] if sure else None


def choose_actor(candidates: Sequence[Actor], context: Context) -> Identity:
    """The one of several bearers of a name that the document means, or what they share.

    A bearer whose full name stands in the document wins, then those of the states that it
    speaks of, then those in office on its day, then the one who last left office.
    """
    left = list(_narrowed(candidates, context))
    names = {a.name for a in left}
    countries = {a.country for a in left}
    sectors = {sector_at(a, context.day) for a in left}
    reason = "" if len(names) == 1 else f"ambiguous: {' or '.join(sorted(names))}"
    return Identity(
        names.pop() if len(names) == 1 else None,
        countries.pop() if len(countries) == 1 else None,
        sectors.pop() if len(sectors) == 1 else None,
        reason,
    )


def _narrowed(candidates: Sequence[Actor], context: Context) -> Iterator[Actor]:
    left = _at_their_time(candidates, context.day)
    for keep in (
        [a for a in left if a.name in context.full_names],
        [a for a in left if a.country in context.countries],
    ):
        both = [a for a in left if a in keep]
        left = both or left
    valid = [a for a in left if a.valid_at(context.day)]
    if context.day is None and len({a.name for a in left}) == 1:
        valid = left
    if valid:
        yield from valid
        return
    if past := [a for a in left if a.ended_before(context.day)]:
        yield max(past, key=lambda a: a.until or "")
        return
    yield from left


def _at_their_time(candidates: Sequence[Actor], day: str | None) -> list[Actor]:
    """The candidates without codes that their own name does not have on the day.

    Where the codes of one name change with time, no other word of the document decides.
    """
    if day is None:
        return list(candidates)
    valid = {a.name for a in candidates if a.valid_at(day)}
    return [a for a in candidates if a.name not in valid or a.valid_at(day)]


def sector_at(actor: Actor, day: str | None) -> str | None:
    """The sector of an actor on a day.

    Who has left an office is a former holder (ELI); who does not hold it yet has no sector.
    """
    if not actor.is_person or actor.sector not in _OFFICES or day is None:
        return actor.sector
    if actor.ended_before(day):
        return "ELI"
    return actor.sector if actor.valid_at(day) else None

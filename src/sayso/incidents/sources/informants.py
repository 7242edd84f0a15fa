"""Who stands behind an account: the innermost voice of its chain that is somebody in particular.

Two accounts rest on one informant when the voices are one resolved name, one body that the whole
incident has only one of ("the interior ministry"), or one person known by a place of work on one
day ("a doctor at Al-Karada Hospital"). Officials, witnesses and residents are nobody in
particular: no two reports are joined by them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.sources.credits import told_to
from sayso.lexicons.actors.agencies import load_agencies
from sayso.lexicons.actors.unnamed_voices import load_unnamed_voices
from sayso.lexicons.words.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.records.claim import Account, Claim, Party

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ARTICLES = {"the", "a", "an"}
_JOINING = {"of", "the", "and", "for", "al", "de", "bin"}


class Informant(NamedTuple):
    """Somebody in particular: a key to compare by, the words to read, how far the key reaches.

    `daily` marks a person without a name, who is the same only in reports of about one day.
    """

    key: str
    name: str
    daily: bool = False


def informants(accounts: Sequence[Account]) -> dict[str, Informant]:
    """The informant of each account that has one, by the id of its claim."""
    fullest = _fullest_words(accounts)
    found = {}
    for account in accounts:
        informant = next(_of_claim(account.claim, fullest), None)
        if informant is not None:
            found[account.claim.id] = informant
    return found


def origin_key(name: str) -> str:
    """What the spellings of one outlet, agency or voice have in common."""
    words = " ".join(name_key(load_agencies().named(name) or name)) or name.casefold()
    return words.removeprefix("the ") or words


def _fullest_words(accounts: Sequence[Account]) -> Mapping[tuple[str, str], str]:
    """The longest words of each voice of a report: "a doctor at the clinic" for "he"."""
    found: dict[tuple[str, str], str] = {}
    for account in accounts:
        claim = account.claim
        if claim.voice is not None and claim.voice_key:
            key, words = (claim.doc_id, claim.voice_key), claim.voice.span.quote
            found[key] = max(found.get(key, ""), words, key=lambda said: (len(said), said))
    return found


def _of_claim(claim: Claim, fullest: Mapping[tuple[str, str], str]) -> Iterator[Informant]:
    """The informants of a claim, the innermost first; then the agency that was told."""
    if not claim.voice_key and claim.voice is None:
        return
    if claim.voice is not None:
        words = fullest.get((claim.doc_id, claim.voice_key), claim.voice.span.quote)
        yield from _of_party(claim.voice, words)
    for party in reversed(claim.through):
        yield from _of_party(party, party.span.quote)
    for sentence in claim.sentences:
        if agency := told_to(sentence.quote):
            yield Informant(origin_key(agency), agency)


def _of_party(party: Party, quote: str) -> Iterator[Informant]:
    if party.name is not None:
        if not _stays_unknown(quote, party.name):
            yield Informant(origin_key(party.name), party.name)
        return
    words = _words(quote)
    bare = _bare(words)
    named = (part for part in quote.split(",") if _is_name(_bare(_words(part))))
    if name := load_agencies().named(quote) or next(named, None) or _spoken_for(quote):
        yield Informant(origin_key(name), name.strip())
    elif _is_body(words, bare):
        yield Informant(" ".join(word.casefold() for word in bare), quote)
    elif _has_seat(bare):
        yield Informant(" ".join(word.casefold() for word in bare), quote, daily=True)


def _spoken_for(quote: str) -> str | None:
    """Whom a spokesman or a statement speaks for ("a spokesman for the Red Front"), or null."""
    known = load_unnamed_voices()
    bare = _bare(_words(quote.split(",", maxsplit=1)[0]))
    at = next((n for n, word in enumerate(bare) if word.casefold() in known.mouthpieces), None)
    if at is None:
        return None
    behind = bare[at + 2 :] if bare[at + 1 : at + 2] else []
    for words in (_bare(_head(" ".join(behind))), bare[:at]):
        said = [word.removesuffix("'s").removesuffix("’s") for word in words]
        if said and (_is_body(said, said) or any(word[:1].isupper() for word in said)):
            return " ".join(said)
    return None


def _words(phrase: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(phrase)]


def _bare(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.casefold() not in _ARTICLES]


def _stays_unknown(quote: str, name: str) -> bool:
    """Whether words with a known name in them are for some of its people: "Taliban fighters"."""
    known = load_unnamed_voices()
    last = name_key(name)[-1:]
    heads = [head for part in quote.split(",") if (head := _head(part))]
    naming = [head for head in heads if set(name_key(" ".join(head))) & set(last)]
    ends = [head[-1].casefold() for head in naming or heads[:1]]
    return bool(ends) and all(end in known.people for end in ends)


def _head(phrase: str) -> list[str]:
    """The words before what only describes them: "a doctor" of "a doctor at a clinic"."""
    words = _words(phrase)
    behind = load_unnamed_voices().behind
    end = next((n for n, word in enumerate(words) if n and word.casefold() in behind), len(words))
    return words[:end]


def _is_name(words: Sequence[str]) -> bool:
    """Whether words are a name that no table has: two or more of them with capitals."""
    known = load_unnamed_voices()
    capitals = [word for word in words if word[:1].isupper()]
    return (
        len(capitals) > 1
        and all(word[:1].isupper() or word.casefold() in _JOINING for word in words)
        and words[-1].casefold() not in known.people
    )


def _is_body(words: Sequence[str], bare: Sequence[str]) -> bool:
    """Whether words are for a body of which the incident's country has one, and for all of it."""
    head = _head(" ".join(bare))
    indefinite = words[0].casefold() in {"a", "an"} if words else True
    return (
        bool(head)
        and not indefinite
        and len(head) == len(bare)
        and bare[-1].casefold() in load_unnamed_voices().bodies
    )


def _has_seat(bare: Sequence[str]) -> bool:
    """Whether words are for one person at a place of work that has a name."""
    known = load_unnamed_voices()
    head = _head(" ".join(bare))
    seat = bare[len(head) :]
    named = any(word[:1].isupper() and word.casefold() not in known.seats for word in seat)
    return (
        named
        and any(word.casefold() in known.seats for word in seat)
        and bool(head)
        and head[-1].casefold() not in known.pronouns
        and not _is_plural(head[-1])
    )


def _is_plural(noun: str) -> bool:
    """Whether a noun of the table stands for several people: its form without -s is there too."""
    people = load_unnamed_voices().people
    return noun.casefold().removesuffix("s") in people and noun.casefold().endswith("s")

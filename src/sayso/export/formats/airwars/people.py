"""Children, women and men among the harmed, and those who are named."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from sayso.export.formats.airwars.records import Harm, Range, Victim
from sayso.export.formats.files.columns import SCHEMAS
from sayso.lexicons.files.load import read_table
from sayso.records.attribution import Stance
from sayso.records.evidence import Record
from sayso.records.mention import Counted
from sayso.records.whole import Fate, FillerKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.records.claim import Account, Claim, Toll

_WORD = re.compile(r"\w+")
_GIVEN = frozenset({Stance.ASSERTS, Stance.ADMITS, Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES})
_FATES = frozenset({Fate.KILLED, Fate.INJURED})


class PeopleRow(Record, frozen=True, kw_only=True):
    """Words for some of the harmed (airwars_people.tsv)."""

    people: str
    words: tuple[str, ...]


@cache
def people_words() -> dict[str, frozenset[str]]:
    """The words by group."""
    table = read_table(SCHEMAS / "airwars_people.tsv", PeopleRow)
    return {row.people: frozenset(row.words) for row in table}


def harm_of(people: str, accounts: Sequence[Account]) -> Harm:
    """The lowest and highest count that any account gives of a group; counts are never added."""
    return Harm(
        killed=_range(people, accounts, Counted.KILLED),
        injured=_range(people, accounts, Counted.INJURED),
    )


def named_victims(accounts: Sequence[Account]) -> tuple[Victim, ...]:
    """The single people who are named as killed or injured, by name."""
    found: defaultdict[tuple[str, Fate], set[str]] = defaultdict(set)
    for account in accounts:
        for party in account.claim.recipients:
            is_named = party.kind is FillerKind.PERSON and party.name is not None
            if is_named and party.fate in _FATES and party.stance in _GIVEN:
                found[party.name or "", party.fate].add(account.claim.id)
    return tuple(
        Victim(name=name, fate="killed" if fate is Fate.KILLED else "injured", claims=_sorted(ids))
        for (name, fate), ids in sorted(found.items())
    )


def is_given(claim: Claim, toll: Toll) -> bool:
    """Whether a voice gives a count as this event's own."""
    return claim.stance in _GIVEN and toll.stance in _GIVEN and not toll.cumulative


def _range(people: str, accounts: Sequence[Account], counted: Counted) -> Range:
    told = list(_told(people, accounts, counted))
    if not told:
        return Range()
    lows = [toll.low or 0 for _, toll in told]
    highs = [toll.high for _, toll in told if toll.high is not None]
    is_open = len(highs) < len(told)
    return Range(
        min=min(lows),
        max=max([*highs, *lows]),
        flags=("open_high",) if is_open else (),
        claims=_sorted({claim for claim, _ in told}),
    )


def _told(
    people: str, accounts: Sequence[Account], counted: Counted
) -> Iterator[tuple[str, Toll]]:
    wanted = people_words()[people]
    for account in accounts:
        for toll in account.claim.tolls:
            words = set(_WORD.findall(toll.of.casefold()))
            if toll.counted is counted and is_given(account.claim, toll) and words & wanted:
                yield account.claim.id, toll


def _sorted(ids: set[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))

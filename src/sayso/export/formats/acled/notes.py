"""What a row of ACLED's shape cannot hold, in words: who says so, disputes, splits.

The words are sayso's own; nothing is quoted, and nothing is said to be so.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sayso.export.formats.acled.coding import PROTESTS, RIOTS
from sayso.export.formats.cells.actor_types import actor_type, generic
from sayso.export.formats.told.places import place_name
from sayso.profiles.counts import voice_of
from sayso.records.mention import Counted
from sayso.records.shown.figures import Flag
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.export.formats.acled.coding import Cell, Coded
    from sayso.records.claim import Account, Claim, Party
    from sayso.records.shown.figures import CountUse, Figure

_MOST_NAMED = 5


def notes(coded: Coded, cell: Cell) -> str:
    """The narrative of one row."""
    return " ".join((*_story(coded, cell), _size(coded)) if _size(coded) else _story(coded, cell))


def crowd_size(coded: Coded) -> str:
    """The size of a crowd as the accounts count it, "no report" where none does; or empty."""
    if coded.kind.event_type not in {PROTESTS, RIOTS}:
        return ""
    counts = [t for c in coded.told.claims for t in c.tolls if t.counted is Counted.FORCE]
    lows = [toll.low for toll in counts if toll.low is not None]
    highs = [toll.high for toll in counts if toll.high is not None]
    if not lows:
        return "no report"
    if len(highs) < len(counts):
        return f"at least {min(lows):,}"
    low, high = min(lows), max(highs)
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _size(coded: Coded) -> str:
    size = crowd_size(coded)
    return f"[size={size}]" if size else ""


def _story(coded: Coded, cell: Cell) -> Iterator[str]:
    yield _opening(coded, cell)
    yield _tellers(coded.told.accounts)
    total = coded.figures.of(Counted.KILLED)
    if total is not None:
        yield from _deaths(coded, total)
    yield from _disputes(coded)
    yield from _split(coded, cell)


def _opening(coded: Coded, cell: Cell) -> str:
    when = _when(coded, cell)
    where = place_name(cell.place) if cell.place is not None else "an unknown place"
    doer, other = coded.first, coded.second
    kind = coded.kind.sub_event_type
    against = f" and {other.actor}" if other is not None else ""
    return f"{when}, in {where}: {kind}, {doer.actor}{against}."


def _when(coded: Coded, cell: Cell) -> str:
    day = _in_words(cell.day.date)
    spell = coded.told.spell
    if spell is not None and not spell.stated:
        return f"Reported on {day}, no account telling the day"
    if cell.day.precision > 1 and spell is not None:
        return f"Between {_in_words(spell.first)} and {_in_words(spell.last)}"
    return f"On {day}"


def _tellers(accounts: Sequence[Account]) -> str:
    return f"Told by {_voices(accounts)}."


def _deaths(coded: Coded, total: Figure) -> Iterator[str]:
    if not total.used:
        yield "No account tells of deaths."
        return
    told = dict.fromkeys(f"{_bounds(use)} ({use.voice})" for use in total.used)
    listed = _list(told)
    yield f"Deaths {coded.fatalities:,} by the profile {coded.figures.profile}; told: {listed}."
    if Flag.UNVERIFIED_RULE in total.flags:
        yield "The number hangs on a rule that could not be checked against the codebook."


def _bounds(use: CountUse) -> str:
    if use.said_low is None and use.said_high is None:
        return "no number"
    if use.said_high is None:
        return f"{use.said_low:,} or more"
    if use.said_low in {None, 0} and use.said_high:
        return f"up to {use.said_high:,}"
    low, high = use.said_low or 0, use.said_high
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _disputes(coded: Coded) -> Iterator[str]:
    told = coded.told
    if told.others_struck:
        kinds = {actor_type(party, told.country, acts=False) for party in told.others_struck}
        named = _list(generic(code, told.country) for code in sorted(kinds))
        yield f"Accounts differ on who was struck: others tell of {named}."
    if told.others:
        named = _list(dict.fromkeys(map(_rival, told.others)))
        yield f"Disputed: other accounts name {named} as the doer."
    if told.against:
        stances = dict.fromkeys(f"{voice_of(a)} {a.claim.stance.value} it" for a in told.against)
        yield f"Disputed: {_list(stances)}."
    if len(told.spells) > 1 and _days_differ(told.claims):
        days = _list(sorted({_in_words(spell.first) for spell in told.spells}))
        yield f"Accounts tell different days: {days}."


def _rival(party: Party) -> str:
    """Another doer, by name; of a person no more than that it is one."""
    return "a person" if party.kind is FillerKind.PERSON else party.name or ""


def _days_differ(claims: Sequence[Claim]) -> bool:
    """Whether two stated spells have no day in common."""
    spells = {(w.earliest, w.latest) for c in claims for w in c.dates if w.span is not None}
    known = [(first, last) for first, last in spells if first and last]
    return any(a[1] < b[0] for a in known for b in known)


def _split(coded: Coded, cell: Cell) -> Iterator[str]:
    if len(coded.cells) == 1:
        return
    number = coded.cells.index(cell) + 1
    yield (
        f"Row {number} of {len(coded.cells)} of one incident; its deaths are divided evenly over "
        "days and places, the remainder to the first."
    )


def _voices(accounts: Sequence[Account]) -> str:
    return _list(
        dict.fromkeys(
            f"{voice_of(a)} in {a.publisher}"
            if a.publisher and voice_of(a) != a.publisher
            else voice_of(a)
            for a in accounts
        )
    )


def _list(words: Iterable[str]) -> str:
    every = list(words)
    shown = every[:_MOST_NAMED]
    more = f" and {len(every) - len(shown):,} more" if len(every) > len(shown) else ""
    return f"{', '.join(shown)}{more}"


def _in_words(day: str) -> str:
    moment = date.fromisoformat(day)
    return f"{moment.day} {moment:%B} {moment.year}"

"""Values of an account in a few words: what a reader sees in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.mention import Counted, QuantityOp

if TYPE_CHECKING:
    from sayso.records.claim import Party, Toll, When, Where

_LONGEST = 80
_THINGS = frozenset({Counted.DESTROYED, Counted.DAMAGED, Counted.CAPTURED, Counted.FORCE})


def short(words: str) -> str:
    """Words on one line, without the comma that ends them, cut where they are long."""
    line = " ".join(words.split()).rstrip(" ,;:") or words
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def party_label(party: Party) -> str:
    """The neutral name; the words in quotation marks where sayso knows none."""
    return party.name or f"“{short(party.span.quote)}”"


def voice_label(voice: Party, key: str) -> str:
    """Who speaks; for a pronoun the words that it stands for (`Claim.voice_key`)."""
    said = voice.span.quote.casefold()
    return party_label(voice) if voice.name or not key or key in said else f"“{short(key)}”"


def place_label(place: Where) -> str:
    """The place, inwards out: "Sirte, LBY"; the words where no gazetteer knows it."""
    names = dict.fromkeys(n for n in (place.name, place.admin1, place.country) if n)
    return ", ".join(names) or f"“{short(place.span.quote)}”"


def date_label(date: When) -> str:
    """The day, or the first and last of the window; "before" and "after" where one is open."""
    if date.earliest is None and date.latest is None:
        return f"“{short(date.span.quote)}”" if date.span is not None else "no day"
    if date.earliest == date.latest:
        return str(date.earliest)
    if date.earliest is None:
        return f"until {date.latest}"
    if date.latest is None:
        return f"from {date.earliest}"
    return f"{date.earliest} to {date.latest}"


def toll_label(toll: Toll) -> str:
    """A count as its words bound it: "22", "at least 9", "10 to 15", "24 or more (“dozens”)"."""
    bounds = bounds_label(toll.low, toll.high)
    if toll.counted in _THINGS:
        return f"{bounds} (“{short(toll.span.quote)}”)"
    match toll.op:
        case QuantityOp.APPROX if toll.best is not None:
            return f"about {toll.best:,}"
        case QuantityOp.VAGUE:
            return f"{bounds} (“{short(toll.span.quote)}”)"
        case _:
            return bounds


def bounds_label(low: int | None, high: int | None) -> str:
    """Bounds of a count in words, null where open."""
    if not low and high is None:
        return "some"
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"at most {high:,}"
    return f"{low:,} to {high:,}"

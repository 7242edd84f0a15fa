"""Actor dictionaries: names with their other spellings and dated codes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sayso.ingest.dictionaries.codes import CodeError, dated_codes
from sayso.ingest.dictionaries.spelling import spaced

if TYPE_CHECKING:
    from sayso.ingest.dictionaries.codes import DatedCode
    from sayso.ingest.dictionaries.lines import DictionaryText, Line, Loss

_ENTRY = re.compile(r"(?P<name>[^\[\]{}]*)(?P<codes>(?:\[[^\[\]]*\]\s*)*)")
_CODE = re.compile(r"\[([^\[\]]*)\]")
_OTHER = re.compile(r"(?:\+|\.ALT\b)\s*", re.IGNORECASE)
_NO_NAME = re.compile(r"[|\\\"*=&!~<>]")


class CodeAt(NamedTuple):
    """A dated code and the line where it stands."""

    code: DatedCode
    line: int


@dataclass
class ActorEntry:
    """One actor of a dictionary: its spellings, the first before all others, and its codes."""

    path: str
    line: int
    names: list[str]
    codes: list[CodeAt] = field(default_factory=list)


class ActorEntries(NamedTuple):
    """What an actor dictionary gives, and the lines that give nothing."""

    entries: list[ActorEntry]
    losses: list[Loss]


def read_actors(text: DictionaryText) -> ActorEntries:
    """The actors of a dictionary of TABARI or PETRARCH.

    An entry is a line `NAME [CODE]`; lines `+NAME` or `.ALT NAME` under it are other spellings of
    the name, lines `[CODE >YYMMDD]` further codes. A name whose codes all fail is lost as a whole.
    """
    found = ActorEntries([], [])
    failed: set[int] = set()
    for line in text.lines:
        match = _ENTRY.fullmatch(line.text)
        if match is None:
            reason = "it is no NAME [CODE]; mend the brackets"
            found.losses.append(text.loss(line.number, line.text, reason))
            failed.add(line.number)
            continue
        _take(line, match, text, found)
    for entry in [entry for entry in found.entries if not entry.codes]:
        found.entries.remove(entry)
        if not any(loss.line == entry.line for loss in found.losses):
            reason = "it has no code; give it one in brackets"
            found.losses.append(text.loss(entry.line, entry.names[0], reason))
    return found


def _take(line: Line, match: re.Match[str], text: DictionaryText, found: ActorEntries) -> None:
    """Adds what a line says to the entries: an actor, a spelling of the last one, or a code."""
    written = match["name"].strip()
    other = _OTHER.match(written)
    name = spaced(written[other.end() :] if other else written)
    if name and (_NO_NAME.search(name) or not any(letter.isalpha() for letter in name)):
        reason = f"{name!r} is no name: letters with spaces or underscores"
        found.losses.append(text.loss(line.number, line.text, reason))
        return
    if name and not other:
        found.entries.append(ActorEntry(text.path, line.number, [name]))
    elif not found.entries:
        reason = "no name stands before it"
        found.losses.append(text.loss(line.number, line.text, reason))
        return
    elif name:
        found.entries[-1].names.append(name)
    for inside in _CODE.findall(match["codes"]):
        try:
            codes = dated_codes(inside)
        except CodeError as error:
            words = found.entries[-1].names[0]
            found.losses.append(text.loss(line.number, words, str(error)))
        else:
            found.entries[-1].codes += [CodeAt(code, line.number) for code in codes]

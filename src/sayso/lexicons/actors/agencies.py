"""News agencies: the names by which reports credit them, and the sites that are their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.lexicons.files.load import DATA, DataFileError, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_PATH = DATA / "outlets" / "agencies.tsv"
_SPACES = re.compile(r"\s+")


class Agency(Record, frozen=True, kw_only=True):
    """An agency: its neutral name, the other names in credits, its own hosts, its seat.

    `country` is ISO 3166-1 alpha-3, or PLOVER's international code, or null.
    """

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True)
class Agencies:
    """All agencies, by what a report says of them.

    `written` finds their names as they are written, the longest at each place; `folded` are the
    same in lower case, `hosts` internet domains.
    """

    written: re.Pattern[str]
    folded: Mapping[str, str]
    hosts: Mapping[str, str]

    def named(self, words: str | None) -> str | None:
        """The agency that these words, and nothing else, name in whatever case; else null."""
        return self.folded.get(_key(words)) if words else None

    def at(self, url: str | None) -> str | None:
        """The agency whose own site an address is on, or null."""
        labels = (host_of(url) or "").split(".")
        tails = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self.hosts[tail] for tail in tails if tail in self.hosts), None)


def host_of(url: str | None) -> str | None:
    """The host of an address in lower case without "www.", or null where it has none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


@cache
def load_agencies(path: Path = _PATH) -> Agencies:
    """The agencies of the shipped table.

    Raises:
        DataFileError: for a broken table, or a name or host that stands for two agencies.
    """
    rows = list(read_table(path, Agency))
    names = [(s, row.name) for row in rows for s in (_bare(row.name), *row.aliases)]
    spellings = _once(path, names)
    capitals = {s.upper() for s in spellings if len(s) > 3} - set(spellings)
    full = [(_key(row.name), row.name) for row in rows]
    return Agencies(
        written=re.compile(rf"(?<!\w){_any_of([*spellings, *capitals])}(?!\w)"),
        folded=_once(path, [*((_key(s), name) for s, name in spellings.items()), *full]),
        hosts=_once(path, [(host, row.name) for row in rows for host in row.domains]),
    )


def _once(path: Path, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    owners: dict[str, str] = {}
    for said, name in pairs:
        if owners.setdefault(said, name) != name:
            raise DataFileError(
                f"{path}: {said!r} stands for {owners[said]} and for {name}; keep one"
            )
    return owners


def _bare(name: str) -> str:
    """A name without what tells it from another of that name: "Andina (news agency)"."""
    return name.split(" (", maxsplit=1)[0]


def _key(words: str) -> str:
    return _SPACES.sub(" ", words.strip()).casefold().removeprefix("the ")


def _any_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words, as a tree: a list of hundreds is slow."""
    tails: dict[str, list[str]] = {}
    ends = False
    for word in words:
        ends = ends or not word
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    branches = [
        (r"\s+" if letter == " " else re.escape(letter)) + _any_of(tails[letter])
        for letter in sorted(tails)
    ]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"

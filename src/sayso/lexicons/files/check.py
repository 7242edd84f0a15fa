"""What is wrong with word lists, beyond what strict reading finds: duplicates, unknown codes."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, Finding, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KINDS = frozenset({"man", "woman", "person", "group", "organisation"})
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ACTOR_FILES = frozenset({"groups", "leaders", "organisations"})


def check_tables(data: Path = DATA) -> Iterator[Finding]:
    """Findings of all TSV files under a folder of data: rows that stand twice, unknown codes."""
    codes = Codes(data)
    for path in sorted(data.rglob("*.tsv")):
        yield from _duplicate_rows(path)
        if path.parent.name == "actors":
            yield from codes.check(path)
        if path.stem in _ACTOR_FILES and path.parent.name == "actors":
            yield from check_aliases(path)


def check_aliases(path: Path) -> Iterator[Finding]:
    """Findings of one actor file: a name or alias of two actors of one country at one time.

    Where the countries differ the context can decide.
    """
    owners: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for line, row in read_rows(path):
        for alias in {row["name"], *filter(None, row.get("aliases", "").split("|"))}:
            owners[alias].append((line, row))
    for alias, rows in owners.items():
        for (_, first), (line, second) in pairwise(rows):
            if _rivals(first, second):
                message = f"{alias!r} stands for {first['name']} and for {second['name']}"
                yield Finding(path=str(path), line=line, message=message)


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a TSV file as mappings, each with its line (1-based)."""
    _, header, rows = read_lines(path)
    for line, cells in rows:
        missing = ("",) * (len(header) - len(cells))
        yield line, dict(zip(header, cells + missing, strict=False))


def _rivals(first: dict[str, str], second: dict[str, str]) -> bool:
    if first["name"] == second["name"] or first.get("country") != second.get("country"):
        return False
    starts = [row.get("since", "") for row in (first, second)]
    ends = [row.get("until", "") or "9999" for row in (first, second)]
    return max(starts) < min(ends)


def _duplicate_rows(path: Path) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], int] = {}
    for line, row in read_rows(path):
        key = tuple(row.values())
        if key in seen:
            yield Finding(path=str(path), line=line, message=f"the same as line {seen[key]}")
        seen.setdefault(key, line)


class Codes:
    """The codes that a row on an actor or place may have."""

    def __init__(self, data: Path = DATA) -> None:
        books = data / "codebooks"
        self.sectors = {row["code"] for _, row in read_rows(books / "sectors.tsv")}
        self.international = {
            row["code"] for _, row in read_rows(books / "international_actors.tsv")
        }
        states = {row["code"] for _, row in read_rows(data / "actors" / "states.tsv")}
        self.countries = self.international | states

    def check(self, path: Path) -> Iterator[Finding]:
        """Findings of a table of actors."""
        for line, row in read_rows(path):
            for message in self.mistakes(row):
                yield Finding(path=str(path), line=line, message=message)

    def mistakes(self, row: dict[str, str]) -> Iterator[str]:
        """What is wrong with the codes and dates of a row, and what to write instead."""
        yield from self._unknown_codes(row)
        yield from _wrong_dates(row)

    def _unknown_codes(self, row: dict[str, str]) -> Iterator[str]:
        alpha3 = f"an ISO 3166-1 alpha-3 code or one of {', '.join(sorted(self.international))}"
        for column, known, remedy in (
            ("sector", self.sectors, f"one of {', '.join(sorted(self.sectors))}, or nothing"),
            ("country", self.countries, f"{alpha3}, or nothing"),
            ("kind", _KINDS, f"one of {', '.join(sorted(_KINDS))}"),
        ):
            code = row.get(column)
            if code and code not in known:
                yield f"unknown {column} {code!r}; write {remedy}"


def _wrong_dates(row: dict[str, str]) -> Iterator[str]:
    since, until = row.get("since", ""), row.get("until", "")
    for column, date in (("since", since), ("until", until)):
        if date and not _DATE.fullmatch(date):
            yield f"{column} {date!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD, or nothing"
    if since and until and until < since[: len(until)]:
        yield f"it ends ({until}) before it begins ({since}); mend one of the dates"

"""The contradiction set, ours: constructed groups of accounts of one incident or of look-alikes.

The files `accounts/seen_*.yaml` are there to tune by, `accounts/held_*.yaml` to measure by.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
import yaml

from evaluation.items import ItemError
from sayso.lexicons.files.load import StringLoader
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).with_name("accounts")
Part = Literal["seen", "held"]

Differs = Literal["toll", "culprit", "date", "spelling", "means", "victims", "denial"]
Alike = Literal[
    "week", "targets", "neighbours", "background", "followup", "drill", "series", "planned",
    "copied",
]  # fmt: skip

_THE_ONE = "incident"


class Told(Record, frozen=True, kw_only=True):
    """One report of a group. `published` is an ISO 8601 day.

    `tells` gives for each incident that the report tells the sentences that do, word for word;
    no sentences stand for the whole report, which then tells of one incident alone.
    """

    publisher: str
    published: str
    text: str
    bloc: str | None = None
    title: str | None = None
    tells: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class Group(Record, frozen=True, kw_only=True):
    """Two or more reports that are one incident and differ, or look alike and are several.

    `differs` says in what the accounts of one incident disagree, `alike` what makes several
    incidents look like one; a group has one of the two. `why` is what a careful reader goes by.
    """

    id: str
    differs: tuple[Differs, ...] = ()
    alike: tuple[Alike, ...] = ()
    why: str
    reports: tuple[Told, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What makes this group hard."""
        return self.differs or self.alike

    @property
    def incidents(self) -> frozenset[str]:
        """The names of the incidents that its reports tell."""
        return frozenset(name for told in self.reports for name in told.tells)


class _File(Record, frozen=True, kw_only=True):
    language: str
    origin: str
    licence: str
    groups: tuple[Group, ...]


def load_groups(part: Part, folder: Path = FOLDER) -> tuple[Group, ...]:
    """The groups of the seen or of the held part, by file and order.

    Raises:
        ItemError: for a file that cannot be used or a group that contradicts itself, with the
            file, the group, the number of the report (from 1) and the remedy.
    """
    groups: dict[str, Group] = {}
    for path in sorted(folder.glob(f"{part}_*.yaml")):
        for group in _groups(path):
            if group.id in groups:
                raise ItemError(f"{path}: there are two groups {group.id!r}; rename one")
            for mistake in _mistakes(group):
                raise ItemError(f"{path}: group {group.id!r}{mistake}")
            groups[group.id] = group
    if not groups:
        raise ItemError(f"{folder}: there are no files {part}_*.yaml")
    return tuple(groups.values())


def _groups(path: Path) -> Iterator[Group]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=StringLoader)  # noqa: S506
        file = msgspec.convert(content, _File)
    except (yaml.YAMLError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ItemError(f"{path}: {error}; mend the file there") from error
    for group in file.groups:
        yield _named(group) if group.differs else group


def _named(group: Group) -> Group:
    """The same where each report without a word on it tells the one incident as a whole."""
    name = min((name for told in group.reports for name in told.tells), default=_THE_ONE)
    reports = tuple(
        told if told.tells else msgspec.structs.replace(told, tells={name: ()})
        for told in group.reports
    )
    return msgspec.structs.replace(group, reports=reports)


def _mistakes(group: Group) -> Iterator[str]:
    """What is wrong with a group, as the rest of a sentence that begins with its name."""
    if bool(group.differs) == bool(group.alike):
        yield " must say either in what it `differs` or why it is `alike`; give one of the two"
    if len(group.reports) < 2:
        yield " has fewer than two reports; add one"
    if group.differs and len(group.incidents) != 1:
        yield f" is one incident and names {len(group.incidents)}; give `alike` or one name"
    if group.alike and len(group.incidents) < 2:
        yield " names fewer than two incidents; name each, or give `differs`"
    for number, told in enumerate(group.reports, 1):
        for mistake in _report_mistakes(told):
            yield f", report {number}: {mistake}"


def _report_mistakes(told: Told) -> Iterator[str]:
    try:
        date.fromisoformat(told.published)
    except ValueError:
        yield f"`published` is {told.published!r}; write a day as 2021-03-04"
    if not told.tells:
        yield "it `tells` of no incident; name one"
    for name, quotes in told.tells.items():
        if not quotes and len(told.tells) > 1:
            yield f"it tells of several incidents; quote the sentence that tells {name!r}"
        for quote in quotes:
            if told.text.count(quote) != 1:
                yield f"the quote {quote!r} is not there once; copy the sentence from the text"

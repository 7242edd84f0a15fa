"""The fields of a report, and the names that files give them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from sayso.ingest.columns import did_you_mean, value_at
from sayso.ingest.unreadable import UnreadableError
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FIELDS = (
    "id",
    "text",
    "title",
    "publisher",
    "published",
    "url",
    "bloc",
    "language",
    "time_zone",
)


class ColumnName(Record, frozen=True, kw_only=True):
    """A name under which files give one of our fields."""

    field: str
    name: str


@cache
def aliases(path: Path = DATA / "ingest" / "columns.tsv") -> Mapping[str, tuple[str, ...]]:
    """The names that files give each of our fields, the surest first."""
    names: dict[str, tuple[str, ...]] = dict.fromkeys(FIELDS, ())
    for row in read_table(path, ColumnName):
        names[row.field] += (row.name,)
    return names


class Found(Record, frozen=True, kw_only=True):
    """A report as an input gives it: values as said, before any checking or normalising."""

    text: str
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    bloc: str | None = None
    language: str | None = None
    time_zone: str | None = None


def match_columns(names: Iterable[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Our fields with the names under which they stand among `names`.

    A name the user gave in `columns` is taken as it is, but for spaces around it, or not at all;
    otherwise the first alias (`data/ingest/columns.tsv`) that occurs, in whatever case and with
    spaces, hyphens or other marks for underscores. Every value is one of `names`; fields that are
    not there are left out.
    """
    names = list(names)
    trimmed = {name.strip(): name for name in reversed(names)}
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(_fold(name), name)
    matched: dict[str, str] = {}
    for field, names_of in aliases().items():
        if field in columns:
            if columns[field] in names:
                matched[field] = columns[field]
            elif columns[field] in trimmed:
                matched[field] = trimmed[columns[field]]
        elif alias := next((a for a in names_of if a in folded), None):
            matched[field] = folded[alias]
    return matched


def take_fields(record: Mapping[str, object], columns: Mapping[str, str]) -> Found:
    """The report in one record of an input.

    A name in `columns` that is no key of the record may be a path of keys (`article.body`).

    Raises:
        UnreadableError: without a text, naming the keys that there are, or when a field holds
            something other than words or a number.
    """
    record = {**_inside(record, columns), **record}
    matched = match_columns(record, columns)
    identity = record.get(matched.get("id", ""))
    report = str(identity) if isinstance(identity, str | int) else None
    if "text" not in matched:
        raise missing_text(record, columns).at(None, report)
    values = {field: _words(field, name, record[name]) for field, name in matched.items()}
    text = values.pop("text")
    if matched.get("title") == matched["text"]:
        values["title"] = None
    if text is None:
        raise UnreadableError(
            f"the text under {matched['text']!r} is empty",
            "give the record a text, or leave it out of the file",
            report=report,
        )
    return Found(text=text, **values)


def _inside(record: Mapping[str, object], columns: Mapping[str, str]) -> dict[str, object]:
    """What stands under the paths that the user gave, by the path as given."""
    values = {path: value_at(record, path) for path in columns.values()}
    return {path: value for path, value in values.items() if value is not None}


def missing_text(names: Iterable[str], columns: Mapping[str, str]) -> UnreadableError:
    """What to say of a record or table in which no column is the text."""
    names = list(names)
    listed = ", ".join(repr(name[:40]) for name in names[:20]) or "none"
    if "text" not in columns:
        wanted = "no column for the text"
    else:
        wanted = f"no column {columns['text']!r}{did_you_mean(columns['text'], names)}"
    return UnreadableError(
        f"there is {wanted}; found: {listed}",
        "say which column holds the text: --columns text=NAME; "
        "where there are headlines alone, the one that holds these",
    )


def _fold(name: str) -> str:
    small = unicodedata.normalize("NFC", name).strip().casefold().replace("i\u0307", "i")
    return re.sub(r"\W+", "_", small).rstrip("_")


def _words(field: str, name: str, value: object) -> str | None:
    """A value as words; null when it is null or blank.

    A publisher may be an object with a name (schema.org, and news services that follow it).
    """
    if field == "publisher" and isinstance(value, dict):
        value = value.get("name")
    if value is None:
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if field != "text" and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise UnreadableError(
        f"{name!r} holds {_KINDS.get(type(value), 'something')} where words were expected",
        f"write {name!r} as a string, or name another column: --columns {field}=NAME",
    )


_KINDS: dict[type, str] = {
    dict: "an object",
    list: "a list",
    bool: "true or false",
    int: "a number",
    float: "a number",
}

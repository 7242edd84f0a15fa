"""Records with other words: every span cut anew from a changed text, every string changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, cast

from msgspec.structs import replace

from sayso.records.evidence import Record, Span

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R", bound=Record)

_CODES = frozenset(
    {"id", "doc_id", "event_id", "event", "of_id", "mentions", "chain", "claims", "event_ids"}
    | {"event_type", "incident_type", "modes", "contexts", "cameo", "country", "sector", "aux"}
    | {"component", "version", "rule", "model", "language", "media_type", "published"}
    | {"time_zone", "earliest", "latest", "sha256_bytes", "sha256_text", "part_of", "text"}
)
"""Fields that hold codes, ids, days or the text itself: no words of a report to be changed."""
_OUTLETS = frozenset({"publisher", "bloc", "bloc_reason", "blocs", "bloc_reasons"})
"""Fields that tell of whom a report is."""


@dataclass(frozen=True)
class Rewriting:
    """How records become others: spans are cut from `text`, other strings go through `words`.

    `text` is as long as the one that the spans were cut from, null where a record has no spans.
    `words` changes a string that is no code, id or day, `outlets` the name of an outlet. `change`
    changes each record inside, the outer ones first, before its words.
    """

    text: str | None
    words: Callable[[str], str]
    outlets: Callable[[str], str]
    change: Callable[[Record], Record] = lambda record: record

    def of(self, record: R) -> R:
        """The record, rewritten."""
        return cast("R", self._value(record, self.words))

    def _value(self, value: Any, words: Callable[[str], str]) -> Any:
        if isinstance(value, Record):
            return self._record(value)
        if isinstance(value, str):
            return value if isinstance(value, Enum) else words(value)
        if isinstance(value, tuple):
            return tuple(self._value(part, words) for part in value)
        if isinstance(value, dict):
            return {
                self._value(key, words): self._value(part, words) for key, part in value.items()
            }
        return value

    def _record(self, value: Record) -> Record:
        if isinstance(value, Span):
            if self.text is None:
                return value
            return replace(value, quote=self.text[value.start : value.end])
        changed = self.change(value)
        return replace(
            changed,
            **{
                name: self._value(old, self.outlets if name in _OUTLETS else self.words)
                for name in changed.__struct_fields__
                if (old := getattr(changed, name)) is not None
                and not (name in _CODES and _is_plain(old))
            },
        )


def _is_plain(value: object) -> bool:
    """Whether a value is a string or strings: a record under the name of a code is no code."""
    parts = value if isinstance(value, tuple) else (value,)
    return all(isinstance(part, str) for part in parts)

"""What every statement of sayso rests on: a span of the text and the component that read it."""

from __future__ import annotations

import hashlib
from typing import Any, Protocol, Self, TypeVar, cast, dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Base of every record: immutable, and strict when decoded.

    None holds itself, so Python's collector of cycles need not walk through them (`gc`).
    """


R = TypeVar("R", bound=Record)


class HasText(Protocol):
    """What spans are cut from: a `Document`, by its text alone."""

    @property
    def text(self) -> str:
        """The text whose code points offsets count."""
        ...


class Span(Record, frozen=True, kw_only=True, order=True):
    """A half-open range of code points in `Document.text`, with the text it covers.

    `start` and `end` are 0-based Unicode code points, end-exclusive.

    Raises:
        ValueError: when the range is empty, negative, or not as long as its quote.
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or negative")
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"span [{self.start}, {self.end}) does not fit {self.quote!r}")

    @classmethod
    def cut(cls, document: HasText, start: int, end: int) -> Self:
        """The span of `document.text` from `start` to `end` (code points, end-exclusive)."""
        return cls(start=start, end=end, quote=document.text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other range lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def quoted_anew(value: R, text: str) -> R:
    """A record with the quotes of all its spans taken from this text, at the same offsets.

    For what was read in a twin of the text that lacks some of its words.
    """
    return cast("R", _quoted(value, text))


def _quoted(value: Any, text: str) -> Any:
    if isinstance(value, Span):
        quote = text[value.start : value.end]
        return value if value.quote == quote else msgspec.structs.replace(value, quote=quote)
    if isinstance(value, tuple):
        parts = tuple(_quoted(part, text) for part in value)
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else parts
    if isinstance(value, Record):
        fields = ((f, getattr(value, f)) for f in value.__struct_fields__)
        new = {name: changed for name, old in fields if (changed := _quoted(old, text)) is not old}
        return msgspec.structs.replace(value, **new) if new else value
    return value


class Provenance(Record, frozen=True, kw_only=True):
    """The component, its version and, when it was a rule, the rule that made a value.

    `reason` says in words why this value, or why none; `model` names the model where one decided.
    """

    component: str
    version: str
    rule: str | None = None
    model: str | None = None
    reason: str = ""


def content_id(kind: str, *parts: str) -> str:
    """A stable id: the kind's letter and 20 hexadecimal digits of SHA-256 over the parts."""
    digest = hashlib.sha256("\x1f".join((kind, *parts)).encode()).hexdigest()
    return f"{kind}{digest[:20]}"


def span_id(kind: str, doc_id: str, span: Span) -> str:
    """The id of something found at a place in a document: the same in every run and version."""
    return content_id(kind, doc_id, str(span.start), str(span.end))

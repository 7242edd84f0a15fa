"""What a person says of something that sayso read: that it is right, wrong, or what is right."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Record, Span, content_id


class Verdict(StrEnum):
    """What a person makes of a value.

    `correct` puts another value in its place, or adds one that nobody had.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


class Review(Record, frozen=True, kw_only=True):
    """One person's word on one value of one record; it is kept whatever is read anew.

    `target` is the id of what is reviewed: a claim, an incident, an event, a mention, or a
    document where the person tells what no record has. `doc_id` is the document that the target
    was read from, null for an incident. `field` names the part ("actors", "killed", "status"),
    empty for the whole record. `words` are the words that sayso had for the value, null where it
    had none; `value` is the value that was judged or, under `correct`, the right one; `right` the
    words that should stand for it, null where the words stay. `at` is the ISO 8601 day or time at
    which the person said so, `origin` the file or tool that it came from.

    Raises:
        ValueError: when nobody is named, or a correction says nothing.
    """

    id: str
    target: str
    doc_id: str | None
    field: str = ""
    words: Span | None = None
    verdict: Verdict
    value: str | None = None
    right: Span | None = None
    by: str
    why: str = ""
    at: str
    origin: str

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise ValueError(f"the review of {self.target} must say who reviews")
        if self.right is not None and self.verdict is not Verdict.CORRECT:
            raise ValueError(f"the review of {self.target} gives other words: it is a correction")
        if self.verdict is Verdict.CORRECT and self.right is None and self.value is None:
            raise ValueError(f"the correction of {self.target} must say what is right")

    @classmethod
    def make(  # noqa: PLR0913 (the fields of a review)
        cls,
        target: str,
        verdict: Verdict,
        *,
        doc_id: str | None,
        by: str,
        at: str,
        origin: str,
        field: str = "",
        words: Span | None = None,
        value: str | None = None,
        right: Span | None = None,
        why: str = "",
    ) -> Review:
        """A review with its content id; when it was said does not count for the id."""
        said = (target, field, _place(words), verdict, value or "", _place(right), by, why, origin)
        return cls(
            id=content_id("b", *said),
            target=target,
            doc_id=doc_id,
            field=field,
            words=words,
            verdict=verdict,
            value=value,
            right=right,
            by=by,
            why=why,
            at=at,
            origin=origin,
        )

    @property
    def matter(self) -> str:
        """What the person speaks of: of several reviews of one matter the last one holds."""
        value = "" if self.words or self.right or self.verdict is Verdict.CORRECT else self.value
        place = _place(self.words or self.right)
        return content_id("m", self.target, self.field, self.by, place, value or "")


def _place(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span is not None else ""

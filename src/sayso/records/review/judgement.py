"""What a person says of something that sayso read: that it is right, wrong, or what is right."""

from __future__ import annotations

from enum import StrEnum

from sayso.records.evidence import Record, Span, content_id


class Verdict(StrEnum):
    """What a person makes of a value.

    `correct` puts another value in its place, or adds one that nobody had. `skip` leaves the
    matter to somebody else, `flag` marks it for another look, `note` and `ask` say something
    beside it, in the review's `why`. `withdraw` takes back what the person said of a matter:
    it is open again.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    SKIP = "skip"
    FLAG = "flag"
    NOTE = "note"
    ASK = "ask"
    WITHDRAW = "withdraw"


DECIDING = (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT)
"""The verdicts that settle what holds; the others leave it open."""

RESTRICTED = "restricted"
"""The field by which a referee keeps an incident from those without the right to it."""

GRAPHIC = "graphic"
"""The field by which a person marks an incident or a report: words are shown when asked for."""

PERSONAL = "personal"
"""The field by which a person marks words of a report as the name of a private person."""

SAFETY = (RESTRICTED, GRAPHIC, PERSONAL)
"""Fields that say how a record is shown, and nothing of what it tells."""

_ASIDE = frozenset({Verdict.SKIP, Verdict.FLAG, Verdict.NOTE, Verdict.ASK})
_OWN_NAMES = {
    "actor": "actors",
    "recipient": "recipients",
    "target": "targets",
    "place": "places",
    "date": "dates",
    "weapon": "weapons",
    "means": "weapons",
    "mode": "modes",
    "context": "contexts",
}


class Review(Record, frozen=True, kw_only=True):
    """One person's word on one value of one record; it is kept whatever is read anew.

    `target` is the id of what is reviewed: a claim, an incident, an event, a mention, or a
    document where the person tells what no record has. `doc_id` is the document that the target
    was read from, null for an incident. `field` names the part ("actors", "killed", "status"),
    empty for the whole record. `words` are the words that sayso had for the value, null where it
    had none; `value` is the value that was judged or, under `correct`, the right one; `right` the
    words that should stand for it, null where the words stay. `shown` is the value that the person
    saw when deciding, null where nobody noted it, empty where there was none. `withdraws` is the
    matter that `withdraw` takes back. `at` is the ISO 8601 day or time at which the person said
    so, `origin` the file or tool that it came from.

    Raises:
        ValueError: when nobody is named, a correction says nothing, or nothing is taken back.
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
    shown: str | None = None
    withdraws: str | None = None

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise ValueError(f"the review of {self.target} must say who reviews")
        if self.right is not None and self.verdict is not Verdict.CORRECT:
            raise ValueError(f"the review of {self.target} gives other words: it is a correction")
        if self.verdict is Verdict.CORRECT and self.right is None and self.value is None:
            raise ValueError(f"the correction of {self.target} must say what is right")
        if (self.verdict is Verdict.WITHDRAW) != (self.withdraws is not None):
            raise ValueError(f"the review of {self.target} withdraws: it must say which matter")

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
        shown: str | None = None,
        withdraws: str | None = None,
    ) -> Review:
        """A review with its content id; when it was said does not count for the id.

        A field goes by the name that a claim has for it: "place" is `places`.
        """
        field = _OWN_NAMES.get(field, field)
        said = (target, field, _place(words), verdict, value or "", _place(right), by, why, origin)
        more = tuple(part for part in (shown, withdraws) if part is not None)
        return cls(
            id=content_id("b", *said, *more),
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
            shown=shown,
            withdraws=withdraws,
        )

    def withdrawn(self, *, at: str, origin: str, why: str = "") -> Review:
        """What takes this review back, and leaves its matter as if nothing had been said."""
        return Review.make(
            self.target,
            Verdict.WITHDRAW,
            doc_id=self.doc_id,
            field=self.field,
            words=self.words,
            by=self.by,
            why=why,
            at=at,
            origin=origin,
            withdraws=self.matter,
        )

    @property
    def matter(self) -> str:
        """What the person speaks of: of several reviews of one matter the last one holds.

        What is said beside a value is a matter of its own, and so is each note and question.
        """
        if self.withdraws is not None:
            return self.withdraws
        if self.verdict in _ASIDE:
            said = self.why if self.verdict in {Verdict.NOTE, Verdict.ASK} else ""
            place = _place(self.words or self.right)
            return content_id("m", self.target, self.field, self.by, place, self.verdict, said)
        value = "" if self.words or self.right or self.verdict is Verdict.CORRECT else self.value
        place = _place(self.words or self.right)
        return content_id("m", self.target, self.field, self.by, place, value or "")


def _place(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span is not None else ""

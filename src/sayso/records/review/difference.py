"""Where the newest reading says something else than what a person decided on."""

from __future__ import annotations

from sayso.records.evidence import Provenance, Record, Span
from sayso.records.review.judgement import Review


class Difference(Record, frozen=True, kw_only=True):
    """A person's word that still stands, and what sayso reads by now.

    `review` is the word, `target` what it speaks of now: another id than the review's where the
    report was read anew, null where nothing of it is read any more. `set` is the value that the
    person set or accepted, null for a rejection; `shown` the value that they saw, `now` the one
    that sayso reads, null for none. `words` are those of the value now, `provenance` what made it.
    """

    review: Review
    target: str | None
    field: str
    set: str | None
    shown: str | None
    now: str | None
    words: Span | None = None
    provenance: Provenance | None = None

    @property
    def gone(self) -> bool:
        """Whether the record that was reviewed is no more, and no other took its place."""
        return self.target is None

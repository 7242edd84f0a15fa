"""What a decision on many chooses, and what can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from sayso.incidents.reviewed.values import parse_value
from sayso.records.review.judgement import Verdict
from sayso.records.review.queue import Need
from sayso.review.clusters import VALUES, By
from sayso.review.queue_asking import Asked

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Chosen:
    """What an address or a form chooses: of the queue, by what, and which words."""

    asked: Asked
    by: By | None
    words: str | None

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Chosen:
        """From the fields of an address or a form.

        Raises:
            HTTPException: for something that cannot be chosen.
        """
        by = given.get("by") or None
        if by is not None and by not in set(By):
            raise HTTPException(400, f"by={by}: it is one of {', '.join(By)}")
        need = given.get("need") or Need.ALL.value
        words = given.get("words")
        if by == By.INCIDENTS:
            words = ""
        return cls(Asked.of({**given, "need": need}), By(by) if by else None, words)

    def address(self, **more: str | None) -> str:
        """The page with this choice."""
        fields = {"by": self.by.value if self.by else None, "words": self.words or None}
        return self.asked.address("/bulk", **{**fields, **more})

    @property
    def fields(self) -> dict[str, str]:
        """What forms carry along."""
        found = dict(self.asked.fields)
        if self.by is not None:
            found["by"] = self.by.value
        if self.words is not None:
            found["words"] = self.words
        return found


def mistake(by: By, typed: Mapping[str, str]) -> str:
    """What is wrong with a decision, in words; empty where nothing is."""
    if typed["verdict"] not in {Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT}:
        return "say what is to be done: accept, reject or correct"
    if not typed["why"]:
        return "a decision on many says why: write the reason"
    return _wrong_value(by, typed["value"]) if typed["verdict"] == Verdict.CORRECT else ""


def _wrong_value(by: By, value: str) -> str:
    if by not in VALUES:
        return (
            f"{by.value} are accepted or rejected: corrections are of actors, recipients, places"
        )
    if not value:
        return "a correction says what is right: write the value"
    try:
        parse_value(by.value, value)
    except ValueError as error:
        return str(error)
    return ""

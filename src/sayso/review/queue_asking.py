"""What of the queue an address asks for, and where in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from msgspec.structs import replace
from starlette.exceptions import HTTPException

from sayso.records.review.judgement import Verdict
from sayso.records.review.queue import Need, Place, QueueFilter
from sayso.review.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.records.review.queue import Queued
    from sayso.review.desk import Desk

_WORDS = ("country", "event_type", "bloc", "place", "actor")


@dataclass(frozen=True)
class Asked:
    """The part of the queue that a person works on; `usual` is what they need unless they say."""

    filter: QueueFilter
    need: Need
    usual: Need = Need.OPEN

    @classmethod
    def of(cls, given: Mapping[str, str], usual: Need = Need.OPEN) -> Asked:
        """From the fields of an address or a form; those that are empty ask for nothing.

        Raises:
            HTTPException: for a need that there is not.
        """
        words = {name: given.get(name, "").strip() or None for name in _WORDS}
        need = given.get("need") or usual.value
        if need not in set(Need):
            known = ", ".join(Need)
            raise HTTPException(400, f"need={need}: it is one of {known}")
        disputed = bool(given.get("disputed"))
        return cls(replace(QueueFilter(disputed=disputed), **words), Need(need), usual)

    @property
    def fields(self) -> dict[str, str]:
        """The fields that are not as usual, by name."""
        told = {name: getattr(self.filter, name) for name in _WORDS}
        found = {name: value for name, value in told.items() if value}
        if self.filter.disputed:
            found["disputed"] = "1"
        if not self.need is self.usual is Need.OPEN:
            found["need"] = self.need.value
        return found

    def address(self, path: str, **more: str | None) -> str:
        """An address that asks for the same, with more fields; null ones are left out."""
        fields = self.fields | {name: value for name, value in more.items() if value is not None}
        return f"{path}?{urlencode(fields)}" if fields else path

    def wanted(self, desk: Desk) -> QueueFilter:
        """What is to be shown of the queue."""
        if self.need is Need.OPEN:
            return replace(self.filter, not_by=desk.person.name)
        if self.need is Need.MINE:
            return replace(self.filter, not_by=desk.person.name, among=desk.given())
        if self.need is Need.ALL:
            return self.filter
        verdict = Verdict.ASK if self.need is Need.ASKED else Verdict.FLAG
        return replace(self.filter, among=frozenset(key for key, _ in desk.noted(verdict)))


def asked_of(desk: Desk, given: Mapping[str, str]) -> Asked:
    """What an address asks for: where it does not say, what was given to the person goes first."""
    mine = QueueFilter(not_by=desk.person.name, among=desk.given())
    usual = Need.MINE if mine.among and desk.count_queue(mine) else Need.OPEN
    return Asked.of(given, usual)


def place_of(given: str | None) -> Place | None:
    """The place that an address names: "73:i0a1b2".

    Raises:
        HTTPException: for words that name none.
    """
    if not given:
        return None
    score, _, key = given.partition(":")
    place = number(score)
    if place is None or not key:
        raise HTTPException(400, f"{given}: a place in the queue is a score and an id, 73:abc")
    return Place(score=place, id=key)


def place_words(of: Queued) -> str:
    """How addresses name where an incident stands in the queue."""
    return f"{of.score}:{of.summary.id}"

"""What is addressed to a person: rulings on what they said, questions, answers; what is unread."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.reviewed.settling import same_question
from sayso.ledger.custody import now
from sayso.ledger.errors import LedgerError
from sayso.records.review.act import ActKind
from sayso.records.review.coders import NAMED
from sayso.records.review.judgement import Review, Verdict
from sayso.review.desk import Desk, desk_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from sayso.records.review.act import Act

AT_ONCE = 50
ORIGIN = "review room"
READ = "read"
"""The subject of the acts by which people say that they have read what is addressed to them."""


class Ruled(NamedTuple):
    """A ruling on something that the person said: `own` is their word, `act` the referee's."""

    act: Act
    incident: str
    own: Review
    ruling: Review


class Thread(NamedTuple):
    """A question with its answers, the earliest first; `mine` where the person asked it."""

    incident: str
    question: Review
    answers: tuple[Review, ...]
    mine: bool


@dataclass(frozen=True)
class Post:
    """The letters of one person."""

    desk: Desk

    @property
    def name(self) -> str:
        """Whose post it is."""
        return self.desk.person.name

    def unread(self) -> int:
        """How many rulings and answers came, and questions wait, since the person last read."""
        after = self._read_until()
        told = self.desk.ledger.addressed(self.name, after=after, limit=AT_ONCE)
        return len(told) + sum(not one.answers and not one.mine for one in self.threads())

    def is_new(self, act: Act) -> bool:
        """Whether an act came since the person last read."""
        return act.seq > self._read_until()

    def mark_read(self) -> Act:
        """Notes that the person has read what there is."""
        return self.desk.decide(ActKind.ACCESS, subjects=[f"{READ}{NAMED}{self.name}"], seen=None)

    def rulings(self, *, before: int | None = None) -> list[Ruled]:
        """What the referee ruled on questions that the person had answered, the latest first.

        Args:
            before: the number of an act: only earlier ones.
        """
        told = self.desk.ledger.addressed(self.name, before=before, limit=AT_ONCE)
        acts = [one for one in told if one.kind is ActKind.ADJUDICATE]
        gone = self.desk.undone([one.id for one in acts])
        found: list[Ruled] = []
        for act in acts:
            if act.id not in gone:
                found += self._ruled(act)
        return found

    def given(self, *, before: int | None = None) -> list[Act]:
        """The acts that gave the person incidents, the latest first."""
        told = self.desk.ledger.addressed(self.name, before=before, limit=AT_ONCE)
        return [one for one in told if one.kind is ActKind.ASSIGN]

    def threads(self, incident: str | None = None) -> list[Thread]:
        """The questions that the person asked or is asked, the latest first.

        Args:
            incident: only those about this incident, by its whole id.
        """
        if not self.desk.ledger.acts(kind=ActKind.ASK, limit=1):
            return []
        asked = dict.fromkeys(one.id for _, one in self.desk.noted(Verdict.ASK))
        every = [
            (key, one)
            for key, one in self.desk.ledger.noted(Verdict.ASK)
            if one.id in asked or one.by == self.name
        ]
        if not every:
            return []
        answers: dict[str, list[Review]] = {}
        for _, note in self.desk.ledger.noted(Verdict.NOTE):
            if note.value:
                answers.setdefault(note.value, []).append(note)
        return [
            Thread(key, one, tuple(answers.get(one.id, ())), one.by == self.name)
            for key, one in reversed(every)
            if incident is None or key == incident
        ]

    def ask(self, incident: str, words: str, *, whom: str) -> Act:
        """Asks somebody about an incident; whoever settles things where nobody is named.

        Raises:
            ValueError: when nothing is asked, or there is nobody of that name.
            LedgerError: when there is no such incident.
        """
        if not words.strip():
            raise ValueError("write what you ask")
        if whom and whom not in self.people():
            raise ValueError(f"there is nobody called {whom} to ask: choose one of the list")
        key = self.desk.incident(incident).told.matrix.incident.id
        review = Review.make(
            key,
            Verdict.ASK,
            doc_id=None,
            value=whom or None,
            by=self.name,
            at=now(),
            why=words.strip(),
            origin=ORIGIN,
        )
        return self.desk.decide(ActKind.ASK, reviews=[review], why=review.why, seen=None)

    def answer(self, question: str, words: str) -> Act:
        """Answers a question that the person is asked, or adds to one of theirs.

        Raises:
            ValueError: when nothing is answered.
            LedgerError: when there is no such question to the person.
        """
        if not words.strip():
            raise ValueError("write your answer")
        found = next((one for one in self.threads() if one.question.id == question), None)
        if found is None:
            raise LedgerError("no such question is asked of you: load the page again")
        asked = found.question
        review = Review.make(
            asked.target,
            Verdict.NOTE,
            doc_id=asked.doc_id,
            value=asked.id,
            by=self.name,
            at=now(),
            why=words.strip(),
            origin=ORIGIN,
        )
        others = {asked.by, *(one.by for one in found.answers)} - {self.name}
        return self.desk.decide(
            ActKind.NOTE,
            reviews=[review],
            subjects=[NAMED + name for name in others],
            why=review.why,
            seen=None,
        )

    def people(self) -> list[str]:
        """Everybody who can be asked, by name."""
        users = self.desk.ledger.users()
        return [one.name for one in users if one.active and one.name != self.name]

    def _read_until(self) -> int:
        mark = f"{READ}{NAMED}{self.name}"
        last = self.desk.ledger.acts(target=mark, by=self.name, latest=True, limit=1)
        return last[0].seq if last else 0

    def _ruled(self, act: Act) -> Iterator[Ruled]:
        """The person's last word before the ruling, on each question that it ruled."""
        incident = next(iter(self._incidents(act)), None)
        targets = {one for one in act.subjects if not one.startswith(NAMED)}
        said = [one.review for one in self.desk.ledger.coded(targets=targets)]
        for place, ruling in enumerate(said):
            if ruling.id not in act.reviews or incident is None:
                continue
            own = [
                one for one in said[:place] if one.by == self.name and same_question(one, ruling)
            ]
            if own:
                yield Ruled(act, incident, own[-1], ruling)

    def _incidents(self, act: Act) -> Iterator[str]:
        """The incidents that an act is about, by their ids of now, as far as they are shown."""
        for key in act.subjects:
            if self.desk.ledger.has_incident(key):
                with suppress(LedgerError):
                    yield self.desk.ledger.incident(key).id


def post_of(request: Request) -> Post:
    """The post of the person who asks."""
    return Post(desk_of(request))

"""What several coders and their referee need beside a desk: open questions, rulings, questions.

It stands on a desk: nothing reaches a person but through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.ledger.errors import LedgerError
from sayso.pipeline.coders import agreeing, assigning, ruling
from sayso.pipeline.coders.questions import Question, open_questions, questions
from sayso.records.review.judgement import DECIDING, Verdict
from sayso.records.review.user import Role
from sayso.review.answers import NotAllowedError
from sayso.review.desk import Desk, desk_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request

    from sayso.ledger.linkage.linkings import Bounds
    from sayso.records.linking import IncidentFilter
    from sayso.records.review.act import Act
    from sayso.records.review.coders import Coders

MOST_SHOWN = 100
"""Incidents on one page of a list."""
ON_A_PAGE = 300
"""Resamples for the bounds on a page, which must not keep a person waiting."""


class Given(NamedTuple):
    """An incident that was given out: its present id, to whom, and which of them are done."""

    incident: str
    coders: tuple[str, ...]
    done: tuple[str, ...]


@dataclass(frozen=True)
class Panel:
    """Coders and referee of a ledger, as one person sees them."""

    desk: Desk

    @property
    def roles(self) -> dict[str, str]:
        """The role of everybody who has an account."""
        return {one.name: one.role.value for one in self.desk.ledger.users()}

    @property
    def stand(self) -> tuple[str | None, int, Bounds, frozenset[tuple[str, str]]]:
        """Whose words are told, how far the ledger has come, roles: what agreement hangs on."""
        own = self.desk.person.name if self.desk.blind else None
        roles = frozenset(self.roles.items())
        return own, self.desk.last_act(), self.desk.ledger.bounds(), roles

    def coders(self) -> list[str]:
        """Everybody who may code and sign in, by name."""
        return [u.name for u in self.desk.ledger.users() if u.active and u.role is Role.CODER]

    def agreement(self, *, since: str | None, by_pair: bool, rules: bool, bounds: bool) -> Coders:
        """How far coders agree; coders see what became of their own words alone.

        Args:
            since: an ISO 8601 day: only decisions from then on.
            by_pair: whether each two coders are told, too.
            rules: whether components and rules are told, too.
            bounds: whether each measure has its bounds, which take a while.
        """
        own = self.desk.person.name if self.desk.blind else None
        return agreeing.agreement(
            self.desk.ledger,
            since=since,
            by=own,
            by_pair=by_pair and own is None,
            rules=rules,
            resamples=ON_A_PAGE if bounds else 0,
        )

    def open(self) -> list[tuple[str, int]]:
        """The incidents in which coders differ, each with how many questions; the most first."""
        self.check()
        found = open_questions(self.desk.ledger, roles=self.roles)
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))

    def questions(self, incident: str) -> tuple[Question, ...]:
        """The questions of an incident of which people decided, those left open first.

        Raises:
            LedgerError: when there is no such incident.
        """
        self.check()
        key = self.desk.ledger.incident(incident).id
        coders = [one.name for one in self.desk.ledger.assigned() if one.incident == key]
        return questions(self.desk.ledger, key, roles=self.roles, coders=coders)

    def rule(  # noqa: PLR0913 (what a ruling is, each by its name)
        self, incident: str, key: str, choice: str, *, value: str, why: str, seen: int
    ) -> Act:
        """Rules on the question of a key.

        Raises:
            ValueError: when nothing was chosen, no reason given, or the value cannot be read.
            StaleError: when somebody decided on it since.
            LedgerError: when the question is no more.
        """
        found = next((one for one in self.questions(incident) if one.key == key), None)
        if found is None:
            raise LedgerError("this question is no more: load the page again")
        said = ruling.ruling(found, choice, value=value, by=self.desk.person.name, why=why)
        answers = "; ".join(one.value or one.verdict.value for one in found.answers)
        shown = f"sayso: {found.read or 'nothing'}; coders: {answers}"
        return ruling.rule(self.desk.ledger, incident, found, said, shown=shown, seen=seen)

    def chosen(self, wanted: IncidentFilter) -> list[str]:
        """The ids of the incidents that fulfil all conditions."""
        return [one.id for one in self.desk.incidents(wanted)]

    def assign(self, ids: Sequence[str], coders: Sequence[str], *, how: str, each: int) -> Act:
        """Gives incidents to coders.

        Raises:
            LedgerError: when there is nothing or nobody, or too few, to give to.
        """
        self.check()
        known = set(self.coders())
        if strange := [name for name in coders if name not in known]:
            raise LedgerError(f"{strange[0]} is no coder of this ledger: choose one of the list")
        if len(coders) < each:
            raise LedgerError(f"choose at least {each} coders, or fewer for each incident")
        by = self.desk.person.name
        return assigning.assign(self.desk.ledger, ids, coders, by=by, how=how, each=each)

    def take_away(self, ids: Iterable[str]) -> Act:
        """Takes incidents away from everybody to whom they were given.

        Raises:
            LedgerError: when there is nothing to take away.
        """
        self.check()
        wanted = set(ids)
        given = [
            (one.then, one.name) for one in self.desk.ledger.assigned() if one.incident in wanted
        ]
        return assigning.take_away(self.desk.ledger, given, by=self.desk.person.name)

    def given(self) -> list[Given]:
        """What was given to whom, and who has accepted or rejected it: by id."""
        self.check()
        to: dict[str, list[str]] = {}
        for given in self.desk.ledger.assigned():
            to.setdefault(given.incident, []).append(given.name)
        done: dict[str, set[str]] = {}
        for one in self.desk.said_of(to):
            if one.verdict in DECIDING:
                done.setdefault(one.target, set()).add(one.by)
            elif one.verdict is Verdict.WITHDRAW:
                done.get(one.target, set()).discard(one.by)
        return [
            Given(key, tuple(names), tuple(n for n in names if n in done.get(key, ())))
            for key, names in to.items()
        ]

    def check(self) -> None:
        """Refuses those who may not see what coders decided.

        Raises:
            NotAllowedError: for anybody but referees.
        """
        if not self.desk.person.role.covers(Role.REFEREE):
            raise NotAllowedError(
                f"this needs the role referee; yours is {self.desk.person.role.value}"
            )


def panel_of(request: Request) -> Panel:
    """The panel of the person who asks."""
    return Panel(desk_of(request))

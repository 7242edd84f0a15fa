"""The status of a word in its place, and how statuses compose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.records.event import Certainty, Status

if TYPE_CHECKING:
    from sayso.lexicons.words.operators import OperatorRule, Operators

AHEAD = frozenset({Status.PLANNED, Status.THREATENED, Status.DEMANDED})
_SURENESS = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)


@dataclass(frozen=True)
class Told:
    """The status of a word in its place, with the words and rules that decided, inmost first.

    `ahead` remembers that the future came in: who "will not fail to pay" has not paid yet.
    """

    status: Status = Status.OCCURRED
    certainty: Certainty = Certainty.CERTAIN
    trace: tuple[str, ...] = ()
    ahead: bool = False

    def under(self, rule: OperatorRule, word: str, status: Status | None = None) -> Told:
        """What a rule makes of an event whose governor is told like this."""
        if status is None:
            status = rule.effect(self.status)
        return Told(
            status=status,
            certainty=less_sure(self.certainty, rule.certainty),
            trace=(f"{word} ({rule.id})", *self.trace),
            ahead=self.ahead or status in AHEAD,
        )

    def within(self, place: Told) -> Told:
        """The status of a clause that says this of itself and stands in a place told like that."""
        return Told(
            status=compose(place.status, self.status),
            certainty=less_sure(place.certainty, self.certainty),
            trace=(*self.trace, *place.trace),
            ahead=self.ahead or place.ahead,
        )


def by_form(operators: Operators, form: str, words: str, told: Told | None = None) -> Told:
    """What the form of a clause says ("question", "imperative"), by the rule of that form."""
    rule = operators.find(("*",), ("FORM",), form)
    told = told or Told()
    return told.under(rule, words) if rule else told


def compose(base: Status, own: Status) -> Status:
    """The status of a clause with the status `own` in a place that has the status `base`.

    "demanded that they not fire": demanded and negated leave it open; "denied that it had not
    paid": negated twice is affirmed.
    """
    if base is Status.OCCURRED or own is Status.HISTORICAL:
        return own
    if own is Status.OCCURRED:
        return base
    if base is Status.NEGATED:
        return Status.OCCURRED if own is Status.NEGATED else Status.NEGATED
    if own is Status.NEGATED:
        return (
            Status.NEGATED if base in {Status.PLANNED, Status.HISTORICAL} else Status.HYPOTHETICAL
        )
    if base is Status.PLANNED and own is Status.HYPOTHETICAL:
        return Status.HYPOTHETICAL
    return base


def less_sure(one: Certainty, other: Certainty) -> Certainty:
    """The less certain of two."""
    return max(one, other, key=_SURENESS.index)

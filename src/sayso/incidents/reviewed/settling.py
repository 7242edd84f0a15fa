"""What holds of several people's words: the referee's, else that on which the coders agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.records.review.judgement import DECIDING, Review, Verdict
from sayso.records.review.settled import Outcome, Settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

REFEREE = "referee"

SINGLE = frozenset(
    {
        "", "voice", "status", "certainty", "stance", "event_type", "incident_type", "modes",
        "contexts",
    }
)  # fmt: skip
"""The fields of an account that have one value, wherever it stands; "" is the whole account.

Of an incident as such every field has one answer."""


class _Question(NamedTuple):
    target: str
    field: str
    start: int
    end: int
    value: str


def settled(reviews: Iterable[Review], roles: Mapping[str, str]) -> tuple[Settled, ...]:
    """What holds of each question that people spoke of.

    Of each person the last word counts, and none that was withdrawn. A referee's last word holds;
    else the coders' where all who spoke say the same, or one alone spoke; else nothing does. What
    is said beside a value (skip, flag, note, ask) settles nothing.

    Args:
        reviews: in the order in which they were recorded.
        roles: the role of each person by name; who has none is a coder.

    Returns:
        The questions by target, field and place; those of which nobody decided are left out.
    """
    said: dict[_Question, dict[str, Review]] = {}
    for review in _standing(reviews):
        of = said.setdefault(_question(review), {})
        of.pop(review.by, None)
        of[review.by] = review
    return tuple(_settle(said[key], roles) for key in sorted(said))


def agreeing(one: Settled) -> tuple[str, ...]:
    """Who stands behind what holds of a question: the referee, else all who spoke."""
    ruled = (one.holds,) if one.outcome is Outcome.RULED else one.said
    return tuple(dict.fromkeys(review.by for review in ruled if review is not None))


def same_answer(one: Review, other: Review) -> bool:
    """Whether two people say the same of one question.

    Who accepts a value and who puts the same value in its place agree.
    """
    if Verdict.REJECT in {one.verdict, other.verdict}:
        return one.verdict is other.verdict
    left, right = _answer(one), _answer(other)
    if one.verdict is other.verdict is Verdict.ACCEPT and "" in {left, right}:
        return True
    return left == right


def same_question(one: Review, other: Review) -> bool:
    """Whether two words are about one question: the same value of the same record."""
    return _question(one) == _question(other)


def _standing(reviews: Iterable[Review]) -> list[Review]:
    """The decisions that hold of each matter, in the order in which they were last said."""
    last: dict[str, Review] = {}
    for review in reviews:
        matter = review.matter
        last.pop(matter, None)
        last[matter] = review
    return [review for review in last.values() if review.verdict in DECIDING]


def _question(review: Review) -> _Question:
    if review.field in SINGLE or review.doc_id is None:
        return _Question(review.target, review.field, -1, -1, "")
    place = review.words or review.right
    if place is not None:
        return _Question(review.target, review.field, place.start, place.end, "")
    judged = review.value if review.verdict is not Verdict.CORRECT else ""
    return _Question(review.target, review.field, -1, -1, review.shown or judged or "")


def _settle(by_person: Mapping[str, Review], roles: Mapping[str, str]) -> Settled:
    said = tuple(by_person.values())
    ruled = [one for one in said if roles.get(one.by) == REFEREE]
    holds: Review | None = said[0]
    if ruled:
        outcome, holds = Outcome.RULED, ruled[-1]
    elif len(said) == 1:
        outcome = Outcome.ONE
    elif _agreed(said):
        outcome = Outcome.AGREED
    else:
        outcome, holds = Outcome.OPEN, None
    first = said[0]
    words = next((one.words for one in said if one.words is not None), None)
    return Settled(
        target=first.target,
        field=first.field,
        words=words,
        outcome=outcome,
        said=said,
        holds=holds,
    )


def _agreed(said: Sequence[Review]) -> bool:
    return all(same_answer(said[0], other) for other in said[1:])


def _answer(review: Review) -> str:
    told = review.value or review.shown if review.verdict is Verdict.ACCEPT else review.value
    if not told and review.right is not None:
        told = review.right.quote
    return " ".join((told or "").split()).casefold()

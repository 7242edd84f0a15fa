"""What a referee rules on a question that coders left open, as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.incidents.reviewed.values import FIELDS, WORDS, parse_value
from sayso.incidents.reviewed.whole import parse_whole
from sayso.ledger.custody import now
from sayso.pipeline.coders.units import read_value
from sayso.pipeline.deciding.deciding import decide
from sayso.records.review.act import ActKind
from sayso.records.review.coders import NAMED
from sayso.records.review.judgement import Review, Verdict

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.pipeline.coders.questions import Question
    from sayso.records.review.act import Act

READ, REJECT, OTHER = "read", "reject", "other"
"""What may be chosen beside a coder's answer, which goes by its number from 1: what sayso read,
that the value is none, another value."""

ORIGIN = "adjudication"


def ruling(question: Question, choice: str, *, value: str, by: str, why: str) -> Review:
    """The referee's word on a question.

    Args:
        question: what is asked.
        choice: "1", "2" … for the answer of a coder, or `READ`, `REJECT`, `OTHER`.
        value: the other value, as `reviewed.values` writes it.
        by: the referee.
        why: for which reason: the coders read it.

    Raises:
        ValueError: when no reason is given, there is no such choice, or the value cannot be read.
    """
    if not why.strip():
        raise ValueError("say why: the coders read it")
    if choice == READ:
        return _word(question, Verdict.ACCEPT, question.read, by=by, why=why)
    if choice == REJECT:
        return _word(question, Verdict.REJECT, question.read, by=by, why=why)
    if choice == OTHER:
        return _word(question, Verdict.CORRECT, _checked(question, value), by=by, why=why)
    if not choice.isdecimal() or not 0 < int(choice) <= len(question.answers):
        raise ValueError("choose what holds")
    answer = question.answers[int(choice) - 1]
    return _word(question, answer.verdict, answer.value, by=by, why=why, like=answer)


def rule(  # noqa: PLR0913 (what a ruling is, each by its name)
    ledger: Ledger, incident: str, question: Question, said: Review, *, shown: str, seen: int
) -> Act:
    """Records a ruling, addressed to the coders who spoke.

    Args:
        ledger: the ledger that gets it.
        incident: the incident on whose page it was made.
        question: what is asked.
        said: the ruling.
        shown: what was shown to the referee.
        seen: the number of the last act that the page knew.

    Raises:
        StaleError: when somebody decided on the same field since.
        LedgerError: when it cannot be recorded.
    """
    told = [f"{NAMED}{one.by}" for one in question.answers]
    return decide(
        ledger,
        by=said.by,
        kind=ActKind.ADJUDICATE,
        reviews=[said],
        subjects=[incident, *told],
        why=said.why,
        shown=shown,
        seen=seen,
    )


def _checked(question: Question, value: str) -> str:
    """Another value, when it can be read.

    Raises:
        ValueError: with how to write it.
    """
    field = question.about.field
    if not value.strip():
        raise ValueError("write the other value")
    if question.about.said[0].doc_id is None and field:
        parse_whole(field, value)
        return value.strip()
    if field not in FIELDS or field in WORDS:
        raise ValueError("these are words of the report: choose, or mark others on its page")
    parse_value(field, value)
    return value.strip()


def _word(  # noqa: PLR0913 (the parts of a review)
    question: Question,
    verdict: Verdict,
    value: str | None,
    *,
    by: str,
    why: str,
    like: Review | None = None,
) -> Review:
    """A review of the very question: of the same record, field and words."""
    first = question.about.said[0]
    right = like.right if like is not None else None
    if verdict is Verdict.CORRECT and question.about.words is None and right is None:
        right = question.words
    words = question.about.words
    if verdict is not Verdict.CORRECT and words is None:
        words = question.words
    return Review.make(
        first.target,
        verdict,
        doc_id=first.doc_id,
        field=first.field,
        words=words,
        value=value,
        right=right,
        by=by,
        why=why.strip(),
        at=now(),
        origin=ORIGIN,
        shown=read_value(question.about),
    )

"""One value of one account, ready to be judged: what it says, why, and what may stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.export.matrix import title
from sayso.incidents.reviewed import counts, days, parties, places
from sayso.incidents.reviewed.codes import CODED, known_codes
from sayso.incidents.reviewed.values import COUNTS, LISTS, PARTIES, WORDS, parse_value, value_of
from sayso.ledger.custody import now
from sayso.lexicons.codes.definitions import DEFINED, defined
from sayso.records.event import Certainty
from sayso.records.review.judgement import Review, Verdict
from sayso.records.shown.matrix import Column
from sayso.review.told_reasons import field_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.records.claim import Account
    from sayso.records.evidence import Span

ORIGIN = "the review room"
"""Where decisions of the room come from, as reviews keep it."""

_MOST_OFFERED = 8
_CUMULATIVE = "cumulative"


class Matter(NamedTuple):
    """What is to be judged: an account as a whole, or one value in one of its columns."""

    account: Account
    column: Column | None
    words: Span | None

    @property
    def field(self) -> str:
        """The field as reviews name it; empty for the whole account."""
        return field_of(self.column) if self.column is not None else ""

    @property
    def shown(self) -> str | None:
        """The value as it stands, in the grammar in which it is written; null for none."""
        if self.column is None:
            return None
        words = self.words if self.field in LISTS else None
        if self.field in LISTS and words is None:
            return None
        return value_of(self.account.claim, self.field, words)


def matter_of(account: Account, told: Mapping[str, str]) -> Matter:
    """What the fields of an address or form are about.

    Args:
        account: the account that they name.
        told: `column`, `start` and `end`, each as far as it is given.

    Raises:
        ValueError: for a column that there is not, or words that are none of its values.
    """
    name = told.get("column", "")
    if not name:
        return Matter(account, None, None)
    column = Column(name)
    start, end = told.get("start", ""), told.get("end", "")
    if not (start and end):
        return Matter(account, column, None)
    if not (start.isdecimal() and end.isdecimal()):
        raise ValueError("start and end are numbers of code points: follow the link again")
    spans = [one for one in _spans(account) if (one.start, one.end) == (int(start), int(end))]
    if not spans:
        raise ValueError("the account has no value at these words any more: load the page again")
    return Matter(account, column, spans[0])


def matter_view(matter: Matter) -> dict[str, Any]:
    """What a form about a value shows: its name, the value, what may stand there."""
    column, field = matter.column, matter.field
    return {
        "column": column.value if column is not None else "",
        "title": title(column) if column is not None else "the whole account",
        "field": field,
        "shown": matter.shown,
        "words": matter.words,
        "choices": _choices(field),
        "offered": _offered(matter),
        "grammar": _grammar(field),
        "writable": bool(field) and field not in WORDS,
        "count": field in COUNTS,
    }


def review_of(matter: Matter, told: Mapping[str, str], *, by: str) -> Review:
    """What a person says of a value, from a form.

    Args:
        matter: what it is about.
        told: `verdict`, `value`, `why`; `verdict` may be "cumulative" for a count, which is set as
            a running total.
        by: who says it.

    Raises:
        ValueError: for a value that cannot be read, with the grammar; a note without words.
    """
    verdict, value = told.get("verdict", ""), told.get("value", "").strip()
    if verdict == _CUMULATIVE:
        shown = matter.shown or value
        verdict, value = "correct", f"{shown} {_CUMULATIVE}".strip()
    decided = Verdict(verdict)
    if decided is Verdict.CORRECT:
        if not value:
            raise ValueError("write the value that is right")
        parse_value(matter.field, value)
    if decided in {Verdict.NOTE, Verdict.ASK} and not told.get("why", "").strip():
        raise ValueError("write what you note or ask")
    judged = matter.shown if decided in {Verdict.ACCEPT, Verdict.REJECT} else None
    return Review.make(
        matter.account.claim.id,
        decided,
        doc_id=matter.account.claim.doc_id,
        field=matter.field,
        words=matter.words if matter.field in LISTS else None,
        value=value if decided is Verdict.CORRECT else judged,
        by=by,
        why=told.get("why", "").strip(),
        at=now(),
        origin=ORIGIN,
        shown=matter.shown or "" if matter.field else None,
    )


def _spans(account: Account) -> list[Span]:
    claim = account.claim
    parties = [one.span for one in (*claim.actors, *claim.recipients)]
    told = [*(one.span for one in claim.places), *(one.span for one in claim.tolls)]
    dated = [one.span for one in claim.dates if one.span is not None]
    return [*parties, *told, *dated, *claim.targets, *claim.weapons, *claim.evidence]


def _choices(field: str) -> list[dict[str, str]]:
    """The codes of a field that has only some, with their meanings where the codebook has them."""
    if field not in CODED or field in {"modes", "contexts"}:
        return []
    if field in DEFINED:
        return [{"value": one.code, "meaning": one.words} for one in defined(field)]
    if field == "certainty":
        return [{"value": one.value, "meaning": ""} for one in Certainty]
    return [{"value": one, "meaning": ""} for one in sorted(known_codes("incident_types", 2))]


def _offered(matter: Matter) -> list[str]:
    """Values that the words may stand for, in the grammar."""
    if matter.field == "places" and matter.words is not None:
        return list(places.places_named(matter.words.quote)[:_MOST_OFFERED])
    return []


def _grammar(field: str) -> str:
    if field in COUNTS:
        return counts.GRAMMAR
    if field in PARTIES:
        return parties.GRAMMAR
    return {"places": places.GRAMMAR, "dates": days.GRAMMAR}.get(field, "")

"""A ledger of some reports that people code, and how a test lets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.pipeline.deciding.deciding import decide
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from tests.pipeline.linked import Told, claims_of

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.records.review.act import Act

TOWNS = ("Tarnow", "Sopot", "Torun", "Gdynia", "Lublin", "Opole", "Kielce")
REPORTS = [Told(number, town, 3 * number) for number, town in enumerate(TOWNS, start=1)]
CLAIMS = [claims_of(report.read)[0] for report in REPORTS]


def code(ledger: Ledger, by: str, number: int, field: str, value: str, **more: Any) -> Act:
    """Lets somebody set a field of the claim of a number to a value."""
    return say(ledger, by, number, Verdict.CORRECT, field=field, value=value, **more)


def say(ledger: Ledger, by: str, number: int, verdict: Verdict, **more: Any) -> Act:
    """Lets somebody say something of the claim of a number."""
    claim = CLAIMS[number]
    kind = more.pop("kind", ActKind.DECIDE)
    given = {"at": "2031-06-02T08:00:00.000Z", "origin": "review room", **more}
    review = Review.make(claim.id, verdict, doc_id=claim.doc_id, by=by, **given)
    return decide(ledger, by=by, kind=kind, reviews=[review], why=review.why, seen=None)

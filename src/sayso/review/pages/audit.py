"""The audit log: who came, who was refused, what was restricted or asked for; for referees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from sayso.records.review.act import AUDIT, ActKind
from sayso.records.review.user import Role
from sayso.review.answers import View, check_role, page
from sayso.review.numbers import number
from sayso.review.room import room_of

if TYPE_CHECKING:
    from starlette.requests import Request

_ROWS = 100

_WORDS = {
    ActKind.LOGIN: "signed in",
    ActKind.LOGOUT: "signed out",
    ActKind.ACCESS: "was refused",
    ActKind.ACCOUNT: "changed an account",
    ActKind.RESTRICT: "restricted or freed",
    ActKind.UNBLUR: "asked for graphic words",
    ActKind.EXPORT: "took data out",
}


def audit(request: Request) -> View:
    """A page of the audit, the latest first; `?before=N`: before act N, `?kind=` of a kind."""
    check_role(request, Role.REFEREE)
    asked = request.query_params
    before, kind = asked.get("before", ""), asked.get("kind", "")
    place = number(before)
    if before and place is None:
        raise HTTPException(400, f"{before!r} is no number of an act")
    kinds = [one for one in _WORDS if one == kind] or list(AUDIT)
    ledger = room_of(request).ledger
    found = ledger.audit(kinds, before=place, limit=_ROWS + 1)
    rows = found[:_ROWS]
    return View(
        "audit.html",
        {
            "rows": [
                {
                    "seq": act.seq,
                    "at": act.at,
                    "by": act.by,
                    "kind": act.kind,
                    "words": _WORDS[act.kind],
                    "why": act.why,
                    "shown": act.shown,
                    "subjects": act.subjects,
                }
                for act in rows
            ],
            "kind": kind,
            "kinds": [{"kind": one.value, "words": words} for one, words in _WORDS.items()],
            "next": rows[-1].seq if len(found) > _ROWS else None,
        },
    )


ROUTES = page("/audit", audit)

"""The days on which an incident may have been."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from sayso.merging.candidates.candidate import Candidate, Naming, compared, together
from sayso.records.mention import TimeBasis, TimeKind, TimePrecision

if TYPE_CHECKING:
    from sayso.merging.draft import Draft
    from sayso.merging.signs import Signs
    from sayso.merging.standing import Standing
    from sayso.records.mention import TimeMention

_WEEK, _MONTH = 7, 30
_VAGUE = "_REF"


def dates(standing: Standing, draft: Draft) -> list[Candidate]:
    """The days that a report names, by their window, with signs that an incident was then."""
    named: dict[tuple[str | None, str], list[TimeMention]] = {}
    for date in standing.tables.dates.values():
        if date.span is not None and date.latest is not None:
            named.setdefault((date.earliest, date.latest), []).append(date)
    day = (standing.parsed.document.published or "")[:10] or None
    found = []
    for (earliest, latest), all_ in named.items():
        namings = [Naming(d.span.start, d.span.end, d.id) for d in all_ if d.span is not None]
        signs = [
            {
                **standing.near(draft, n.start, n.end, ("date",)),
                **standing.told(draft, n.record or ""),
                **standing.seen(draft, n.start, n.end, "date"),
                **_time_signs(date),
            }
            for n, date in zip(namings, all_, strict=True)
        ]
        found.append(
            Candidate(
                tuple(namings),
                {
                    **together(signs, "as date"),
                    "often": math.log1p(len(all_)),
                    "days": float(len(named)),
                    "open": float(earliest is None),
                    **_calendar_signs(earliest, latest, day),
                },
            )
        )
    return compared(found, ("as date",))


def _time_signs(date: TimeMention) -> Signs:
    return {
        "dateline": float(date.basis is TimeBasis.DATELINE),
        "stated": float(date.basis is TimeBasis.STATED),
        "length": float(date.duration or any(v.kind is TimeKind.DURATION for v in date.values)),
        "habit": float(any(v.kind is TimeKind.SET for v in date.values)),
        "deadline": float(date.deadline),
        "vague": float(any((v.value or "").endswith(_VAGUE) for v in date.values)),
        **{f"a {one}": float(date.precision is one) for one in TimePrecision},
    }


def _calendar_signs(earliest: str | None, latest: str, day: str | None) -> Signs:
    """How long before the report's own day."""
    if day is None:
        return {}
    ago = (dt.date.fromisoformat(day) - dt.date.fromisoformat(latest)).days
    return {
        "report's day": float(earliest == latest == day),
        "until report's day": float(latest == day),
        "after report's day": float(ago < 0),
        "days ago": math.log1p(max(0, ago)),
        "that week": float(0 <= ago <= _WEEK),
        "long ago": float(ago > _MONTH),
    }

"""The codes of one actor laid out over time: which holds on which days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.ingest.dictionaries.actors import CodeAt

_FIRST, _LAST = date.min, date.max
_DAY = timedelta(days=1)


class Tenure(NamedTuple):
    """A code, or none, with the first and last day on which it counts; null is open."""

    code: str | None
    since: date | None
    until: date | None
    line: int


class Tenures(NamedTuple):
    """All of time, each day under one code or none; and the codes that got no day of theirs."""

    spans: list[Tenure]
    hidden: list[CodeAt]


def tenures(codes: Sequence[CodeAt], line: int) -> Tenures:
    """When each code of an actor counts, as TABARI and PETRARCH look them up.

    On a day the first code with dates that hold counts, else the first one without dates, else
    none.

    Args:
        codes: in the order of the dictionary.
        line: where the actor stands, for the days without a code.
    """
    free = [(_FIRST, _LAST)]
    spans: list[Tenure] = []
    hidden: list[CodeAt] = []
    dated = [each for each in codes if each.code.is_dated]
    plain = [each for each in codes if not each.code.is_dated]
    for each in (*dated, *plain):
        since, until = each.code.since or _FIRST, each.code.until or _LAST
        taken = list(_common(free, since, until))
        if not taken:
            hidden.append(each)
        spans += [_tenure(each.code.code, a, b, each.line) for a, b in taken]
        free = [rest for span in free for rest in _without(span, since, until)]
    spans += [_tenure(None, a, b, line) for a, b in free]
    return Tenures(sorted(spans, key=lambda span: span.since or _FIRST), hidden)


def _tenure(code: str | None, first: date, last: date, line: int) -> Tenure:
    return Tenure(code, None if first == _FIRST else first, None if last == _LAST else last, line)


def _common(
    spans: Sequence[tuple[date, date]], since: date, until: date
) -> Iterator[tuple[date, date]]:
    for first, last in spans:
        if max(first, since) <= min(last, until):
            yield max(first, since), min(last, until)


def _without(span: tuple[date, date], since: date, until: date) -> Iterator[tuple[date, date]]:
    first, last = span
    if until < first or since > last:
        yield span
        return
    if first < since:
        yield first, since - _DAY
    if last > until:
        yield until + _DAY, last

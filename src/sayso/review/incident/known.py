"""Who said what when: versions by day of publication, drawn and as a table, day by day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sayso.export.matrix import COUNTS, standing_words, title, told_versions, version_words
from sayso.review.incident.point_names import place_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.shown.matrix import Column, Matrix, Version
    from sayso.review.desk import Shown

WIDTH, HEIGHT = 720, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 96, 30, 34
_FEWEST = 2
_APART = 76
"""How far apart, in units of the drawing, days stand whose names are written out."""


def known_view(shown: Shown) -> dict[str, Any]:
    """The versions, what stood at the end of each day, a drawing of each count, the days."""
    matrix = shown.told.matrix
    told = told_versions(matrix)
    charts = [_chart(matrix, column, told, shown.as_of) for column in COUNTS]
    return {
        "event_day": matrix.headline.day,
        "versions": [_version(one, matrix.headline.day) for one in told],
        "standings": [
            {"day": one.day, "title": title(one.column), "words": standing_words(one)}
            for one in matrix.standings
        ],
        "charts": [chart for chart in charts if chart is not None],
        "days": _days(shown),
    }


def _version(version: Version, event_day: str | None) -> dict[str, Any]:
    return {
        "day": version.day,
        "after": _days_between(event_day, version.day),
        "column": version.column.value,
        "title": title(version.column),
        "words": version_words(version),
        "voice": version.voice,
        "publisher": version.publisher,
        "row": version.row,
    }


def _days_between(first: str | None, last: str | None) -> int | None:
    """How many days after the event something was published; null where a day is not known."""
    if first is None or last is None:
        return None
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days


def _days(shown: Shown) -> dict[str, Any]:
    """The days on which accounts were published, with the ways to step back and on."""
    base = [("without", bloc) for bloc in shown.without]
    now = shown.as_of or (shown.days[-1] if shown.days else "")
    before = [day for day in shown.days if day < now]
    after = [day for day in shown.days if day > now]
    last = bool(shown.as_of) and after == list(shown.days[-1:])
    return {
        "all": [
            {"day": day, "current": day == shown.as_of, "address": _address(base, day)}
            for day in shown.days
        ],
        "before": _address(base, before[-1]) if before else None,
        "after": _address(base, None if last else after[0]) if after else None,
        "whole": _address(base, None),
    }


def _address(base: Sequence[tuple[str, str]], day: str | None) -> str:
    question = [*base, ("as_of", day)] if day else base
    return f"?{urlencode(question)}#known" if question else "?#known"


def _chart(
    matrix: Matrix, column: Column, told: Sequence[Version], as_of: str | None
) -> dict[str, Any] | None:
    """Where to draw the numbers of a column; null where fewer than two are told with a day."""
    own = [one for one in told if one.column is column and one.day and _number(one) is not None]
    if len(own) < _FEWEST:
        return None
    days = {one.day for one in own if one.day} | {matrix.headline.day or own[0].day or ""}
    days |= {as_of} if as_of else set()
    first, last = (date.fromisoformat(day[:10]) for day in (min(days), max(days)))
    most = max(number for one in own for number in _bounds(one) if number is not None)
    across, up = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM

    def x(day: str) -> float:
        passed = (date.fromisoformat(day[:10]) - first).days
        return round(_LEFT + across * passed / max(1, (last - first).days), 1)

    def y(number: int) -> float:
        return round(_TOP + up * (1 - number / max(1, most)), 1)

    points = [(x(one.day or ""), y(_number(one) or 0)) for one in own]
    names = place_names(points, [one.said.label for one in own], WIDTH)
    return {
        "title": title(column),
        "width": WIDTH,
        "height": HEIGHT,
        "base": y(0),
        "left": _LEFT,
        "right": WIDTH - _RIGHT,
        "top": _TOP,
        "most": most,
        "event": x(matrix.headline.day) if matrix.headline.day else None,
        "event_day": matrix.headline.day,
        "as_of": x(as_of) if as_of else None,
        "points": [
            {
                "x": left,
                "y": top,
                "low": y(_bounds(one)[0] or 0),
                "high": y(_bounds(one)[2] or _number(one) or 0),
                "open": one.said.high is None,
                "label": one.said.label,
                "name": name,
                "row": one.row,
                "words": f"{one.said.label}, according to {one.voice}, {one.day}",
            }
            for one, (left, top), name in zip(own, points, names, strict=True)
        ],
        "ticks": _ticks({day: x(day) for day in sorted({one.day or "" for one in own})}),
    }


def _ticks(places: dict[str, float]) -> list[dict[str, Any]]:
    """The days below the drawing, as far as their names do not run into each other."""
    found: list[dict[str, Any]] = []
    for day, x in places.items():
        if not found or x - found[-1]["x"] >= _APART:
            found.append({"day": day, "x": x})
    return found


def _bounds(version: Version) -> tuple[int | None, int | None, int | None]:
    said = version.said
    return said.low, said.best, said.high


def _number(version: Version) -> int | None:
    """The number at which a count is drawn: its best, else the bound that it has."""
    low, best, high = _bounds(version)
    return next((number for number in (best, low, high) if number is not None), None)

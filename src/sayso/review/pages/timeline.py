"""The timeline: incidents by when they happened or were first reported, as bars and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from starlette.responses import RedirectResponse

from sayso.lexicons.codes.quads import event_types
from sayso.records.event import Status
from sayso.records.shown.drawn import Clock, Part
from sayso.review.answers import View, page
from sayso.review.desk import desk_of
from sayso.review.drawn.bars import MOST, Bar, Bars, Unit, fitting_unit, to_bars
from sayso.review.drawn.narrowing import frame, with_own
from sayso.review.lists.asking import AskingError, address, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.review.drawn.sheet import Sheet

    E = TypeVar("E", Part, Clock, Unit)

PATH = "/timeline"
NONE = "-"

_FINE = (Unit.DAY, Unit.WEEK)
_CLOCKS = {Clock.EVENT: "when it happened", Clock.REPORT: "when it was first reported"}
_PARTS = {
    Part.KIND: "class of event",
    Part.TOLD: "status",
    Part.DISPUTED: "whether accounts differ",
}
_DISPUTED = {"1": "accounts differ", "0": "nothing disputed"}
_COLUMNS = {Clock.EVENT: "days", Clock.REPORT: "reported"}


def timeline(request: Request) -> View | Response:
    """The incidents that the address asks for, as bars.

    `?clock=report` counts by the day of the first report, `?part=told` (`disputed`) parts the
    bars by status (by whether accounts differ), `?unit=day` (`week`, `month`, `year`) sets what a
    bar stands for; without it the finest unit that shows the whole span.
    """
    asked = {name: request.query_params.get(name, "") for name in ("clock", "part", "unit")}
    model = frame(PATH, request.query_params, **asked)
    if any(not value for value in request.query_params.values()) and not _is_twin(request):
        target = with_own(address(PATH, model["given"]), model["own"])
        return RedirectResponse(target, status_code=303)
    try:
        wanted = page_of(request.query_params).wanted
        clock = _one_of(Clock, "clock", asked["clock"]) or Clock.EVENT
        part = _one_of(Part, "part", asked["part"]) or Part.KIND
        unit = _one_of(Unit, "unit", asked["unit"])
    except AskingError as error:
        bars, clock, part, status = Bars(Unit.MONTH, [], {}, 0), Clock.EVENT, Part.KIND, 400
        model["problem"] = str(error)
    else:
        status = 200
        bars = drawn_bars(desk_of(request).sheet(wanted), part=part, clock=clock, unit=unit)
    model |= told(bars, part, clock, model["given"])
    model["choices"] = _choices(model, clock, part, bars.unit)
    return View("timeline.html", model, status=status)


def drawn_bars(
    sheet: Sheet, *, part: Part, clock: Clock, unit: Unit | None = None, most: int = MOST
) -> Bars:
    """The bars of a list; of the finest unit that shows the whole span where none is given.

    `most` is for how many bars there is room.
    """
    months = sheet.days(part=part, clock=clock, monthly=True)
    unit = unit or fitting_unit([one.day for one in months if one.day], most)
    if unit in _FINE:
        return to_bars(sheet.days(part=part, clock=clock, monthly=False), unit)
    return to_bars(months, unit)


def told(bars: Bars, part: Part, clock: Clock, given: Mapping[str, str]) -> dict[str, Any]:
    """Bars as a page and its twin tell them: each number leads to the incidents that it counts."""
    named = _names(part)
    found = {key for bar in bars.bars for key in bar.parts} | bars.undated.keys()
    keys = [key for key in named if key in found] + sorted(found - named.keys())
    parts = [
        {"key": key, "words": named.get(key, key), "pattern": _pattern(part, key, n)}
        for n, key in enumerate(keys)
    ]
    undated = sum(bars.undated.values())
    return {
        "clock": clock.value,
        "part": part.value,
        "unit": bars.unit.value,
        "clock_words": _CLOCKS[clock],
        "part_words": _PARTS[part],
        "parts": parts,
        "bars": [_bar(bar, part, clock, keys, given) for bar in bars.bars],
        "total": sum(bar.total for bar in bars.bars) + undated + bars.earlier,
        "most": max((bar.total for bar in bars.bars), default=0),
        "undated": undated,
        "undated_address": address("/incidents", {**given, _COLUMNS[clock]: NONE}),
        "earlier": bars.earlier,
    }


def _pattern(part: Part, key: str, n: int) -> int:
    """Which of the four patterns a part has: what is disputed has the sign of disputes."""
    if part is Part.DISPUTED:
        return 2 if key == "1" else 1
    return 1 + n % 4


def _bar(
    bar: Bar, part: Part, clock: Clock, keys: list[str], given: Mapping[str, str]
) -> dict[str, Any]:
    days = bar.first if bar.first == bar.last else f"{bar.first}..{bar.last}"
    own = {**given, _COLUMNS[clock]: days}
    return {
        "label": bar.label,
        "first": bar.first,
        "last": bar.last,
        "incidents": bar.total,
        "address": address("/incidents", own),
        "parts": [
            {
                "key": key,
                "incidents": bar.parts.get(key, 0),
                "address": address("/incidents", {**own, **_narrowed(part, key)}),
            }
            for key in keys
        ],
    }


def _narrowed(part: Part, key: str) -> dict[str, str]:
    """The condition of a list that has one part alone."""
    if part is Part.DISPUTED:
        return {"disputed": "1"} if key == "1" else {"dispute": NONE}
    if part is Part.KIND:
        return {"kind": NONE if key == "0" else key}
    return {"told": key or NONE}


def _names(part: Part) -> dict[str, str]:
    """The parts in words, in the order in which a bar stacks them."""
    if part is Part.DISPUTED:
        return _DISPUTED
    if part is Part.TOLD:
        return {**{status.value: status.value for status in Status}, "": "no status"}
    rows = event_types().values()
    quads = {str(row.quad): row.quad_name for row in rows}
    return {**dict(sorted(quads.items(), reverse=True)), "0": "no class"}


def _choices(model: dict[str, Any], clock: Clock, part: Part, unit: Unit) -> list[dict[str, Any]]:
    """What the picture can be switched to, each with its address."""
    groups: list[tuple[str, str, dict[Any, str], Any]] = [
        ("clock", "Time", _CLOCKS, clock),
        ("part", "Parts of a bar", _PARTS, part),
        ("unit", "A bar is", {one: f"a {one}" for one in Unit}, unit),
    ]
    base = address(PATH, model["given"])
    return [
        {
            "title": title,
            "values": [
                {
                    "words": words,
                    "address": with_own(base, {**model["own"], name: one.value}),
                    "chosen": one is now,
                }
                for one, words in values.items()
            ],
        }
        for name, title, values, now in groups
    ]


def _one_of(kind: type[E], name: str, told: str) -> E | None:
    try:
        return kind(told) if told else None
    except ValueError as error:
        known = ", ".join(one.value for one in kind)
        raise AskingError(f"{name}: {told[:40]!r} is not known; it is one of {known}") from error


def _is_twin(request: Request) -> bool:
    return request.url.path.endswith(".json")


ROUTES = page(PATH, timeline)

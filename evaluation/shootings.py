"""Reports on shootings: what each is about, and which tell of one incident (task incidents).

The task's gold has one set of figures an incident, made after the last report. So each report is
given what those of its incident speak for together, itself counting once more; sayso itself never
merges what reports say (see `sayso incident`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sayso
from sayso.incidents.alike.report_words import ToldReport, load_rarity, to_report_words
from sayso.incidents.alike.reports_alike import START, Alike, group_reports, load_alike
from sayso.merging.main_incident import to_main_incident

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.items import Item
    from sayso.records.main_incident import Choice, MainIncident

_CHARACTERS = 6_000
_DOUBT, _TOGETHER = 0.01, 0.9
_BY_RULE = Alike({START: -6.0, "words": 12.0, "within a month": 3.0})
"""The rules alone: alike by a quarter within a month, by a half at any time."""


def to_shootings(items: Sequence[Item], model: bool) -> list[dict[str, Any]]:
    """A prediction for each article, made from all of them together.

    Days, places and words are read by the rules alone in either case: no network adds to them.
    With `model` false so are the numbers, and nothing is shared between articles.
    """
    main = [_main_incident(item, model=model) for item in items]
    groups = _groups(items, main, load_alike() if model else _BY_RULE)
    by_id = {item["id"]: told for item, told in zip(items, main, strict=True)}
    group_of = {ident: group for group in groups for ident in group}
    predictions = []
    for item in items:
        group = group_of[item["id"]]
        together = [by_id[ident] for ident in group] if model else []
        predictions.append(_prediction(by_id[item["id"]], together, group[0]))
    return predictions


def _main_incident(item: Item, *, model: bool) -> MainIncident:
    text = item["text"][:_CHARACTERS].strip() or item.get("title") or ""
    reading = sayso.read(
        text, lang="en", model=False, published=item["date"], title=item.get("title")
    )
    return to_main_incident(reading.read, model=model)


def _groups(
    items: Sequence[Item], main: Sequence[MainIncident], alike: Alike
) -> list[tuple[str, ...]]:
    rarity = load_rarity()
    words = [
        to_report_words(ToldReport(i["id"], i.get("title"), i["text"], i["date"]), rarity, told)
        for i, told in zip(items, main, strict=True)
    ]
    return group_reports(words, rarity, alike)


def _prediction(told: MainIncident, together: Sequence[MainIncident], name: str) -> dict[str, Any]:
    def best(kind: str) -> int | str | None:
        own: tuple[Choice, ...] = getattr(told, kind)
        return likeliest(own, [getattr(other, kind) for other in together])

    return {
        "incident": name,
        "killed": best("killed"),
        "injured": best("injured"),
        "date": best("days"),
        "place": best("places"),
    }


def likeliest(own: Sequence[Choice], of_all: Sequence[Sequence[Choice]]) -> int | str | None:
    """The value for which a report and those of its incident speak most, or null for none.

    The mean of the logarithms of the shares, where a value that a report does not have counts as
    one hundredth; equals go to the report's own order.
    """
    scores: defaultdict[int | str, float] = defaultdict(float)
    values = list(dict.fromkeys(c.value for choices in (own, *of_all) for c in choices))
    weighted = [(own, 1 - _TOGETHER if of_all else 1.0)]
    weighted += [(choices, _TOGETHER / len(of_all)) for choices in of_all]
    for choices, weight in weighted:
        shares = {choice.value: choice.share for choice in choices}
        for value in values:
            scores[value] += weight * math.log(shares.get(value, 0.0) + _DOUBT)
    return max(values, key=lambda value: scores[value], default=None)

"""Two events side by side: how each feature compares, and what that adds to the score."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sayso.incidents.joining.sides import (
    Parties,
    compare_actors,
    compare_addressees,
    compare_speakers,
    compare_targets,
    compare_victims,
)
from sayso.incidents.joining.whereabouts import compare_dates, compare_places
from sayso.incidents.joining.wording import compare_wordings
from sayso.lexicons.linking import load_levels, load_weights, relation
from sayso.records.event import Status
from sayso.records.incident import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.incidents.joining.features import Count, Linkable, Side

Levels = list[tuple[str, str, float]]
"""Feature, level and the number that the level's words tell, for each feature."""

TOLD = frozenset({Status.OCCURRED, Status.ATTEMPTED, Status.NEGATED, Status.HISTORICAL})
"""What became of a deed: events of other statuses are plans, threats and suppositions."""

_FEW = 4
_WITHIN, _FAR = 1.6, 5.0


class Compared:
    """An event ready to be compared often: its sides as sets."""

    __slots__ = ("actors", "event", "recipients", "single")

    def __init__(
        self, event: Linkable, parties: Callable[[Sequence[Side]], Parties] = Parties.of
    ) -> None:
        self.event = event
        self.actors = parties(event.actors)
        self.recipients = parties(event.recipients)
        self.single = {count.low for count in event.killed} == {1}


def score(one: Compared, other: Compared) -> float:
    """The log odds that two events are one happening, by the weights of `levels.tsv`.

    Symmetric to the last digit: the features are added in one order.
    """
    weights = load_weights()
    total = weights["prior", "prior"]
    for feature, level, _ in compare(one, other):
        total += weights[feature, level]
    return total


def probability(log_odds: float) -> float:
    """Log odds as a probability, to four places."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds)))), 4)


def reasons(one: Compared, other: Compared) -> tuple[Reason, ...]:
    """What each comparison of two events says, what weighs most first; what says nothing goes."""
    levels = load_levels()
    found = []
    for feature, level, number in compare(one, other):
        row = levels[feature, level]
        if row.weight:
            words = row.words.format(km=_short(number), n=_short(number))
            found.append(Reason(feature=feature, level=level, weight=row.weight, words=words))
    return tuple(sorted(found, key=lambda r: (-abs(r.weight), r.feature)))


def compare(one: Compared, other: Compared) -> Levels:
    """The level of each feature; the same whichever of the two comes first."""
    a, b = one.event, other.event
    dates = compare_dates(a, b)
    wording = compare_wordings(a, b, dates[0])
    levels: Levels = [
        ("family", relation(a.families, b.families), 0.0),
        ("place", *compare_places(a, b)),
        ("date", *dates),
        ("order", _order(a.order, b.order), 0.0),
        ("status", _status(a, b, wording), 0.0),
        ("span", "summary" if a.summary != b.summary else "one", 0.0),
        ("report", _report(a, b), 0.0),
        ("wording", wording, 0.0),
    ]
    if a.words:
        levels += (
            ("speaker", compare_speakers(one.actors, other.actors), 0.0),
            ("addressee", compare_addressees(one.recipients, other.recipients), 0.0),
        )
    else:
        levels += (
            ("actors", compare_actors(one.actors, other.actors), 0.0),
            ("target", compare_targets(a.targets, b.targets), 0.0),
            ("victims", compare_sufferers(one, other), 0.0),
            ("killed", compare_counts(a.killed, b.killed), 0.0),
            ("injured", compare_counts(a.injured, b.injured), 0.0),
        )
    return levels


def compare_sufferers(one: Compared, other: Compared) -> str:
    """Whether the same suffer; where one died by each account, other people are another person."""
    level = compare_victims(one.recipients, other.recipients)
    return "other_person" if level == "other" and one.single and other.single else level


def compare_counts(one: Sequence[Count], other: Sequence[Count]) -> str:
    """Whether two tolls agree. They are never a key: accounts are kept for disagreeing."""
    if not one or not other:
        return "unknown"
    pairs = [(a, b) for a in one for b in other]
    if any(a.low == b.low and a.low >= _FEW for a, b in pairs):
        return "same"
    ratio = min(max(a.low, b.low, 1) / max(min(a.low, b.low), 1) for a, b in pairs)
    if ratio <= _WITHIN or any(_overlap(a, b) for a, b in pairs):
        return "within"
    return "far" if ratio > _FAR else "differ"


def _overlap(one: Count, other: Count) -> bool:
    low, high = (one, other) if one.low <= other.low else (other, one)
    return low.high is not None and low.high >= high.low


def _report(one: Linkable, other: Linkable) -> str:
    """Whether one report, or one data set that tells each happening once, tells both."""
    if one.doc == other.doc:
        return "held_apart"
    return "register" if one.register and one.register == other.register else "other"


def _order(one: str, other: str) -> str:
    if one == other:
        return "same" if one.isdigit() else "none"
    if one.isdigit() and other.isdigit():
        return "other"
    return "one_sided" if {one, other} - {"", "1"} else "none"


def _status(one: Linkable, other: Linkable, wording: str) -> str:
    """Whether both tell a deed; a plan is an account of it where day and place are told.

    What two copies of one sentence suppose is one thing.
    """
    if one.words or (one.status in TOLD and other.status in TOLD):
        return "told"
    copied = wording in {"same_sentence", "same_passage"}
    if one.status == other.status and (copied or one.status is not Status.HYPOTHETICAL):
        return "told"
    foretold = one if one.status not in TOLD else other
    placed = any(not place.borrowed for place in foretold.places)
    if foretold.status is Status.HYPOTHETICAL:
        return "supposed" if placed and foretold.windows else "unfulfilled"
    if foretold.windows and placed:
        return "foretold"
    return "unfulfilled"


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 1 or number == 0 else f"{number:.1f}"

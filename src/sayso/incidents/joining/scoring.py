"""The score of very many pairs: what was compared once is not compared again.

Events of one war name few sides, places and days, so that most pairs of values have met before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.incidents.joining.comparison import (
    TOLD,
    Compared,
    compare_counts,
    compare_sufferers,
    score,
)
from sayso.incidents.joining.sides import Parties, compare_actors, compare_targets
from sayso.incidents.joining.whereabouts import compare_dates, compare_places
from sayso.lexicons.linking import load_weights, relation

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from sayso.incidents.joining.features import Linkable, Side

_MOST_KEPT = 400_000
"""Comparisons of one feature that are kept; then it begins anew."""


class Value(dict["Value", float]):
    """One value of a feature; what is added to a score where another value stands beside it."""

    __slots__ = ("_feature", "what")
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __init__(self, feature: Feature, what: Any) -> None:
        super().__init__()
        self._feature = feature
        self.what = what

    def __missing__(self, other: Value) -> float:
        """Compares the two, and keeps what that gave."""
        found = self._feature.weigh(self.what, other.what)
        self[other] = found
        return found


class Feature:
    """The values of one feature, each once, and how two of them are weighed."""

    def __init__(self, name: str, compare: Callable[[Any, Any], str]) -> None:
        self._compare = compare
        weights = load_weights()
        self._weights = {level: weights[f, level] for f, level in weights if f == name}
        self._values: dict[Hashable, Value] = {}
        self._kept = 0

    def value(self, key: Hashable, what: Any) -> Value:
        """The value of this key; `what` is what is compared of it."""
        found = self._values.get(key)
        if found is None:
            found = self._values[key] = Value(self, what)
        return found

    def weigh(self, one: Any, other: Any) -> float:
        """What the level of two values adds."""
        self._kept += 1
        if self._kept > _MOST_KEPT:
            self._kept = 0
            for value in self._values.values():
                value.clear()
        return self._weights[self._compare(one, other)]


class Prepared(Compared):
    """An event ready to be compared with very many: its values, each shared by all that have it.

    `plain` is told of a deed as most are: no plan, no sum, no place in a series, no data set.
    """

    __slots__ = (
        "date", "family", "injured", "killed", "place", "plain", "said", "target", "victims",
        "who",
    )  # fmt: skip

    def __init__(self, event: Linkable, scorer: Scorer) -> None:
        super().__init__(event, scorer.parties)
        self.plain = event.status in TOLD and not (
            event.words or event.order or event.summary or event.register
        )
        self.said = frozenset((*event.wordings, *event.passages))
        if self.plain:
            self._take(event, scorer)

    def _take(self, event: Linkable, scorer: Scorer) -> None:
        self.family = scorer.family.value(event.families, event.families)
        self.place = scorer.place.value((event.places, event.beside), event)
        self.date = scorer.date.value((event.windows, event.reported), event)
        self.who = scorer.actors.value(event.actors, self.actors)
        self.target = scorer.target.value(event.targets, event.targets)
        self.victims = scorer.victims.value((event.recipients, self.single), self)
        killed = tuple((count.low, count.high) for count in event.killed)
        self.killed = scorer.killed.value(killed, event.killed)
        injured = tuple((count.low, count.high) for count in event.injured)
        self.injured = scorer.injured.value(injured, event.injured)


class Scorer:
    """Scores pairs of the events of one linking, to the last digit as `comparison.score` does."""

    def __init__(self) -> None:
        self._parties: dict[tuple[Side, ...], Parties] = {}
        self.family = Feature("family", relation)
        self.place = Feature("place", lambda one, other: compare_places(one, other)[0])
        self.date = Feature("date", lambda one, other: compare_dates(one, other)[0])
        self.actors = Feature("actors", compare_actors)
        self.target = Feature("target", compare_targets)
        self.victims = Feature("victims", compare_sufferers)
        self.killed = Feature("killed", compare_counts)
        self.injured = Feature("injured", compare_counts)
        weights = load_weights()
        self._prior = weights["prior", "prior"]
        self._order = weights["order", "none"]
        self._status = weights["status", "told"]
        self._span = weights["span", "one"]
        self._reports = (weights["report", "other"], weights["report", "held_apart"])
        self._wording = weights["wording", "none"]

    def parties(self, sides: Sequence[Side]) -> Parties:
        """The sides as sets, made once."""
        key = tuple(sides)
        found = self._parties.get(key)
        if found is None:
            found = self._parties[key] = Parties.of(key)
        return found

    def score(self, one: Prepared, other: Prepared) -> float:
        """The log odds that two events are one happening."""
        if not (one.plain and other.plain and one.said.isdisjoint(other.said)):
            return score(one, other)
        total = self._prior + one.family[other.family]
        total += one.place[other.place]
        total += one.date[other.date]
        total += self._order
        total += self._status
        total += self._span
        total += self._reports[one.event.doc == other.event.doc]
        total += self._wording
        total += one.who[other.who]
        total += one.target[other.target]
        total += one.victims[other.victims]
        total += one.killed[other.killed]
        return total + one.injured[other.injured]

"""How many, in one figure: the surest count of an event, without averaging any two."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.records.rows.people import COUNTED_WITH_OTHERS, one_by_one, told_beside, told_by
from sayso.records.whole import WEIGHED, Fate, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.evidence import Span
    from sayso.records.mention import QuantityMention
    from sayso.records.reading import Annotations
    from sayso.records.rows.people import OneByOne
    from sayso.records.whole import Event, Filler


class Toll(NamedTuple):
    """Bounds of a count, null where open, and the ids of the quantities that it adds up."""

    low: int | None
    best: int | None
    high: int | None
    quantities: tuple[str, ...]


def surest_toll(event: Event, slot: Slot, found: Annotations) -> Toll | None:
    """The surest of the counts in the slot of the killed or injured, or null where there is none.

    Counts of different people that one voice gives in one sentence are added ("three soldiers and
    two children"); those of another sentence or voice are another version and stand beside it.
    Where counts were weighed together, what others tell is not added to them. Where no number is
    told, those of whom it is told one by one are counted.
    """
    fillers = event.of(slot)
    quantities = {quantity.id: quantity for quantity in found.quantities}
    sentences = {mention.id: mention.sentence for mention in found.events}
    known = [(f, quantities[f.mention]) for f in fillers if f.mention in quantities]
    if not known:
        return _one_by_one(event.of(Slot.RECIPIENT), Fate(slot.value))
    surest = known[0][0]
    added: dict[str, QuantityMention] = {}
    for filler, quantity in known:
        if _is_one_version(surest, filler, sentences):
            added.setdefault(quantity.of.casefold(), quantity)
    counts = added.values()
    others = _beside(event, surest, Fate(slot.value))
    more = 0 if others is None else others.low
    most = more if others is None or others.every else None
    return Toll(
        low=_sum((*(count.low for count in counts), more)),
        best=_sum((*(count.best for count in counts), most)),
        high=_sum((*(count.high for count in counts), most)),
        quantities=tuple(count.id for count in counts),
    )


def _beside(event: Event, count: Filler, fate: Fate) -> OneByOne | None:
    """The people whom a count's rule says to add to it."""
    if count.span is None or not (count.provenance.rule or "").endswith(COUNTED_WITH_OTHERS):
        return None
    those = [told_by(one) for one in event.of(Slot.RECIPIENT) if one.fate is fate]
    return one_by_one(told_beside(count.span, those))


def _one_by_one(people: Sequence[Filler], fate: Fate) -> Toll | None:
    """How many single people had a fate; two more at least where others had it without number."""
    those = [told_by(one) for one in people if one.fate is fate]
    if not those:
        return None
    low, every = one_by_one(those)
    known = low if every else None
    return Toll(low=low, best=known, high=known, quantities=())


def _is_one_version(one: Filler, other: Filler, sentences: dict[str, Span]) -> bool:
    if one.provenance.component == WEIGHED:
        return other.provenance.component == WEIGHED
    alike = one.attribution == other.attribution and one.stance == other.stance
    first, second = sentences.get(one.told_by or ""), sentences.get(other.told_by or "")
    return one is other or (alike and first is not None and first == second)


def _sum(numbers: Iterable[int | None]) -> int | None:
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total

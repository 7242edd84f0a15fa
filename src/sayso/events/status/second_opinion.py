"""What the trained reader adds to a status that words decide: a number, a doubt, a status.

Rules stand where a word explains itself. Where none does ("told as a fact"), the reader's own
label counts if it is sure; where its value lies far from what the status says, the certainty
falls. Each of these is written into the provenance. Thresholds: `docs/model.md`, measured on
texts that the reader never saw.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.events.status.factuality import AUX, Judged
from sayso.events.status.told import less_sure
from sayso.lexicons.words.factuality import value_of
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.analysis.tagger import Tags
    from sayso.events.triggers.trigger import Trigger

_UNEXPLAINED = frozenset({None, "en.status.say"})
_SURE = 0.8
_SHARE = 0.7
# A value below (of what occurred) or above (of what is denied) makes it no more than that.
_DOUBTS = ((0.75, Certainty.POSSIBLE), (1.75, Certainty.PROBABLE))
_DOUBTS_OF_DENIAL = ((2.0, Certainty.POSSIBLE), (1.25, Certainty.PROBABLE))


@dataclass(frozen=True)
class Factuality:
    """How surely an event happened, from -3 to 3 (Lee et al. 2015), and what says so."""

    value: float
    provenance: Provenance


def second_opinion(judged: Judged, tags: Tags | None, trigger: Trigger) -> Judged:
    """The judgement on an event once the trained reader was asked about its words.

    Args:
        judged: what the words that govern the event say.
        tags: what the trained reader says of the text, or null where rules alone read.
        trigger: the event's words.
    """
    if tags is None:
        return judged
    labels = tags.label("status", trigger.start, trigger.end)
    turned = _turned(judged, labels, tags.name)
    value = _value(tags, trigger)
    return turned if value is None else _doubted(turned, value, tags.name)


def factuality_of(judged: Judged, tags: Tags | None, trigger: Trigger) -> Factuality:
    """How surely an event happened: the value of its status, blended with the reader's.

    Args are those of `second_opinion`, whose judgement this takes.
    """
    told = value_of(judged.status, judged.certainty)
    why = f"{judged.status}, {judged.certainty}: {told:g}"
    value = _value(tags, trigger) if tags is not None else None
    if tags is None or value is None:
        return Factuality(told, _by(None, why))
    blend = round(_SHARE * value + (1 - _SHARE) * told, 2)
    return Factuality(blend, _by(tags.name, f"{why}; the trained reader: {value:.2f}"))


def _turned(judged: Judged, labels: dict[str, float], model: str) -> Judged:
    """Another status, where no word decides and the reader is sure of one.

    Whether a deed is long past hangs on the day of publication, of which the reader knows nothing.
    """
    told_plainly = judged.provenance.rule in _UNEXPLAINED
    if not labels or judged.status is not Status.OCCURRED or not told_plainly:
        return judged
    best = max(labels, key=lambda label: (labels[label], label))
    status = Status(best)
    if status in {judged.status, Status.HISTORICAL} or labels[best] < _SURE:
        return judged
    reason = (
        f"the trained reader takes it for {status}, with probability {labels[best]:.2f};"
        f" by rules {judged.status}: {judged.provenance.reason}"
    )
    return Judged(status, judged.certainty, AUX.get(status, ()), _by(model, reason))


def _doubted(judged: Judged, value: float, model: str) -> Judged:
    """The same status, held less surely where the reader's value lies far from it."""
    if judged.status is Status.OCCURRED:
        most = next((c for bound, c in _DOUBTS if value < bound), None)
    elif judged.status is Status.NEGATED:
        most = next((c for bound, c in _DOUBTS_OF_DENIAL if value > bound), None)
    else:
        most = None
    certainty = less_sure(judged.certainty, most) if most is not None else judged.certainty
    if certainty is judged.certainty:
        return judged
    reason = (
        f"{judged.provenance.reason}; {certainty} at most, since the trained reader gives it"
        f" {value:.1f} on a scale from -3 (did not happen) to 3 (did)"
    )
    provenance = _by(model, reason, judged.provenance.rule)
    return replace(judged, certainty=certainty, provenance=provenance)


def _value(tags: Tags, trigger: Trigger) -> float | None:
    """The reader's value of the word that heads the event: it learned those of single words."""
    head = trigger.head
    return tags.value(head.idx, head.idx + len(head.text))


def _by(model: str | None, reason: str, rule: str | None = None) -> Provenance:
    return Provenance(
        component="events.second_opinion", version=VERSION, rule=rule, model=model, reason=reason
    )

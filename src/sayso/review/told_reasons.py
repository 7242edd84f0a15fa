"""Why a value of an account is what it is, or why there is none: for whatever page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.export.explain import decided_by
from sayso.lexicons.codes.definitions import definition
from sayso.records.shown.matrix import Column
from sayso.records.whole import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.records.claim import Claim
    from sayso.records.event import EventMention
    from sayso.records.evidence import Provenance, Span
    from sayso.records.reading import ReadDocument
    from sayso.records.review.settled import Correction
    from sayso.records.whole import Event, Filler

_SLOTS = {
    Column.ACTOR: (Slot.ACTOR,),
    Column.RECIPIENT: (Slot.RECIPIENT,),
    Column.TARGET: (Slot.TARGET, Slot.RECIPIENT),
    Column.PLACE: (Slot.PLACE,),
    Column.DATE: (Slot.DATE,),
    Column.MEANS: (Slot.WEAPON,),
    Column.RESPONSIBILITY: (Slot.ACTOR,),
}
_MENTION_FIELDS = {
    Column.ACTOR: "actors",
    Column.RECIPIENT: "recipients",
    Column.TARGET: "recipients",
    Column.PLACE: "place",
    Column.DATE: "date",
    Column.MEANS: "weapon",
    Column.STATUS: "status",
    Column.CERTAINTY: "factuality",
    Column.RESPONSIBILITY: "attribution",
}
FIELDS = {
    Column.ACTOR: "actors",
    Column.RECIPIENT: "recipients",
    Column.TARGET: "targets",
    Column.PLACE: "places",
    Column.DATE: "dates",
    Column.MEANS: "weapons",
    Column.RESPONSIBILITY: "stance",
    Column.STATUS: "status",
    Column.CERTAINTY: "certainty",
}
"""The field of an account behind each column that is no count; counts go by their own names."""

_SILENT = "this voice says nothing of it"


def field_of(column: Column) -> str:
    """The field of an account that a column shows, as reviews name it."""
    return FIELDS.get(column, column.value)


def because(provenance: Provenance) -> dict[str, Any]:
    """A reason as `reasons.html` shows it: the words, and what gave them."""
    return {
        "words": provenance.reason,
        "by": provenance.component,
        "version": provenance.version,
        "rule": provenance.rule or provenance.model,
        "table": None,
    }


def meaning(kind: str, code: str) -> list[dict[str, Any]]:
    """What a code means, as one more reason: the codebook's words and its file; none for none."""
    found = definition(kind, code)
    if found is None:
        return []
    said = {"words": found.words, "by": found.code, "version": None, "rule": None}
    return [{**said, "table": found.table}]


def by_person(correction: Correction) -> dict[str, Any]:
    """What a person's word did, as a reason."""
    who = " and ".join(correction.by)
    done = f"{correction.verdict.value}ed by {who} on {correction.at[:10]}"
    was = f"; sayso read {correction.was or 'nothing'}" if correction.was != correction.now else ""
    why = f": {correction.why}" if correction.why else ""
    note = f" ({correction.note})" if correction.note else ""
    words = f"{done}{why}{was}{note}"
    return {"words": words, "by": who, "version": None, "rule": None, "table": None}


@dataclass(frozen=True)
class Reasons:
    """The reasons of what some reports say, from what was kept when they were read."""

    events: Mapping[str, Event]
    mentions: Mapping[str, EventMention]
    decided: Mapping[str, Provenance]
    said: Mapping[tuple[str, str], Sequence[Correction]]

    @classmethod
    def of(
        cls, readings: Iterable[ReadDocument], corrections: Iterable[Correction] = ()
    ) -> Reasons:
        """The reasons in the readings of some reports, and what people's words did since."""
        read = [one.annotations for one in readings]
        said: dict[tuple[str, str], list[Correction]] = {}
        for one in corrections:
            said.setdefault((one.claim, one.field), []).append(one)
        return cls(
            events={event.id: event for found in read for event in found.whole_events},
            mentions={event.id: event for found in read for event in found.events},
            decided={key: why for found in read for key, why in decided_by(found).items()},
            said=said,
        )

    def of_value(self, claim: Claim, column: Column, words: Span | None) -> list[dict[str, Any]]:
        """Why an account has a value in a column: people's words, rules, what the code means.

        Args:
            claim: the account.
            column: where the value stands.
            words: its words; null for what no word says.
        """
        found = [by_person(one) for one in self._spoken(claim, column, words)]
        fillers = list(self._fillers(claim, column, words))
        for filler in fillers:
            found.append(because(filler.provenance))
            read = self.decided.get(filler.mention or "")
            found += [because(read)] if read is not None else []
        if not fillers:
            found += self._of_field(claim, column)
        found += _meanings(claim, column, words)
        return _once(found) or [because(claim.provenance)]

    def of_none(self, claims: Sequence[Claim], column: Column) -> list[dict[str, Any]]:
        """Why a voice has no value in a column.

        Args:
            claims: what the voice says of the incident in one report.
            column: the empty column.
        """
        found = [by_person(one) for claim in claims for one in self._spoken(claim, column, None)]
        for claim in claims:
            found += self._of_mentions(claim, column)
        silent = because(claims[0].provenance)
        return _once([*found, {**silent, "words": _SILENT}])

    def _spoken(self, claim: Claim, column: Column, words: Span | None) -> Iterator[Correction]:
        for one in self.said.get((claim.id, field_of(column)), ()):
            if one.words is None or words is None or one.words.overlaps(words):
                yield one

    def _fillers(self, claim: Claim, column: Column, words: Span | None) -> Iterator[Filler]:
        event = self.events.get(claim.event_id)
        if event is None:
            return
        own = (Slot(column.value),) if column.value in set(Slot) else ()
        slots = _SLOTS.get(column, own)
        for filler in event.of(*slots):
            if (filler.span is None) == (words is None) and (
                filler.span is None or (words is not None and filler.span.overlaps(words))
            ):
                yield filler

    def _of_field(self, claim: Claim, column: Column) -> list[dict[str, Any]]:
        """What gave a field that has no words of its own, else what gave it in the mentions."""
        event = self.events.get(claim.event_id)
        why = event.provenance.get(field_of(column)) if event is not None else None
        return [because(why)] if why is not None else self._of_mentions(claim, column)

    def _of_mentions(self, claim: Claim, column: Column) -> list[dict[str, Any]]:
        field = _MENTION_FIELDS.get(column, "quantities")
        found = (self.mentions.get(key) for key in claim.mentions)
        return [because(m.provenance[field]) for m in found if m and field in m.provenance]


def _meanings(claim: Claim, column: Column, words: Span | None) -> list[dict[str, Any]]:
    """What the codes in a value mean."""
    found: list[dict[str, Any]] = []
    if column is Column.STATUS:
        found += meaning("status", claim.status.value)
        found += meaning("event_type", claim.event_type)
        for mode in claim.modes:
            found += meaning("modes", f"{claim.event_type}/{mode}")
    elif column is Column.PLACE:
        for place in claim.places:
            found += meaning("place_precision", place.precision) if place.span == words else []
    elif column is Column.DATE:
        for date in claim.dates:
            found += meaning("time_precision", date.precision) if date.span == words else []
    elif column in {Column.ACTOR, Column.RESPONSIBILITY}:
        for party in claim.actors:
            found += meaning("stance", party.stance) if party.span == words else []
    return found


def _once(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    told: dict[tuple[str, str], dict[str, Any]] = {}
    for one in found:
        told.setdefault((one["words"], one["by"]), one)
    return list(told.values())

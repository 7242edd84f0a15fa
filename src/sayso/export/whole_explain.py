"""Why a whole event says what it says: for each slot every value, its words, voice and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group

from sayso.export.explain import decided_by
from sayso.export.reasons import Field, Part, count, reasons
from sayso.export.whole_values import slots, toll_words
from sayso.export.wording import chain_words, unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.lexicons.files.load import Rule
    from sayso.records.evidence import Provenance
    from sayso.records.reading import ReadDocument
    from sayso.records.rows.events import MentionRow, Value, WholeEventRow


def whole_explanation(row: WholeEventRow, read: ReadDocument, rules: Mapping[str, Rule]) -> Group:
    """A block per slot: each value with its words, who says it, what gave it, and why.

    `row` is one of the whole events of `read`; `rules` are known rules by id, of which the
    sentences that test them are shown where they decided.
    """
    row, found = unwrapped(row), unwrapped(read.annotations)
    return Group(*reasons(list(_fields(row, decided_by(found))), rules))


def _fields(row: WholeEventRow, decided: Mapping[str, Provenance]) -> Iterator[Field]:
    why = row.provenance.get
    yield Field("event_type", "/".join([row.event_type, *row.modes]), why("event_type"))
    yield Field("incident_type", row.incident_type or "", why("incident_type"))
    yield Field("contexts", ", ".join(row.contexts), why("contexts"))
    yield Field("cameo", row.cameo or "", why("cameo"))
    yield Field("status", f"{row.status}, {row.certainty}", why("status"))
    yield Field("stance", row.stance.replace("_", " "), why("stance"))
    mentions = [_mention(mention) for mention in row.mentions]
    yield Field("mentions", count(mentions), why("mentions"), mentions)
    for name, values in slots(row):
        parts = [
            Part(words, f"{meaning}; {_says(value)}", _decided(value, decided))
            for words, meaning, value in values
        ]
        yield Field(name, count(parts), why(name), parts)
    yield Field("killed", toll_words(row.killed), why("killed"))
    yield Field("injured", toll_words(row.injured), why("injured"))
    yield Field("confidence", f"{row.confidence:.2f}", why("confidence"))


def _mention(mention: MentionRow) -> Part:
    told = f"{mention.status}, {mention.stance.replace('_', ' ')}, at {mention.start}"
    return Part(mention.quote, f"{told} ({mention.id[:9]})")


def _says(value: Value) -> str:
    """Who says it, and other words of the report for the same."""
    voice = f"{chain_words(value.attribution)} says so"
    if not value.also:
        return voice
    return f"{voice}; also " + ", ".join(f"“{words.text}”" for words in value.also)


def _decided(value: Value, decided: Mapping[str, Provenance]) -> list[Provenance]:
    """What put the value in its slot, and what read the words."""
    read = decided.get(value.mention or "")
    return [value.provenance] if read is None else [value.provenance, read]

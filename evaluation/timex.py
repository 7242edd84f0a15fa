"""A time mention as the TIMEX3 expressions that TempEval asks for (ISO-TimeML, 2010)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.records.mention import TimeMention


def to_timexes(mention: TimeMention) -> list[dict[str, Any]]:
    """The expressions of time in a mention's words, each with its type and value."""
    return [
        {
            "start": one.span.start,
            "end": one.span.end,
            "type": one.kind.value,
            "value": one.value,
        }
        for one in mention.values
    ]

"""Voices within voices: which attribution's content holds which other attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.records.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.records.attribution import Attribution


def link_chains(
    attributions: Sequence[Attribution], passed_on: Mapping[str, str], text: str
) -> list[Attribution]:
    """The attributions with `parent` set to the innermost other one that holds them wholly.

    An attribution holds another when its content spans hold the other's cue and content. A content
    that begins at or in another's cue begins with that one's source: "{A asked for} B, said C".
    `passed_on` names the parents of those that are held by no content: "the radio, citing …".
    """
    whole = [_with_cues(one, attributions, text) for one in attributions]
    return [
        msgspec.structs.replace(inner, parent=passed_on.get(inner.id) or _innermost(inner, whole))
        for inner in whole
    ]


def _with_cues(outer: Attribution, others: Sequence[Attribution], text: str) -> Attribution:
    content = []
    voice = min(span.start for span in (outer.cue, outer.source) if span is not None)
    for part in outer.content:
        cut = [
            one
            for one in others
            if part.end <= voice
            and one.id != outer.id
            and one.cue.start < part.start <= one.cue.end + 1
            and any(part.start <= said.start < said.end <= part.end for said in one.content)
        ]
        begins = [span.start for one in cut for span in (one.cue, one.source) if span is not None]
        start = min([part.start, *(at for at in begins if at < part.start)])
        content.append(Span(start=start, end=part.end, quote=text[start : part.end]))
    return msgspec.structs.replace(outer, content=tuple(content))


def _innermost(inner: Attribution, attributions: Sequence[Attribution]) -> str | None:
    holding = [
        (sum(s.end - s.start for s in outer.content), outer.cue.start, outer.id)
        for outer in attributions
        if outer.id != inner.id and _holds(outer, inner)
    ]
    return min(holding)[2] if holding else None


def _holds(outer: Attribution, inner: Attribution) -> bool:
    parts = (inner.cue, *inner.content)
    return all(any(span.contains(part) for span in outer.content) for part in parts)

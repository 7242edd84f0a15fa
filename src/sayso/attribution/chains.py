"""Voices within voices: which attribution's content holds which other attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.records.attribution import Attribution


def link_chains(
    attributions: Sequence[Attribution], passed_on: Mapping[str, str]
) -> list[Attribution]:
    """The attributions with `parent` set to the innermost other one that holds them wholly.

    An attribution holds another when its content spans hold the other's cue and content.
    `passed_on` names the parents of those that are held by no content: "the radio, citing …".
    """
    return [
        msgspec.structs.replace(
            inner, parent=passed_on.get(inner.id) or _innermost(inner, attributions)
        )
        for inner in attributions
    ]


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

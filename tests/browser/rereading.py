"""A newer sayso that reads otherwise, as a changed rule makes it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.joining.stages import load_stages

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.records.reading import ReadDocument


def link_again(ledger: Ledger, *, place: str | None = None) -> None:
    """Links all of a ledger again by a newer version, which may read every place as another."""
    used = load_stages()

    def assemble(read: ReadDocument) -> tuple[Claim, ...]:
        claims = used.assemble(read)
        if place is None:
            return claims
        return tuple(
            replace(one, places=tuple(replace(where, name=place) for where in one.places))
            for one in claims
        )

    link_ledger(ledger, version="99.0.0", stages=dataclasses.replace(used, assemble=assemble))

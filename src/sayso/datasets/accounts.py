"""The claims of reports, and those of rows, which say of themselves what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.claims.assemble import assemble_claims
from sayso.records.exchange.foreign import is_row

if TYPE_CHECKING:
    from sayso.records.claim import Claim
    from sayso.records.reading import ReadDocument


def claims_of(read: ReadDocument) -> tuple[Claim, ...]:
    """The claims of a reading; of a row one, by the import of its data set.

    Rows of one release are alike in the reason: by it the linker keeps apart what a data set that
    has each happening once tells twice.
    """
    claims = assemble_claims(read)
    if not is_row(read.document.text):
        return claims
    (event,) = read.annotations.whole_events
    told = replace(event.provenance["event_type"], reason=f"a row of {read.document.publisher}")
    return tuple(replace(claim, provenance=told) for claim in claims)

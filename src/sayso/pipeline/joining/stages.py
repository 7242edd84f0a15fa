"""What a linking calls of the stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.incidents.drawn.line import to_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sayso.incidents.joining.linker import Linked
    from sayso.pipeline.joining.claiming import Assemble, Credit
    from sayso.records.claim import Account, Claim
    from sayso.records.incident import Incident, Sources
    from sayso.records.linking import IncidentLine

    Count = Callable[[Sequence[Account], Mapping[str, str]], Sources | None]
    Line = Callable[[Incident, Sequence[Account], Sources], IncidentLine | None]


@dataclass(frozen=True)
class Stages:
    """What a linking calls of the stages: each may be another one in a test."""

    assemble: Assemble
    credit: Credit
    linkables: Callable[[Iterable[Claim], str | None], Sequence[Any]]
    link: Callable[..., Linked]
    sources: Count
    line: Line = to_line


def load_stages() -> Stages:
    """The stages of sayso."""
    from sayso.datasets.accounts import claims_of  # noqa: PLC0415 (data loads with them)
    from sayso.datasets.origins import credit_of  # noqa: PLC0415
    from sayso.incidents.joining.linkable import to_linkables  # noqa: PLC0415
    from sayso.incidents.joining.linker import link_events  # noqa: PLC0415
    from sayso.incidents.sources.independence import independent_sources  # noqa: PLC0415

    return Stages(claims_of, credit_of, to_linkables, link_events, independent_sources)

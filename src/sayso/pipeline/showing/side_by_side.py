"""Incidents of a ledger, ready to be shown: accounts, sources, matrix, figures, history."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.incidents.reviewed.whole import right_headline
from sayso.incidents.side_by_side.matrix import to_matrix
from sayso.incidents.sources.independence import independent_sources
from sayso.pipeline.deciding.reviewed import lay_over
from sayso.pipeline.showing.figure_context import figure_context
from sayso.profiles.figures import compute
from sayso.records.review.settled import WHAT_HOLDS
from sayso.records.shown.side_by_side import SideBySide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sayso.ledger.store import Ledger
    from sayso.pipeline.deciding.reviewed import Laid
    from sayso.profiles.profile import Profile
    from sayso.records.claim import Account
    from sayso.records.incident import Incident
    from sayso.records.review.settled import ReviewView
    from sayso.records.shown.figures import Figures
    from sayso.records.shown.matrix import Matrix

_BATCH = 200


def read_side_by_side(  # noqa: PLR0913 (what is asked, each by its name)
    ledger: Ledger,
    wanted: str,
    *,
    profiles: Sequence[Profile] = (),
    as_of: int | str | None = None,
    reviews: ReviewView | None = WHAT_HOLDS,
    keep: Callable[[Account], bool] | None = None,
) -> SideBySide:
    """Everything that a ledger knows of an incident, with what people said laid over.

    Args:
        ledger: An open ledger whose events are linked.
        wanted: The id of an incident, of an event of it, or the first letters of one.
        profiles: The rulebooks by which its figures are computed.
        as_of: The number of a linking, or an ISO 8601 day or time: what was known then.
        reviews: Whose words are laid over; null for none: as sayso read it.
        keep: Which accounts are shown and counted; null for all.

    Raises:
        LedgerError: when nothing, or more than one thing, goes by that id.
    """
    incident = ledger.incident(wanted, as_of=as_of)
    read = ledger.accounts(incident.event_ids, as_of=as_of)
    laid = lay_over(ledger, read, [incident.id], reviews=reviews, as_of=as_of)
    accounts = tuple(filter(keep, laid.accounts.accounts)) if keep else laid.accounts.accounts
    texts = ledger.texts({account.claim.doc_id for account in accounts})
    matrix = _matrix(incident, accounts, texts, laid)
    history = ledger.history(incident.id, as_of=as_of)
    return SideBySide(
        matrix=matrix,
        accounts=accounts,
        figures=_figures(ledger, matrix, accounts, profiles, as_of=as_of, reviews=reviews),
        links=tuple(ledger.links(incident.id, as_of=as_of)),
        history=tuple(step.change for step in history),
        corrections=laid.accounts.corrections,
        left_out=laid.accounts.left_out,
        open=laid.accounts.open,
        of_incident=laid.incidents,
        rejected=incident.id in laid.rejected,
        partly_rejected=laid.partly,
    )


def _figures(  # noqa: PLR0913 (what they are computed from)
    ledger: Ledger,
    matrix: Matrix,
    accounts: Sequence[Account],
    profiles: Sequence[Profile],
    *,
    as_of: int | str | None,
    reviews: ReviewView | None,
) -> tuple[Figures, ...]:
    """The figures by each rulebook: what lies around the incident is read only for these."""
    if not profiles:
        return ()
    context = figure_context(ledger, matrix.incident.id, accounts, as_of=as_of, reviews=reviews)
    return tuple(compute(one, accounts, matrix.sources, context) for one in profiles)


def matrices(
    ledger: Ledger,
    incident_ids: Iterable[str],
    *,
    as_of: int | str | None = None,
    reviews: ReviewView | None = WHAT_HOLDS,
    on_rejected: Callable[[str], None] = lambda _: None,
) -> Iterator[tuple[Matrix, Sequence[Account]]]:
    """The matrix and accounts of each incident, in the order given; a few in memory at a time.

    Incidents that people rejected, and those of which they rejected every account, are passed
    over, and `on_rejected` gets their ids.
    """
    ids = iter(incident_ids)
    while batch := list(islice(ids, _BATCH)):
        found = ledger.incidents_with(batch, as_of=as_of)
        laid, told = _of_batch(ledger, found, as_of, reviews)
        for incident, accounts, texts in told:
            if accounts:
                yield _matrix(incident, accounts, texts, laid), accounts
            else:
                on_rejected(incident.id)


def _of_batch(
    ledger: Ledger,
    batch: Sequence[Incident],
    as_of: int | str | None,
    reviews: ReviewView | None,
) -> tuple[Laid, list[tuple[Incident, Sequence[Account], Mapping[str, str]]]]:
    homes = {event: incident.id for incident in batch for event in incident.event_ids}
    read = ledger.accounts(homes, as_of=as_of)
    ids = [incident.id for incident in batch]
    laid = lay_over(ledger, read, ids, reviews=reviews, as_of=as_of)
    told: dict[str, list[Account]] = defaultdict(list)
    for account in laid.accounts.accounts:
        home = homes[account.claim.event_id]
        if home not in laid.rejected:
            told[home].append(account)
    docs = {account.claim.doc_id for accounts in told.values() for account in accounts}
    texts = ledger.texts(docs)
    return laid, [(incident, told[incident.id], texts) for incident in batch]


def _matrix(
    incident: Incident, accounts: Sequence[Account], texts: Mapping[str, str], laid: Laid
) -> Matrix:
    own = {key: texts[key] for key in {a.claim.doc_id for a in accounts} if key in texts}
    made = to_matrix(incident, accounts, independent_sources(accounts, own))
    return replace(made, headline=right_headline(made.headline, laid.incidents, laid.homes))

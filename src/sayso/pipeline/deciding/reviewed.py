"""The accounts of a ledger with what people said of them laid over."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from sayso.incidents.reviewed.applying import Reviewed, reviewed
from sayso.incidents.reviewed.coding import of_view
from sayso.incidents.reviewed.following import successor
from sayso.incidents.reviewed.settling import REFEREE, settled
from sayso.incidents.reviewed.whole import right_headline
from sayso.incidents.side_by_side.matrix import to_matrix
from sayso.records.review.judgement import Verdict
from sayso.records.review.settled import Correction, Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sayso.ledger.acts.said import Said
    from sayso.ledger.store import Ledger
    from sayso.records.claim import Account, Claim
    from sayso.records.review.settled import ReviewView, Settled
    from sayso.records.shown.dossier import Dossier


ORIGIN = "origin"
"""The field of a report that is where its words come from: who rejects it holds the report apart
from those whose words or informants it shares."""


class Laid(NamedTuple):
    """Accounts with people's words over them.

    `accounts` is what `reviewed` gives; `incidents` are the questions about incidents as such,
    `rejected` the ids of those that were rejected as a whole, `partly` the rejections of what is
    only a part of one since somebody merged it with others. `read` is what it was given, without
    the events that others coded. `homes` is the present id of incidents that were merged since
    somebody spoke of them.
    """

    accounts: Reviewed
    read: Sequence[Account]
    incidents: tuple[Settled, ...] = ()
    rejected: frozenset[str] = frozenset()
    homes: Mapping[str, str] = MappingProxyType({})
    partly: tuple[Settled, ...] = ()


def lay_over(
    ledger: Ledger,
    accounts: Sequence[Account],
    incident_ids: Collection[str] = (),
    *,
    reviews: ReviewView | None,
    as_of: int | str | None = None,
) -> Laid:
    """Lays what people settled over accounts.

    Args:
        ledger: the ledger that the accounts are from.
        accounts: as sayso read them.
        incident_ids: the incidents that they are of, by whole ids.
        reviews: whose words; null for none: as sayso read it.
        as_of: the number of a linking, or an ISO 8601 day or time: what had been said by then.
    """
    if reviews is None:
        read = of_view(accounts, ())
        return Laid(Reviewed(tuple(read), (), (), ()), read)
    docs = {account.claim.doc_id for account in accounts}
    said = ledger.said_of(docs, incident_ids, as_of=as_of)
    if not said.reviews:
        read = of_view(accounts, ())
        return Laid(Reviewed(tuple(read), (), (), ()), read)
    questions = settled_of(said, reviews)
    read = of_view(accounts, questions)
    whole = {*incident_ids, *said.homes}
    of_incidents = tuple(one for one in questions if one.target in whole)
    others = [one for one in questions if one.target not in whole and one.field != ORIGIN]
    apart = _apart(questions)
    told = [replace(a, apart=_who(apart.get(a.claim.doc_id))) for a in read]
    follows = followed(
        ledger, {one.target for one in others}, [a.claim for a in accounts], as_of=as_of
    )
    rejected, partly = _rejected(of_incidents, said)
    found = reviewed(told, others, follows)
    held = [_held_apart(a, apart[a.claim.doc_id]) for a in told if a.claim.doc_id in apart]
    found = found._replace(corrections=(*found.corrections, *held))
    return Laid(found, read, of_incidents, rejected, said.homes, partly)


def _rejected(
    of_incidents: Sequence[Settled], said: Said
) -> tuple[frozenset[str], tuple[Settled, ...]]:
    """The incidents that were rejected as they are, and the rejections of what is a part by now.

    Who rejects an incident says nothing of what is merged with it later: the whole is rejected
    when each part is. A part that was rejected is asked about until the whole is accepted.
    """
    whole = {one.target: one for one in of_incidents if not one.field and one.holds is not None}
    none = {key: one for key, one in whole.items() if _holds(one, Verdict.REJECT)}
    rejected = frozenset(
        key
        for key, one in none.items()
        if key not in said.homes and _later(one, said).issubset(none)
    )
    partly = []
    for key in sorted(none):
        home = said.homes.get(key, key)
        answered = home in whole and _holds(whole[home], Verdict.ACCEPT)
        if home not in rejected and not answered:
            partly.append(none[key])
    return rejected, tuple(partly)


def _holds(one: Settled, verdict: Verdict) -> bool:
    return one.holds is not None and one.holds.verdict is verdict


def _later(one: Settled, said: Said) -> frozenset[str]:
    """What was merged into an incident since it was rejected last."""
    words = [one.holds] if one.outcome is Outcome.RULED else one.said
    since = (said.since.get(word.id, frozenset()) for word in words if word is not None)
    return min(since, key=len, default=frozenset())


def _apart(questions: Iterable[Settled]) -> dict[str, Settled]:
    """The reports that people hold apart, with what they said."""
    return {
        one.target: one
        for one in questions
        if one.field == ORIGIN and one.holds is not None and one.holds.verdict is Verdict.REJECT
    }


def _who(one: Settled | None) -> str | None:
    """Who said so: all who speak of a question that is settled."""
    return " and ".join(_names(one)) if one is not None else None


def _names(one: Settled) -> tuple[str, ...]:
    return tuple(sorted({said.by for said in one.said}))


def _held_apart(account: Account, one: Settled) -> Correction:
    """What it did to an account that its report is held apart."""
    assert one.holds is not None
    return Correction(
        claim=account.claim.id,
        target=one.target,
        field=ORIGIN,
        verdict=one.holds.verdict,
        outcome=one.outcome,
        was=one.holds.shown,
        now="its own",
        by=_names(one),
        at=one.holds.at,
        why=one.holds.why,
        review=one.holds.id,
    )


class Heard(NamedTuple):
    """The accounts of an export with people's words over them.

    Those that people rejected are among `accounts` as sayso read them: a guard must have seen them
    before a side table may tell of them. `rejected` says so of each by the id of its claim, and
    why. `corrections` stand each with the id of its incident. `laid` has what people said of the
    incidents as such.
    """

    accounts: list[Account]
    rejected: dict[str, str]
    corrections: list[tuple[str, Correction]]
    laid: Laid


def heard(
    ledger: Ledger,
    homes: Mapping[str, str],
    *,
    reviews: ReviewView | None,
    as_of: int | str | None = None,
) -> Heard:
    """The accounts of some events, as an export needs them.

    Args:
        ledger: the ledger.
        homes: the incident of each event.
        reviews: whose words are laid over; null for none.
        as_of: the number of a linking, or an ISO 8601 day or time.
    """
    read = ledger.accounts(homes, as_of=as_of)
    laid = lay_over(ledger, read, set(homes.values()), reviews=reviews, as_of=as_of)
    rejected = dict.fromkeys(laid.accounts.left_out, "an account that people rejected")
    for account in laid.read:
        if homes[account.claim.event_id] in laid.rejected:
            rejected[account.claim.id] = "of an incident that people rejected"
    kept = {account.claim.id: account for account in laid.accounts.accounts}
    home = {account.claim.id: homes[account.claim.event_id] for account in read}
    return Heard(
        [kept.get(account.claim.id, account) for account in laid.read],
        rejected,
        [(home[one.claim], one) for one in laid.accounts.corrections],
        laid,
    )


def held_right(laid: Laid, dossier: Dossier) -> tuple[Correction, ...]:
    """What people hold right of an incident as such; `dossier` has its accounts and sources."""
    id_ = dossier.incident.id
    own = [one for one in laid.incidents if laid.homes.get(one.target, one.target) == id_]
    if not dossier.accounts or not any(one.field for one in own):
        return ()
    matrix = to_matrix(dossier.incident, dossier.accounts, dossier.sources)
    return right_headline(matrix.headline, own, laid.homes).settled


def settled_of(said: Said, view: ReviewView) -> tuple[Settled, ...]:
    """What holds of what people said, or of what one person did."""
    roles = {**view.roles, **dict.fromkeys(said.referees, REFEREE)}
    wanted = (one for one in said.reviews if view.by is None or one.by == view.by)
    return settled(wanted, roles)


def followed(
    ledger: Ledger,
    targets: Iterable[str],
    claims: Iterable[Claim],
    *,
    as_of: int | str | None = None,
) -> Mapping[str, str]:
    """The present id of each reviewed claim or event that goes by another one since.

    Args:
        ledger: the ledger.
        targets: the ids of what was reviewed.
        claims: claims of now that are at hand, so that the ledger need not be asked for them.
        as_of: the linking whose claims are those of now.
    """
    known = {key for claim in claims for key in _keys(claim)}
    gone = set(targets) - known
    former = {key: one for one in ledger.former_claims(gone) for key in (one.id, one.event_id)}
    docs = {one.doc_id for key, one in former.items() if key in gone}
    present: dict[str, list[Claim]] = {}
    for claim in ledger.claims_of(docs, as_of=as_of) if docs else ():
        known.update(_keys(claim))
        present.setdefault(claim.doc_id, []).append(claim)
    found: dict[str, str] = {}
    for key in sorted((gone - known) & former.keys()):
        heir = successor(former[key], present.get(former[key].doc_id, ()))
        if heir is not None:
            found[key] = heir.event_id if key == former[key].event_id else heir.id
    return found


def _keys(claim: Claim) -> tuple[str, ...]:
    return (claim.id, claim.event_id, *claim.mentions, *(toll.id for toll in claim.tolls))

"""An incident ready to be compared: what pairs it, what it says, whether it is asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.datasets.tables import datasets
from sayso.incidents.joining.linkable import to_linkables
from sayso.incidents.joining.pairing import Happening, to_told
from sayso.pipeline.comparing.answers import Answers, to_answers
from sayso.pipeline.showing.incident_lists import is_minor
from sayso.records.exchange.comparison import Field, Listed

if TYPE_CHECKING:
    from sayso.incidents.joining.features import Linkable
    from sayso.profiles.profile import Profile
    from sayso.records.claim import Account
    from sayso.records.linking import IncidentFilter
    from sayso.records.shown.dossier import Dossier


@dataclass(frozen=True)
class Unit:
    """One incident, or one row of a data set.

    `days` are the first and the last day that any account tells, ISO 8601, null where none does.
    `minor` marks what one report alone says and that is only words, or nothing done.
    """

    id: str
    happening: Happening
    answers: Answers
    listed: Listed
    types: frozenset[str]
    countries: frozenset[str]
    days: tuple[str, str] | None
    minor: bool

    def is_wanted(self, asked: IncidentFilter) -> bool:
        """Whether it fulfils all conditions on days, country and type that are given."""
        first, last = self.days or ("9999", "")
        return (
            (asked.since is None or last >= asked.since)
            and (asked.until is None or first <= asked.until)
            and (asked.country is None or asked.country in self.countries)
            and all(
                kind is None or kind in self.types
                for kind in (asked.event_type, asked.incident_type)
            )
        )


def to_unit(dossier: Dossier, profile: Profile, *, is_ledger: bool) -> Unit:
    """An incident with all that it is compared by.

    Args:
        dossier: the incident with all its accounts.
        profile: the rulebook of its numbers.
        is_ledger: whether it is one of reports; a row of a data set is never minor.
    """
    answers = to_answers(dossier, profile, is_ledger=is_ledger)
    claims = [account.claim for account in dossier.accounts]
    reports = {claim.doc_id for claim in claims}
    types = frozenset(claim.event_type for claim in claims)
    return Unit(
        id=dossier.incident.id,
        happening=Happening(_told(dossier), _things(dossier)),
        answers=answers,
        listed=_listed(dossier.incident.id, answers, types, len(reports)),
        types=types | {claim.incident_type for claim in claims if claim.incident_type},
        countries=answers.all_codes[Field.COUNTRY],
        days=_days(answers),
        minor=is_ledger
        and is_minor(types, {claim.status for claim in claims}, reports=len(reports)),
    )


def _told(dossier: Dossier) -> Linkable:
    """All that the events of the incident tell, report by report."""
    reports: defaultdict[str, list[Account]] = defaultdict(list)
    for account in dossier.accounts:
        reports[account.claim.doc_id].append(account)
    events = [
        event
        for accounts in reports.values()
        for event in to_linkables([a.claim for a in accounts], accounts[0].published)
    ]
    return to_told(dossier.incident.id, events)


def _listed(id_: str, answers: Answers, types: frozenset[str], reports: int) -> Listed:
    def label(field: Field) -> str | None:
        answer = answers.most.get(field)
        return answer.label if answer else None

    return Listed(
        id=id_,
        day=label(Field.DATE),
        place=label(Field.PLACE) or label(Field.COUNTRY),
        types=tuple(sorted(types)),
        actor=label(Field.ACTOR),
        recipient=label(Field.RECIPIENT),
        killed=label(Field.KILLED),
        reports=reports,
    )


def _days(answers: Answers) -> tuple[str, str] | None:
    """The first and the last day that any account tells; else that of publication."""
    told = [cell.said for cell in answers.all_cells.get(Field.DATE, ())]
    if not told and Field.DATE in answers.most:
        by = answers.most[Field.DATE].label.split()[-1]
        return by, by
    firsts = [said.earliest or said.latest for said in told]
    lasts = [said.latest or said.earliest for said in told]
    return (min(filter(None, firsts)), max(filter(None, lasts))) if told else None


def _things(dossier: Dossier) -> frozenset[str]:
    """The ids that another side may hold too: of rows where they are rows, else of events."""
    return frozenset(
        account.report if _is_row(account) else account.claim.event_id
        for account in dossier.accounts
    )


def _is_row(account: Account) -> bool:
    return account.report.partition(":")[0] in datasets()

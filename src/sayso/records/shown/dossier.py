"""An incident with everything that an export may say of it."""

from __future__ import annotations

from sayso.records.claim import Account
from sayso.records.evidence import Record
from sayso.records.incident import Incident, Sources
from sayso.records.review.settled import Whole


class Dossier(Record, frozen=True, kw_only=True):
    """One incident, its accounts in the order of publication, and where they come from.

    Whoever makes it has already left out what a filter, a delay or a redaction leaves out, and
    coarsened what is to be coarsened: an exporter writes what it is given.

    `against` are accounts that are left out since their voice denies, exonerates or disputes it:
    no row and no number rests on them, but a format with a column for notes may tell of them.

    `whole` is what people hold right of the incident as such: where a format has room for one
    answer it stands in the place of what the accounts tell, and changes none of them.
    """

    incident: Incident
    accounts: tuple[Account, ...]
    sources: Sources
    against: tuple[Account, ...] = ()
    whole: Whole = Whole()

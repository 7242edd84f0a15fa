"""An incident with everything that an export may say of it."""

from __future__ import annotations

from sayso.records.claim import Account
from sayso.records.evidence import Record
from sayso.records.incident import Incident, Sources


class Dossier(Record, frozen=True, kw_only=True):
    """One incident, its accounts in the order of publication, and where they come from.

    Whoever makes it has already left out what a filter, a delay or a redaction leaves out, and
    coarsened what is to be coarsened: an exporter writes what it is given.
    """

    incident: Incident
    accounts: tuple[Account, ...]
    sources: Sources

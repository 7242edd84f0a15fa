"""An incident as other programs get it: the accounts, the matrix of them, figures, history."""

from __future__ import annotations

from sayso.records.claim import Account
from sayso.records.evidence import Record
from sayso.records.figures import Figures
from sayso.records.incident import Change, Link
from sayso.records.matrix import Matrix


class SideBySide(Record, frozen=True, kw_only=True):
    """Everything that a ledger knows of one incident.

    `matrix` is for reading, `accounts` are the same claims in full, with codes and coordinates.
    `figures` are those of the profiles that were asked for, `links` what joins the events,
    `history` what became of the incident, the earliest first.
    """

    matrix: Matrix
    accounts: tuple[Account, ...]
    figures: tuple[Figures, ...] = ()
    links: tuple[Link, ...] = ()
    history: tuple[Change, ...] = ()

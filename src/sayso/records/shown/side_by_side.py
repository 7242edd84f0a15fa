"""An incident as other programs get it: the accounts, the matrix of them, figures, history."""

from __future__ import annotations

from sayso.records.claim import Account
from sayso.records.evidence import Record
from sayso.records.incident import Change, Link
from sayso.records.review.settled import Correction, Settled
from sayso.records.shown.figures import Figures
from sayso.records.shown.matrix import Matrix


class SideBySide(Record, frozen=True, kw_only=True):
    """Everything that a ledger knows of one incident.

    `matrix` is for reading, `accounts` are the same claims in full, with codes and coordinates.
    `figures` are those of the profiles that were asked for, `links` what joins the events,
    `history` what became of the incident, the earliest first. Accounts, matrix and figures are as
    people settled them, or as sayso read them where that was asked for: `corrections` tell what
    people's words did, `left_out` are the claims that they rejected, `open` the questions on which
    they differ; `of_incident` is what they said of the incident as such, `rejected` whether they
    hold that it is none. `partly_rejected` are rejections of incidents that were merged with
    others since: of a part of this one, and nobody said yet what becomes of the whole.
    """

    matrix: Matrix
    accounts: tuple[Account, ...]
    figures: tuple[Figures, ...] = ()
    links: tuple[Link, ...] = ()
    history: tuple[Change, ...] = ()
    corrections: tuple[Correction, ...] = ()
    left_out: tuple[str, ...] = ()
    open: tuple[Settled, ...] = ()
    of_incident: tuple[Settled, ...] = ()
    rejected: bool = False
    partly_rejected: tuple[Settled, ...] = ()

"""All checks of a ledger, in the order in which they are told."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sayso.ledger.checks.act_checking import check_acts
from sayso.ledger.checks.checking import (
    check_custody,
    check_documents,
    check_erasures,
    check_rejects,
    check_storage,
    check_texts,
)
from sayso.ledger.checks.linked_checking import check_claims, check_judgements, check_linkings
from sayso.ledger.checks.rereading import check_readings
from sayso.ledger.checks.review_checking import check_reviews
from sayso.ledger.people.users import check_users

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sayso.ledger.checks.checking import Problem

_CHECKS = (
    check_storage,
    check_texts,
    check_documents,
    check_readings,
    check_rejects,
    check_custody,
    check_erasures,
    check_claims,
    check_linkings,
    check_judgements,
    check_reviews,
    check_acts,
    check_users,
)


def all_problems(connection: Connection) -> list[Problem]:
    """What does not agree; empty when all does."""
    return list(chain.from_iterable(check(connection) for check in _CHECKS))

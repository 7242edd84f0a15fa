"""Values with the independent sources that give them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sayso.records.claim import Account, Claim


def by_source(
    accounts: Iterable[Account], source: Callable[[str], str], values: Callable[[Claim], Any]
) -> dict[Any, set[str]]:
    """Each value that a claim gives, with the independent sources that give it."""
    found: defaultdict[Any, set[str]] = defaultdict(set)
    for account in accounts:
        for value in values(account.claim):
            found[value].add(source(account.claim.id))
    return found

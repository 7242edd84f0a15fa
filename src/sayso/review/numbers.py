"""Numbers that forms and addresses carry, whatever somebody put there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS = 15
"""More than any number of an act has, and no more than any database takes."""


def number(told: str) -> int | None:
    """A whole number from 0 on; null for anything else."""
    plain = told.isascii() and told.isdecimal() and len(told) <= _DIGITS
    return int(told) if plain else None


def seen(form: Mapping[str, str]) -> int:
    """The number of the last act that the page of a form knew.

    A form that does not tell it knew nothing: what anybody decided on the same since is newer.
    """
    return number(form.get("seen", "")) or 0

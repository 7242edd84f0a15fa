"""Which texts the shipped networks never saw: one eighth of all, by a hash of the text."""

from __future__ import annotations

import hashlib

PARTS = 8
HELD = 7


def part_of(text: str) -> int:
    """The eighth, from 0 to 7, to which a text belongs: the same for every task that has it."""
    digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % PARTS

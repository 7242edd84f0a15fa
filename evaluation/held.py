"""Which texts the shipped networks never saw: one eighth of all, by a hash of the text."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluation.items import Item

PARTS = 8
HELD = 7


def part_of(text: str) -> int:
    """The eighth, from 0 to 7, to which a text belongs: the same for every task that has it."""
    digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % PARTS


def text_of(item: Item) -> str:
    """The text by which an item is held or not; of an item of several reports all their texts."""
    if "docs" in item:
        return "\n".join(doc["text"] for doc in item["docs"])
    return str(item["text"])

"""What a mend changes of one token in a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token


class Edit(NamedTuple):
    """A token's new head, relation and tag; null where the old one stays."""

    token: Token
    head: Token | None = None
    dep: str | None = None
    tag: str | None = None

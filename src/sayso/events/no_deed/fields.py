"""Fields of life whose words sound like war: sport, business, nature, the arts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.events.meanings import Meanings
    from sayso.events.triggers.candidates import Candidate

SPORT = "@sport"
FIELDS = ("@business", "@nature", "@arts", "@abstract")
_NO_NAMES = ("@illness", "@sky")
_HYPHENS = frozenset("-\u2010\u2011")


def is_elsewhere(candidate: Candidate, meanings: Meanings) -> bool:
    """Whether a party to a deed is of another field, and of no use in a war.

    A market is shelled, an actor arrested, and aid counted in dollars; a striker shoots.
    """
    doers, others = candidate.fill("subject|by"), candidate.fill("object")
    fought = any(_is_party(token, meanings) for token in doers)
    faced = any(_is_party(token, meanings) for token in others)
    before = [token for token in candidate.fill("modifier") if not _ends_compound(token)]
    return (
        any(_plays(token, meanings, excused=faced) for token in doers)
        or any(_plays(token, meanings, excused=True) for token in others)
        or any(_plays(token, meanings, excused=False) for token in before)
        or any(_is_of_other_field(token, meanings) for token in (*doers, *before))
        or any(
            _is_of_other_field(token, meanings)
            for token in others
            if not ((fought or faced) and meanings.is_a(token, "@animal"))
        )
    )


def _plays(token: Token, meanings: Meanings, *, excused: bool) -> bool:
    """Whether a word is of sport; excused are those for people: strikers are also on strike."""
    if meanings.is_actor(token) or not meanings.is_a(token, SPORT):
        return False
    return not (excused and (meanings.is_a(token, "@folk") or meanings.is_a(token, "@band")))


def _is_of_other_field(token: Token, meanings: Meanings) -> bool:
    """Whether a word is of business, nature, the arts or of thought, and of nothing in a war."""
    if token.idx not in meanings.actors and any(meanings.is_a(token, name) for name in _NO_NAMES):
        return True
    if meanings.is_actor(token) or meanings.is_a(token, "@plain"):
        return False
    return any(meanings.is_a(token, name) for name in FIELDS)


def _is_party(token: Token, meanings: Meanings) -> bool:
    """Whether a word names somebody who can wage war, not somebody at play."""
    human = meanings.is_actor(token) or meanings.is_a(token, "@human")
    return human and not meanings.is_a(token, SPORT)


def _ends_compound(token: Token) -> bool:
    """Whether a word before a noun is the end of a hyphenated one: "a night-{time} curfew"."""
    return token.i > 0 and token.nbor(-1).text in _HYPHENS and token.head.i > token.i

"""Events of an earlier period than the news: by a year, an era, or the book that tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.events.no_deed.staging import retold_by
from sayso.events.status.links import VERBAL
from sayso.events.status.past import earlier_period, past_era
from sayso.events.status.told import Told, by_form
from sayso.records.event import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.words.operators import Operators


def set_back(told: Told, trigger: Trigger, published: str | None, operators: Operators) -> Told:
    """Moves what happened in an earlier period than the news out of the news.

    Args:
        told: how the event is told without its time.
        trigger: the words of the event.
        published: the ISO date of publication, or null where unknown.
        operators: the rules of words that decide.
    """
    if told.status not in {Status.OCCURRED, Status.ATTEMPTED}:
        return told
    for word in (trigger.clause, *_nominal_way(trigger.head)):
        if words := earlier_period(word, published) or past_era(word, published):
            return by_form(operators, "period", repr(words), told)
    if work := retold_by(trigger):
        return by_form(operators, "period", f"told by a {work}", told)
    return told


def _nominal_way(token: Token) -> list[Token]:
    """A word and what governs it, up to the first verb: "delight over the murder in 1998"."""
    way = [token]
    while way[-1].pos_ not in VERBAL and way[-1].head != way[-1]:
        way.append(way[-1].head)
    return way

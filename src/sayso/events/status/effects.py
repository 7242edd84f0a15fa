"""What a governing word makes of an event: "refused to attack", "the threat to attack"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.events.status import moods
from sayso.events.status.generic import names_a_kind
from sayso.events.status.links import VERBAL
from sayso.records.event import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.events.status.own_words import OwnWords
    from sayso.events.status.told import Told
    from sayso.lexicons.words.operators import OperatorRule


def effect_of(rule: OperatorRule, own: Told, token: Token, head: Token, words: OwnWords) -> Status:
    """The status of a word whose governor has a rule.

    Args:
        rule: the rule of the governor.
        own: how the governor itself is told.
        token: the word.
        head: its governor.
        words: what the words of clauses and phrases say themselves.
    """
    if rule.definite and token.pos_ not in VERBAL and moods.is_definite(token):
        return Status(rule.definite)
    status = rule.effect(own.status)
    is_deed = words.trigger.event_type in rule.deed_types and token == words.trigger.clause
    if own.ahead and own.status is Status.NEGATED and status is Status.OCCURRED:
        coming = Status(rule.coming) if is_deed and rule.coming else Status.PLANNED
        status = status if rule.presupposes else coming
    if rule.present and own.status is Status.OCCURRED and moods.is_present_clause(head):
        status = Status(rule.present)
    unsure = own.status not in {Status.OCCURRED, Status.HISTORICAL, Status.ATTEMPTED}
    may_be = own.status in {Status.PLANNED, Status.HYPOTHETICAL} and not rule.same_time
    is_kind = may_be and words.is_deed(token) and names_a_kind(token)
    is_vague = token.pos_ not in VERBAL and (is_kind or moods.is_open(token))
    if rule.presupposes and unsure and is_vague:
        return Status.HYPOTHETICAL
    granted = rule.deed == "occurred" and token.pos_ in VERBAL
    if is_deed and rule.deed and not granted and own.status is Status.OCCURRED:
        return Status(rule.deed)
    return status

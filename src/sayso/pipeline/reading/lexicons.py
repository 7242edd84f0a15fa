"""The words and rules that the stages look at, together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.lexicons.actors.entries import ActorLexicon
from sayso.lexicons.places.gazetteer import Gazetteer
from sayso.lexicons.rules.event_rules import EventRules
from sayso.lexicons.rules.report_verbs import ReportVerbs


@dataclass(frozen=True)
class Lexicons:
    """The words and rules that the stages look at: loaded once in a process, never changed."""

    actors: ActorLexicon
    gazetteer: Gazetteer
    report_verbs: ReportVerbs
    event_rules: EventRules


@cache
def shipped_lexicons(language: str) -> Lexicons:
    """The lexicons of a language as they ship.

    Raises:
        DataFileError: for a file that cannot be used.
    """
    return Lexicons(
        actors=ActorLexicon.load(language),
        gazetteer=Gazetteer.open(),
        report_verbs=ReportVerbs.load(language),
        event_rules=EventRules.load(language),
    )

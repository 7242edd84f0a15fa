"""A user's overlays laid over the shipped words, rules and places, once they are in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.matcher import Matcher
from spacy.vocab import Vocab

from sayso.lexicons.actors.blocs import check_own_blocs
from sayso.lexicons.files.check import Codes
from sayso.lexicons.files.load import DataFileError, Finding
from sayso.lexicons.overlays.own_actors import check_own_actors, with_own_actors
from sayso.lexicons.overlays.own_events import check_own_events, with_own_events
from sayso.lexicons.overlays.own_places import check_own_places, with_own_places
from sayso.lexicons.overlays.own_roles import check_own_roles, with_own_roles
from sayso.lexicons.overlays.own_words import check_own_words, with_own_words
from sayso.lexicons.overlays.read import first_of, read_overlays
from sayso.lexicons.rules.event_rules import EventRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.lexicons.overlays.own_entries import Overlays
    from sayso.pipeline.reading.lexicons import Lexicons


def with_overlays(shipped: Lexicons, language: str, paths: Sequence[str]) -> Lexicons:
    """The lexicons with the entries of the user's files, whatever their order.

    Raises:
        DataFileError: for a mistake in any of the files, with file, line and remedy.
    """
    own, findings = read_overlays(paths)
    findings += find_mistakes(shipped, own, language)
    if findings:
        raise DataFileError(first_of(findings))
    return replace(
        shipped,
        actors=with_own_actors(with_own_roles(shipped.actors, own), own),
        gazetteer=with_own_places(shipped.gazetteer, own),
        report_verbs=with_own_words(shipped.report_verbs, own, language),
        event_rules=with_own_events(shipped.event_rules, own, language),
    )


def find_mistakes(shipped: Lexicons, own: Overlays, language: str) -> list[Finding]:
    """What the shipped words, rules, codes and places show to be wrong with the user's."""
    codes = Codes()
    return [
        *check_own_actors(shipped.actors, own, codes),
        *check_own_roles(shipped.actors, own, codes),
        *check_own_places(shipped.gazetteer, own, codes),
        *check_own_words(shipped.report_verbs, own),
        *check_own_blocs(own),
        *check_own_events(shipped.event_rules, own, language),
        *_patterns(own, language),
    ]


def _patterns(own: Overlays, language: str) -> Iterator[Finding]:
    """Token patterns of the user's rules that spaCy cannot read."""
    for entry in own.rules_of(EventRule, language):
        for pattern in entry.value.unless:
            try:
                Matcher(Vocab(), validate=True).add("unless", [list(pattern)])
            except ValueError as error:
                told = " ".join(str(error).split())
                message = f"{entry.value.id}: an unless pattern is none of spaCy's: {told}"
                yield Finding(path=str(entry.path), line=entry.line, message=message)

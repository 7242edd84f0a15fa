"""Mentions that tell of no deed: figures of speech, games, shows, markets, weather."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.events.no_deed.abstract import unlike_war
from sayso.events.no_deed.mishaps import mishap
from sayso.events.no_deed.staging import played_in
from sayso.events.no_deed.worlds import other_world
from sayso.lexicons.codes.quads import material_types
from sayso.lexicons.words.opinion_words import figures_by_first_word
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.records.attribution import Attribution

_GAP = 3
_PAIR = 2
_ANY = "…"
_PAUSES = frozenset({",", ";", ":", "(", ")"})


def is_rhetoric(
    parsed: Parsed, trigger: Trigger, chain: Sequence[Attribution]
) -> Provenance | None:
    """Why a mention tells of no deed and is to be dropped, or null where it does.

    Advocacy ("workers must rise") is not dropped: its status is demanded, never occurred.

    Args:
        parsed: the report.
        trigger: the words that seem to name an event.
        chain: the attributions that hold it: a figure of speech is one in anybody's mouth.
    """
    voice = "the report's own voice" if not chain else f"the voice of {chain[-1].cue.quote!r}"
    if figure := _figure(trigger):
        return _refusal("figure", f"{figure!r} is a figure of speech, in {voice}")
    if trigger.event_type not in material_types():
        return None
    if abstract := unlike_war(trigger):
        return _refusal("abstract", f"{abstract!r} is no part of a deed: a figure, in {voice}")
    if scene := played_in(trigger):
        return _refusal("played", f"a scene only, not a deed: {scene!r}")
    return _no_deed(parsed, trigger)


def _no_deed(parsed: Parsed, trigger: Trigger) -> Provenance | None:
    """An accident, or something of another world than that of conflict."""
    if accident := mishap(trigger):
        return _refusal("mishap", f"{accident!r}, and nobody armed in the whole report")
    if world := other_world(parsed, trigger):
        return _refusal(world[0], f"speaks of {world[0]}: {', '.join(world[1])}")
    return None


def _refusal(rule: str, reason: str) -> Provenance:
    return Provenance(
        component="events.rhetoric", version=VERSION, rule=f"rhetoric.{rule}", reason=reason
    )


def _figure(trigger: Trigger) -> str | None:
    """A fixed phrase around the trigger, its words in order with small gaps between."""
    sent = trigger.head.sent
    tokens = [t for t in sent if not t.is_space and (t.text in _PAUSES or not t.is_punct)]
    inside = {t.i for t in (trigger.head, trigger.clause)}
    inside |= {t.i for t in sent if trigger.start <= t.idx < trigger.end}
    forms = [(t.lemma_.lower(), t.lower_) for t in tokens]
    figures = figures_by_first_word()
    said = {word for words in forms for word in words}
    for phrase in sorted(p for word in said & figures.keys() for p in figures[word]):
        for found in _matches(tokens, forms, phrase):
            if inside & {t.i for t in found}:
                return " ".join(t.text for t in found)
    return None


def _matches(
    tokens: Sequence[Token], forms: Sequence[tuple[str, str]], phrase: tuple[str, ...]
) -> Iterator[list[Token]]:
    """The words of a phrase among tokens, of which `forms` are the lemma and the word itself."""
    words = [word for word in phrase if word != _ANY]
    wide = len(words) > _PAIR
    for start, token in enumerate(tokens):
        if words[0] not in forms[start]:
            continue
        found, at = [token], start
        for before, word in pairwise(phrase):
            if word == _ANY:
                continue
            far = at + 2 + (_GAP if wide or before == _ANY else 0)
            step = next((n for n, form in enumerate(forms[at + 1 : far]) if word in form), None)
            if step is None or any(t.text in _PAUSES for t in tokens[at + 1 : at + 1 + step]):
                break
            at += step + 1
            found.append(tokens[at])
        if len(found) == len(words):
            yield found

"""Mentions that tell of no deed: figures of speech, games, shows, markets, weather."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import subject
from sayso.events.links import VERBAL
from sayso.events.staging import played_in
from sayso.lexicons.opinion_words import load_opinion_words
from sayso.lexicons.quads import material_types
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Span as Words
    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.trigger import Trigger
    from sayso.records.attribution import Attribution

_WORLDS = ("sport", "business", "show", "weather", "game")
_IN_SENTENCE = 2
_IN_PARAGRAPH = 4
_GAP = 3


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
    if abstract := _abstract_doer(trigger):
        return _refusal("abstract", f"{abstract!r} can do no deed: a figure of speech, in {voice}")
    if scene := played_in(trigger):
        return _refusal("played", f"a scene only, not a deed: {scene!r}")
    if world := _other_world(parsed, trigger):
        return _refusal(world[0], f"speaks of {world[0]}: {', '.join(world[1])}")
    return None


def _refusal(rule: str, reason: str) -> Provenance:
    return Provenance(
        component="events.rhetoric", version=VERSION, rule=f"rhetoric.{rule}", reason=reason
    )


def _figure(trigger: Trigger) -> str | None:
    """A fixed phrase around the trigger, its words in order with small gaps between."""
    sent = trigger.head.sent
    tokens = [t for t in sent if not t.is_space and not t.is_punct]
    inside = {t.i for t in (trigger.head, trigger.clause)}
    inside |= {t.i for t in sent if trigger.start <= t.idx < trigger.end}
    for phrase in sorted(load_opinion_words()["figure"]):
        for found in _matches(tokens, phrase):
            if inside & {t.i for t in found}:
                return " ".join(t.text for t in found)
    return None


def _matches(tokens: Sequence[Token], phrase: tuple[str, ...]) -> Iterator[list[Token]]:
    for start, token in enumerate(tokens):
        if not _is(token, phrase[0]):
            continue
        found, at = [token], start
        for word in phrase[1:]:
            reach = tokens[at + 1 : at + 2 + (_GAP if len(phrase) > 2 else 0)]
            step = next((n for n, t in enumerate(reach) if _is(t, word)), None)
            if step is None:
                break
            at += step + 1
            found.append(tokens[at])
        if len(found) == len(phrase):
            yield found


def _is(token: Token, word: str) -> bool:
    return word in {token.lemma_.lower(), token.lower_}


def _abstract_doer(trigger: Trigger) -> str | None:
    """An abstract subject of an active verb: policies, prices and ideas hurt only in figures."""
    verb = trigger.clause
    if verb.pos_ not in VERBAL or any(c.dep_ == "nsubjpass" for c in verb.children):
        return None
    doer = subject(verb)
    if doer is None or doer.ent_type_ in {"PERSON", "GPE", "ORG"}:
        return None
    words = {row[0] for row in load_opinion_words()["abstract"] if len(row) == 1}
    return doer.text if doer.lemma_.lower() in words else None


def _other_world(parsed: Parsed, trigger: Trigger) -> tuple[str, list[str]] | None:
    """Sport, business, shows: two of their words in the sentence, or many in the paragraph.

    Armed people, weapons or victims in the sentence show that the deed is real.
    """
    deeds = {row[0] for row in load_opinion_words()["deed"]}
    if any(t.lemma_.lower() in deeds for t in trigger.head.sent):
        return None
    passage = next((p for p in parsed.passages if p.start <= trigger.start < p.end), None)
    paragraph = (
        parsed.doc.char_span(passage.start, passage.end, alignment_mode="expand")
        if passage
        else None
    )
    for world in _WORLDS:
        for words, least in ((trigger.head.sent, _IN_SENTENCE), (paragraph, _IN_PARAGRAPH)):
            hits = sorted(set(_world_words(words, world, trigger))) if words is not None else []
            if len(hits) >= least:
                return world, hits
    return None


def _world_words(words: Words | Iterable[Token], world: str, trigger: Trigger) -> Iterator[str]:
    rows = load_opinion_words()[world]
    tokens = [t for t in words if t.is_alpha and not trigger.start <= t.idx < trigger.end]
    for position, token in enumerate(tokens):
        for length in (1, 2):
            part = tokens[position : position + length]
            lemmas = tuple(t.lemma_.lower() for t in part)
            if len(part) == length and lemmas in rows and token.ent_type_ not in {"GPE", "PERSON"}:
                yield " ".join(lemmas)

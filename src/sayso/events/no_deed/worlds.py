"""Mentions in the language of another world than that of conflict: sport, business, shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.events.status.links import VERBAL
from sayso.lexicons.words.opinion_words import load_first_words, load_opinion_words

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger

_WORLDS = ("sport", "business", "show", "weather", "game")
_IN_SENTENCE = 2
_IN_PARAGRAPH = 4
_SURE = 2
_SCORED = "sport"
_SCORE_WORDS = 2
_SCORE_DIGITS = 3
_DASHES = frozenset({"-", "–"})


def other_world(parsed: Parsed, trigger: Trigger) -> tuple[str, list[str]] | None:
    """Sport, business, shows: enough of their words in the sentence, paragraph or report.

    Armed people, weapons or victims in the sentence show that the deed is real.
    """
    sent = trigger.head.sent
    deeds = load_opinion_words()["deed"]
    things = (t for t in sent if t.pos_ not in VERBAL and t != trigger.head)
    if any((t.lemma_.lower(),) in deeds for t in things) or any(map(_tells_toll, sent)):
        return None
    passage = next((p for p in parsed.passages if p.start <= trigger.start < p.end), None)
    around: list[tuple[Words | None, int]] = [(sent, _IN_SENTENCE)]
    if passage is not None:
        paragraph = parsed.doc.char_span(passage.start, passage.end, alignment_mode="expand")
        around.append((paragraph, _IN_PARAGRAPH))
    for world in _WORLDS:
        for words, least in around:
            found = _world_words(words, world, trigger) if words is not None else {}
            if sum(found.values()) >= least:
                return world, sorted(found)
    return None


def _tells_toll(token: Token) -> bool:
    """Whether a verb counts victims without a word for what they are: "killing six"."""
    counted = any(c.dep_ == "dobj" and c.pos_ == "NUM" for c in token.children)
    return counted and (token.lemma_.lower(),) in load_opinion_words()["toll"]


def _world_words(words: Words, world: str, trigger: Trigger) -> dict[str, int]:
    """The different words of a world outside the event's own, with their weights."""
    rows = load_opinion_words()[world]
    tokens = [t for t in words if t.is_alpha or (t.is_ascii and "-" in t.text.strip("-"))]
    tokens = [t for t in tokens if not trigger.start <= t.idx < trigger.end]
    found: dict[str, int] = {}
    first_words = load_first_words(world)
    for position, token in enumerate(tokens):
        if first_words.isdisjoint((token.lemma_.lower(), token.lower_)):
            continue
        named = token.ent_type_ in {"GPE", "PERSON"}
        for length in (1, 2, 3):
            part = tokens[position : position + length]
            if len(part) < length:
                continue
            lemmas = tuple(t.lemma_.lower() for t in part)
            weight = rows.get(lemmas, 0) or rows.get(tuple(t.lower_ for t in part), 0)
            if weight and (weight == _SURE or not named):
                found[" ".join(lemmas)] = weight
    if world == _SCORED:
        found |= {f"{t.nbor(-2).text}-{t.text}": _IN_SENTENCE for t in words if _is_score(t)}
    return found


def _is_score(last: Token) -> bool:
    """Whether a number ends the score of a game ("4-0"), and no range of things ("4-6 men")."""
    if last.i < _SCORE_WORDS or last.i + 1 >= len(last.doc):
        return False
    first, dash, after = last.nbor(-2), last.nbor(-1), last.nbor(1)
    if dash.text not in _DASHES or not (first.is_digit and last.is_digit):
        return False
    if first.whitespace_ or dash.whitespace_ or len(first.text) > _SCORE_DIGITS:
        return False
    won = (after.lemma_.lower(),) in load_opinion_words()["result"]
    return won or after.pos_ not in {"NOUN", "PROPN", "ADJ", "SYM", "NUM"}

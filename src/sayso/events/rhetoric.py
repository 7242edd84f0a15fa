"""Mentions that tell of no deed: figures of speech, games, shows, markets, weather."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.analysis.syntax import subject
from sayso.events.links import VERBAL
from sayso.events.staging import played_in
from sayso.lexicons.opinion_words import load_opinion_words
from sayso.lexicons.quads import material_types
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as Words
    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.trigger import Trigger
    from sayso.records.attribution import Attribution

_WORLDS = ("sport", "business", "show", "weather", "game")
_IN_SENTENCE = 2
_IN_PARAGRAPH = 4
_GAP = 3
_PAIR = 2
_ANY = "…"
_SCORED = "sport"
_SCORE_WORDS = 2
_SCORE_DIGITS = 3
_PAUSES = frozenset({",", ";", ":", "(", ")"})
_DASHES = frozenset({"-", "–"})


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
    return _no_deed(parsed, trigger)


def _no_deed(parsed: Parsed, trigger: Trigger) -> Provenance | None:
    """An accident, or something of another world than that of conflict."""
    if mishap := _mishap(trigger):
        return _refusal("mishap", f"{mishap!r}, and nobody armed in the whole report")
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
    tokens = [t for t in sent if not t.is_space and (t.text in _PAUSES or not t.is_punct)]
    inside = {t.i for t in (trigger.head, trigger.clause)}
    inside |= {t.i for t in sent if trigger.start <= t.idx < trigger.end}
    said = {word for t in tokens for word in (t.lemma_.lower(), t.lower_)}
    for phrase in sorted(p for p in load_opinion_words()["figure"] if p[0] in said):
        for found in _matches(tokens, phrase):
            if inside & {t.i for t in found}:
                return " ".join(t.text for t in found)
    return None


def _matches(tokens: Sequence[Token], phrase: tuple[str, ...]) -> Iterator[list[Token]]:
    words = [word for word in phrase if word != _ANY]
    wide = len(words) > _PAIR
    for start, token in enumerate(tokens):
        if not _is(token, words[0]):
            continue
        found, at = [token], start
        for before, word in pairwise(phrase):
            if word == _ANY:
                continue
            reach = tokens[at + 1 : at + 2 + (_GAP if wide or before == _ANY else 0)]
            step = next((n for n, t in enumerate(reach) if _is(t, word)), None)
            if step is None or any(t.text in _PAUSES for t in reach[:step]):
                break
            at += step + 1
            found.append(tokens[at])
        if len(found) == len(words):
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


def _mishap(trigger: Trigger) -> str | None:
    """The accident by which people died, in a report that knows of no arms: "collapsed, killing".

    The accident is the doer of the trigger and, of a participle, also its clause's verb.
    """
    words = load_opinion_words()
    verb = trigger.clause
    if (trigger.head.lemma_.lower(),) not in words["toll"]:
        return None
    doer = subject(verb)
    near = [verb.head] if verb.dep_ in {"advcl", "conj"} else []
    near += [doer] if doer is not None and verb.tag_ != "VBN" else []
    near += [n for c in verb.children if c.dep_ == "agent" for n in c.children]
    found = next((t.text for t in near if (t.lemma_.lower(),) in words["mishap"]), None)
    armed = words["deed"].keys() - words["toll"].keys()
    return None if any((t.lemma_.lower(),) in armed for t in verb.doc) else found


def _other_world(parsed: Parsed, trigger: Trigger) -> tuple[str, list[str]] | None:
    """Sport, business, shows: enough of their words in the sentence, paragraph or report.

    Armed people, weapons or victims in the sentence show that the deed is real.
    """
    sent = trigger.head.sent
    deeds = load_opinion_words()["deed"]
    if any((t.lemma_.lower(),) in deeds for t in sent):
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


def _world_words(words: Words, world: str, trigger: Trigger) -> dict[str, int]:
    """The different words of a world outside the event's own, with their weights."""
    rows = load_opinion_words()[world]
    tokens = [t for t in words if t.is_alpha or (t.is_ascii and "-" in t.text.strip("-"))]
    tokens = [t for t in tokens if not trigger.start <= t.idx < trigger.end]
    found: dict[str, int] = {}
    for position, token in enumerate(tokens):
        if token.ent_type_ in {"GPE", "PERSON"}:
            continue
        for length in (1, 2, 3):
            part = tokens[position : position + length]
            lemmas = tuple(t.lemma_.lower() for t in part)
            if len(part) == length and lemmas in rows:
                found[" ".join(lemmas)] = rows[lemmas]
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

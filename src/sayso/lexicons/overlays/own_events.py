"""A user's rules and verbs of events laid over the shipped rules."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from sayso.lexicons.codes.codebook import Codebook
from sayso.lexicons.files.load import Finding
from sayso.lexicons.files.strict import nearest
from sayso.lexicons.overlays.rules import VERBS
from sayso.lexicons.rules.event_rules import EventRule, index_expressions, rule_mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.lexicons.overlays.own_entries import Overlays
    from sayso.lexicons.overlays.rows import Entry, OwnVerb
    from sayso.lexicons.rules.event_rules import EventRules
    from sayso.lexicons.words.classes import WordClasses

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_ANYTHING = "@anything"
_NEED = re.compile(r"[a-z]+ ?: ?@?[^:@]+")


def with_own_events(rules: EventRules, own: Overlays, language: str) -> EventRules:
    """The rules with the user's, which win wherever both fit, and without those he takes out."""
    verbs = [entry for entry in own.verbs if entry.value.event_type is not None]
    given = own.rules_of(EventRule, language)
    removed = {e.value for e in own.removed_rules if e.language == language}
    if not verbs and not given and not removed:
        return rules
    codebook = Codebook.load()
    left_out = [entry.value for entry in verbs if entry.value.remove]
    shipped = {
        name: _without(rule, left_out) for name, rule in rules.rules.items() if name not in removed
    }
    added = {entry.value.id: entry.value for entry in given}
    origins = {entry.value.id: entry.origin for entry in given}
    for entry in verbs:
        if not entry.value.remove:
            rule = _rule(entry.value, codebook)
            added[rule.id] = rule
            origins[rule.id] = entry.origin
    every = {**shipped, **added}
    by_verb, by_noun = index_expressions(every.values())
    return replace(rules, rules=every, verbs=by_verb, nouns=by_noun, origins=origins)


def check_own_events(rules: EventRules, own: Overlays, language: str) -> Iterator[Finding]:
    """What codebook, word classes and shipped rules show to be wrong with the user's."""
    codebook = Codebook.load()
    for entry in own.rules_of(EventRule, language):
        for message in rule_mistakes(entry.value, codebook, rules.words):
            yield Finding(path=str(entry.path), line=entry.line, message=message)
    shipped = {name: rule for name, rule in rules.rules.items() if rule.matches}
    for removed in own.removed_rules:
        if removed.value not in shipped:
            message = (
                f"no shipped rule of events is {removed.value!r}; "
                f"{nearest(removed.value, shipped)}"
            )
            yield Finding(path=str(removed.path), line=removed.line, message=message)
    for verb in own.verbs:
        if verb.value.event_type is not None:
            for message in _mistakes(verb, verb.value.event_type, shipped, codebook, rules.words):
                yield Finding(path=str(verb.path), line=verb.line, message=message)


def _mistakes(
    entry: Entry[OwnVerb],
    kind: str,
    shipped: Mapping[str, EventRule],
    codebook: Codebook,
    words: WordClasses,
) -> Iterator[str]:
    row = entry.value
    if kind not in codebook.types:
        yield f"unknown event_type {kind!r}; {nearest(kind, codebook.types)}"
        return
    if row.stance is not None:
        yield "a row has a stance (the word reports) or an event_type (it names an event)"
    if row.pos not in {"v", "n"}:
        yield f"pos {row.pos!r} is for words that report; write v (verb) or n (noun)"
    for item in row.needs:
        if not _NEED.fullmatch(item):
            yield f"{item!r} under needs is no slot with a word; write it like object:convoy"
    if row.remove:
        if not any(_has(rule, row) for rule in shipped.values()):
            yield f"no shipped rule of {kind} has {row.verb!r} with pos {row.pos}"
        return
    if _cameo(row, codebook) is None:
        roots = ", ".join(_roots(kind, codebook))
        yield f"{kind} has several CAMEO roots; write one of {roots} under cameo"
        return
    yield from rule_mistakes(_rule(row, codebook), codebook, words)


def _has(rule: EventRule, row: OwnVerb) -> bool:
    words = rule.verbs if row.pos == "v" else (*rule.nouns, *rule.light)
    return rule.event_type == row.event_type and row.verb.lower() in words


def _without(rule: EventRule, left_out: list[OwnVerb]) -> EventRule:
    """A rule without the words that the user takes out of its type."""
    own = [row for row in left_out if _has(rule, row)]
    if not own:
        return rule
    verbs = {row.verb.lower() for row in own if row.pos == "v"}
    nouns = {row.verb.lower() for row in own if row.pos == "n"}
    return msgspec.structs.replace(
        rule,
        verbs=tuple(word for word in rule.verbs if word not in verbs),
        nouns=tuple(word for word in rule.nouns if word not in nouns),
        light=tuple(word for word in rule.light if word not in nouns),
    )


def _roots(event_type: str, codebook: Codebook) -> list[str]:
    return sorted(root for kind, root in codebook.roots if kind == event_type)


def _cameo(row: OwnVerb, codebook: Codebook) -> str | None:
    """The CAMEO root of a row; where it names none, the only one of its type."""
    roots = _roots(row.event_type or "", codebook)
    return row.cameo or (roots[0] if len(roots) == 1 else None)


def _rule(row: OwnVerb, codebook: Codebook) -> EventRule:
    """The rule of one word: it holds where its `needs` do, between subject and object.

    A slot that needs only `@anything` holds the other side instead of the object.
    """
    cameo = _cameo(row, codebook)
    assert row.event_type is not None
    assert cameo is not None
    word, type_name = row.verb.lower(), row.event_type.lower()
    needs = row.conditions
    sides = tuple(slot for slot, words in needs.items() if words == (_ANYTHING,))
    asked = "".join(f"_{slot}_{'_'.join(words)}" for slot, words in needs.items())
    return EventRule(
        id=f"{VERBS}.{type_name}.{_NOT_IN_IDS.sub('_', word + asked)}_{row.pos}",
        matches=(),
        event_type=row.event_type,
        modes=row.modes,
        cameo=cameo,
        verbs=(word,) if row.pos == "v" else (),
        nouns=(word,) if row.pos == "n" else (),
        needs=(needs,) if needs else (),
        recipient=sides or ("object", "against"),
    )

"""A user's words that report, and his phrases, laid over the shipped ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import Finding
from sayso.lexicons.files.strict import nearest
from sayso.lexicons.rules.report_verbs import (
    CueRule,
    Hedge,
    ReportVerbs,
    ReportWord,
    by_first_lemma,
)
from sayso.records.event import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.lexicons.overlays.own_entries import Overlays
    from sayso.lexicons.overlays.rows import Entry, OwnVerb

_HEDGES = frozenset({"adverb", "adjective"})


def with_own_words(verbs: ReportVerbs, own: Overlays, language: str) -> ReportVerbs:
    """The reporting words with the user's: a word of his replaces all rows of it in its class."""
    given = [entry for entry in own.verbs if entry.value.event_type is None]
    rules = own.rules_of(CueRule, language)
    if not given and not rules:
        return verbs
    taken = {(entry.value.verb.lower(), entry.value.pos) for entry in given}
    kept = [w for row in verbs.words.values() for w in row if (w.lemma, w.pos) not in taken]
    added = [_word(entry.value) for entry in given if not entry.value.remove]
    hedging = [entry for entry in rules if entry.value.construction in _HEDGES]
    return replace(
        verbs,
        words=by_first_lemma([*kept, *added]),
        hedges={**verbs.hedges, **{word: h for e in hedging for word, h in _hedges(e.value)}},
        own=tuple(entry.value for entry in rules if entry.value.construction not in _HEDGES),
        origins={
            **{f"{e.value.verb.lower()}/{e.value.pos}": e.origin for e in given},
            **{entry.value.id: entry.origin for entry in rules},
        },
    )


def check_own_words(verbs: ReportVerbs, own: Overlays) -> Iterator[Finding]:
    """What the shipped words show to be wrong with the user's words that report."""
    every = [word for row in verbs.words.values() for word in row]
    frames = {frame for word in every for frame in word.frames}
    for entry in own.verbs:
        row = entry.value
        if row.event_type is None:
            for message in _mistakes(row, frames, every):
                yield _finding(entry, message)


def _mistakes(row: OwnVerb, frames: set[str], shipped: list[ReportWord]) -> Iterator[str]:
    if row.remove:
        known = {word.lemma for word in shipped if word.pos == row.pos}
        if row.verb.lower() not in known:
            yield (
                f"no shipped word that reports is {row.verb!r} with pos {row.pos}; "
                f"{nearest(row.verb, known)}"
            )
        return
    if row.stance is None:
        yield "give the word a stance (it reports) or an event_type (it names an event)"
    if row.cameo or row.modes or row.needs:
        yield "modes, cameo and needs are for words with an event_type"
    for frame in row.frames:
        if frame not in frames:
            yield f"unknown frame {frame!r}; {nearest(frame, frames)}"


def _finding(entry: Entry[OwnVerb], message: str) -> Finding:
    return Finding(path=str(entry.path), line=entry.line, message=message)


def _word(row: OwnVerb) -> ReportWord:
    assert row.stance is not None
    return ReportWord(
        lemma=row.verb.lower(),
        pos=row.pos,
        frames=row.frames,
        stance=row.stance,
        effect=row.effect,
        commitment=row.commitment,
    )


def _hedges(rule: CueRule) -> Iterator[tuple[str, Hedge]]:
    """The words of a rule of adverbs or adjectives that pass on what somebody unnamed says."""
    for word in rule.phrases:
        lower = word.lower()
        yield (
            lower,
            Hedge(
                word=lower,
                kind=rule.construction,
                stance=rule.stance,
                certainty=Certainty.POSSIBLE,
                rule=rule.id,
            ),
        )

"""Fixed phrases that report: "according to", "in the words of", "reportedly", "alleged"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import first_conjunct
from sayso.attribution.cue_syntax import is_finite
from sayso.attribution.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from sayso.lexicons.rules.report_verbs import CueRule, ReportVerbs

_CLAUSE_ENDS = frozenset({"ROOT", "ccomp", "parataxis"})


def find_phrases(doc: Doc, verbs: ReportVerbs) -> Iterator[Report]:
    """The reports that fixed phrases make, in order."""
    patterns = [
        (tuple(phrase.lower().split()), rule)
        for rule in (*verbs.own, verbs.rules["preposition"])
        for phrase in rule.phrases
    ]
    for token in doc:
        for words, rule in patterns:
            report = _preposition(token, words, rule, verbs)
            if report is not None:
                yield report
                break
        if report := _hedge(token, verbs):
            yield report


def _preposition(
    token: Token, words: tuple[str, ...], rule: CueRule, verbs: ReportVerbs
) -> Report | None:
    if token.lower_ != words[0]:
        return None
    tokens = token.doc[token.i : token.i + len(words)]
    if tuple(t.lower_ for t in tokens) != words:
        return None
    last = tokens[len(words) - 1]
    source = next((c for c in last.children if c.dep_ in {"pobj", "pcomp"}), None)
    if source is None:
        source = next(
            (c for t in tokens for c in t.children if c.dep_ == "pobj" and c.i > last.i), None
        )
    if source is None or source.lemma_.lower() in rule.unless:
        return None
    phrase = {t.i for t in token.subtree} | {t.i for t in tokens} | {t.i for t in source.subtree}
    clause = _clause_around(token)
    content = {t.i for t in clause.subtree} - phrase if clause is not None else set()
    content -= {t.i for c in (clause.children if clause else ()) for t in _beside(c, verbs)}
    if not content:
        return None
    return Report(
        (tokens[0].i, last.i),
        token,
        source,
        frozenset(content),
        "preposition",
        rule.stance,
        rule.effect,
        rule=rule.id if rule in verbs.own else None,
    )


def _beside(token: Token, verbs: ReportVerbs) -> list[Token]:
    """What stands in a clause and is no part of what is said: its "that", "citing a source"."""
    if token.dep_ == "mark" and token.lower_ == "that":
        return [token]
    rows = verbs.starting_with(token.lemma_.lower()) if token.tag_ == "VBG" else ()
    return list(token.subtree) if any("as_saying" in row.frames for row in rows) else []


def _clause_around(token: Token) -> Token | None:
    """The verb of the smallest finite clause that a phrase belongs to, itself left out."""
    head = token.head
    while head.head != head:
        clause = first_conjunct(head)
        if head.pos_ in {"VERB", "AUX"} and head.dep_ in _CLAUSE_ENDS and is_finite(head):
            return head
        if head.dep_ == "conj" and is_finite(head) and _own_subject(head):
            return head
        head = clause if clause != head else head.head
    return head


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _hedge(token: Token, verbs: ReportVerbs) -> Report | None:
    hedge = verbs.hedges.get(token.lower_)
    if hedge is None:
        return None
    head = token.head
    if hedge.kind == "adverb":
        if token.dep_ not in {"advmod", "amod", "npadvmod"} or head == token:
            return None
        content = {t.i for t in head.subtree}
    else:
        if token.dep_ != "amod" or head.pos_ not in {"NOUN", "PROPN"}:
            return None
        content = {t.i for t in head.subtree if t.i > token.i and not _is_aside(t, head)}
    rule = verbs.rules[hedge.kind]
    return Report(
        (token.i, token.i),
        token,
        None,
        frozenset(content - {token.i}),
        rule.construction,
        hedge.stance,
        rule.effect,
        rule=hedge.rule,
    )


def _is_aside(token: Token, head: Token) -> bool:
    while token.head not in {token, head}:
        token = token.head
    return token != head and token.dep_ in {"relcl", "appos", "conj", "cc", "punct", "advcl"}

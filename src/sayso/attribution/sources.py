"""The words for who speaks: the head of the source of a cue, and its whole noun phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, SUBJECTS, agents, relative_antecedent
from sayso.attribution.cues import Cue, misread_subject
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREMODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod", "advmod", "appos"}
    | {"case", "neg", "pobj"}
)
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_SHARING = frozenset({"conj", "xcomp", "advcl", "parataxis", "dep"})
_DEPTH = 6
_VERBS = frozenset({"VERB", "AUX"})


def source_of(cue: Cue) -> tuple[bool, Token | None]:
    """Whether somebody can be said to speak, and the head of the words for who it is.

    (False, None) when the sentence is the reporter's own ("I believe") or nobody speaks at all
    (an order, a participle without subject); (True, None) when the voice is left unnamed.
    """
    if cue.passive:
        by = agents(cue.head)
        return True, by[0] if by else None
    found = subject_of(cue.refused or cue.head) or misread_subject(cue.head)
    if found is None:
        found = _inverted(cue)
    if found is None and cue.head.tag_ in _TENSED and cue.head.dep_ in {"ROOT", "ccomp"}:
        found = _stranded(cue.head)
    if found is not None and found.lower_ == "we":
        found = next((c for c in found.rights if c.dep_ == "appos"), found)
    if (
        found is None
        or found.lower_ in grammar("unnamed_speakers")
        or found.lower_ in grammar("bare_pronouns")
    ):
        return False, None
    if found.dep_ == "expl":
        return False, None
    return True, found


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, through coordination, control, participles and light nouns."""
    if verb.dep_ == "advcl" and verb.tag_ in _TENSED and _own_subject(verb) is None:
        return _stranded(verb) or subject_of(verb.head)
    for _ in range(_DEPTH):
        found = _own_subject(verb)
        if found is not None or verb.head == verb:
            return found
        head = verb.head
        if verb.dep_ == "pcomp" and (head.lower_ == "as" or _done_to(head) is not None):
            return _quoted(head.head) if head.lower_ == "as" else _done_to(head)
        if verb.dep_ in {"acl", "relcl"}:
            if head.dep_ not in OBJECTS or not any(c.tag_ == "TO" for c in verb.children):
                return head
            head = head.head
        elif verb.dep_ == "pcomp":
            head = head.head
        elif not (verb.dep_ in _SHARING or (verb.dep_ == "ccomp" and verb.tag_ == "VBG")):
            break
        if head.pos_ not in _VERBS:
            break
        verb = head
    return None


def _done_to(preposition: Token) -> Token | None:
    """Who does what "for" and a gerund tell of: "they jailed the {general} for ordering it"."""
    if preposition.lower_ not in grammar("object_control"):
        return None
    return next((c for c in preposition.head.children if c.dep_ in OBJECTS), None)


def _own_subject(verb: Token) -> Token | None:
    """The subject; of two that a misread clause leaves it, the one that stands by the verb."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    if not subjects:
        return None
    nearest = max(subjects, key=lambda child: (child.i < verb.i, child.i))
    return relative_antecedent(nearest) or nearest


def _stranded(verb: Token) -> Token | None:
    """The noun phrase just before a tensed verb that the parse left without its subject."""
    before = verb.i - 1
    while before > verb.sent.start and (
        verb.doc[before].text == "," or verb.doc[before].dep_ in {"aux", "neg", "advmod"}
    ):
        before -= 1
    noun = verb.doc[before]
    return noun if noun.pos_ in {"NOUN", "PROPN", "PRON"} else None


def _quoted(verb: Token) -> Token | None:
    """Who is quoted "as saying": the object of the verb, or the subject of its passive."""
    for child in verb.children:
        if child.dep_ == "nsubjpass" or child.dep_ in OBJECTS:
            return relative_antecedent(child) or child
    return verb.head if verb.dep_ in {"acl", "relcl"} else None


def _inverted(cue: Cue) -> Token | None:
    """A subject after the verb that the parse took for an object: "…, warned the mayor"."""
    following = [c for c in cue.head.rights if c.dep_ in {"dobj", "attr", "oprd", "npadvmod"}]
    left = any(c.dep_ == "ccomp" and c.i < cue.head.i for c in cue.head.children)
    quoted = any(c.text in "\"',?!" for c in cue.head.lefts)
    if following and cue.head.tag_ in {"VBD", "VBZ", "VBP"} and (left or quoted):
        return following[0]
    return None


def source_phrase(head: Token, cue: Cue | None) -> tuple[int, int]:
    """Code points of the whole noun phrase, with title, apposition and what it is of.

    A relative clause or participle after a comma, and the cue itself, end it.
    """
    first, last = _first(head), head.i
    barred = _cue_tokens(cue)
    for child in head.rights:
        if child.dep_ in {
            "relcl",
            "acl",
            "advcl",
            "cc",
            "conj",
            "prep",
            "appos",
            "case",
            "nummod",
            "amod",
        }:
            gap = head.doc[last + 1 : child.left_edge.i]
            comma = any(t.text in {",", "-", "--", "—", "–", ";", ":"} for t in gap)
            if _is_marked(child) or (comma and child.dep_ in {"relcl", "acl", "advcl", "prep"}):
                break
            if any(t.i in barred for t in child.subtree):
                break
            last = max(last, child.right_edge.i)
    tokens = [t for t in head.doc[first : last + 1] if t.i not in barred] or [head]
    while len(tokens) > 1 and (tokens[-1].is_space or _is_edge(tokens[-1])):
        tokens.pop()
    while len(tokens) > 1 and (tokens[0].is_space or tokens[0].is_punct):
        tokens.pop(0)
    return tokens[0].idx, _closed(tokens)


def _is_marked(clause: Token) -> bool:
    """Whether a clause is what is said, hung on who says it: "told by a nurse that he lived"."""
    return clause.dep_ in {"acl", "relcl", "advcl"} and any(
        c.dep_ == "mark" and c.lower_ == "that" for c in clause.children
    )


def _closed(tokens: list[Token]) -> int:
    """The end of a phrase, its last bracket closed by the one that follows, or left out."""
    opened = [n for n, t in enumerate(tokens) if t.text in {"(", "["}]
    shut = [n for n, t in enumerate(tokens) if t.text in {")", "]"}]
    last = tokens[-1]
    if len(opened) > len(shut):
        following = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None
        if following is not None and following.text in {")", "]"}:
            last = following
        elif opened[-1] > 0:
            last = tokens[opened[-1] - 1]
    return last.idx + len(last.text)


def _is_edge(token: Token) -> bool:
    return token.dep_ == "case" or token.text in {",", ";", ":", "-", "--", "–", "—"}


def _first(head: Token) -> int:
    """Index of the first word of a noun phrase: adverbials before it do not belong."""
    first = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _PREMODIFIERS and not (child.is_punct and child.text != ","):
            break
        first = child.left_edge.i
    return first


def _cue_tokens(cue: Cue | None) -> frozenset[int]:
    if cue is None:
        return frozenset()
    first, last = cue.group
    return frozenset(range(first, last + 1))

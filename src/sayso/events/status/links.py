"""What governs an event word, and in which frame: the step up from a word to its governor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import first_conjunct
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
_DASHES = frozenset({"–", "—", "--", "-"})
_PAIRS = frozenset({"even_if", "only_if", "rather_than"})
_NONFINITE = frozenset({"xcomp", "advcl", "acl", "pcomp"})
_NOUN_FRAMES = {
    "dobj": "obj", "obj": "obj", "dative": "obj", "nsubjpass": "obj", "oprd": "obj",
    "nsubj": "subj", "csubj": "subj", "csubjpass": "obj", "attr": "attr", "acomp": "attr",
    "compound": "comp", "nmod": "comp", "amod": "comp", "npadvmod": "comp", "poss": "poss",
    "appos": "appos",
}  # fmt: skip


@dataclass(frozen=True)
class Link:
    """The governor of a word, the frame in which it governs, and the word that joins the two.

    Frames: inf, that, ing, purpose, adv, participle, relative (clauses); obj, subj, attr, comp,
    poss, appos (nouns); a preposition otherwise. `via` is the preposition or subordinator,
    `joined` its words, several joined by an underscore ("because_of").
    """

    head: Token
    frame: str
    via: Token | None = None
    joined: str = ""


def governor(token: Token) -> Link | None:
    """What governs a word, or null for the root of its sentence. A conjunct has its first's."""
    first = _first_alike(token)
    if first != token:
        return governor(first)
    if token.dep_ in {"ROOT", "parataxis", "intj"} or token.head == token:
        return None
    if token.dep_ in {"pobj", "pcomp"}:
        return _prepositional(token)
    if token.dep_ in _NOUN_FRAMES and (token.pos_ not in VERBAL or token.dep_ != "attr"):
        return Link(token.head, _NOUN_FRAMES[token.dep_])
    return _clausal(token)


def _first_alike(token: Token) -> Token:
    """The conjunct in whose place a word stands: a finite verb after an infinitive goes higher.

    "failed to take the bridge and retreated": "retreated" stands beside "failed".
    """
    first = first_conjunct(token)
    if token.pos_ not in VERBAL or first == token:
        return first
    if first.pos_ not in VERBAL:
        return token
    while is_finite(token) and not is_finite(first) and first.dep_ in _NONFINITE:
        higher = first_conjunct(first.head)
        if higher.pos_ not in VERBAL or higher == first:
            break
        first = higher
    return first


def _clausal(token: Token) -> Link | None:
    head, dep = token.head, token.dep_
    if dep in {"acl", "relcl"} and has_to(token):
        return Link(head, "inf")
    if dep == "relcl":
        return Link(head, "relative", _relative_adverb(token))
    if dep == "acl":
        return Link(head, "that" if _mark(token) else "participle")
    if dep == "advcl":
        return _adverbial(token)
    if dep in {"xcomp", "ccomp"}:
        return _complement(token)
    return None if dep in {"dep", "conj", "cc"} else Link(head, "participle")


def _complement(token: Token) -> Link:
    """The frame of a clause that completes a verb: "whether", an infinitive, a gerund, "that"."""
    head, is_open = token.head, token.dep_ == "xcomp"
    mark = _mark(token)
    if mark is not None and mark.lower_ not in {"that", "for"}:
        return Link(head, "adv", mark, mark.lower_)
    if is_finite(token) and (asked := _asked_for(token)) is not None:
        return Link(head, "adv", asked, asked.lower_)
    if has_to(token) or (is_open and token.tag_ == "VB"):
        return Link(head, "inf")
    helped = any(c.dep_ in {"aux", "auxpass"} for c in token.children)
    gerund = is_open and token.tag_ in {"VBG", "VBN"} and not helped
    return Link(head, "ing" if gerund else "that")


def _adverbial(token: Token) -> Link:
    mark = _mark(token) or _inverted(token)
    if mark is not None and mark.lower_ == "when" and (noun := _noun_right_before(token)):
        return Link(noun, "relative", mark)
    if mark is not None and mark.lower_ not in {"that", "for"}:
        joined = mark.lower_
        before = mark.nbor(-1) if mark.i > token.sent.start else None
        if before is not None and f"{before.lower_}_{joined}" in _PAIRS:
            joined = f"{before.lower_}_{joined}"
        return Link(token.head, "adv", mark, joined)
    if has_to(token):
        return Link(token.head, "purpose")
    return Link(token.head, "participle")


def _mark(verb: Token) -> Token | None:
    """The subordinator of a clause, also where the parser hung it one verb too high."""
    for child in verb.lefts:
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB"):
            return child
    edge = verb.left_edge
    before = edge.nbor(-1) if edge.i > verb.sent.start else None
    if before is not None and before.dep_ == "mark" and before.head == verb.head:
        return before
    return None


def _asked_for(verb: Token) -> Token | None:
    """The pronoun by which a clause asks for a party: "who killed him", "what they bombed"."""
    return next((c for c in verb.lefts if c.tag_ == "WP" and c.lower_ in grammar("asked")), None)


def _noun_right_before(verb: Token) -> Token | None:
    """The noun that a "when" clause follows without a comma: "the debacle when it fell"."""
    edge = verb.left_edge
    before = edge.nbor(-1) if edge.i > verb.sent.start else None
    return before if before is not None and before.pos_ in {"NOUN", "PROPN"} else None


def _relative_adverb(verb: Token) -> Token | None:
    return next((c for c in verb.lefts if c.tag_ == "WRB"), None)


def _inverted(verb: Token) -> Token | None:
    """The auxiliary before the subject of a clause without subordinator: "Should they attack"."""
    subjects = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    if not subjects:
        return None
    return next(
        (c for c in verb.lefts if c.dep_ in {"aux", "auxpass"} and c.i < subjects[0].i), None
    )


def _prepositional(token: Token) -> Link | None:
    """Up through a preposition, and through one that stands before it ("because of")."""
    prep = token.head
    words = [prep.lower_]
    top = prep
    while top.dep_ in {"pcomp", "prep", "pobj"} and top.head.pos_ in {"ADP", "SCONJ", "ADV"}:
        top = top.head
        words.insert(0, top.lower_)
    if top == prep and any(c.lower_ == "instead" for c in prep.lefts):
        return Link(top.head, prep.lower_, prep, f"instead_{prep.lower_}")
    noun = top.head
    if top == prep and noun.dep_ == "pobj":
        article = [c.lower_ for c in noun.lefts if c.dep_ == "det"]
        fixed = "_".join((noun.head.lower_, *article, noun.lower_, prep.lower_))
        return Link(noun, prep.lower_, prep, fixed)
    if top.head == top:
        return None
    return Link(_outside_dashes(top), prep.lower_, top, "_".join(words))


def _outside_dashes(preposition: Token) -> Token:
    """The governor of a preposition; one within a pair of dashes does not govern beyond them."""
    doc, head = preposition.doc, preposition.head
    closing = [t.i for t in doc[head.i : preposition.i] if t.text in _DASHES]
    opening = [t.i for t in doc[preposition.sent.start : head.i] if t.text in _DASHES]
    if not closing or not opening:
        return head
    return next((t for t in head.ancestors if t.i < opening[-1]), head)


def is_finite(verb: Token) -> bool:
    """Whether a verb carries tense, by itself or by its auxiliary."""
    if verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    return any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"}
        for c in verb.children
    )


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to", which may hang on its auxiliary."""
    return any(
        c.tag_ == "TO" and c.dep_ == "aux"
        for word in (verb, *(c for c in verb.lefts if c.dep_ == "auxpass"))
        for c in word.lefts
    )

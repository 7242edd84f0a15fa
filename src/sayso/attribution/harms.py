"""The harms that a content tells of: the verbs and nouns for them, who does them, to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, SUBJECTS, agents, is_passive, prepositional
from sayso.attribution.cue_syntax import is_finite
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from sayso.lexicons.rules.report_verbs import ReportVerbs

HARMFUL = frozenset({"harm", "war"})
_BLAMABLE = frozenset({"harm", "war", "act"})
_OWNERS = frozenset({"poss", "compound", "amod", "nmod"})


@dataclass(frozen=True)
class Harm:
    """A harm that a content tells of: its kind (deeds.tsv), its word, who does it and to whom."""

    kind: str
    word: Token
    doers: tuple[Token, ...]
    victims: tuple[Token, ...]


def predicates(doc: Doc, content: frozenset[int]) -> Iterator[Token]:
    """The main verbs of a content: its roots, what is coordinated with them and depends bare."""
    for i in sorted(content):
        token = doc[i]
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        top = token
        while top.dep_ in {"conj", "xcomp"} and top.head.i in content and top.head != top:
            top = top.head
        if (top.head.i not in content or top.head == top) and (
            is_finite(top) or top.tag_ == "VBG" or _is_perfect(top)
        ):
            yield token


def verb_harms(verb: Token, verbs: ReportVerbs) -> Iterator[Harm]:
    """The harms of a verb: itself, the noun that it carries out, the noun that is its subject."""
    doers = tuple(doers_of(verb))
    kind = _verb_kind(verb, verbs)
    nouns = [c for c in verb.children if c.dep_ in OBJECTS or c.dep_ == "nsubjpass"]
    at = prepositional(verb, "on", "against", "at")
    if kind in HARMFUL:
        yield Harm(kind, verb, doers, (*nouns, *at))
    if kind == "carry":
        for noun in (t for c in nouns for t in (c, *c.children)):
            if _noun_kind(noun, verbs) in HARMFUL:
                yield Harm(_noun_kind(noun, verbs), noun, doers, (*_aims(noun), *at))
    for noun in _blamed_for(verb, verbs):
        yield Harm("harm", noun, doers, tuple(_aims(noun)))
    for noun in _subjects(verb):
        yield from noun_harms(noun, verbs)


def cause_harms(verb: Token, verbs: ReportVerbs) -> Iterator[Harm]:
    """The harms that a clause is due to: "because of the shelling", "due to their attacks"."""
    for prep in verb.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in grammar("cause_prepositions"):
            for noun in prep.subtree:
                if noun.dep_ == "pobj" and noun.head in {prep, *prep.children}:
                    yield from noun_harms(noun, verbs, kinds=_BLAMABLE)


def noun_harms(
    noun: Token, verbs: ReportVerbs, *, kinds: frozenset[str] = HARMFUL
) -> Iterator[Harm]:
    """The harm that a noun is, by whom it belongs to: "Oslo's attacks", "army raids"."""
    kind = _noun_kind(noun, verbs)
    if kind not in kinds:
        return
    owners = [c for c in noun.children if c.dep_ in _OWNERS]
    whose = prepositional(noun, "of") if kind == "act" else []
    aims = (aim for aim in _aims(noun) if aim not in whose)
    yield Harm(kind, noun, (*owners, *prepositional(noun, "by"), *whose), tuple(aims))


def doers_of(verb: Token) -> list[Token]:
    """Who does what a verb tells of: its subject, or the agent of its passive."""
    return agents(verb) if is_passive(verb) else _subjects(verb)


def is_negated(verb: Token) -> bool:
    """Whether a clause says that something was not done: "not", "never", "nobody", "no man"."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ == "dobj"]
    return any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children) or any(
        s.lower_ in {"nothing", "none", "nobody"} or any(c.lower_ == "no" for c in s.children)
        for s in subjects
    )


def is_silence(verb: Token, verbs: ReportVerbs, *, negated: bool) -> bool:
    """Whether a clause withholds: "had no information", "could not confirm", "is looking into"."""
    lemma = verb.lemma_.lower()
    phrases = [lemma, *(f"{lemma} {c.lower_}" for c in verb.children if c.dep_ in {"prep", "prt"})]
    if not negated:
        return any(verbs.deeds.get((words, "silence")) == "open" for words in phrases)
    objects = [c.lemma_.lower() for c in verb.children if c.dep_ in {*OBJECTS, "attr"}]
    return any(verbs.deeds.get((w, "silence")) == "withheld" for w in (*phrases, *objects))


def is_deed(verb: Token, verbs: ReportVerbs) -> bool:
    """Whether a clause tells a deed of the past or present: no state, no plan, no copula."""
    if _blamed_for(verb, verbs):
        return True
    if verb.pos_ == "AUX" or _verb_kind(verb, verbs) == "state":
        return False
    return not is_future(verb)


def is_future(verb: Token) -> bool:
    """Whether a modal makes a clause a plan, a wish or a guess."""
    return any(c.lower_ in grammar("modals") for c in verb.children if c.dep_ == "aux")


def _blamed_for(verb: Token, verbs: ReportVerbs) -> list[Token]:
    """What somebody is said to stand behind: "is responsible for the blast", "was behind it"."""
    if verb.lemma_.lower() != "be":
        return []
    found: list[Token] = []
    for word in verb.children:
        if verbs.deeds.get((word.lemma_.lower(), "blame")) != "blame":
            continue
        things = [c for c in word.children if c.dep_ in {"pobj", "pcomp"}]
        things += prepositional(word, "for", "of")
        found += [t for t in things if word.dep_ != "prep" or _is_act(t, verbs)]
    return found


def _is_act(noun: Token, verbs: ReportVerbs) -> bool:
    return noun.pos_ == "PRON" or _noun_kind(noun, verbs) in _BLAMABLE


def _aims(noun: Token) -> list[Token]:
    return prepositional(noun, "on", "against", "of", "at")


def _subjects(verb: Token) -> list[Token]:
    while True:
        found = [c for c in verb.children if c.dep_ in SUBJECTS]
        if found or verb.dep_ not in {"conj", "xcomp"} or verb.head == verb:
            return found
        verb = verb.head


def _verb_kind(verb: Token, verbs: ReportVerbs) -> str:
    """The kind of a verb, with the word after it where that makes another ("blow up")."""
    lemma = verb.lemma_.lower()
    own = [c.lower_ for c in verb.children if c.dep_ in {"prt", "prep"}]
    kinds = (verbs.deeds.get((w, "verb"), "") for w in (*(f"{lemma} {o}" for o in own), lemma))
    return next((kind for kind in kinds if kind), "")


def _noun_kind(token: Token, verbs: ReportVerbs) -> str:
    return verbs.deeds.get((token.lemma_.lower(), "noun"), "")


def _is_perfect(verb: Token) -> bool:
    """Whether an infinitive tells of the past: "claimed to have shot"."""
    return verb.tag_ == "VBN" and any(c.lower_ == "have" for c in verb.children)

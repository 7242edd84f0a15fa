"""Reporting words in a parse: which tokens they are, and whether the text really reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS, first_conjunct, is_passive, relative_antecedent
from sayso.lexicons.words.grammar import grammar
from sayso.records.attribution import Effect, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from sayso.lexicons.rules.report_verbs import ReportVerbs, ReportWord

_REACH = 7
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})


@dataclass(frozen=True)
class Cue:
    """A reporting word in the text: its tokens, the rows of the lexicon that fit, its polarity.

    `group` is the whole verb group with auxiliaries ("has not said") and the `adverbs` that stand
    right before it ("also said"). `refused` is the verb that
    withholds the speech ("declined to comment").
    """

    head: Token
    words: tuple[Token, ...]
    rows: tuple[ReportWord, ...]
    negated: bool = False
    refused: Token | None = None
    adverbs: tuple[Token, ...] = ()

    @property
    def noun(self) -> bool:
        """Whether the word is a noun: "the claim that …"."""
        return self.rows[0].pos in {"n", "r"}

    @property
    def passive(self) -> bool:
        """Whether the verb is passive."""
        return not self.noun and is_passive(self.head)

    @property
    def group(self) -> tuple[int, int]:
        """First and last token index of the cue, auxiliaries and fixed words included."""
        inside = [t.i for t in self.words]
        inside += [
            t.i
            for t in self.head.children
            if t.dep_ in _AUXILIARIES
            and t.tag_ != "TO"
            and t.i < self.head.i
            and not _is_far(t, self.head)
        ]
        inside += [t.i for t in self.head.children if t.dep_ == "prt" and t.i == self.head.i + 1]
        if self.refused is not None:
            inside.append(self.refused.i)
        first = min(inside)
        for adverb in reversed(self.adverbs):
            first = adverb.i if adverb.i == first - 1 else first
        return first, max(inside)

    def row(self, frame: str, pos: str) -> ReportWord | None:
        """The row of the lexicon that takes this complement, or null."""
        for row in self.rows:
            if frame in row.frames and row.pos == pos:
                return row
        return None

    def stands(self, row: ReportWord) -> tuple[Stance, Effect]:
        """Stance and effect of a row, turned by negation and refusal."""
        if self.refused is not None:
            return Stance.DECLINES, Effect.NONE
        if not self.negated:
            return row.stance, row.effect
        if row.stance is Stance.SUSPECTS:
            return Stance.DENIES, Effect.NEGATED
        if row.stance is Stance.DISPUTES:
            return Stance.ASSERTS, Effect.ASSERTED
        return Stance.DECLINES, Effect.NONE


def find_cues(doc: Doc, verbs: ReportVerbs) -> Iterator[Cue]:
    """The reporting words of a text that report something, in order."""
    taken: set[int] = set()
    for token in doc:
        if token.i in taken:
            continue
        cue = cue_at(token, verbs)
        if cue is not None and _is_real(cue, verbs):
            taken.update(t.i for t in cue.words)
            yield cue


def cue_at(token: Token, verbs: ReportVerbs) -> Cue | None:
    """The reporting word at a token with all its words, whether or not it reports here."""
    has_subject = any(c.dep_ in SUBJECTS for c in token.children) or misread_subject(token)
    wanted = "nr" if token.pos_ in {"NOUN", "PROPN"} and not has_subject else "vpse"
    if token.pos_ not in {"VERB", "AUX", "NOUN", "PROPN"}:
        return None
    rows = [r for r in verbs.starting_with(token.lemma_.lower()) if r.pos in wanted]
    longest: tuple[Token, ...] = ()
    fitting: list[ReportWord] = []
    for row in rows:
        words = _match(token, row.words)
        if words is not None and len(words) >= len(longest):
            fitting = [*fitting, row] if len(words) == len(longest) else [row]
            longest = words
    if not fitting:
        return None
    adverbs = tuple(
        c
        for c in token.lefts
        if c.dep_ == "advmod" and c.tag_ == "RB" and c.lower_ not in verbs.hedges
        if not any(True for _ in c.children)
    )
    return Cue(token, longest, tuple(fitting), _negated(token), _refusal(token, verbs), adverbs)


def misread_subject(token: Token) -> Token | None:
    """The subject of a verb that the parse took for a noun: "an official note states that …"."""
    if token.tag_ != "NNS" or not any(
        c.dep_ == "ccomp" and any(g.dep_ == "mark" and g.lower_ == "that" for g in c.children)
        for c in token.rights
    ):
        return None
    return next((c for c in token.lefts if c.dep_ == "compound" and c.i == token.i - 1), None)


def _match(token: Token, lemmas: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of a reporting phrase: its further words stand close by, under the verb."""
    words = [token]
    for lemma in lemmas[1:]:
        following = next(
            (
                t
                for t in token.doc[words[-1].i + 1 : words[-1].i + 1 + _REACH]
                if lemma in {t.lower_, t.lemma_.lower()} and _belongs(t, words)
            ),
            None,
        )
        if following is None:
            return None
        words.append(following)
    return tuple(words)


def _belongs(token: Token, words: list[Token]) -> bool:
    """Whether a word depends on the phrase so far: directly, or within a predicate of it."""
    if token.head in words:
        return True
    return token.pos_ not in {"ADP", "SCONJ"} and token.head.head in words


def _negated(token: Token) -> bool:
    first = first_conjunct(token)
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in token.children) or any(
        c.dep_ == "preconj" and c.lower_ == "neither" for c in first.children
    ):
        return True
    subjects = [c for c in token.children if c.dep_ in SUBJECTS]
    if any(
        s.lower_ in grammar("negations")
        or any(c.lower_ in grammar("negations") for c in s.children if c.dep_ in {"det", "neg"})
        for s in subjects
    ):
        return True
    return token.dep_ == "pcomp" and token.head.lower_ == "without"


def _refusal(token: Token, verbs: ReportVerbs) -> Token | None:
    head = token.head
    if token.dep_ != "xcomp" or head == token:
        return None
    rows = verbs.starting_with(head.lemma_.lower())
    return head if any("say" in row.frames for row in rows) else None


def _is_real(cue: Cue, verbs: ReportVerbs) -> bool:
    """Whether somebody did report: not in a condition, a wish, a duty or an order."""
    head = cue.head
    if cue.noun:
        return True
    governor = cue.refused or head
    modals = {c.lower_ for c in governor.children if c.dep_ == "aux"}
    if ("can" in modals and cue.passive) or head.dep_ in {"acomp", "oprd"}:
        return False
    if modals & grammar("unreal") and not (
        cue.negated or _negated(governor) or _is_told(governor)
    ):
        return False
    if any(c.dep_ == "mark" and c.lower_ in grammar("conditions") for c in governor.children):
        return False
    if cue.refused is None and _is_infinitive(head):
        return _is_implied(head, verbs)
    return True


def _is_infinitive(verb: Token) -> bool:
    """Whether a verb stands after "to": its own, or that of the verb it is coordinated with."""
    own = [c for c in verb.children if c.dep_ in {"aux", "auxpass"} or c.dep_ in SUBJECTS]
    if verb.dep_ == "conj" and not own and verb.tag_ == "VB":
        return _is_infinitive(verb.head)
    return any(c.tag_ == "TO" for c in own)


def _is_told(verb: Token) -> bool:
    """Whether a modal narrates what was said: "would say only that", "he would say: '…'"."""
    would = any(c.lower_ == "would" for c in verb.children if c.dep_ == "aux")
    following = verb.doc[verb.i + 1 : verb.i + 3]
    return would and (
        any(c.lower_ in grammar("narrating") for c in verb.children if c.dep_ == "advmod")
        or any(t.is_quote for t in following)
        or any(t.lower_ == "only" for t in following)
    )


def _is_implied(verb: Token, verbs: ReportVerbs) -> bool:
    """Whether an infinitive tells of something done: "had the gall to tell", "went on to say"."""
    if is_passive(verb) or verb.dep_ not in {"xcomp", "acl", "advcl", "relcl", "ccomp"}:
        return False
    governors = [verb.head, *(c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i)]
    return any(verbs.deeds.get((t.lemma_.lower(), "governor")) == "implicative" for t in governors)


def _is_far(auxiliary: Token, verb: Token) -> bool:
    """Whether a subject stands between auxiliary and verb ("did he say")."""
    return any(t.dep_ in SUBJECTS for t in verb.doc[auxiliary.i : verb.i])


def relative_subject(token: Token) -> Token:
    """The noun for a relative pronoun, else the token itself."""
    return relative_antecedent(token) or token

"""Complements of a reporting word: the tokens that its voice vouches for, frame by frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, SUBJECTS, relative_antecedent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Token

    from sayso.attribution.cues import Cue
    from sayso.lexicons.report_verbs import ReportVerbs

_CLAUSES = frozenset({"ccomp", "acl", "advcl", "relcl", "conj", "dep", "parataxis", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_PREPOSITIONS = {
    **{name: name for name in ("of", "for", "on", "with", "at", "as")},
    "to_np": "to",
}

_ADVERBIAL = frozenset({"when", "where", "while", "whenever", "wherever", "if"})
_PLACING = frozenset(
    {"in", "at", "near", "from", "on", "against", "for", "over", "between", "under", "into"}
    | {"inside", "outside", "around", "along", "towards", "toward", "of", "by"}
)

Tokens = frozenset[int]


def content_of(cue: Cue, frame: str, verbs: ReportVerbs) -> Tokens:
    """The tokens that stand in this frame of the cue; empty when the text has no such frame."""
    if frame in _PREPOSITIONS:
        return _object_and_preposition(cue, _PREPOSITIONS[frame])
    if frame == "charge":
        return _nouns_where(cue, verbs.is_claim)
    if frame == "harm":
        return _nouns_where(cue, verbs.is_harm)
    return _FRAMES[frame](cue) if frame in _FRAMES else frozenset()


def _that(cue: Cue) -> Tokens:
    clauses = [c for c in _children(cue) if _is_report_clause(c, cue)] or _strayed(cue)
    clauses = _of_one_sentence(cue, clauses)
    if not clauses:
        return frozenset()
    content = _subtrees([*clauses, *_coordinated(cue, clauses)])
    return content - _own(cue) - _dates_of_speech(cue, clauses)


def _of_one_sentence(cue: Cue, clauses: list[Token]) -> list[Token]:
    """The clauses without those of other sentences that the parse hung on the cue.

    "A says this; B says that": what stands before a semicolon. "After A said that this was so,
    that happened": the main clause of a cue that is itself subordinate.
    """
    after = [c for c in clauses if c.i > cue.head.i]
    doc = cue.head.doc
    told = any(c.dep_ == "mark" and c.lower_ == "that" for a in after for c in a.children)
    before = [
        c
        for c in clauses
        if c.i < cue.head.i
        and not (told and not doc[c.left_edge.i].is_quote)
        and ";" not in {doc[c.right_edge.i].text, doc[c.right_edge.i + 1].text}
    ]
    marked = any(c.dep_ == "mark" and c.lower_ != "that" for c in cue.head.lefts)
    return [*before, *(after[:1] if marked else after)]


def _strayed(cue: Cue) -> list[Token]:
    """A "that" clause hung on an adverbial by the parse: "said in a letter sent home that …"."""
    adverbials = [c for c in cue.head.rights if c.dep_ in {"prep", "npadvmod", "advmod", "agent"}]
    strayed = [
        t
        for adverbial in adverbials
        for t in adverbial.subtree
        if is_finite(t)
        and t.dep_ in _CLAUSES
        and any(c.lower_ == "that" and c.dep_ == "mark" for c in t.children)
    ]
    return strayed[:1]


def _dates_of_speech(cue: Cue, clauses: list[Token]) -> Tokens:
    """The date between cue and clause, which is the speech's: "said on Friday the men left"."""
    following = cue.group[1] + 1
    return _subtrees(
        child
        for clause in clauses
        for child in clause.lefts
        if child.left_edge.i == following
        and child.dep_ in {"prep", "npadvmod"}
        and any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)
    )


def _is_report_clause(child: Token, cue: Cue) -> bool:
    marked = any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children)
    if marked:
        return child.dep_ in _CLAUSES and child.i > cue.head.i
    return child.dep_ == "ccomp" and is_finite(child) and not _asks(child)


def _coordinated(cue: Cue, clauses: list[Token]) -> Iterator[Token]:
    """Clauses that the parse coordinates with the cue but that go on with its content.

    They begin with "and that", or have a subject of their own and no comma before the "and".
    """
    last = max(c.right_edge.i for c in clauses)
    for clause in cue.head.children:
        if clause.dep_ != "conj" or clause.left_edge.i <= last or not is_finite(clause):
            continue
        before = clause.doc[last + 1 : clause.left_edge.i]
        comma = any(t.text == "," for t in before)
        if any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children) or (
            not comma and any(c.dep_ in SUBJECTS for c in clause.children)
        ):
            yield clause


def _wh(cue: Cue) -> Tokens:
    return _subtrees(
        c
        for c in _children(cue)
        if c.dep_ in _CLAUSES
        and _asks(c)
        and not (c.dep_ == "advcl" and c.left_edge.lower_ in _ADVERBIAL)
    ) - _own(cue)


def _to(cue: Cue) -> Tokens:
    infinitives = [c for c in _children(cue) if c.dep_ in {"xcomp", "acl"} and _has_to(c)]
    if not infinitives:
        return frozenset()
    if cue.passive:
        return _subtrees([*_passive_subjects(cue), *infinitives])
    if any(c.dep_ in OBJECTS and c.i < infinitives[0].i for c in cue.head.children):
        return frozenset()
    return _subtrees(infinitives)


def _obj_to(cue: Cue) -> Tokens:
    objects = _objects(cue)
    if cue.passive:
        objects = _passive_subjects(cue)
    for noun in objects:
        for child in [*_children(cue), *noun.children]:
            if child.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"} and _has_to(child):
                return _subtrees([noun, child])
    clauses = [
        c
        for c in _children(cue)
        if c.dep_ in {"ccomp", "xcomp"}
        and _has_to(c)
        and any(g.dep_ in SUBJECTS for g in c.children)
    ]
    return _subtrees(clauses)


def _for_to(cue: Cue) -> Tokens:
    return _subtrees(
        c
        for c in _children(cue)
        if _has_to(c) and any(g.lower_ == "for" and g.dep_ == "mark" for g in c.children)
    )


def _ing(cue: Cue) -> Tokens:
    return _subtrees(
        c
        for c in _children(cue)
        if c.tag_ == "VBG"
        and c.dep_ in {"xcomp", "ccomp", "pcomp"}
        and c.i > cue.head.i
        and c.doc[c.left_edge.i - 1].text != ","
    )


def _np(cue: Cue) -> Tokens:
    nouns = _passive_subjects(cue) if cue.passive else _objects(cue)
    content = _subtrees(n for n in nouns if n.pos_ in {"NOUN", "PROPN", "NUM"})
    if content and not cue.passive:
        content |= _where_it_was(cue, max(content))
    if any(n.is_ancestor(cue.head) for n in nouns):
        content -= _subtrees([cue.head])
    return content - _own(cue)


def _where_it_was(cue: Cue, last: int) -> Tokens:
    """Phrases right after an object that the parse hung on the verb of speech.

    "Confirmed the death of two men in a raid on the port": the raid is what was confirmed. When
    and to whom it was said is not.
    """
    found: set[int] = set()
    for child in cue.head.rights:
        if child.left_edge.i != last + 1 or child.dep_ != "prep":
            continue
        dated = any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)
        if child.lower_ not in _PLACING or dated:
            break
        found |= {t.i for t in child.subtree}
        last = child.right_edge.i
    return frozenset(found)


def _nouns_where(cue: Cue, fits: Callable[[str], bool]) -> Tokens:
    """The object, or the subject of the passive, if its lemma fits."""
    nouns = _passive_subjects(cue) if cue.passive else _objects(cue)
    content = _subtrees(n for n in nouns if fits(n.lemma_.lower()))
    if any(n.is_ancestor(cue.head) for n in nouns):
        content -= _subtrees([cue.head])
    return content - _own(cue)


def _object_and_preposition(cue: Cue, preposition: str) -> Tokens:
    nouns = _passive_subjects(cue) if cue.passive else _objects(cue)
    for noun in nouns:
        preps = [
            prep
            for prep in [*noun.children, *_children(cue)]
            if prep.lower_ == preposition and prep.i > cue.head.i and prep.dep_ != "agent"
        ]
        if preps:
            told = max(preps, key=lambda p: (_has_clause(p), p.head != noun, p.i))
            return _subtrees([noun, told]) - _own(cue)
    return frozenset()


def _has_clause(preposition: Token) -> bool:
    """Whether a preposition has a gerund: "accused men of the guard {of taking} bribes"."""
    return any(c.dep_ == "pcomp" for c in preposition.children)


def _small_clause(cue: Cue) -> Tokens:
    right = [c for c in cue.head.children if c.i > cue.head.i]
    clauses = [c for c in right if c.dep_ in {"ccomp", "xcomp"} and not is_finite(c)]
    if clauses and not _has_to(clauses[0]):
        return _subtrees([*(c for c in right if c.dep_ in OBJECTS), *clauses])
    objects = [c for c in right if c.dep_ in {"dobj", "dative"}]
    predicates = [c for c in right if c.dep_ in {"oprd", "acomp", "attr"}]
    predicates += [g for c in objects for g in c.children if g.dep_ == "acl" and g.tag_ == "VBG"]
    return _subtrees([*objects, *predicates]) if objects and predicates else frozenset()


_FRAMES: dict[str, Callable[[Cue], Tokens]] = {
    "that": _that,
    "wh": _wh,
    "to": _to,
    "obj_to": _obj_to,
    "for_to": _for_to,
    "ing": _ing,
    "np": _np,
    "sc": _small_clause,
}


def is_finite(verb: Token) -> bool:
    """Whether a verb or its first auxiliary carries tense."""
    return verb.tag_ in _FINITE or any(
        c.tag_ in _FINITE for c in verb.children if c.dep_ in {"aux", "auxpass"}
    )


def _asks(clause: Token) -> bool:
    first = clause.left_edge
    return first.tag_ in _WH or (first.dep_ == "mark" and first.lower_ in {"whether", "if"})


def _has_to(verb: Token) -> bool:
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)


def _children(cue: Cue) -> list[Token]:
    """Children of the cue's words, and of the person spoken to, outside the cue itself."""
    inside = set(cue.words)
    spoken_to = [c for c in cue.head.children if c.dep_ in OBJECTS and c.i > cue.head.i]
    found = [c for word in cue.words for c in word.children if c not in inside]
    return found + [
        c
        for noun in spoken_to
        if noun not in inside
        for c in noun.children
        if c.dep_ in {"acl", "relcl", "ccomp"}
        and any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)
    ]


def _objects(cue: Cue) -> list[Token]:
    last = cue.words[-1]
    deps = {"pobj"} if last.dep_ in {"prep", "prt", "dative"} or last.pos_ == "ADP" else OBJECTS
    nouns = [c for c in last.children if c.dep_ in deps]
    if not nouns and last != cue.head:
        nouns = [c for c in cue.head.children if c.dep_ in OBJECTS and c not in cue.words]
    if not nouns and last == cue.head:
        shared = [c for c in cue.head.rights if c.dep_ == "conj" and c.pos_ == "VERB"]
        nouns = [g for c in shared[:1] for g in c.children if g.dep_ in OBJECTS]
    if not nouns and cue.head.dep_ == "relcl" and _is_fronted(cue.head):
        nouns = [cue.head.head]
    return [relative_antecedent(n) or n for n in nouns]


def _is_fronted(verb: Token) -> bool:
    """Whether a relative clause opens with a preposition: "for which they claimed …"."""
    return any(
        c.dep_ == "prep" and c.i < verb.i and any(g.tag_ in _WH for g in c.children)
        for c in verb.children
    )


def _passive_subjects(cue: Cue) -> list[Token]:
    found = [c for c in cue.head.children if c.dep_ == "nsubjpass"]
    if not found and cue.head.dep_ in {"acl", "relcl"}:
        found = [cue.head.head]
    return [relative_antecedent(c) or c for c in found]


def _subtrees(heads: Iterable[Token]) -> Tokens:
    return frozenset(t.i for head in heads for t in head.subtree)


def _own(cue: Cue) -> Tokens:
    """The cue's own tokens: never part of its content."""
    first, last = cue.group
    return frozenset(range(first, last + 1))

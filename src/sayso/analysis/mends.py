"""Mends what the parser gets wrong in long sentences: clauses hung where grammar forbids it.

Each mend looks for one tree that no English sentence has, and gives the tree that it must have:
a past tense without subject beside a subject that has two, a noun as the root of a sentence with a
finite verb, a verb coordinated with a noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.analysis.boundary_mends import (
    clause_before_semicolon,
    date_before_subject,
    date_in_subject,
    name_before_verb,
    particle_before_adverb,
)
from sayso.analysis.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "PRP"})
_PAST = frozenset({"VBD", "VBN"})
_PRESENT = frozenset({"VBZ", "VBP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MASK = 0xFFFFFFFFFFFFFFFF
_HAVE = frozenset({"had", "has", "have", "having"})


def mend(doc: Doc) -> Doc:
    """The parsed document with its impossible trees mended, tags before parts of speech are set.

    The boundaries of sentences stay. A mend after which a sentence would be no tree is left out.
    """
    for rule in _RULES:
        heads = [token.head.i for token in doc]
        edits: list[Edit] = []
        for token in doc:
            mending = list(rule(token))
            if mending and (mended := _mended_heads(heads, mending)) is not None:
                heads = mended
                edits += mending
        if edits:
            _apply(doc, edits)
    return doc


def _mended_heads(heads: list[int], edits: list[Edit]) -> list[int] | None:
    """The heads after some edits; null where they leave no tree of each sentence."""
    mended = list(heads)
    for token, head, _, _ in edits:
        if head is not None:
            mended[token.i] = head.i
    for sent in {token.sent.start: token.sent for token, *_ in edits}.values():
        roots = [i for i in range(sent.start, sent.end) if mended[i] == i]
        if len(roots) != 1:
            return None
        reached = set(roots)
        for start in range(sent.start, sent.end):
            way: list[int] = []
            at = start
            while at not in reached:
                if at in way or not sent.start <= at < sent.end:
                    return None
                way.append(at)
                at = mended[at]
            reached.update(way)
    return mended


def _apply(doc: Doc, edits: list[Edit]) -> None:
    columns: list[int | str] = ["HEAD", "DEP", "TAG"]
    table: Any = doc.to_array(columns)
    for token, head, dep, tag in edits:
        row = table[token.i]
        if head is not None:
            row[0] = (head.i - token.i) & _MASK
        if dep is not None:
            row[1] = doc.vocab.strings.add(dep)
        if tag is not None:
            row[2] = doc.vocab.strings.add(tag)
    doc.from_array(columns, table)


def _participle_read_as_noun(token: Token) -> Iterator[Edit]:
    """Tag a "noun" with an auxiliary as a verb: "had overrun", "will strike"."""
    helper = next((c for c in token.lefts if c.dep_ == "aux"), None)
    if helper is None or token.tag_ not in {"NN", "JJ"}:
        return
    if helper.lower_ in _HAVE:
        yield Edit(token, tag="VBN")
    elif helper.tag_ == "MD":
        yield Edit(token, tag="VB")


def _subject_of_participle(verb: Token) -> Iterator[Edit]:
    """Give a verb its subject back from a participle: "planes, believed to be A's, {struck} B"."""
    if verb.tag_ not in _FINITE or _subject(verb) is not None:
        return
    for inner in (c for c in verb.lefts if c.dep_ == "advcl" and c.tag_ in _PAST):
        noun = _subject(inner)
        if noun is None or noun.dep_ == "expl" or any(c.dep_ == "mark" for c in inner.lefts):
            continue
        if noun.i < inner.i and verb.doc[inner.i - 1].text == ",":
            yield Edit(noun, verb, "nsubj")
            yield Edit(inner, noun, "acl", "VBN")
            return


def _reduced_relative(verb: Token) -> Iterator[Edit]:
    """Make the first of two verbs without "and" a participle: "men {exchanged} in May told"."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or first.tag_ not in _PAST:
        return
    noun = _subject(first)
    if noun is None or noun.dep_ != "nsubj" or noun.i > first.i or _subject(verb) is not None:
        return
    between = verb.doc[first.i + 1 : verb.i]
    joined = any(t.dep_ in {"cc", "punct"} for t in between if t.head in {first, verb})
    helped = any(c.dep_ in {"aux", "auxpass", "dobj"} for c in first.children)
    if joined or helped or noun.i + 1 != first.i:
        return
    root = first.head == first
    yield Edit(verb, verb if root else first.head, first.dep_)
    yield Edit(noun, verb)
    yield Edit(first, noun, "acl", "VBN")
    for child in first.children:
        if child.i < noun.left_edge.i or child.i > verb.i:
            yield Edit(child, verb)


def _verb_read_as_adjective(verb: Token) -> Iterator[Edit]:
    """Make a sentence of a noun and its apposition: "A, which is old, {accused} men of theft"."""
    target = verb.head
    noun = target.head
    if verb.dep_ != "amod" or verb.tag_ not in _PAST or target.dep_ not in {"appos", "conj"}:
        return
    before = verb.doc[verb.i - 1] if verb.i else verb
    told = any(c.dep_ in {"relcl", "acl", "appos"} and c.i < verb.i for c in noun.rights)
    root = noun.dep_ == "ROOT" and noun.tag_ in _NOUNS
    if not (root and told and before.text == "," and target.left_edge == verb):
        return
    yield Edit(verb, verb, "ROOT", "VBD")
    yield Edit(noun, verb, "nsubj")
    yield Edit(target, verb, "dobj")
    for child in (*noun.rights, *target.rights):
        clause = any(c.dep_ == "pcomp" for c in child.children)
        loose = child.dep_ == "prep" and (clause or child.lower_ != "of")
        if child.i > target.i and (loose or child.dep_ == "punct"):
            yield Edit(child, verb)


def _perfect_participle(verb: Token) -> Iterator[Edit]:
    """Make "having" an auxiliary: "of having {looted} shops", no shops that were looted."""
    noun, have = verb.head, verb.head.head
    if verb.dep_ != "amod" or verb.tag_ not in _PAST or noun.dep_ != "dobj":
        return
    if have.lower_ != "having" or verb.left_edge.i != have.i + 1:
        return
    yield Edit(verb, have.head, have.dep_, "VBN")
    yield Edit(have, verb, "aux")
    yield Edit(noun, verb)
    for child in have.children:
        if child != noun:
            yield Edit(child, verb)


def _clause_read_as_relative(noun: Token) -> Iterator[Edit]:
    """Make a plural noun the subject that it is: "told the court that {guards} there had left"."""
    if noun.dep_ != "relcl" or noun.tag_ != "VBZ" or noun.head.head.i >= noun.i:
        return
    that = noun.doc[noun.i - 1]
    speech = noun.head.head
    if that.lower_ != "that" or that.head != noun or noun.head.dep_ != "dobj":
        return
    later = (t for t in noun.doc[noun.i + 1 : noun.sent.end] if t.dep_ in {"conj", "ccomp"})
    verb = next((t for t in later if t.tag_ in _PAST | {"VB", "VBG"}), None)
    if verb is None or _subject(verb) is not None:
        return
    if any(c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE for c in verb.lefts):
        yield Edit(that, verb, "mark", "IN")
        yield Edit(noun, verb, "nsubj", "NNS")
        yield Edit(verb, speech, "ccomp")


def _verb_beside_noun(verb: Token) -> Iterator[Edit]:
    """Join a past tense with the verb that governs the noun it was joined with."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or verb.head.tag_ not in _NOUNS:
        return
    before = verb.doc[verb.i - 1]
    if _subject(verb) is not None or before.dep_ not in {"cc", "advmod"}:
        return
    above = next((t for t in verb.head.ancestors if t.tag_ in {"VBD", "VBZ", "VBP"}), None)
    if above is not None and above.tag_ == "VBD" and above.i < verb.i:
        yield Edit(verb, above)


def _verb_beside_its_joint(verb: Token) -> Iterator[Edit]:
    """Join a verb where its "and" or "but" hangs: "sent planes which fired but {hit} a camp"."""
    if verb.dep_ != "conj" or verb.tag_ not in _FINITE or _subject(verb) is not None:
        return
    joint = next((t for t in reversed(verb.doc[verb.head.i + 1 : verb.i]) if t.dep_ == "cc"), None)
    other = joint.head if joint is not None else verb
    if joint is None or other == verb.head or other.tag_ != verb.tag_:
        return
    done = any(c.dep_ == "conj" and c.i > joint.i for c in other.children)
    between = verb.doc[joint.i + 1 : verb.i]
    verbs = any(t.tag_ in _FINITE for t in between)
    if not done and not verbs and verb.head in other.ancestors and _subject(other) is not None:
        yield Edit(verb, other)
        aside = [t for t in between if t.dep_ == "prep" and t.head == verb.head]
        for token in aside:
            yield Edit(token, verb)


def _tense_of_neighbour(verb: Token) -> Iterator[Edit]:
    """Join a past tense with the clause in the past that it follows, not with a present above.

    "is alarmed at reports that marines stopped a boat and {towed} it out".
    """
    above = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or above.tag_ not in _PRESENT:
        return
    if _subject(verb) is not None:
        return
    inner = [
        t
        for t in verb.doc[above.i + 1 : verb.i]
        if t.tag_ == "VBD" and t.dep_ in {"ccomp", "acl"} and _subject(t) is not None
    ]
    if inner and above in inner[-1].ancestors:
        yield Edit(verb, inner[-1])


def _subject_read_as_apposition(verb: Token) -> Iterator[Edit]:
    """Give a verb without subject the noun before it: "Speaking in A, {the minister} vowed"."""
    if verb.tag_ not in {"VBD", "VBZ"} or verb.dep_ != "ROOT" or _subject(verb) is not None:
        return
    opening = [c for c in verb.lefts if c.dep_ in {"advcl", "prep"}]
    for clause in opening:
        for noun in clause.subtree:
            if noun.dep_ != "appos" or noun.i >= verb.i or noun.left_edge.i == 0:
                continue
            gap = verb.doc[noun.right_edge.i + 1 : verb.i]
            before = noun.doc[noun.left_edge.i - 1]
            if before.text == "," and all(t.text == "," or t.dep_ == "advmod" for t in gap):
                yield Edit(noun, verb, "nsubj")
                return


def _participle_before_speaker(participle: Token) -> Iterator[Edit]:
    """Make a participle its noun's own: "{Fleeing} residents said that", no fleeing speaks."""
    verb = participle.head
    if participle.dep_ != "csubj" or participle.tag_ != "VBG" or participle.i + 1 >= verb.i:
        return
    noun = participle.nbor()
    speaks = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.rights)
    if speaks and noun.dep_ == "dobj" and noun.head == participle and noun.tag_ == "NNS":
        yield Edit(noun, verb, "nsubj")
        yield Edit(participle, noun, "amod")


def _clause_read_as_place(participle: Token) -> Iterator[Edit]:
    """Part a place from the participle behind it: "went from house to house {shooting} men"."""
    to = participle.head
    verb = to.head
    place = participle.doc[participle.i - 1]
    if participle.dep_ != "pobj" or participle.tag_ != "VBG" or to.dep_ != "prep":
        return
    done = any(c.dep_ == "dobj" for c in participle.rights)
    named = place.dep_ == "compound" and place.head == participle and place.left_edge.i == to.i + 1
    if done and named and verb.tag_.startswith("VB"):
        yield Edit(place, to, "pobj")
        yield Edit(participle, verb, "advcl")


def _passive_adjective(word: Token) -> Iterator[Edit]:
    """Make a participle of an adjective with a passive's auxiliary: "was {machine-gunned}"."""
    passive = any(c.dep_ == "auxpass" for c in word.lefts)
    if word.tag_ == "JJ" and word.lower_.endswith("ed") and passive:
        yield Edit(word, tag="VBN")


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in _SUBJECTS), None)


_RULES: tuple[Callable[[Token], Iterator[Edit]], ...] = (
    _participle_read_as_noun,
    _clause_read_as_relative,
    _reduced_relative,
    _subject_of_participle,
    _verb_read_as_adjective,
    _perfect_participle,
    _verb_beside_noun,
    _verb_beside_its_joint,
    _tense_of_neighbour,
    _subject_read_as_apposition,
    _participle_before_speaker,
    _clause_read_as_place,
    clause_before_semicolon,
    date_before_subject,
    date_in_subject,
    name_before_verb,
    particle_before_adverb,
    _passive_adjective,
)

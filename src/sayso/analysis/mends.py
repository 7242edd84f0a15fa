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
from sayso.analysis.misread_mends import (
    clause_read_as_place,
    clause_read_as_relative,
    participle_before_speaker,
    participle_read_as_noun,
    passive_adjective,
    perfect_participle,
    reduced_relative,
    verb_read_as_adjective,
)
from sayso.analysis.participle_mends import (
    participle_beside_gerund,
    participle_read_as_subject,
    participle_with_agent,
)
from sayso.analysis.speaker_mends import (
    apposition_of_source,
    speaker_behind_content,
    speaker_behind_verb,
)
from sayso.analysis.subject_mends import (
    subject_of_participle,
    subject_read_as_apposition,
    tense_of_neighbour,
    verb_beside_its_joint,
    verb_beside_noun,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Token

    from sayso.analysis.edits import Edit

_MASK = 0xFFFFFFFFFFFFFFFF


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


_RULES: tuple[Callable[[Token], Iterator[Edit]], ...] = (
    participle_read_as_noun,
    speaker_behind_verb,
    speaker_behind_content,
    apposition_of_source,
    clause_read_as_relative,
    reduced_relative,
    participle_with_agent,
    participle_read_as_subject,
    participle_beside_gerund,
    subject_of_participle,
    verb_read_as_adjective,
    perfect_participle,
    verb_beside_noun,
    verb_beside_its_joint,
    tense_of_neighbour,
    subject_read_as_apposition,
    participle_before_speaker,
    clause_read_as_place,
    clause_before_semicolon,
    date_before_subject,
    date_in_subject,
    name_before_verb,
    particle_before_adverb,
    passive_adjective,
)

"""Quotations after a speaker's name and a colon, without a verb: "The mayor: 'It is over'"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.attribution.report import Report
from sayso.attribution.speech import is_speech, tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from sayso.attribution.quotations import Quotation
    from sayso.lexicons.rules.report_verbs import ReportVerbs
    from sayso.records.document import Passage

_LONGEST = 14
_NOUNS = frozenset({"NOUN", "PROPN"})


def find_labels(
    doc: Doc,
    quotations: Sequence[Quotation],
    passages: Sequence[Passage],
    verbs: ReportVerbs,
) -> Iterator[Report]:
    """The reports that a name and a colon before a quotation make, in order."""
    rule = verbs.rules["label"]
    for quotation in quotations:
        before = _before(doc, quotation, passages)
        if not is_speech(quotation, doc) or len(before) < 2 or before[-1].text != ":":
            continue
        head = _name(before[:-1])
        if head is not None:
            yield Report(
                cue=(before[-1].i, before[-1].i),
                head=before[-1],
                source=head,
                content=frozenset(t.i for t in tokens_in(doc, quotation.start, quotation.end)),
                construction=rule.construction,
                stance=rule.stance,
                effect=rule.effect,
                speech=(quotation,),
            )


def _before(doc: Doc, quotation: Quotation, passages: Sequence[Passage]) -> list[Token]:
    """The tokens before a quotation, from the start of its sentence or paragraph."""
    passage = next((p for p in passages if p.start <= quotation.start < p.end), None)
    tokens = tokens_in(doc, passage.start, quotation.start) if passage is not None else []
    ends = [n for n, t in enumerate(tokens) if t.text in {".", "!", "?"} or t.is_quote]
    return [t for t in tokens[ends[-1] + 1 if ends else 0 :] if not t.is_space]


def _name(tokens: Sequence[Token]) -> Token | None:
    """The head of a bare noun phrase for a person or body; null for a clause or a common thing."""
    if len(tokens) > _LONGEST or any(t.pos_ in {"VERB", "AUX", "PRON"} for t in tokens):
        return None
    head = next((t for t in tokens if t.head not in tokens or t.head == t), None)
    named = any(t.pos_ == "PROPN" for t in tokens)
    return head if head is not None and head.pos_ in _NOUNS and named else None

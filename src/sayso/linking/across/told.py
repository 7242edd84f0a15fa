"""What a sentence tells of an event: its head, its participants, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_THINGS = frozenset({"NOUN", "PROPN", "NUM"})
_DOES = frozenset({"nsubj", "poss", "agent"})
_UNDERGOES = frozenset({"dobj", "nsubjpass", "compound", "attr"})
_SHARES_SUBJECT = frozenset({"xcomp", "conj", "advcl"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TIMES = frozenset({"DATE", "TIME"})
_NUMBERS = frozenset({"CARDINAL", "MONEY", "QUANTITY"})
_NEAR = 6


@dataclass(frozen=True)
class Told:
    """A mention of an event as it is compared with those of other reports.

    `report` is the report's number, `start` and `end` are code points of its text, end-exclusive,
    `sentence` those of the sentence. `does`, `undergoes` and `other` are the lemmas of its
    participants, the further bags those of the sentence without the event's own words.
    """

    report: int
    start: int
    end: int
    sentence: tuple[int, int]
    lemma: str
    part: str
    words: tuple[str, ...]
    does: tuple[str, ...]
    undergoes: tuple[str, ...]
    other: tuple[str, ...]
    around: dict[str, tuple[str, ...]]


def told(report: int, doc: Doc, start: int, end: int) -> Told:
    """What a report tells of the event that the words from `start` to `end` name."""
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    own = tuple(span)
    head = _head(span)
    does, undergoes, other = _participants(head, frozenset(own))
    sentence = head.sent
    return Told(
        report=report,
        start=start,
        end=end,
        sentence=(sentence.start_char, sentence.end_char),
        lemma=head.lemma_.lower(),
        part=head.pos_,
        words=_bag(own) or (head.lemma_.lower(),),
        does=does,
        undergoes=undergoes,
        other=other,
        around=_around(head, [token for token in sentence if token not in own]),
    )


def content(doc: Doc) -> tuple[str, ...]:
    """A report's content words, names twice: what it shares with others tells what it is on."""
    words = [token for token in doc if token.pos_ in _CONTENT]
    return _bag(words) + _bag(token for token in words if token.pos_ == "PROPN")


def _head(span: Span) -> Token:
    """The word that the others hang on; the last that means something where it is a mere link."""
    head = span.root
    if head.pos_ in _CONTENT:
        return head
    return next((token for token in reversed(list(span)) if token.pos_ in _CONTENT), head)


def _around(head: Token, words: Sequence[Token]) -> dict[str, tuple[str, ...]]:
    meaning = [token for token in words if token.pos_ in _CONTENT]
    return {
        "sentence": _bag(meaning),
        "near": _bag(token for token in meaning if abs(token.i - head.i) <= _NEAR),
        "deeds": _bag(token for token in meaning if token.pos_ == "VERB"),
        "proper": _bag(token for token in meaning if token.pos_ == "PROPN"),
        "names": _bag(token for token in words if token.ent_type_ in _NAMES),
        "places": _bag(token for token in words if token.ent_type_ in _PLACES),
        "times": _bag(token for token in words if token.ent_type_ in _TIMES),
        "numbers": _bag(
            token for token in words if token.pos_ == "NUM" or token.ent_type_ in _NUMBERS
        ),
    }


def _participants(
    head: Token, own: frozenset[Token]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Lemmas of who does it, who or what undergoes it, and of what else hangs on it."""
    does: list[str] = []
    undergoes: list[str] = []
    other: list[str] = []
    for child in head.children:
        if child in own:
            continue
        if child.dep_ == "prep":
            role = {"of": undergoes, "by": does}.get(child.lower_, other)
            role += _things(child)
        elif child.dep_ in _DOES:
            does += _things(child)
        elif child.dep_ in _UNDERGOES:
            undergoes += _things(child)
    if not does and head.dep_ in _SHARES_SUBJECT:
        does += [w for c in head.head.children if c.dep_ == "nsubj" for w in _things(c)]
    if head.dep_ in {"acl", "relcl"} and not (does and undergoes):
        (undergoes if head.tag_ == "VBN" else does).append(head.head.lemma_.lower())
    return tuple(does), tuple(undergoes), tuple(other)


def _things(child: Token) -> Iterator[str]:
    return (token.lemma_.lower() for token in child.subtree if token.pos_ in _THINGS)


def _bag(words: Iterable[Token]) -> tuple[str, ...]:
    return tuple(
        token.lemma_.lower()
        for token in words
        if not token.is_stop and any(c.isalnum() for c in token.text)
    )

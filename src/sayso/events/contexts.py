"""What an event is about: PLOVER contexts, from its sentence, else from its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.context_words import load_context_words
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as Words
    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.trigger import Trigger
    from sayso.records.reading import Annotations


def classify_contexts(
    parsed: Parsed, trigger: Trigger, event_type: str, found: Annotations
) -> tuple[tuple[str, ...], Provenance]:
    """The contexts of an event, sorted, with the words and the level that gave them.

    A context on a paragraph says less than one on a sentence: it is asked only where the
    sentence has none, and the reason says so.

    Args:
        parsed: the report.
        trigger: the event's words.
        event_type: its PLOVER type.
        found: what else was read; names of actors and places tell nothing of the subject.
    """
    names = [m.span for m in found.actors if m.name and m.span.quote[0].isupper()]
    names += [m.span for m in found.places if m.name]
    named = {i for span in names for i in range(span.start, span.end)}
    for level, words in (
        ("sentence", trigger.head.sent),
        ("paragraph", _paragraph(parsed, trigger)),
    ):
        hits = _hits(words, named)
        if hits:
            codes = sorted({code for _, codes in hits for code in codes})
            reason = f"{level}: " + ", ".join(sorted({quote for quote, _ in hits}))
            return tuple(codes), _provenance(f"context.{level}", reason)
    return (), _provenance("context.none", f"no word tells what this {event_type} is about")


def _hits(words: Words, named: set[int]) -> list[tuple[str, tuple[str, ...]]]:
    table = load_context_words()
    longest = max(len(key) for key in table)
    tokens = [t for t in words if not t.is_space and not t.is_punct]
    hits = []
    for position in range(len(tokens)):
        for length in range(longest, 0, -1):
            part = tokens[position : position + length]
            if len(part) < length:
                continue
            key = _key(part, table)
            if key is not None and not (length == 1 and part[0].idx in named):
                hits.append((" ".join(t.text for t in part), table[key]))
                break
    return hits


def _key(
    part: Sequence[Token], table: dict[tuple[str, ...], tuple[str, ...]]
) -> tuple[str, ...] | None:
    lemmas = tuple(t.lemma_.lower() for t in part)
    words = tuple(t.lower_ for t in part)
    return next((key for key in (lemmas, words) if key in table), None)


def _paragraph(parsed: Parsed, trigger: Trigger) -> Words:
    passage = next((p for p in parsed.passages if p.start <= trigger.start < p.end), None)
    if passage is None:
        return trigger.head.sent
    words = parsed.doc.char_span(passage.start, passage.end, alignment_mode="expand")
    return trigger.head.sent if words is None else words


def _provenance(rule: str, reason: str) -> Provenance:
    return Provenance(component="events.contexts", version=VERSION, rule=rule, reason=reason)

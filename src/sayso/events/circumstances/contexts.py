"""What an event is about: PLOVER contexts, from its sentence, else from its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.words.context_words import context_openings, load_context_words
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from spacy.tokens import Span as Words

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
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
    table, openings = load_context_words(), context_openings()
    tokens = [t for t in words if not t.is_space and not t.is_punct]
    lemmas, lowered = [t.lemma_.lower() for t in tokens], [t.lower_ for t in tokens]
    hits = []
    for position, token in enumerate(tokens):
        here = (lemmas[position], lowered[position])
        longest = max(openings.get(word, 0) for word in here)
        for end in range(min(position + longest, len(tokens)), position, -1):
            keys = (tuple(lemmas[position:end]), tuple(lowered[position:end]))
            key = next((key for key in keys if key in table), None)
            if key is not None and not (end == position + 1 and token.idx in named):
                hits.append((" ".join(t.text for t in tokens[position:end]), table[key]))
                break
    return hits


def _paragraph(parsed: Parsed, trigger: Trigger) -> Words:
    passage = next((p for p in parsed.passages if p.start <= trigger.start < p.end), None)
    if passage is None:
        return trigger.head.sent
    words = parsed.doc.char_span(passage.start, passage.end, alignment_mode="expand")
    return trigger.head.sent if words is None else words


def _provenance(rule: str, reason: str) -> Provenance:
    return Provenance(component="events.contexts", version=VERSION, rule=rule, reason=reason)

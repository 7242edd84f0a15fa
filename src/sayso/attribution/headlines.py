"""Headlines that name their source: "Minister: …", "… - monitors", "…, says ministry"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.attribution.report import Report
from sayso.attribution.speech import tokens_in
from sayso.attribution.voices import can_speak, mention_at
from sayso.records.document import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from sayso.lexicons.rules.report_verbs import ReportVerbs
    from sayso.records.document import Passage
    from sayso.records.mention import ActorMention

_DASHES = frozenset({"-", "--", "–", "—"})
_LONGEST = 6
_LINE = 25


def find_headlines(
    doc: Doc, passages: Sequence[Passage], actors: Sequence[ActorMention], verbs: ReportVerbs
) -> Iterator[Report]:
    """The reports that the headlines of a document make without a clause of their own."""
    rule = verbs.rules["headline"]
    for passage in passages:
        tokens = [t for t in tokens_in(doc, passage.start, passage.end) if not t.is_space]
        if passage.kind is not PassageKind.TITLE and not _is_bare(tokens):
            continue
        for cue, source, content in _parts(tokens, verbs):
            head = _head(source)
            if content and _is_somebody(head, actors, verbs):
                yield Report(
                    cue=(cue.i, cue.i),
                    head=cue,
                    source=head,
                    content=frozenset(t.i for t in content),
                    construction=rule.construction,
                    stance=rule.stance,
                    effect=rule.effect,
                    label=(source[0].idx, source[-1].idx + len(source[-1].text)),
                )
                break


def _is_bare(tokens: Sequence[Token]) -> bool:
    """Whether a paragraph is like a headline: short, with no stop or mark at its end."""
    return len(tokens) <= _LINE and bool(tokens) and tokens[-1].is_alpha


def _is_somebody(head: Token | None, actors: Sequence[ActorMention], verbs: ReportVerbs) -> bool:
    """Whether a noun is known for a speaker: a headline's other names are mostly places."""
    return can_speak(head, actors, verbs) and (
        mention_at(head, actors) is not None
        or (head is not None and verbs.people.has("human", head.lemma_.lower()))
        or (head is not None and verbs.can_tell(head.lemma_.lower()))
    )


def _parts(
    tokens: Sequence[Token], verbs: ReportVerbs
) -> Iterator[tuple[Token, Sequence[Token], Sequence[Token]]]:
    """The ways to part a headline into a cue, the words for a source, and what it says."""
    for n, token in enumerate(tokens):
        left, right = tokens[:n], tokens[n + 1 :]
        if token.text == ":":
            yield token, left, right
        spaced = bool(left) and bool(left[-1].whitespace_) and bool(token.whitespace_)
        if token.text == ":" or (token.text in _DASHES and spaced):
            yield token, right, left
        says = any("quote" in row.frames for row in verbs.starting_with(token.lemma_.lower()))
        if says and left and left[-1].text == ",":
            yield token, right, left[:-1]


def _head(tokens: Sequence[Token]) -> Token | None:
    """The last noun of a short bare noun phrase, what stands after a preposition left out."""
    if not 0 < len(tokens) <= _LONGEST or any(
        t.pos_ in {"VERB", "AUX", "PRON", "NUM"}
        or t.is_punct
        or (t.pos_ == "ADP" and t.lower_ not in {"of", "for"})
        for t in tokens
    ):
        return None
    stop = next((n for n, t in enumerate(tokens) if t.pos_ == "ADP"), len(tokens))
    nouns = [t for t in tokens[:stop] if t.pos_ in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else None

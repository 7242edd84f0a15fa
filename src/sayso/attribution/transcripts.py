"""Whole texts that somebody speaks: "[communique] [the issuer]", and turns: "[the speaker] …".

Monitors of radio and press put in square brackets what kind of text it is and whose, and before
each turn of an interview who speaks. Each sentence of it is a saying of its own, so that each
has its own stance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.attribution.quotations import Quotation
from sayso.attribution.report import Report
from sayso.attribution.spans import trimmed
from sayso.attribution.speech import tokens_in
from sayso.attribution.voices import mention_at
from sayso.lexicons.words.grammar import grammar
from sayso.records.attribution import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as Sentence

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.rules.report_verbs import CueRule, ReportVerbs
    from sayso.records.mention import ActorMention

_BRACKET = re.compile(r"\[([^\[\]]{1,300})\]")
_AT_TURN = re.compile(r"(?:^|[\].!?:\"'”’]|-- ?|\n)\s*$")
_OWNED = re.compile(r"\s(?:issued by|made by|delivered by|by|of|from)\s", re.IGNORECASE)
_HEADING = 900
_OPENING = 4
_WORDS = 3
_TURNING = frozenset(
    {Stance.ACCUSES, Stance.DENIES, Stance.SUSPECTS, Stance.CLAIMS_RESPONSIBILITY}
)


@dataclass(frozen=True)
class _Label:
    """A bracket with its words, and where they stand in the text (code points)."""

    start: int
    end: int
    words: str

    @property
    def plain(self) -> str:
        """The words in lower case on one line, before the first comma."""
        return " ".join(self.words.lower().split()).split(",")[0]


@dataclass(frozen=True)
class _Turn:
    """A stretch of text with the words for its cue and for who speaks in it."""

    start: int
    end: int
    cue: tuple[int, int]
    source: tuple[int, int]


def find_turns(
    parsed: Parsed, actors: Sequence[ActorMention], verbs: ReportVerbs
) -> Iterator[tuple[Report, ActorMention | None]]:
    """What a text says by its headings and labels to be somebody's words, sentence by sentence.

    Args:
        parsed: the document with its parse.
        actors: its actor mentions.
        verbs: the reporting words, with the rules for headings and turns.
    """
    labels = [_Label(m.start(1), m.end(1), m[1]) for m in _BRACKET.finditer(parsed.document.text)]
    turns = _turns(parsed, labels, actors, verbs) or _declared(parsed, actors)
    for turn in turns:
        voice = _voice(turn, parsed, actors)
        for sentence in parsed.doc.sents:
            report = _saying(turn, sentence, parsed, verbs)
            if report is not None:
                yield report, voice


def _turns(
    parsed: Parsed,
    labels: Sequence[_Label],
    actors: Sequence[ActorMention],
    verbs: ReportVerbs,
) -> list[_Turn]:
    """The stretches in order: from an issuer's heading or a speaker's label to the next."""
    text = parsed.document.text
    rule = verbs.rules["turn"]
    found: list[_Turn] = []
    for label in labels:
        cue = (label.start, label.start + len(_OWNED.split(label.words)[0]))
        source = _source(label, labels, rule, parsed, actors)
        starts = source is not None and label.start < _HEADING
        if not starts:
            source = cue = (label.start, label.end)
            starts = _is_speaker(label, labels, text, rule)
        if starts and source is not None:
            found.append(_Turn(label.end + 1, len(text), cue, source))
        elif label.plain in rule.ends:
            found.append(_Turn(label.end + 1, len(text), cue, (0, 0)))
    ends = [turn.cue[0] - 1 for turn in found[1:]] + [len(text)]
    return [
        _Turn(_after(labels, turn, text), end, turn.cue, turn.source)
        for turn, end in zip(found, ends, strict=False)
        if turn.source != (0, 0)
    ]


def _declared(parsed: Parsed, actors: Sequence[ActorMention]) -> list[_Turn]:
    """What follows an opening in which the issuer names itself: "We, the Front, state"."""
    for sentence in list(parsed.doc.sents)[:_OPENING]:
        for we in (t for t in sentence if t.lower_ == "we" and t.dep_ == "nsubj"):
            named = next((c for c in we.rights if c.dep_ == "appos"), None)
            issuer = mention_at(named, actors)
            quoted = any(t.is_quote for t in sentence)
            if issuer is not None and issuer.name is not None and not quoted:
                verb = (we.head.idx, we.head.idx + len(we.head.text))
                source = (issuer.span.start, issuer.span.end)
                return [_Turn(sentence.end_char, len(parsed.document.text), verb, source)]
    return []


def _after(labels: Sequence[_Label], turn: _Turn, text: str) -> int:
    """Where the words of a turn begin: after the brackets that follow its label directly."""
    at = max(turn.start, turn.source[1] + 1)
    for label in labels:
        if label.start > at and not text[at : label.start - 1].strip():
            at = label.end + 1
    return at


def _source(
    label: _Label,
    labels: Sequence[_Label],
    rule: CueRule,
    parsed: Parsed,
    actors: Sequence[ActorMention],
) -> tuple[int, int] | None:
    """The words for whose text a heading says it is: in the next bracket, or after "by"."""
    kind = _OWNED.split(label.plain)[0]
    if kind not in rule.headings:
        return None
    owned = _OWNED.search(label.words)
    if owned:
        return label.start + owned.end(), label.end
    text = parsed.document.text
    following = [
        n for n in labels if n.start > label.end and not text[label.end + 1 : n.start - 1].strip()
    ]
    if not following or following[0].plain in rule.unless:
        return None
    start, end = following[0].start, following[0].end
    byline = kind in rule.bylines and not any(
        a.sector not in {None, "JRN", "CVL"} for a in actors if start <= a.span.start < end
    )
    return None if byline else (start, end)


def _is_speaker(label: _Label, labels: Sequence[_Label], text: str, rule: CueRule) -> bool:
    """Whether a bracket names who speaks next: a role, a name of the heading or of a recording."""
    if not _AT_TURN.search(text[max(label.start - 40, 0) : label.start - 1]):
        return False
    if label.plain in rule.phrases:
        return True
    if _is_recorded(label, labels, text, rule):
        return True
    heads = [
        " ".join(n.words.lower().split()) for n in labels if n.start < min(label.start, _HEADING)
    ]
    name = re.compile(rf"\b{re.escape(label.plain)}\b")
    return any(" with " in head and name.search(head) for head in heads)


def _is_recorded(label: _Label, labels: Sequence[_Label], text: str, rule: CueRule) -> bool:
    """Whether a label's words stand at once after "[begin recording]", here or before."""
    named = (
        after.plain
        for before, after in pairwise(labels)
        if before.plain in rule.begins and not text[before.end + 1 : after.start - 1].strip()
    )
    return label.plain not in rule.unless and any(plain == label.plain for plain in named)


def _voice(turn: _Turn, parsed: Parsed, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The actor of a label: named in it, or the first one whose words end as it does."""
    start, end = turn.source
    inside = [a for a in actors if start <= a.span.start and a.span.end <= end]
    named = [a for a in inside if a.name is not None]
    if named:
        return named[0]
    words = parsed.document.text[start:end].lower()
    alike = [a for a in actors if a.name is not None and a.span.quote.lower().endswith(words)]
    return next(iter([*alike, *inside]), None)


def _saying(turn: _Turn, sentence: Sentence, parsed: Parsed, verbs: ReportVerbs) -> Report | None:
    start = max(turn.start, sentence.start_char)
    end = min(turn.end, sentence.end_char)
    start, end = trimmed(parsed.document.text, start, end) if start < end else (0, 0)
    tokens = tokens_in(parsed.doc, start, end) if start < end else []
    cue = tokens_in(parsed.doc, *turn.cue)
    if sum(t.is_alpha for t in tokens) < _WORDS or not cue:
        return None
    source = tokens_in(parsed.doc, *turn.source)
    rule = verbs.rules["turn"]
    return Report(
        cue=(cue[0].i, cue[-1].i),
        head=cue[0],
        source=source[-1] if source else None,
        content=frozenset(t.i for t in tokens),
        construction=rule.construction,
        stance=_first_person_stance(sentence, verbs) or rule.stance,
        effect=rule.effect,
        speech=(Quotation(start, end),),
        label=turn.source,
    )


def _first_person_stance(sentence: Sentence, verbs: ReportVerbs) -> Stance | None:
    """What "we blame", "we deny" does to its content; null for all that only tells."""
    root = sentence.root
    children = list(root.children)
    if not any(
        c.dep_ == "nsubj" and c.lower_ in grammar("first_subjects") for c in children
    ) or any(c.dep_ == "neg" or c.tag_ == "MD" for c in children):
        return None
    rows = verbs.starting_with(root.lemma_.lower())
    stances = [r.stance for r in rows if r.pos == "v" and len(r.words) == 1]
    return next((s for s in stances if s in _TURNING), None)

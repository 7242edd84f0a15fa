"""What people say and do, in signs and words: a sign never stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.review.judgement import Review

_VERDICTS = {
    Verdict.ACCEPT: ("✓", "accepted"),
    Verdict.REJECT: ("✗", "rejected"),
    Verdict.CORRECT: ("✎", "corrected"),
    Verdict.SKIP: ("↷", "skipped"),
    Verdict.FLAG: ("⚐", "flagged"),
    Verdict.NOTE: ("✐", "noted"),
    Verdict.ASK: ("?", "asked"),
    Verdict.WITHDRAW: ("↶", "taken back"),
}
_KINDS = {
    ActKind.DECIDE: ("✓", "decided"),
    ActKind.BULK: ("≡", "decided on many at once"),
    ActKind.ADJUDICATE: ("⚖", "settled as referee"),
    ActKind.ASSIGN: ("⇥", "gave to coders"),
    ActKind.NOTE: ("✐", "noted"),
    ActKind.ASK: ("?", "asked"),
    ActKind.MERGE: ("⊕", "merged"),
    ActKind.SPLIT: ("⊖", "split"),
    ActKind.JUDGE: ("≟", "judged pairs of events"),
    ActKind.UPDATE: ("⟳", "took over what is read anew"),
    ActKind.KEEP: ("⚓", "kept what was decided"),
    ActKind.ANNOTATE: ("⇤", "brought from another tool"),
    ActKind.EARLIER: ("…", "said before acts were kept"),
    ActKind.UNDO: ("↶", "undone"),
}


def verdict_sign(verdict: Verdict) -> tuple[str, str]:
    """The sign of a verdict and its word: "✓", "accepted"."""
    return _VERDICTS[verdict]


def kind_sign(kind: ActKind) -> tuple[str, str]:
    """The sign of a kind of act and its words; those of the audit go by their own names."""
    return _KINDS.get(kind, ("·", kind.value))


def told_verdict(review: Review) -> dict[str, Any]:
    """A person's word on something, as pages show it."""
    sign, word = verdict_sign(review.verdict)
    return {
        "sign": sign,
        "word": word,
        "verdict": review.verdict.value,
        "by": review.by,
        "at": review.at,
        "why": review.why,
    }


def standing(reviews: Iterable[Review]) -> list[Review]:
    """The last word on each matter, of those that were not taken back; in the order said."""
    last: dict[str, Review] = {}
    for review in reviews:
        last.pop(review.matter, None)
        last[review.matter] = review
    return [one for one in last.values() if one.verdict is not Verdict.WITHDRAW]

"""What people said of an incident and did with it, as its page tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.review.coding import value_words
from sayso.records.review.judgement import Review, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records.review.act import Act
    from sayso.review.desk import Desk

_MOST_ACTS = 50
_ASIDE = frozenset({Verdict.NOTE, Verdict.ASK, Verdict.FLAG})


def said_of(desk: Desk, incident_id: str, doc_ids: Iterable[str]) -> list[Review]:
    """All that people said of an incident and of what tells it, as far as the person sees it."""
    said = desk.ledger.said_of(doc_ids, [incident_id]).reviews
    return [one for one in said if desk.sees(one.by)]


def remarks(said: Sequence[Review]) -> list[Review]:
    """What was noted, asked and flagged, without what was taken back."""
    gone = {one.withdraws for one in said if one.withdraws is not None}
    return [one for one in said if one.verdict in _ASIDE and one.matter not in gone]


def acts(desk: Desk, subjects: Iterable[str]) -> list[Act]:
    """What people did with an incident and what was said of it, the latest first."""
    found: dict[int, Act] = {}
    for subject in subjects:
        for act in desk.ledger.acts(target=subject, latest=True, limit=_MOST_ACTS):
            if desk.sees(act.by):
                found[act.seq] = act
    return [found[seq] for seq in sorted(found, reverse=True)][:_MOST_ACTS]


def chosen(told: Iterable[Act], said: Iterable[Review]) -> dict[str, list[str]]:
    """What each act said of values, in words: "places: Homs, then Hama", by the act's id."""
    known = {one.id: one for one in said}
    found = {act.id: [known[key] for key in act.reviews if key in known] for act in told}
    return {key: [_words(one) for one in reviews] for key, reviews in found.items() if reviews}


def _words(review: Review) -> str:
    """What a review says of a value; with what it stood for before where that is another."""
    field, right = review.field or "the account", value_words(review)
    if review.verdict in {Verdict.ACCEPT, Verdict.CORRECT} and right:
        before = f"{review.shown}, then " if review.shown not in {None, "", right} else ""
        return f"{field}: {before}{right}"
    return f"{field}: {review.verdict.value}"

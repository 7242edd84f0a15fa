"""Why events are one incident: each link with its reasons, what people judged, and the history."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from sayso.export.wording import unwrap
from sayso.records.incident import ChangeKind, Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from sayso.records.claim import Account
    from sayso.records.incident import Change, Incident, Link
    from sayso.records.linking import SuggestedPair

_SHORT_ID = 9
_LEAST = 0.05
_SURE = 0.995
_JUDGED = {
    Judgement.SAME: "the same happening",
    Judgement.DIFFERENT: "different happenings",
    Judgement.UNSURE: "left to the comparison",
}


class Step(NamedTuple):
    """One step of a history: when it was (ISO 8601, UTC), and the change."""

    at: str
    change: Change


class Why(NamedTuple):
    """All that tells why an incident is what it is."""

    incident: Incident
    accounts: Sequence[Account]
    links: Sequence[Link]
    history: Sequence[Step]


def incident_explanation(why: Why) -> Group:
    """The events of an incident, what joins them, what people judged, and how it came about."""
    events = event_words(why.accounts)
    by_people = [link for link in why.links if link.by]
    compared = [link for link in why.links if not link.by]
    number = len(why.incident.event_ids)
    parts: list[RenderableType] = [
        Text.assemble(("incident ", "dim"), (why.incident.id, "bold")),
        *_section(f"{number} event{'s' if number > 1 else ''}"),
        *(_line(events.get(key, key), key) for key in why.incident.event_ids),
        *_section("What joins them" if number > 1 else "Nothing joins it with another"),
        *(link_explanation(link, why.accounts) for link in compared),
    ]
    if by_people:
        parts += _section("What people judged")
        parts += [link_explanation(link, why.accounts) for link in by_people]
    parts += _section("History")
    parts += [Text(f"  {line}") for line in history_lines(why.incident.id, why.history)]
    return Group(*parts)


def link_explanation(link: Link, accounts: Iterable[Account]) -> Padding:
    """The two events of a link, and every reason for it or against it with its weight."""
    events = event_words(accounts)
    text = Text.assemble((link.id[:_SHORT_ID], "dim"), "  ", (_verdict(link), "bold"))
    for key in (link.left_id, link.right_id):
        text.append(f"\n  {events.get(key, key)}").append(f"  {key[:_SHORT_ID]}", "dim")
    start = _start(link)
    if abs(start) >= _LEAST:
        text.append(f"\n  {start:+5.1f}  before anything is compared")
    for reason in link.reasons:
        text.append(f"\n  {reason.weight:+5.1f}  {reason.words}")
        text.append(f"  ({reason.feature}: {reason.level})", "dim")
    made = link.provenance
    if link.by:
        text.append(f"\n  {link.by}: {link.why}")
        text.append(f"\n  {made.reason}" if made.reason else "", "dim")
    else:
        rule = f", {made.rule}" if made.rule else ""
        text.append(f"\n  ({made.component} {made.version}{rule}; weights are log odds)", "dim")
    return Padding(text, (0, 0, 1, 2))


def history_lines(incident_id: str, history: Sequence[Step]) -> Iterator[str]:
    """What became of an incident, a line for each step: "2026-11-21 born with 2 events"."""
    for at, change in history:
        yield f"{at[:10]} {at[11:16]} UTC  {_step(incident_id, change)}"


def event_words(accounts: Iterable[Account]) -> dict[str, str]:
    """Each event in the words of the first account of it: “had been shelled” · Quay Post · day."""
    found: dict[str, str] = {}
    for account in accounts:
        claim = account.claim
        where = account.publisher or account.report
        day = (account.published or "undated")[:10]
        words = unwrap(claim.evidence[0].quote)
        found.setdefault(claim.event_id, f"“{words}” · {where} · {day}")
    return found


def suggestion_text(pair: SuggestedPair, events: Mapping[str, str]) -> Text:
    """Two incidents that may be one: the score, what speaks for it and against it, both events.

    Args:
        pair: the two incidents and the comparison of an event of each.
        events: the words of each event by id, as `event_words` gives them.
    """
    link = pair.link
    given = [
        (sign, [reason.words for reason in link.reasons if (reason.weight > 0) is speaks])
        for sign, speaks in (("for", True), ("against", False))
    ]
    why = "; ".join(f"{sign}: {', '.join(words)}" for sign, words in given if words)
    text = Text.assemble((f"{link.score or 0:.2f}", "bold"), f"  {why}")
    for home, key in ((pair.left, link.left_id), (pair.right, link.right_id)):
        text.append(f"\n      {home[:_SHORT_ID]}", "bold").append(f"  {events.get(key, key)}")
    return text


def _start(link: Link) -> float:
    """What a score begins with, in log odds: the rest of it that no reason gives."""
    if link.score is None or not 0 < link.score < 1:
        return 0.0
    given = sum(reason.weight for reason in link.reasons)
    return math.log(link.score / (1 - link.score)) - given


def _verdict(link: Link) -> str:
    told = _JUDGED[link.judgement]
    if link.judgement is Judgement.UNSURE and not link.by:
        told = "held apart, but near"
    if link.score is None:
        return f"{told}, judged by a person"
    return f"{told}: {link.score:.2f}" if link.score < _SURE else f"{told}: over 0.99"


def _line(words: str, key: str) -> Text:
    return Text.assemble("  ", words, (f"  {key[:_SHORT_ID]}", "dim"))


def _section(name: str) -> list[RenderableType]:
    return [Text(), Text(name, style="bold")]


def _step(incident_id: str, change: Change) -> str:
    other, own = change.other, change.incident_id == incident_id
    if change.kind is ChangeKind.MERGED:
        return f"merged into {other}" if own else f"{change.incident_id} merged into it"
    if change.kind is ChangeKind.SPLIT:
        part = f"{_events(change.added)} split from"
        return f"{part} {other}" if own else f"{part} it: {change.incident_id}"
    if change.kind is ChangeKind.BORN:
        return f"born with {_events(change.added)}"
    if change.kind is ChangeKind.ENDED:
        return f"ended: {_events(change.removed)} no longer read, or erased"
    told = [f"{_events(change.added)} came" if change.added else ""]
    told += [f"{_events(change.removed)} went" if change.removed else ""]
    return ", ".join(part for part in told if part)


def _events(keys: Sequence[str]) -> str:
    return f"{len(keys)} event{'' if len(keys) == 1 else 's'}"

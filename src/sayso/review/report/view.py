"""A report as its page and its JSON twin tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from sayso.review.report.cards import cards
from sayso.review.report.marks import KINDS, Wanted, marks_of, spread
from sayso.review.report.pieces import direction, part_at, parts, pieces
from sayso.review.told_reasons import Reasons
from sayso.review.ways import is_inside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.records.document import Document
    from sayso.records.review.judgement import Review
    from sayso.review.report.pieces import Piece
    from sayso.review.report.told import Told

_WEB = ("http", "https")
_HEADING = 80
TRANSLATION = "translation"
"""The field of reviews that put a translation beside words of a report."""


class Asked(NamedTuple):
    """What an address asks of the page: words (code points), kinds of marks, a part, where from.

    `part` counts from 1, 0 where none is named; `origin` is the address or anchor of `from=`.
    """

    start: int | None = None
    end: int | None = None
    kinds: tuple[str, ...] = tuple(KINDS)
    part: int = 0
    origin: str = ""


def report_model(told: Told, asked: Asked) -> dict[str, Any]:
    """All that the page of a report says."""
    document = told.document
    cut = parts(pieces(document.text))
    wanted = _wanted(asked, document.text, cut)
    number = min(asked.part - 1, len(cut) - 1) if asked.part > 0 else -1
    if number < 0:
        number = part_at(cut, wanted.first) if wanted is not None else 0
    reasons = Reasons.of([told.read] if told.read is not None else (), told.corrections)
    shown = cut[number]
    inside = (shown[0].start, shown[-1].end) if shown else (0, 0)
    events = cards(told.accounts, told.homes, reasons, inside)
    return {
        "report": _facts(document),
        "heading": document.title or _opening(document.text),
        "why_unread": told.why_unread,
        "read_by": None
        if told.read is None
        else {"version": told.read.version, "configuration": told.read.configuration},
        "rejects": told.background.rejects,
        "custody": told.background.custody,
        "versions": [
            {**_named(one.document), "this": one.document.id == document.id}
            for one in told.versions
        ],
        "copies": [_named(one) for one in told.background.copies],
        "copies_count": told.background.others,
        "linked": told.linked,
        "events_count": len({one.claim.event_id for one in told.accounts}),
        "left_out": told.left_out,
        "kinds": [
            {"key": key, "name": name, "on": key in asked.kinds} for key, name in KINDS.items()
        ],
        "wanted": wanted._asdict() | {"quote": document.text[wanted.start : wanted.end]}
        if wanted is not None
        else None,
        "back": back_address(told, asked),
        "origin": asked.origin,
        "part": {"number": number + 1, "of": len(cut)},
        "notes": [_note(one) for one in told.notes if one.words is None],
        "pieces": _pieces(told, shown, events, asked, wanted),
        "events": events,
    }


def report_address(doc_id: str, **query: object) -> str:
    """The address of a report's page."""
    told = {key: value for key, value in query.items() if value not in {None, ""}}
    return f"/report/{doc_id}" + (f"?{urlencode(told)}" if told else "")


def back_address(told: Told, asked: Asked) -> str | None:
    """Where the person came from: a page of this room, or the cell of an incident's page."""
    origin = asked.origin
    if is_inside(origin):
        return origin
    homes = _homes_at(told, asked)
    is_anchor = origin.replace("-", "").isalnum()
    return f"/incident/{homes[0]}#{origin}" if is_anchor and homes else None


def _homes_at(told: Told, asked: Asked) -> list[str]:
    """The incidents of the report, those of accounts with the words that are asked for first."""
    start, end = asked.start or 0, asked.end or 0
    near = [
        told.homes[one.claim.event_id]
        for one in told.accounts
        if one.claim.event_id in told.homes
        and any(s.start <= start and end <= s.end for s in one.claim.sentences)
    ]
    return [*near, *told.homes.values()]


def _wanted(asked: Asked, text: str, cut: Sequence[Sequence[Piece]]) -> Wanted | None:
    if asked.start is None or asked.end is None:
        return None
    start, end = asked.start, min(asked.end, len(text))
    for piece in (piece for part in cut for piece in part):
        if start < piece.end and end > piece.start:
            return Wanted(start, end, max(start, piece.start))
    return None


def _pieces(
    told: Told,
    own: Sequence[Piece],
    events: Sequence[Mapping[str, Any]],
    asked: Asked,
    wanted: Wanted | None,
) -> list[dict[str, Any]]:
    claims = [account.claim for account in told.accounts]
    marks = marks_of(told.found, claims, own[0].start, own[-1].end) if own else []
    made = []
    for piece, in_piece in zip(own, spread(marks, own, asked.kinds), strict=True):
        beside = [n for n, one in enumerate(events) if piece.start <= one["start"] < piece.end]
        made.append(
            {
                "start": piece.start,
                "end": piece.end,
                "text": told.document.text[piece.start : piece.end],
                "marks": in_piece,
                "wanted": wanted,
                "events": beside,
                "translations": _said(told, piece),
                "notes": [_note(one) for one in told.notes if _stands(one, piece)],
            }
        )
    return made


def _said(told: Told, piece: Piece) -> list[dict[str, Any]]:
    """The translations of words that begin in a piece, in the order of the text."""
    found = [
        (said, said.words)
        for one in told.questions
        if one.field == TRANSLATION
        for said in one.said
        if said.words is not None and piece.start <= said.words.start < piece.end
    ]
    found.sort(key=lambda pair: (pair[1], pair[0].by))
    return [
        {
            "start": span.start,
            "end": span.end,
            "quote": span.quote,
            "words": said.value,
            "direction": direction(said.value or ""),
            "by": said.by,
            "at": said.at,
            "why": said.why,
        }
        for said, span in found
    ]


def _stands(one: Review, piece: Piece) -> bool:
    return one.words is not None and piece.start <= one.words.start < piece.end


def _note(one: Review) -> dict[str, Any]:
    quote = one.words.quote if one.words is not None else None
    return {"verdict": one.verdict.value, "by": one.by, "at": one.at, "why": one.why,
            "quote": quote}  # fmt: skip


def _opening(text: str) -> str:
    """The first words of a report, for those that have no title."""
    first = " ".join(text[: 2 * _HEADING].split())
    if len(first) <= _HEADING:
        return first or "a report without words"
    return f"{first[:_HEADING].rsplit(' ', 1)[0]} …"


def _named(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title or document.report,
        "publisher": document.publisher,
        "published": document.published,
    }


def _facts(document: Document) -> dict[str, Any]:
    web = urlsplit(document.url or "").scheme in _WEB
    return {
        **_named(document),
        "name": document.report,
        "bloc": document.bloc,
        "bloc_reason": document.bloc_reason,
        "time_zone": document.time_zone,
        "url": document.url,
        "link": document.url if web else None,
        "language": document.language,
        "direction": direction(document.text),
        "length": len(document.text),
        "media_type": document.media_type,
        "sha256_text": document.sha256_text,
        "sha256_bytes": document.sha256_bytes,
    }

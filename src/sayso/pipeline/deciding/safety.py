"""Decisions on how records are shown: restricted incidents, graphic content, personal names."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from sayso.ledger.errors import LedgerError
from sayso.lexicons.words.graphic_words import graphic_words
from sayso.pipeline.deciding.deciding import decide
from sayso.records.evidence import Span
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import GRAPHIC, PERSONAL, RESTRICTED, Review, Verdict

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.records.review.act import Act

_ORIGIN = "review room"
_SHORTEST_NAME = 2


class _Mark(NamedTuple):
    field: str
    target: str
    doc_id: str | None = None
    words: Span | None = None


def restrict(  # noqa: PLR0913 (what a mark is, each by its name)
    ledger: Ledger, incident: str, *, by: str, why: str, on: bool = True, seen: int | None = None
) -> Act:
    """Restricts an incident, or frees it.

    Args:
        ledger: the ledger.
        incident: its id, one that it had, or an event of it.
        by: the referee.
        why: for which reason; it is needed.
        on: false frees it again.
        seen: the number of the last act that the person's page knew; null for all.

    Raises:
        StaleError: when somebody decided on the same since `seen`.
        LedgerError: when there is no such incident, or no reason.
    """
    if not why.strip():
        raise LedgerError("say why: whoever keeps this ledger after you must be able to judge it")
    target = ledger.incident(incident).id
    mark = _Mark(RESTRICTED, target)
    return _mark(ledger, ActKind.RESTRICT, mark, by=by, why=why, on=on, seen=seen)


def mark_graphic(  # noqa: PLR0913 (what a mark is, each by its name)
    ledger: Ledger,
    target: str,
    *,
    by: str,
    why: str = "",
    on: bool = True,
    seen: int | None = None,
) -> Act:
    """Marks an incident or a report as graphic: its words are shown to who asks for them.

    Raises:
        StaleError: when somebody decided on the same since `seen`.
        LedgerError: when there is no such incident or report.
    """
    if ledger.has_incident(target):
        mark = _Mark(GRAPHIC, ledger.incident(target).id)
    else:
        doc_id = ledger.document(target).id
        mark = _Mark(GRAPHIC, doc_id, doc_id)
    return _mark(ledger, ActKind.DECIDE, mark, by=by, why=why, on=on, seen=seen)


def mark_personal(  # noqa: PLR0913 (what a mark is, each by its name)
    ledger: Ledger,
    doc_id: str,
    start: int,
    end: int,
    *,
    by: str,
    why: str = "",
    on: bool = True,
    seen: int | None = None,
) -> Act:
    """Marks words of a report as the name of a private person, wherever the name stands.

    Args:
        ledger: the ledger.
        doc_id: the report, by its id or name.
        start: where the name begins, in code points of the report's text.
        end: where it ends, exclusive.
        by: who marks it.
        why: for which reason.
        on: false takes it back.
        seen: the number of the last act that the person's page knew; null for all.

    Raises:
        StaleError: when somebody decided on the same since `seen`.
        LedgerError: when there is no such report, or no name stands there.
    """
    document = ledger.document(doc_id)
    if not 0 <= start < end <= len(document.text):
        raise LedgerError(f"{start}–{end} is no stretch of {document.report}: select the name")
    words = document.text[start:end]
    start += len(words) - len(words.lstrip())
    name = words.strip()
    if len(name) < _SHORTEST_NAME or not any(map(str.isalpha, name)) or "\n" in name:
        raise LedgerError(f"{name!r} is no name: select the name and nothing else")
    span = Span(start=start, end=start + len(name), quote=name)
    mark = _Mark(PERSONAL, document.id, document.id, span)
    return _mark(ledger, ActKind.DECIDE, mark, by=by, why=why, on=on, seen=seen)


def _mark(  # noqa: PLR0913 (who says what, and why)
    ledger: Ledger,
    kind: ActKind,
    mark: _Mark,
    *,
    by: str,
    why: str,
    on: bool,
    seen: int | None,
) -> Act:
    said = Review.make(
        mark.target,
        Verdict.CORRECT if on else Verdict.REJECT,
        doc_id=mark.doc_id,
        by=by,
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        origin=_ORIGIN,
        field=mark.field,
        words=mark.words,
        value=mark.field if on else None,
        why=why,
    )
    return decide(ledger, by=by, kind=kind, reviews=[said], why=why, seen=seen)


class Suggested(NamedTuple):
    """A report that may be graphic: its whole id, and the words of the table that stand in it."""

    doc_id: str
    words: tuple[str, ...]


def probably_graphic(ledger: Ledger, *, limit: int = 50) -> list[Suggested]:
    """Reports that may be graphic by the words that stand in them, those with most words first.

    Nothing is marked by this: a person decides. Reports that are marked, or are of an incident
    that is, are left out. Of each word the latest `limit` reports are looked at.
    """
    known = ledger.graphic("", "").docs
    found: dict[str, list[str]] = {}
    for entry in graphic_words():
        for doc_id in ledger.search(f'"{entry.word}"', limit=limit).doc_ids:
            if doc_id not in known:
                found.setdefault(doc_id, []).append(entry.word)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [Suggested(doc_id, tuple(words)) for doc_id, words in ordered[:limit]]

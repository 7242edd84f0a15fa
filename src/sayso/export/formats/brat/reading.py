"""Reads a folder of brat back as reviews: what was changed, struck out, added or judged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.export.formats.brat.conf import DENIED, LEADS, VERDICT, Lead
from sayso.export.formats.brat.lines import Standoff, read_standoff
from sayso.export.formats.files.columns import one_line
from sayso.export.formats.readback import Reviewed
from sayso.export.formats.told.marks import fields
from sayso.lexicons.files.load import DataFileError, read_table
from sayso.records.evidence import Span
from sayso.records.review.judgement import DECIDING, Review, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.export.formats.brat.lines import Event, Term
    from sayso.export.formats.readback import Origin
    from sayso.records.document import Document

_OWN = "export the ledger anew, and annotate that folder"


def read(path: Path, origin: Origin) -> Reviewed:
    """The reviews that a folder holds, against what `sayso.tsv` says was exported.

    Words that were moved, another type of event or another status are corrections; words, parts
    or events that were struck out are rejected; those added are corrections of the account or of
    the report. The attribute `Verdict` judges words or an event as they are. What nobody touched
    says nothing. brat notes nobody's name: `origin` must say who annotated.
    """
    found = Reviewed(path)
    if not origin.by:
        found.say(None, None, "it does not say who reviews", "tell who made the annotations")
        return found
    try:
        leads = list(read_table(path / LEADS, Lead))
    except (DataFileError, OSError) as error:
        found.say(None, None, f"nothing leads it back to a ledger: {error}", _OWN)
        return found
    by_file: defaultdict[str, list[Lead]] = defaultdict(list)
    for lead in leads:
        by_file[lead.file].append(lead)
    for name, told in by_file.items():
        if not name.isalnum() or any(not 0 <= lead.start < lead.end for lead in told):
            found.say(None, LEADS, f"{name[:40]!r} is no report, or no stretch of one", _OWN)
            continue
        _read_file(found, path / f"{name}.ann", told, origin)
    return found


def _read_file(found: Reviewed, path: Path, leads: list[Lead], origin: Origin) -> None:
    standoff = read_standoff(path)
    found.problems += standoff.problems
    document = origin.document(leads[0].file)
    if document is None:
        found.say(None, path.name, f"the ledger has no report {leads[0].file[:80]}", _OWN)
        return
    if standoff.problems or not _is_of(found, path, standoff, document, leads):
        return
    page = _Page(document, standoff, leads, origin)
    page.judge()
    found.reviews += page.reviews
    for message in page.mistakes:
        found.say(None, path.name, message, "mend it in brat, or strike it out")


def _is_of(
    found: Reviewed, path: Path, standoff: Standoff, document: Document, leads: Iterable[Lead]
) -> bool:
    """Whether all offsets lie in the report; adds a problem where they do not."""
    ends = [(term.line, term.end) for term in standoff.terms.values()]
    ends += [(0, lead.end) for lead in leads]
    line, last = max(ends, key=lambda pair: pair[1], default=(0, 0))
    if last > len(document.text):
        message = f"{path.name} goes on to {last:,}, the report to {len(document.text):,}"
        found.say(line or None, None, message, _OWN)
        return False
    return True


@dataclass
class _Page:
    """One report: what was exported of it, and what the folder says now."""

    document: Document
    now: Standoff
    leads: list[Lead]
    origin: Origin
    reviews: list[Review] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def judge(self) -> None:
        """Compares what was exported with what is there."""
        gone = {
            lead.claim for lead in self.leads if lead.part == "trigger" and self._is_gone(lead)
        }
        for lead in self.leads:
            if lead.claim not in gone:
                self._compare(lead)
            elif lead.part == "trigger":
                self._say(lead, Verdict.REJECT, whole=True)
        self._added_parts()
        self._added_words()

    def _is_gone(self, lead: Lead) -> bool:
        return lead.event not in self.now.events

    def _compare(self, lead: Lead) -> None:
        if lead.part == "attribute":
            told = self.now.attributes.get((lead.event, lead.name))
            if told is None:
                self._say(lead, Verdict.REJECT)
            elif told != lead.value:
                self._say(lead, Verdict.CORRECT, value=told)
            return
        event = self.now.events.get(lead.event)
        term = self._term(lead, event)
        if event is None or term is None:
            self._say(lead, Verdict.REJECT)
        elif lead.part != "role" and event.kind != lead.value:
            self._say(lead, Verdict.CORRECT, value=event.kind, right=self._moved(lead, term))
        elif self._moved(lead, term) is not None:
            self._say(lead, Verdict.CORRECT, right=self._moved(lead, term))
        else:
            self._verdict(lead)

    def _term(self, lead: Lead, event: Event | None) -> Term | None:
        """The words that now have the part; null where none of those exported have it."""
        if event is None:
            return None
        has = lead.part != "role" or (lead.name, lead.term) in event.parts
        name = lead.term if lead.part == "role" else event.trigger
        term = self.now.terms.get(name) if has else None
        # a number that is free goes to the next words that are marked, of whatever type
        same = lead.part != "role" or (term and term.kind == fields()[lead.field].kind)
        return term if same else None

    def _moved(self, lead: Lead, term: Term) -> Span | None:
        """Where the words stand now, null where they stand as they stood."""
        if (term.start, term.end) == (lead.start, lead.end):
            return None
        return Span.cut(self.document, term.start, term.end)

    def _verdict(self, lead: Lead) -> None:
        for name, whole in ((lead.term, False), (lead.event, True)):
            if whole and lead.part != "trigger":
                continue
            told = self.now.attributes.get((name, VERDICT))
            if told not in {verdict.value for verdict in DECIDING}:
                continue
            verdict = Verdict(told)
            why = self._note(name)
            if verdict is Verdict.CORRECT and not why:
                self.mistakes.append(f"{name} is to be corrected, and no note says what is right")
                continue
            value = why if verdict is Verdict.CORRECT else None
            self._say(lead, verdict, value=value, whole=whole, of=name)

    def _say(  # noqa: PLR0913 (what may be said, each by name)
        self,
        lead: Lead,
        verdict: Verdict,
        *,
        value: str | None = None,
        right: Span | None = None,
        whole: bool = False,
        of: str = "",
    ) -> None:
        told = value if verdict is Verdict.CORRECT else lead.value
        self.reviews.append(
            Review.make(
                lead.claim,
                verdict,
                doc_id=self.document.id,
                field="" if whole else lead.field,
                words=Span.cut(self.document, lead.start, lead.end),
                value=None if whole and verdict is not Verdict.CORRECT else told or None,
                right=right,
                by=self.origin.by,
                why=self._note(of or (lead.term if lead.part == "role" else lead.event)),
                at=self.origin.at,
                origin=self.origin.name,
            )
        )

    def _added_parts(self) -> None:
        """Words that were given a part in an event of ours."""
        claims = {lead.event: lead.claim for lead in self.leads}
        had = {(lead.event, lead.name, lead.term) for lead in self.leads}
        for name, event in self.now.events.items():
            for role, term in event.parts:
                if name in claims and (name, role, term) not in had and term in self.now.terms:
                    self._add(claims[name], _by_role(role), self.now.terms[term], term)

    def _added_words(self) -> None:
        """Words that were marked anew, and are no part of an event of ours."""
        ours = {lead.event for lead in self.leads}
        used = {t for n, e in self.now.events.items() if n in ours for _, t in e.parts}
        used |= {e.trigger for n, e in self.now.events.items() if n in ours}
        used |= {lead.term for lead in self.leads if self._is_ours(lead)}
        events = {event.trigger: event.kind for event in self.now.events.values()}
        for name, term in self.now.terms.items():
            if name not in used:
                kind = "event_type" if name in events else _by_kind(term.kind)
                self._add(self.document.id, kind, term, name, events.get(name))

    def _is_ours(self, lead: Lead) -> bool:
        """Whether a number still has the words, or the type, that it was exported with."""
        term = self.now.terms.get(lead.term)
        if term is None or (term.start, term.end) == (lead.start, lead.end):
            return True
        return lead.part != "role" or term.kind == fields()[lead.field].kind

    def _add(
        self, target: str, kind: str, term: Term, name: str, value: str | None = None
    ) -> None:
        self.reviews.append(
            Review.make(
                target,
                Verdict.CORRECT,
                doc_id=self.document.id,
                field=kind,
                value=value,
                right=Span.cut(self.document, term.start, term.end),
                by=self.origin.by,
                why=self._note(name),
                at=self.origin.at,
                origin=self.origin.name,
            )
        )

    def _note(self, name: str) -> str:
        """What a person wrote of something, beside what we wrote."""
        note = self.now.notes.get(name, "")
        values = dict.fromkeys(
            lead.value for lead in self.leads if lead.term == name and lead.part == "role"
        )
        ours = [one_line(" | ".join(value for value in values if value))]
        claims = [lead.claim for lead in self.leads if lead.event == name]
        if claims and note.startswith(f"claim:{claims[0]};incident:"):
            ours = [note.split()[0]]
        return note.removeprefix(ours[0]).strip(" ;|")


def _by_role(role: str) -> str:
    bare = role.removeprefix(DENIED)
    return next((row.field for row in fields().values() if row.role == bare), "")


def _by_kind(kind: str) -> str:
    """The field of a type of words; empty where several have it, or none."""
    found = [row.field for row in fields().values() if row.role and row.kind == kind]
    return found[0] if len(found) == 1 else ""

"""brat standoff: a text and its annotations for every report, and what leads them back to us.

The offsets are those of the report. Where nothing gives the right to its text, the text is blank
but for the sentences of its events and the words of its annotations: so offsets need no mapping,
and what a person marks in brat stands at the same place in the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.export.formats.brat.conf import (
    ALSO,
    CONF,
    DENIED,
    LEADS,
    REPORTS,
    Lead,
    configuration,
)
from sayso.export.formats.contract import Tally
from sayso.export.formats.files.columns import one_line
from sayso.export.formats.told.marks import fields, flat, marks, shown, without_words
from sayso.incidents.side_by_side.cells import AGAINST
from sayso.records.event import Certainty, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.export.formats.told.marks import Mark
    from sayso.records.claim import Account, Claim
    from sayso.records.evidence import Span
    from sayso.records.shown.dossier import Dossier


_NO_WORDS = "values that stand at no words: the day of publication for that of the event"
_FINER = "stances of parts that are neither asserted nor denied: only denial has a role of its own"
_BREAKS = dict.fromkeys(map(ord, "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\t"), " ")
_HEADS = ("file", "document", "report", "publisher", "published", "url")

Told = tuple["Account", str]
"""An account and the id of its incident."""


class _Key(NamedTuple):
    """Words of one type: what brat has once, however many accounts give it."""

    start: int
    end: int
    kind: str


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """For every report ID.txt and ID.ann; beside them annotation.conf and two tables.

    The accounts of all incidents are kept in memory, since one report may tell of several.
    """
    target.mkdir(exist_ok=True)
    tally = Tally()
    by_report: defaultdict[str, list[Told]] = defaultdict(list)
    for dossier in dossiers:
        for account in dossier.accounts:
            by_report[account.claim.doc_id].append((account, dossier.incident.id))
    leads = ["\t".join(Lead.__struct_fields__)]
    reports = ["\t".join(_HEADS)]
    for doc_id in sorted(by_report):
        told = sorted(by_report[doc_id], key=lambda one: (one[0].claim.evidence, one[0].claim.id))
        page = _Page(doc_id, told, tally)
        text = flat_breaks(shown(context.reading(doc_id).document, page.flat_spans()))
        _save(target / f"{doc_id}.txt", text)
        _save(target / f"{doc_id}.ann", "".join(f"{line}\n" for line in page.lines()))
        tally.rows[f"{doc_id}.ann"] = len(page.lines())
        leads += ["\t".join(map(_cell, msgspec.structs.astuple(one))) for one in page.leads]
        reports.append("\t".join(map(_cell, _head(doc_id, told[0][0]))))
    _save(target / CONF, configuration())
    for name, rows in ((LEADS, leads), (REPORTS, reports)):
        _save(target / name, "\n".join(rows) + "\n")
        tally.rows[name] = len(rows) - 1
    return tally


def flat_breaks(text: str) -> str:
    """A text of the same length in which only the line feed breaks lines, as brat counts them."""
    return text.translate(_BREAKS)


class _Page:
    """The annotations of one report."""

    def __init__(self, doc_id: str, told: Sequence[Told], tally: Tally) -> None:
        self._file = doc_id
        self._marks = [(a.claim, [*marks(a.claim, incident)]) for a, incident in told]
        self._incidents = {account.claim.id: incident for account, incident in told}
        keys = sorted({_key(mark) for _, found in self._marks for mark in found if _kind(mark)})
        self._terms = {key: f"T{number}" for number, key in enumerate(keys, 1)}
        self._words: dict[_Key, str] = {}
        self._values: defaultdict[str, list[str]] = defaultdict(list)
        self._events: list[str] = []
        self._relations: list[str] = []
        self._attributes: list[str] = []
        self._notes: list[str] = []
        self.leads: list[Lead] = []
        for claim, found in self._marks:
            self._add(claim, found)
            tally.lost[_NO_WORDS] += without_words(claim)
            tally.lost[_FINER] += sum(_is_finer(mark) for mark in found)

    def flat_spans(self) -> list[Span]:
        """The spans of all marks, each on one line."""
        found = [mark.span for _, told in self._marks for mark in told]
        return [msgspec.structs.replace(span, quote=flat(span.quote)) for span in found]

    def lines(self) -> list[str]:
        """The lines of the standoff file."""
        terms = [
            f"{name}\t{key.kind} {key.start} {key.end}\t{self._words[key]}"
            for key, name in self._terms.items()
        ]
        values = [(name, " | ".join(dict.fromkeys(told))) for name, told in self._values.items()]
        notes = [*self._notes, *(f"AnnotatorNotes {n}\t{one_line(v)}" for n, v in values)]
        return [
            *terms,
            *(f"E{number}\t{line}" for number, line in enumerate(self._events, 1)),
            *(f"R{number}\t{line}" for number, line in enumerate(self._relations, 1)),
            *(f"A{number}\t{line}" for number, line in enumerate(self._attributes, 1)),
            *(f"#{number}\t{line}" for number, line in enumerate(notes, 1)),
        ]

    def _add(self, claim: Claim, found: Sequence[Mark]) -> None:
        event = f"E{len(self._events) + 1}"
        triggers = [mark for mark in found if mark.field == "event_type"]
        parts = [mark for mark in found if fields()[mark.field].role]
        roles: defaultdict[str, int] = defaultdict(int)
        told = [f"{claim.event_type}:{self._term(triggers[0])}"]
        self._lead(event, triggers[0], "trigger")
        for mark in parts:
            name = _role(mark)
            roles[name] += 1
            number = str(roles[name]) if roles[name] > 1 else ""
            told.append(f"{name}{number}:{self._term(mark)}")
            self._lead(event, mark, "role", name)
        self._events.append(" ".join(told))
        for mark in found:
            name = fields()[mark.field].attribute.capitalize()
            if name:
                self._attributes.append(f"{name} {event} {mark.value}")
                self._lead(event, mark, "attribute", name)
        self._attributes += [f"{name} {event}" for name in _flags(claim)]
        incident = self._incidents[claim.id]
        self._notes.append(f"AnnotatorNotes {event}\tclaim:{claim.id};incident:{incident}")
        for mark in triggers[1:]:
            also = f"E{len(self._events) + 1}"
            self._events.append(f"{claim.event_type}:{self._term(mark)}")
            self._relations.append(f"{ALSO} Arg1:{event} Arg2:{also}")
            self._lead(also, mark, "also")

    def _term(self, mark: Mark) -> str:
        key = _key(mark)
        self._words[key] = flat(mark.span.quote)
        name = self._terms[key]
        if mark.value and fields()[mark.field].role:
            self._values[name].append(mark.value)
        return name

    def _lead(self, event: str, mark: Mark, part: str, name: str = "") -> None:
        key = _Key(mark.span.start, mark.span.end, _kind(mark) or mark.claim.event_type)
        self.leads.append(
            msgspec.convert(
                {
                    "file": self._file,
                    "event": event,
                    "term": self._terms[key],
                    "part": part,
                    "name": name,
                    "claim": mark.claim.id,
                    "field": mark.field,
                    "start": mark.span.start,
                    "end": mark.span.end,
                    "value": mark.value,
                },
                Lead,
            )
        )


def _kind(mark: Mark) -> str:
    """The type of the words in brat; empty for what is an attribute or a note there."""
    kind = fields()[mark.field].kind
    return mark.value if kind == "Event" else kind


def _key(mark: Mark) -> _Key:
    return _Key(mark.span.start, mark.span.end, _kind(mark))


def _role(mark: Mark) -> str:
    """The part of words in an event: a denied doer has another one than a doer."""
    return (DENIED if mark.stance in AGAINST else "") + fields()[mark.field].role


def _is_finer(mark: Mark) -> bool:
    role = fields()[mark.field].role
    return bool(role) and mark.stance not in AGAINST and mark.stance.value != "asserts"


def _flags(claim: Claim) -> list[str]:
    """The attributes that the configurations of brat's own have."""
    unsure = claim.certainty is not Certainty.CERTAIN or claim.status is Status.HYPOTHETICAL
    return ["Negation"] * (claim.status is Status.NEGATED) + ["Speculation"] * unsure


def _head(doc_id: str, account: Account) -> tuple[str | None, ...]:
    report = (account.report, account.publisher, account.published, account.url)
    return (f"{doc_id}.txt", doc_id, *report)


def _cell(value: object) -> str:
    return "" if value is None else one_line(str(value))


def _save(path: Path, text: str) -> None:
    path.write_bytes(text.encode())

"""Makes the pages of a static report, from the templates of the room and what may go out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace as with_fields
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sayso.incidents.reviewed.whole import guarded_settled, set_in
from sayso.incidents.side_by_side.matrix import to_matrix
from sayso.ledger.background import Background
from sayso.pipeline.deciding.personal import personal_parts
from sayso.pipeline.sending.exporting import Outgoing
from sayso.pipeline.showing.figure_context import figure_context
from sayso.profiles.figures import compute
from sayso.records.shown.side_by_side import SideBySide
from sayso.review.desk import Shown
from sayso.review.incident.model import told_model
from sayso.review.paper.edition import Leaf
from sayso.review.paper.links import relinked
from sayso.review.paper.marking import cited, with_anchors
from sayso.review.paper.quoting import publishable
from sayso.review.parts import Parts
from sayso.review.report.told import told_of
from sayso.review.report.view import Asked, report_model
from sayso.review.templating import paper_environment
from sayso.review.told_reasons import by_person
from sayso.review.veil import Veil, names_pattern, unsigned, veiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Account
    from sayso.records.review.settled import Correction
    from sayso.records.shown.dossier import Dossier
    from sayso.records.shown.matrix import Headline
    from sayso.review.paper.edition import Edition
    from sayso.review.paper.links import There, Words
    from sayso.review.report.told import Told

_LATEST = "9999"
"""Nobody asked for graphic words since then."""


def _as_it_is(html: str, _: str) -> str:
    return html


class Press:
    """Makes pages one after the other: first those of incidents, then those of their reports."""

    def __init__(
        self,
        ledger: Ledger,
        edition: Edition,
        place: Callable[[There], str],
        own: Callable[[str, str], str] = _as_it_is,
    ) -> None:
        """A press.

        Args:
            ledger: an open ledger; without its restricted incidents, unless they may go in.
            edition: what goes in.
            place: the link to a page that is there, as it stands on pages of the same depth.
            own: makes a page fit to stand beside others in one file, by its id.
        """
        self._ledger = ledger
        self._edition = edition
        self._place = place
        self._own = own
        self.out = Outgoing(ledger, edition.wanted, edition.guards)
        self._veil = _veil(ledger, edition)
        self._going: defaultdict[str, list[Account]] = defaultdict(list)
        self._homes: dict[str, str] = {}
        self._cited: defaultdict[str, set[Words]] = defaultdict(set)

    def incidents(self) -> Iterator[Leaf]:
        """The pages of incidents, in the order of the ledger; a few in memory at a time."""
        for dossier in self.out.dossiers():
            for account in dossier.accounts:
                self._going[account.claim.doc_id].append(account)
                self._homes[account.claim.event_id] = dossier.incident.id
            yield self._incident(dossier)

    def reports(self) -> Iterator[Leaf]:
        """The pages of the reports of all incidents that were made, by day and outlet."""
        firsts = sorted((own[0] for own in self._going.values()), key=_order)
        for account in firsts:
            yield self._report(account.claim.doc_id)

    def unveiled(self, words: str) -> str:
        """Words of this report's own frame, without what nobody may read."""
        return self._veil.names.sub("█", words)

    def _incident(self, dossier: Dossier) -> Leaf:
        wanted, edition = self._edition.wanted, self._edition
        id_ = dossier.incident.id
        matrix = to_matrix(dossier.incident, dossier.accounts, dossier.sources)
        around = figure_context(
            self._ledger, id_, dossier.accounts, as_of=wanted.as_of, reviews=wanted.reviews
        )
        matrix = replace(matrix, headline=self._headline(dossier, matrix.headline))
        corrections = self._corrections(id_)
        told = SideBySide(
            matrix=matrix,
            accounts=dossier.accounts,
            figures=tuple(
                compute(one, dossier.accounts, matrix.sources, around) for one in edition.profiles
            ),
            corrections=corrections,
        )
        shown = Shown(told, dossier.accounts)
        model = told_model(shown, (), {}, profile=edition.explained)
        model["corrections"] = [
            {"told": one, "words": by_person(one)["words"]} for one in corrections
        ]
        html, said = self._made("incident.html", model)
        counts = said["counts"]
        return Leaf("incident", id_, unsigned(said["heading"]), counts, self._linked(html, id_))

    def _corrections(self, incident_id: str) -> tuple[Correction, ...]:
        """What people set right in an incident; nothing where it could tell what is held back."""
        if self._edition.guards.needs_readings:
            return ()
        every = self.out.passed.corrections
        return tuple(one for home, one in every if home == incident_id and one.claim)

    def _headline(self, dossier: Dossier, head: Headline) -> Headline:
        """The head with what people set of the incident as such, as far as it may be told."""
        every = self.out.passed.corrections
        settled = tuple(one for home, one in every if home == head.id and not one.claim)
        if self._edition.guards.needs_readings:
            settled = guarded_settled(settled, dossier.whole)
        return set_in(head, settled, dossier.whole)

    def _report(self, doc_id: str) -> Leaf:
        told = self._told(doc_id)
        first, model = self._report_html(told)
        self._linked(first, doc_id)
        html, model = self._report_html(told)
        facts = model["report"]
        heading = model["heading"] or facts["publisher"] or doc_id
        line = (
            f"{facts['publisher'] or 'no publisher told'}, {facts['published'] or 'no date told'}"
        )
        return Leaf(
            "report", doc_id, unsigned(heading), unsigned(line), self._linked(html, doc_id)
        )

    def _told(self, doc_id: str) -> Told:
        edition, view = self._edition, self._edition.wanted.reviews
        document = self._ledger.document(doc_id)
        whole = told_of(self._ledger, document, view) if view else told_of(self._ledger, document)
        right = bool(edition.guards.text_right)
        told = publishable(whole, self._going[doc_id], self.out, right=right)
        free = right and not edition.guards.needs_readings
        return with_fields(
            told,
            homes={a.claim.event_id: self._homes[a.claim.event_id] for a in told.accounts},
            questions=told.questions if free else (),
            background=self._background(told, free=free),
            versions=(),
        )

    def _background(self, told: Told, *, free: bool) -> Background:
        """What is known beside a report, as far as it is told of reports that are there too."""
        known = told.background
        copies = tuple(
            publishable(
                with_fields(told, document=one), self._going[one.id], self.out, right=free
            ).document
            for one in known.copies
            if one.id in self._going
        )
        return Background(known.custody, copies, len(copies), known.rejects if free else ())

    def _report_html(self, told: Told) -> tuple[str, dict[str, Any]]:
        """A report's page: the parts of a long one are on one page."""
        model = report_model(told, Asked())
        for number in range(2, model["part"]["of"] + 1):
            more, before = report_model(told, Asked(part=number)), len(model["events"])
            for piece in more["pieces"]:
                piece["events"] = [before + at for at in piece["events"]]
            model["pieces"] += more["pieces"]
            model["events"] += more["events"]
        model["part"] = {"number": 1, "of": 1}
        to = sorted(self._cited[told.document.id])
        for piece in model["pieces"]:
            here = [one for one in to if piece["start"] <= one.start < piece["end"]]
            piece["marks"] = cited(piece["marks"], here)
        return self._made("report.html", model)

    def _made(self, template: str, model: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """A page without what nobody may read, and what it says."""
        said = model
        if self._veil:
            said, _ = veiled(model, self._veil, lambda ids: self._ledger.texts(ids).values())
        made = paper_environment().get_template(template).render(**said, may=lambda _: False)
        return with_anchors(unsigned(made) if self._veil else made), said

    def _linked(self, html: str, own: str) -> str:
        return relinked(self._own(html, own), partial(self._link, own))

    def _link(self, own: str, there: There) -> str | None:
        if there.id == own:
            return None
        if there.words is not None and there.id in self._going:
            self._cited[there.id].add(there.words)
        known = self._going if there.kind == "report" else set(self._homes.values())
        return self._place(there) if there.id in known else None


def _veil(ledger: Ledger, edition: Edition) -> Veil:
    """What nobody may read in a static report: personal names, and words that are graphic."""
    docs = frozenset() if edition.graphic else ledger.graphic("", _LATEST).docs
    parts = Parts.of(personal_parts(ledger))
    return Veil(names_pattern(ledger.personal_names()), docs, parts)


def _order(account: Account) -> tuple[str, str, str]:
    return account.published or "", account.publisher or "", account.claim.doc_id

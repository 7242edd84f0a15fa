"""From a ledger to annotations, through a person's hands, and back: reviews that stay."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sayso.export.formats import brat, webannotation
from sayso.export.formats.contract import Context
from sayso.export.formats.readback import Origin
from sayso.incidents.sources.independence import independent_sources
from sayso.ledger.store import LedgerError, open_ledger
from sayso.records.review.judgement import Verdict
from sayso.records.shown.dossier import Dossier
from tests.ledger.linked import event_of, fill, link_groups, reports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.ledger.store import Ledger
    from sayso.records.document import Document


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Two reports of one incident."""
    made = reports(2)
    with open_ledger(str(tmp_path / "war.db"), create=True) as opened:
        fill(opened, made)
        link_groups(opened, [[event_of(one) for one in made]])
        yield opened


def written(ledger: Ledger, module: Any, target: Path) -> Path:
    """The ledger in a format."""
    (summary,) = ledger.incidents()
    incident = ledger.incident(summary.id)
    accounts = tuple(ledger.accounts(incident.event_ids))
    texts = ledger.texts({account.claim.doc_id for account in accounts})
    dossier = Dossier(
        incident=incident, accounts=accounts, sources=independent_sources(accounts, texts)
    )
    module.write([dossier], target, Context(reading=ledger.reading))
    return target


def origin(ledger: Ledger, name: str) -> Origin:
    def document(wanted: str) -> Document | None:
        try:
            return ledger.document(wanted)
        except LedgerError:
            return None

    return Origin(document=document, name=name, by="A. Reader", at="2031-06-01")


def test_a_verdict_in_brat_is_kept_when_the_report_is_read_anew(
    ledger: Ledger, tmp_path: Path
) -> None:
    folder = written(ledger, brat, tmp_path / "brat")
    file = min(folder.glob("*.ann"))
    place = next(line for line in file.read_text("utf-8").splitlines() if "\tPlace " in line)
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"A99\tVerdict {place.split()[0]} reject\n")
    found = brat.read(folder, origin(ledger, "brat"))
    assert found.problems == []
    assert ledger.add_reviews(found.reviews) == len(found.reviews) == 2
    assert ledger.add_reviews(found.reviews) == 0
    fill(ledger, reports(2, version="0.2.0"), version="0.2.0")
    claim = found.reviews[0].target
    (review,) = ledger.reviews(claim)
    assert (review.field, review.verdict) == ("places", Verdict.REJECT)
    assert review.words is not None
    assert review.words.quote == "Tarnow"
    events = [event_of(read) for read in reports(2)]
    assert claim in {account.claim.id for account in ledger.newest_accounts(events)}
    assert ledger.check() == []


def test_a_correction_in_json_ld_comes_to_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    path = written(ledger, webannotation, tmp_path / "war.jsonld")
    made = json.loads(path.read_text(encoding="utf-8"))
    first = next(a for a in made["first"]["items"] if "field:actors" in a["body"][0]["value"])
    first["body"][1]["value"] = '{"name":"Mill Guard"}'
    path.write_text(json.dumps(made, indent=2), encoding="utf-8")
    found = webannotation.read(path, origin(ledger, "war.jsonld"))
    assert found.problems == []
    assert ledger.add_reviews(found.reviews) == 1
    (review,) = ledger.reviews()
    assert (review.verdict, review.value) == (Verdict.CORRECT, '{"name":"Mill Guard"}')
    assert ledger.check() == []

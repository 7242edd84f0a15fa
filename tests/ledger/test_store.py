"""Runs, look-ups, versions and coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from sayso.ledger.store import LedgerError, open_ledger
from sayso.records.document import Reject
from sayso.records.shown.coverage import Coverage, PublisherCoverage
from tests.ledger.samples import TEXT, make_empty, make_reading
from tests.strategies import make_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ledger.store import Ledger


def begin(ledger: Ledger, *, resume: bool, inputs: tuple[str, ...] = ("in",)) -> str:
    return ledger.begin_run(version="0.1.0", configuration="c0", inputs=inputs, resume=resume)


def test_only_an_unfinished_run_that_is_alike_is_resumed(ledger: Ledger, run_id: str) -> None:
    assert begin(ledger, resume=True) == run_id
    assert begin(ledger, resume=True, inputs=("other",)) != run_id
    newer = begin(ledger, resume=False)
    assert begin(ledger, resume=True) == newer != run_id
    ledger.finish_run(newer)
    ledger.finish_run(newer)
    assert begin(ledger, resume=True) == run_id


def test_a_run_that_never_began_records_nothing(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no run nowhere"):
        ledger.record("nowhere", [make_reading()])
    assert list(ledger.documents()) == []


def test_a_batch_is_recorded_whole_or_not_at_all(ledger: Ledger, run_id: str) -> None:
    good = make_reading()
    twice = msgspec.structs.replace(
        good.annotations, actors=good.annotations.actors[:1] * 2, attributions=(), events=()
    )
    bad = msgspec.structs.replace(
        make_reading(make_document(TEXT, report="bad")), annotations=twice
    )
    with pytest.raises(LedgerError, match="bad: two of its actors share an id"):
        ledger.record(run_id, [good, bad])
    assert list(ledger.documents()) == []
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": TEXT + "!"}, "not the hash"),
        ({"title": "half\0of it"}, r"U\+0000"),
    ],
)
def test_a_document_that_cannot_be_kept_is_told(
    ledger: Ledger, run_id: str, change: dict[str, str], message: str
) -> None:
    document = msgspec.structs.replace(make_document(TEXT), **change)
    with pytest.raises(LedgerError, match=message):
        ledger.record(run_id, [document])


def test_things_are_found_by_id_first_letters_and_report(ledger: Ledger, run_id: str) -> None:
    read = make_reading()
    ledger.record(run_id, [read])
    event = read.annotations.events[0]
    for record_id in (event.id, event.event, read.document.id, read.annotations.dates[0].id):
        assert ledger.find(record_id) == (read, record_id)
        assert ledger.find(record_id[:8]) == (read, record_id)
    assert ledger.find("report") == (read, read.document.id)
    assert ledger.document("report") == read.document
    assert ledger.document(read.document.id[:6]) == read.document


def test_what_is_not_there_or_not_clear_is_told(ledger: Ledger, run_id: str) -> None:
    read = make_reading()
    ledger.record(run_id, [read, make_document("Autre.", report="autre", language="fr")])
    for nothing in ("e%", "zzz", "repor"):
        with pytest.raises(LedgerError, match="nothing by the id"):
            ledger.find(nothing)
    with pytest.raises(LedgerError, match="say which"):
        ledger.find("")
    with pytest.raises(LedgerError, match="give more letters"):
        ledger.find("a")
    with pytest.raises(LedgerError, match="was not read: its language is 'fr'"):
        ledger.find("autre")
    with pytest.raises(LedgerError, match="no document d0"):
        ledger.reading("d0")


def test_a_report_of_two_documents_asks_for_an_id(ledger: Ledger, run_id: str) -> None:
    ledger.record(run_id, [make_document(TEXT), make_document("Another.")])
    with pytest.raises(LedgerError, match="could be any of d"):
        ledger.document("report")


def test_a_later_version_of_sayso_replaces_the_reading(ledger: Ledger, run_id: str) -> None:
    old = make_reading()
    new = make_reading(version="0.2.0")
    ledger.record(run_id, [old])
    later = ledger.begin_run(version="0.2.0", configuration="c0", inputs=["in"], resume=False)
    ledger.record(later, [new])
    assert list(ledger.readings()) == [new]
    assert ledger.coverage().events == 1
    assert ledger.check() == []


def test_a_known_reading_is_not_asked_for_again(ledger: Ledger, run_id: str) -> None:
    read = make_reading()
    document = read.document
    ledger.record(run_id, [read])
    assert ledger.has_reading([document.id, "d0"], "0.1.0", "c0") == {document.id}
    assert ledger.has_reading([document], "0.1.0", "c0") == {document.id}
    assert ledger.has_reading([document], "0.2.0", "c0") == set()
    assert ledger.has_reading([document.id], "0.1.0", "c1") == set()
    dated = msgspec.structs.replace(document, published="2031-03-04")
    assert ledger.has_reading([dated], "0.1.0", "c0") == set()


def test_a_corrected_date_makes_a_new_state_of_the_document(ledger: Ledger, run_id: str) -> None:
    read = make_reading()
    ledger.record(run_id, [read])
    dated = make_reading(msgspec.structs.replace(read.document, published="2031-03-04"))
    later = begin(ledger, resume=False)
    assert ledger.record(later, [dated]) == (1, 1, 0, ())
    assert list(ledger.readings()) == [dated]
    assert list(ledger.documents()) == [dated.document]
    assert [item.document for item in ledger.versions("report")] == [dated.document]
    assert ledger.check() == []


def test_reprints_share_one_text_and_stay_apart(ledger: Ledger, run_id: str) -> None:
    reprints = [make_document(TEXT, report=f"wire-{n}") for n in range(12)]
    ledger.record(run_id, [make_reading(document) for document in reprints])
    assert list(ledger.documents()) == sorted(reprints, key=lambda document: document.report)
    assert ledger.coverage().events == 12


def test_versions_follow_their_publication(new_target: Callable[[], str]) -> None:
    days = ["2031-05-02T08:00:00+06:00", "2031-05-02T03:00:00", "2031-05-01", "2031-05-02"]
    reports = [
        make_document(f"Version {n}.", address="https://news.example/1", published=day)
        for n, day in enumerate(days)
    ]
    expected = [reports[n] for n in (2, 3, 0, 1)]
    for order in (reports, reports[::-1]):
        with open_ledger(new_target(), create=True) as ledger:
            run_id = begin(ledger, resume=False)
            for report in order:
                ledger.record(run_id, [report])
            ledger.record(run_id, [make_document("Elsewhere.")])
            found = ledger.versions("https://news.example/1")
        assert [item.document for item in found] == expected
        assert [item.follows for item in found] == [None, *(d.id for d in expected[:-1])]


def test_undated_versions_come_last_as_recorded(ledger: Ledger, run_id: str) -> None:
    undated = [make_document(f"Version {n}.") for n in range(3)]
    dated = make_document("Dated.", published="2031-05-01")
    ledger.record(run_id, [*undated, dated])
    assert [item.document for item in ledger.versions("report")] == [dated, *undated]
    assert ledger.versions("nowhere") == []


def test_rejects_come_by_path(ledger: Ledger, run_id: str) -> None:
    made = [Reject.make(path, "empty", "write") for path in ("b", "a", "c")]
    ledger.record(run_id, made)
    assert list(ledger.rejects()) == sorted(made, key=lambda reject: reject.path)


def test_the_list_of_reports_counts_the_same_as_reports_come_and_are_read_anew(
    ledger: Ledger, run_id: str
) -> None:
    first = make_reading(make_document(TEXT, report="first", publisher="Herald"))
    ledger.record(run_id, [first, make_document("Rien.", report="rien", language="fr")])
    assert ledger.covered("0.1.0") == ledger.coverage()
    event = msgspec.structs.replace(first.annotations.events[0], place=None, date=None)
    anew = msgspec.structs.replace(
        first,
        annotations=msgspec.structs.replace(first.annotations, events=(event,)),
        configuration="c1",
    )
    quiet = make_empty(make_document("Nothing happened.", report="quiet"))
    later = ledger.begin_run(version="0.2.0", configuration="c1", inputs=["in"], resume=False)
    ledger.record(later, [anew, quiet, Reject.make("c", "empty", "remove it")])
    assert ledger.covered("0.1.0") == ledger.coverage()
    ledger.erase(quiet.document.id, who="maria", why="asked for")
    assert ledger.covered("0.1.0") == ledger.coverage()
    assert ledger.coverage().documents == 2


def test_coverage_counts_what_was_read_and_left_open(ledger: Ledger, run_id: str) -> None:
    whole = make_reading(make_document(TEXT, report="whole", publisher="Herald"))
    open_ended = make_reading(make_document(TEXT, report="open", publisher="Herald"))
    event = msgspec.structs.replace(open_ended.annotations.events[0], place=None, date=None)
    bare = msgspec.structs.replace(open_ended.annotations, events=(event,))
    ledger.record(
        run_id,
        [
            whole,
            msgspec.structs.replace(open_ended, annotations=bare),
            make_empty(make_document("Nothing happened.", report="quiet")),
            make_document("Rien.", report="rien", language="fr"),
            Reject.make("a", "its bytes are no text: line 3", "save it as UTF-8"),
            Reject.make("b", "its bytes are no text: line 9", "save it as UTF-8"),
            Reject.make("c", "empty", "remove it"),
        ],
    )
    assert ledger.coverage() == Coverage(
        documents=4,
        read=3,
        unread=1,
        without_events=1,
        events=2,
        without_place=1,
        without_date=1,
        erased=0,
        rejected={"its bytes are no text": 2, "empty": 1},
        by_publisher={
            "": PublisherCoverage(documents=2, read=1, events=0),
            "Herald": PublisherCoverage(documents=2, read=2, events=2),
        },
    )


def test_an_empty_ledger_covers_nothing(ledger: Ledger) -> None:
    assert ledger.coverage().documents == ledger.coverage().events == 0
    assert list(ledger.readings()) == []
    assert ledger.check() == []

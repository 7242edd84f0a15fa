"""brat: its own files to others, the same spans to us, people's changes back as reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bioc import brat as other_brat
from hypothesis import HealthCheck, given, settings

from sayso.export.formats import brat
from sayso.export.formats.brat.conf import LEADS, Lead, configured
from sayso.export.formats.readback import Origin
from sayso.export.formats.told.marks import flat
from sayso.lexicons.files.load import read_table
from sayso.records.review.judgement import Verdict
from tests.export.formats.harbour import CONTEXT, POST, WIRE, dossiers, harbour, span
from tests.export.formats.pages import examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.export.formats.readback import Reviewed
    from sayso.records.document import Document
    from sayso.records.review.judgement import Review
    from sayso.records.shown.dossier import Dossier


def find(name: str) -> Document | None:
    return next((d for d in (POST, WIRE) if name == d.id), None)


ORIGIN = Origin(document=find, name="brat", by="A. Reader", at="2031-06-01")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The incident in brat."""
    brat.write([harbour()], tmp_path / "war", CONTEXT)
    return tmp_path / "war"


def lines(folder: Path, document: Document = POST) -> list[str]:
    return (folder / f"{document.id}.ann").read_text(encoding="utf-8").splitlines()


def edit(folder: Path, change: Callable[[list[str]], list[str]]) -> Reviewed:
    """What is read back after somebody changed the lines of the first report."""
    told = "\n".join(change(lines(folder))) + "\n"
    (folder / f"{POST.id}.ann").write_text(told, encoding="utf-8")
    return brat.read(folder, ORIGIN)


def one(found: Reviewed) -> Review:
    assert found.problems == []
    (review,) = found.reviews
    return review


def name_of(folder: Path, words: str, kind: str) -> str:
    """The id of some words of a type."""
    (name,) = (
        line.split("\t")[0]
        for line in lines(folder)
        if line.endswith(f"\t{words}") and line.split("\t")[1].startswith(kind)
    )
    return name


def test_another_reader_finds_every_word_where_it_stands(folder: Path) -> None:
    for document in (POST, WIRE):
        with (
            (folder / f"{document.id}.txt").open(encoding="utf-8") as text,
            (folder / f"{document.id}.ann").open(encoding="utf-8") as annotations,
        ):
            read = other_brat.load(text, annotations)
        assert len(read.text) == len(document.text)
        for entity in read.entities:
            start, end = entity.total_span
            assert flat(document.text[start:end]) == entity.text == read.text[start:end]
        assert read.events
    claims = {a.claim.id for a in harbour().accounts if a.claim.doc_id == POST.id}
    assert {event.type for event in read.events} == {"ASSAULT"}
    assert {lead.claim for lead in read_table(folder / LEADS, Lead)} > claims


def test_a_denied_doer_is_no_doer(folder: Path) -> None:
    accusing, _, denying = (line for line in lines(folder) if line.startswith("E"))
    militia = name_of(folder, "The militia", "Actor")
    assert f" Denied-Actor:{militia}" in denying
    assert f" Voice:{militia}" in denying
    assert f" Actor:{militia}" not in denying
    assert f" Actor:{name_of(folder, 'the Quay Militia', 'Actor')}" in accusing
    told = "\n".join(lines(folder))
    for words in ("Negation E3", "Stance E3 denies", "Stance E1 accuses", "Status E3 negated"):
        assert words in told
    assert "Negation E1" not in told


def test_a_break_within_words_is_flat_and_offsets_hold(folder: Path) -> None:
    text = (folder / f"{WIRE.id}.txt").read_bytes().decode()
    assert "fired rockets" in text
    assert "\tASSAULT 18 31\tfired rockets" in "\n".join(lines(folder, WIRE))


def test_the_same_dossiers_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    tally = brat.write([harbour()], tmp_path / "again", CONTEXT)
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(path.name for path in (tmp_path / "again").iterdir())
    for name in names:
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    assert tally.rows[f"{WIRE.id}.ann"] == len(lines(folder, WIRE))
    assert sum(tally.lost.values()) == 1
    assert list(brat.check(folder)) == []


def test_the_configuration_has_all_that_is_used(folder: Path) -> None:
    known = configured((folder / "annotation.conf").read_text(encoding="utf-8"))
    assert {"Actor", "Place", "Killed"} <= known["entities"]
    assert "ASSAULT" in known["events"]
    assert {"Verdict", "Stance", "Negation"} <= known["attributes"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=dossiers())
def test_whatever_is_read_can_be_written_and_read_back(
    made: tuple[list[Dossier], Context], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("brat") / "war"
    brat.write(*made[:1], path, made[1])
    assert [p for p in brat.check(path) if p.severe] == []

    def document(name: str) -> Document:
        return made[1].reading(name).document

    found = brat.read(path, Origin(document=document, name="x", by="y"))
    assert (found.reviews, found.problems) == ([], [])


def test_what_nobody_touched_says_nothing(folder: Path) -> None:
    found = brat.read(folder, ORIGIN)
    assert (found.reviews, found.problems) == ([], [])


def test_moved_words_are_a_correction(folder: Path) -> None:
    right = span(POST, "Quay Militia")

    def shorter(told: list[str]) -> list[str]:
        had = span(POST, "the Quay Militia")
        old = f"Actor {had.start} {had.end}\tthe Quay Militia"
        return [t.replace(old, f"Actor {right.start} {right.end}\tQuay Militia") for t in told]

    review = one(edit(folder, shorter))
    assert (review.field, review.verdict, review.right) == ("actors", Verdict.CORRECT, right)
    assert review.words == span(POST, "the Quay Militia")
    assert review.target == harbour().accounts[0].claim.id
    assert (review.by, review.at, review.origin) == ("A. Reader", "2031-06-01", "brat")


def test_another_status_or_type_is_a_correction(folder: Path) -> None:
    review = one(edit(folder, lambda t: [x.replace("Status E1 occurred", "Status E1 attempted")
                                         for x in t]))  # fmt: skip
    assert (review.field, review.value) == ("status", "attempted")
    other = name_of(folder, "killed", "ASSAULT")

    def retyped(told: list[str]) -> list[str]:
        changed = [t.replace("attempted", "occurred") for t in told]
        changed = [t.replace(f"{other}\tASSAULT", f"{other}\tACCUSE") for t in changed]
        return [t.replace(f"ASSAULT:{other}", f"ACCUSE:{other}") for t in changed]

    review = one(edit(folder, retyped))
    assert (review.field, review.value, review.right) == ("event_type", "ACCUSE", None)


def test_what_is_struck_out_is_rejected(folder: Path) -> None:
    name = name_of(folder, "Friday", "Date")
    found = edit(
        folder,
        lambda told: [
            t.replace(f" Date:{name}", "")
            for t in told
            if not t.startswith(f"{name}\t") and f"AnnotatorNotes {name}\t" not in t
        ],
    )
    review = one(found)
    assert (review.field, review.verdict) == ("dates", Verdict.REJECT)
    assert review.words == span(POST, "Friday")


def test_an_event_struck_out_rejects_the_account(folder: Path) -> None:
    review = one(
        edit(folder, lambda told: [t for t in told if "E2" not in t.replace("\t", " ").split()])
    )
    assert (review.target, review.field) == (harbour().accounts[1].claim.id, "")
    assert review.verdict is Verdict.REJECT


def test_verdicts_judge_words_and_events_as_they_are(folder: Path) -> None:
    name = name_of(folder, "Tarnow", "Place")

    def judged(told: list[str]) -> list[str]:
        told = [f"{t} heard it myself" if "AnnotatorNotes E3\t" in t else t for t in told]
        return [*told, f"A90\tVerdict {name} reject", "A91\tVerdict E3 accept"]

    found = edit(folder, judged)
    assert [(r.field, r.verdict, r.why) for r in found.reviews] == [
        ("places", Verdict.REJECT, ""),
        ("", Verdict.ACCEPT, "heard it myself"),
    ]
    assert '"Tarnow"' in (found.reviews[0].value or "")


def test_a_correction_needs_a_note(folder: Path) -> None:
    found = edit(folder, lambda told: [*told, "A90\tVerdict E1 correct"])
    assert "no note says what is right" in found.problems[0].message
    found = edit(
        folder, lambda told: [f"{t} it was a mortar" if "Notes E1\t" in t else t for t in told]
    )
    assert one(found).value == "it was a mortar"


def test_words_marked_anew_are_corrections(folder: Path) -> None:
    mortar = span(POST, "shelling")

    def added(told: list[str]) -> list[str]:
        told = [f"{t} Recipient:T80" if t.startswith("E2\t") else t for t in told]
        return [
            *told,
            "T80\tActor 72 83\tnine people",
            f"T81\tWeapon {mortar.start} {mortar.end}\tshelling",
            "T82\tACCUSE 15 19\tsaid",
            "E80\tACCUSE:T82",
        ]

    found = edit(folder, added)
    assert found.problems == []
    told = [(r.target, r.field, r.value, r.right.quote if r.right else "") for r in found.reviews]
    counting = harbour().accounts[1].claim.id
    assert told == [
        (counting, "recipients", None, "nine people"),
        (POST.id, "weapons", None, "shelling"),
        (POST.id, "event_type", "ACCUSE", "said"),
    ]


def test_a_number_that_was_given_anew_is_not_taken_for_the_old_words(folder: Path) -> None:
    name = name_of(folder, "Friday", "Date")

    def reused(told: list[str]) -> list[str]:
        told = [t.replace(f" Date:{name}", "") for t in told if not t.startswith(f"{name}\t")]
        return [*told, f"{name}\tWeapon 37 44\tshelled"]

    found = edit(folder, reused)
    assert [(r.field, r.verdict) for r in found.reviews] == [
        ("dates", Verdict.REJECT),
        ("weapons", Verdict.CORRECT),
    ]


def test_what_cannot_be_led_back_is_told(folder: Path, tmp_path: Path) -> None:
    nobody = brat.read(folder, Origin(document=find, name="x"))
    assert "who reviews" in nobody.problems[0].message
    strange = brat.read(folder, Origin(document=lambda _: None, name="x", by="y"))
    assert all("has no report" in problem.message for problem in strange.problems)
    assert len(strange.problems) == 2
    other = brat.read(folder, Origin(document=lambda _: WIRE, name="x", by="y"))
    assert "the report to" in other.problems[0].message
    assert "leads it back" in brat.read(tmp_path, ORIGIN).problems[0].message
    (folder / LEADS).write_text("file\tevent\nx\ty\n", encoding="utf-8")
    assert "leads it back" in brat.read(folder, ORIGIN).problems[0].message


@pytest.mark.parametrize(("old", "new"), [("\t0\t14\t", "\t14\t0\t"), (f"{POST.id}\t", "../x\t")])
def test_leads_that_lead_nowhere_are_told(folder: Path, old: str, new: str) -> None:
    told = (folder / LEADS).read_text(encoding="utf-8")
    assert old in told
    (folder / LEADS).write_text(told.replace(old, new), encoding="utf-8")
    found = brat.read(folder, ORIGIN)
    assert [(p.column, "no stretch of one" in p.message) for p in found.problems] == [
        (LEADS, True)
    ]
    assert found.reviews == []


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("nonsense", None, "is no line of brat"),
        ("T90 Actor 0 7 Harbour", None, "is no line of brat"),
        ("T90\tActor 7 0\tHarbour", None, "is no line of brat"),
        ("T90\tActor 0 9999\tHarbour", "T90", "the text at"),
        ("T90\tActor 0 8\tHarbour", "T90", "stands there"),
        ("T90\tActor 56 65\tday.\nAt", "T90", "a line of the text ends in it"),
        ("E90\tASSAULT:T99", "T99", "there is no T99"),
        ("E90\tASSAULT", None, "is no line of brat"),
        ("E1\tASSAULT:T1", "E1", "E1 is also line"),
        ("R90\tAlso Arg1:E1", None, "is no line of brat"),
        ("R90\tAlso Arg1:E1 Arg2:E9", "E9", "there is no E9"),
        ("A90\tNegation", None, "is no line of brat"),
        ("A90\tSarcasm E1", "Sarcasm", "has no 'Sarcasm'"),
        ("#90\tAnnotatorNotes", None, "is no line of brat"),
        ("*\tEquiv T1 T99", "T99", "there is no T99"),
        ("T90\tGossip 0 7\tHarbour", "Gossip", "has no 'Gossip'"),
    ],
)
def test_damaged_lines_are_told(folder: Path, line: str, column: str | None, message: str) -> None:
    before = len(lines(folder))
    with (folder / f"{POST.id}.ann").open("a", encoding="utf-8") as file:
        file.write(line.replace("\nAt", " At") + "\n")
    found = list(brat.check(folder))
    assert (column, True) in [(p.column, message in p.message) for p in found]
    assert all(problem.remedy for problem in found)
    assert {problem.line for problem in found} <= {before + 1, None}


def test_offsets_of_other_units_are_recognised(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("🕊 The Nápoj Guard", encoding="utf-8")
    (tmp_path / "a.ann").write_text(
        "T1\tActor 3 6\tThe\nT2\tActor 15 20\tGuard\n", encoding="utf-8"
    )
    found = [problem.remedy for problem in brat.check(tmp_path) if problem.severe]
    assert "UTF-16" in found[0]
    (tmp_path / "a.ann").write_text("T1\tActor 5 8\tThe\n", encoding="utf-8")
    (problem,) = (problem for problem in brat.check(tmp_path) if problem.severe)
    assert "bytes" in problem.remedy


def test_folders_of_others_are_checked(tmp_path: Path) -> None:
    assert [p.severe for p in brat.check(tmp_path / "none")] == [True]
    assert [p.severe for p in brat.check(tmp_path)] == [False, False]
    (tmp_path / "a.ann").write_bytes(b"T1\tX 0 1\t\xff\n")
    (tmp_path / "b.txt").write_text("x", encoding="utf-8")
    told = [problem.message for problem in brat.check(tmp_path)]
    assert "there is no configuration" in told
    assert any("cannot be read" in message for message in told)
    assert any("is not UTF-8" in message for message in told)
    assert "it has no .ann beside it" in told


def test_the_page_shows_what_is_written(folder: Path) -> None:
    assert examples("brat")[0] == "\n".join(lines(folder)) + "\n"

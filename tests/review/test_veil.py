"""Taking names and graphic words out of a model: what goes, what stays, what keeps its length."""

from __future__ import annotations

import pytest

from sayso.records.evidence import Span
from sayso.review.veil import Veil, names_pattern, unsigned, veiled, without_names

NAMES = names_pattern(("Omar Haddad", "Élodie", "Al-Quşayr"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Omar Haddad said", "[a person] said"),
        ("OMAR  haddad's brother", "[a person]'s brother"),
        ("Omar\nHaddad", "[a person]"),
        ("/search?q=Omar+Haddad", "/search?q=[a person]"),
        ("/x?actor=omar%20haddad&p=2", "/x?actor=[a person]&p=2"),
        ("/x?actor=%C3%89lodie", "/x?actor=[a person]"),
        ("omar_haddad", "[a person]"),
        ("Élodie and Omar Haddad", "[a person] and [a person]"),
    ],
)
def test_a_name_goes_in_text_and_addresses(text: str, shown: str) -> None:
    told, _ = veiled({"any": text}, Veil(NAMES), lambda _: ())
    assert unsigned(told["any"]) == shown
    assert without_names(text, Veil(NAMES)) == shown


@pytest.mark.parametrize("text", ["Omar Haddadi", "Somar Haddad", "Haddad", "Omar and Haddad"])
def test_what_is_no_whole_name_stays(text: str) -> None:
    told, _ = veiled({"any": text}, Veil(NAMES), lambda _: ())
    assert told["any"] == text


def test_a_name_goes_from_keys_lists_and_records_which_keep_their_length() -> None:
    span = Span(start=3, end=14, quote="Omar Haddad")
    model = {"Omar Haddad": [(span, {"n": 1})], "kept": frozenset({"Omar Haddad"})}
    told, _ = veiled(model, Veil(NAMES), lambda _: ())
    ((key, ((shown, _),)), (_, kept)) = told.items()
    assert unsigned(key) == "[a person]"
    assert (shown.start, shown.end, len(shown.quote)) == (3, 14, 11)
    assert [unsigned(one) for one in kept] == ["[a person]"]


def test_words_of_a_graphic_report_go_wherever_they_stand() -> None:
    doc = "d" + "0" * 20
    text = "The blast tore through the market at noon. Nine people were killed."
    model = {
        "rows": [{"doc_id": doc, "title": "Horror", "label": "9 killed", "quote": "Nine people"}],
        "other": [{"doc_id": "d" + "1" * 20, "title": "Calm", "quote": "a calm day"}],
        "note": f"seen: {text}",
        "opening": "The blast tore through the …",
    }
    told, here = veiled(model, Veil(docs=frozenset({doc})), lambda ids: [text for _ in ids])
    assert here == {doc}
    (row,) = told["rows"]
    assert (unsigned(row["quote"]), unsigned(row["title"])) == ("[graphic words]",) * 2
    assert (row["label"], len(row["quote"])) == ("9 killed", len("Nine people"))
    assert told["other"] == model["other"]
    assert "market" not in told["note"]
    assert "blast" not in told["opening"]


def test_a_page_of_other_reports_is_left_alone() -> None:
    model = {"id": "d" + "2" * 20, "text": "A calm day."}
    told, here = veiled(model, Veil(docs=frozenset({"d" + "0" * 20})), lambda _: ["never asked"])
    assert (told, here) == (model, frozenset())


def test_marks_inside_graphic_words_go_too() -> None:
    doc = "d" + "0" * 20
    piece = {"text": "Nine people were killed.", "start": 0, "marks": [{"start": 0, "end": 4}]}
    told, _ = veiled(
        {"report": {"id": doc}, "pieces": [piece]}, Veil(docs=frozenset({doc})), lambda _: ()
    )
    (shown,) = told["pieces"]
    assert (unsigned(shown["text"]), shown["marks"]) == ("[graphic words]", [])


def test_nothing_to_hide_hides_nothing() -> None:
    assert not Veil()
    assert names_pattern(()).search("anything") is None

"""The training sentences can be read, stand once, and are none of those that measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from training.sentences import SENTENCES, SentenceError, read_sentences

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    "# language: en; origin: written for sayso; licence: Apache-2.0\ntype\tstatus\tstance\ttext\n"
)


def test_every_file_says_whose_it_is() -> None:
    for path in SENTENCES.glob("*.tsv"):
        head = path.read_text(encoding="utf-8").splitlines()[0]
        assert "origin: written for sayso" in head, path.name
        assert "licence: Apache-2.0" in head, path.name


def test_no_event_stands_twice() -> None:
    seen: dict[tuple[str, tuple[int, int]], str | None] = {}
    for sentence in read_sentences():
        key = (sentence.text, sentence.trigger)
        assert key not in seen, f"twice: {sentence.text}"
        seen[key] = sentence.event_type


def test_none_is_a_sentence_of_the_test_set(pytestconfig: pytest.Config) -> None:
    folder = pytestconfig.rootpath / "tests" / "reading" / "sentences"
    measured = set()
    for path in folder.glob("*.yaml"):
        items = yaml.safe_load(path.read_text(encoding="utf-8"))["items"]
        measured |= {item if isinstance(item, str) else item["text"] for item in items}
    assert measured
    assert not measured & {sentence.text for sentence in read_sentences()}


def test_marks_become_offsets(tmp_path: Path) -> None:
    line = "ASSAULT\toccurred\taccuses\t{actor|Rebels} {trigger|shelled} {recipient|the port}.\n"
    (tmp_path / "one.tsv").write_text(HEAD + line, encoding="utf-8")
    (sentence,) = read_sentences(tmp_path)
    assert sentence.text == "Rebels shelled the port."
    assert sentence.text[slice(*sentence.trigger)] == "shelled"
    assert [sentence.text[slice(*r)] for r in sentence.recipients] == ["the port"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("SHOOT\toccurred\t-\t{trigger|Shot}.", "one.tsv, line 3: type 'SHOOT' is none"),
        ("ASSAULT\tdone\t-\t{trigger|Shot}.", "one.tsv, line 3: 'done' is not a valid Status"),
        ("NONE\toccurred\t-\tA heart {trigger|attack}.", "has no status"),
        ("ASSAULT\toccurred\t-\tShot.", "mark one trigger"),
        ("ASSAULT\toccurred\t-\t{trigger|Shot {victim|him}.", "mark"),
        ("ASSAULT\toccurred", "has 2 columns"),
    ],
)
def test_a_wrong_line_is_named(line: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "one.tsv").write_text(f"{HEAD}{line}\n", encoding="utf-8")
    with pytest.raises(SentenceError, match=message):
        list(read_sentences(tmp_path))

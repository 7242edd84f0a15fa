"""The task coreference: a topic in, the names of its mentions' groups out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from evaluation.__main__ import main
from evaluation.held import part_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "d1": "Flood in Torvik\nA flood drowned two people in Torvik on Monday .",
    "d2": "Two drowned as the flood hit Torvik on Monday .\nA court in Velde fined a bank .",
}
WORDS = {"d1": ("Flood", "flood", "drowned"), "d2": ("drowned", "flood", "fined")}


def topic() -> dict[str, object]:
    number = iter(range(1, 100))
    docs = []
    for doc, text in TEXTS.items():
        mentions = [
            {"m": f"m{next(number)}", "start": text.index(w), "end": text.index(w) + len(w)}
            for w in WORDS[doc]
        ]
        docs.append({"doc": doc, "text": text, "mentions": mentions})
    return {"id": "t", "docs": docs}


@pytest.mark.parametrize("extra", [[], ["--no-model"]])
def test_every_mention_is_in_a_group(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], extra: list[str]
) -> None:
    source = tmp_path / "input.jsonl"
    source.write_text(json.dumps(topic()) + "\n", encoding="utf-8")
    assert main(["predict", "coreference", str(source), *extra]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["id"] == "t"
    groups = found["clusters"]
    assert sorted(groups) == ["m1", "m2", "m3", "m4", "m5", "m6"]
    assert groups["m1"] == groups["m2"] == groups["m5"]
    assert groups["m3"] == groups["m4"]
    assert len({groups["m1"], groups["m3"], groups["m6"]}) == 3


def test_a_topic_is_held_by_all_its_texts() -> None:
    item = topic()
    assert text_of(item) == "\n".join(TEXTS.values())
    assert 0 <= part_of(text_of(item)) < 8
    assert text_of({"id": "x", "text": "Alone."}) == "Alone."

"""`python -m evaluation`: predictions are what `sayso read` says, no more and no less."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import sayso
from evaluation.__main__ import main
from evaluation.items import ItemError, read_items
from evaluation.projections import (
    to_attributions,
    to_entities,
    to_places,
    to_times,
    to_triples,
)
from evaluation.tasks import predict
from sayso.export.reading import Reading
from tests.cli.commands import rows, run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Rebels shelled Aleppo on Monday, the army said. The minister denied that soldiers "
    "had killed 12 villagers near Idlib in June, and France urged Syria to stop the attacks."
)
ITEM = {"id": "a", "text": TEXT, "date": "2016-08-03"}
PROJECTIONS = {
    "attribution": to_attributions,
    "triples": to_triples,
    "times": to_times,
    "places": to_places,
    "entities": to_entities,
}


def _from_the_command(tmp_path: Path) -> Reading:
    """What `sayso read --into` put into a ledger."""
    source = tmp_path / "reports.jsonl"
    source.write_text(json.dumps({**ITEM, "published": ITEM["date"]}) + "\n", encoding="utf-8")
    ledger = tmp_path / "war.db"
    assert run("read", source, "--lang", "en", "--into", ledger).exit_code == 0
    with sayso.open(ledger) as opened:
        return Reading(next(opened.readings()))


@pytest.mark.parametrize("task", sorted(PROJECTIONS))
def test_a_prediction_is_a_projection_of_what_the_command_reads(task: str, tmp_path: Path) -> None:
    predicted = next(predict(task, [ITEM]))
    assert predicted == {"id": "a", **PROJECTIONS[task](_from_the_command(tmp_path))}
    assert any(predicted[key] for key in predicted if key != "id")


def test_triples_are_the_events_of_the_json_lines(tmp_path: Path) -> None:
    source = tmp_path / "report.jsonl"
    source.write_text(json.dumps({**ITEM, "published": ITEM["date"]}) + "\n", encoding="utf-8")
    events = rows(run("read", source, "--lang", "en", "--format", "jsonl").stdout)
    wanted = [e["event_type"] for e in events]
    predicted = next(predict("triples", [ITEM]))["events"]
    assert [p["event_type"] for p in predicted] == wanted
    pair = next(p for p in predicted if p["event_type"] == "REQUEST")
    assert TEXT[slice(*pair["actor"])] == "France"
    assert TEXT[slice(*pair["recipient"])] == "Syria"


def test_given_sides_choose_the_event_between_them() -> None:
    text = "Police arrested students, and the union condemned the minister."

    def item(actor: str, recipient: str) -> dict[str, Any]:
        sides = {"actor": actor, "recipient": recipient}
        spans = {k: {"start": (s := text.index(v)), "end": s + len(v)} for k, v in sides.items()}
        return {"id": actor, "text": text, **spans}

    items = [item("Police", "students"), item("union", "minister")]
    assert [p["event_type"] for p in predict("relation", items)] == ["COERCE", "ACCUSE"]


def test_given_events_are_surer_when_told_than_denied_or_planned() -> None:
    texts = {
        "told": "The army shelled the town .",
        "planned": "The army plans to shell the town .",
        "denied": "The army did not shell the town .",
    }
    items = [
        {"id": key, "text": text, "event": {"start": (s := text.index("shell")), "end": s + 5}}
        for key, text in texts.items()
    ]
    value = {p["id"]: p["value"] for p in predict("factuality", items)}
    assert value["told"] > value["planned"] > 0 > value["denied"]


def test_the_command_writes_one_line_an_item(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps(ITEM) + "\n" + json.dumps({**ITEM, "id": "b"}) + "\n", "utf-8")
    assert main(["predict", "times", str(source)]) == 0
    assert [row["id"] for row in rows(capsys.readouterr().out)] == ["a", "b"]


def test_a_broken_line_is_named_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "x"}\n{"text": "no id"}\n', encoding="utf-8")
    with pytest.raises(ItemError, match=r"in\.jsonl, line 2: must be an object with an id"):
        list(read_items(source))
    assert main(["predict", "times", str(tmp_path / "none.jsonl")]) == 2
    assert "there is no such file" in capsys.readouterr().err

"""`sayso ledger history` and `replay`: what people did, done again elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from sayso.cli.main import app
from sayso.ledger.store import open_ledger
from sayso.pipeline.deciding.deciding import decide
from sayso.pipeline.deciding.merging import merge, split, take_back
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from tests.ledger.linked import judged
from tests.pipeline.linked import Told, claims_of, groups, link, stages

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.ledger.store import Ledger

TOLD = [Told(1, "Tarnow", 3), Told(2, "Tarnow", 3), Told(3, "Odrabrod", 20)]
BY: dict[str, Any] = {"by": "A. Reader", "why": "the same mill"}


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["ledger", *arguments])
    return done.exit_code, done.stdout, done.stderr


def made(path: Path, *batches: list[Told]) -> Ledger:
    ledger = open_ledger(str(path), create=True)
    link(ledger, *(batches or (TOLD,)))
    return ledger


def work(ledger: Ledger) -> None:
    """What two people might do in an hour."""
    claim = claims_of(TOLD[0].read)[0]
    said: dict[str, Any] = {"at": "2031-04-02", "origin": "review room", "by": "A. Reader"}
    wrong = Review.make(claim.id, Verdict.REJECT, doc_id=claim.doc_id, why="a film", **said)
    act = decide(ledger, by="A. Reader", kind=ActKind.DECIDE, reviews=[wrong], seen=0)
    take_back(ledger, act.id, by="B. Reader", stages=stages())
    whole = ledger.incident(TOLD[2].event).id
    flag = Review.make(whole, Verdict.FLAG, doc_id=None, why="look", **said)
    decide(ledger, by="A. Reader", kind=ActKind.DECIDE, reviews=[flag], why="look", seen=2)
    ledger.add_reviews([Review.make(claim.id, Verdict.ACCEPT, doc_id=claim.doc_id, **said)])
    merge(ledger, TOLD[0].event, TOLD[2].event, **BY, stages=stages())
    split(ledger, TOLD[0].event, [TOLD[1].event], **BY, stages=stages())


@pytest.mark.parametrize("order", [[TOLD], [TOLD[2:], TOLD[:2]]])
def test_what_people_did_can_be_done_again(tmp_path: Path, order: list[list[Told]]) -> None:
    history = tmp_path / "history.jsonl"
    with made(tmp_path / "war.db") as ledger:
        work(ledger)
        digest, state = ledger.digest_of_people(), groups(ledger)
        told = ledger.acts()
    code, _, message = run("history", str(tmp_path / "war.db"), "-o", str(history))
    assert (code, message) == (0, "6 acts\n")
    with made(tmp_path / "fresh.db", *order) as fresh:
        assert fresh.digest_of_people() != digest
    code, _, message = run("replay", str(tmp_path / "fresh.db"), str(history))
    assert code == 0, message
    assert "6 acts, 6 of them new; run sayso link" in message
    assert "0 of them new" in run("replay", str(tmp_path / "fresh.db"), str(history))[2]
    with open_ledger(str(tmp_path / "fresh.db")) as fresh:
        link(fresh)
        assert fresh.digest_of_people() == digest
        assert groups(fresh) == state
        assert [(a.id, a.at, a.by, a.kind, a.undoes) for a in fresh.acts()] == [
            (a.id, a.at, a.by, a.kind, a.undoes) for a in told
        ]
        assert fresh.check() == []


def test_history_is_told_on_standard_output(tmp_path: Path) -> None:
    with made(tmp_path / "war.db") as ledger:
        work(ledger)
    code, lines, _ = run("history", str(tmp_path / "war.db"))
    assert code == 0
    assert lines.count("\n") == 6
    assert '"why":"a film"' in lines


def test_what_was_said_before_acts_is_told_too(tmp_path: Path) -> None:
    history = tmp_path / "history.jsonl"
    with made(tmp_path / "war.db") as ledger:
        ledger.judge(judged([TOLD[0].event, TOLD[1].event]))
        digest = ledger.digest_of_people()
    assert run("history", str(tmp_path / "war.db"), "-o", str(history))[0] == 0
    made(tmp_path / "fresh.db").close()
    for new in ("1 of them new", "0 of them new"):
        assert new in run("replay", str(tmp_path / "fresh.db"), str(history))[2]
    with open_ledger(str(tmp_path / "fresh.db")) as fresh:
        assert fresh.digest_of_people() == digest
        assert [act.kind for act in fresh.acts()] == [ActKind.EARLIER]


def test_what_cannot_be_replayed_is_told_and_nothing_is_added(tmp_path: Path) -> None:
    history = tmp_path / "history.jsonl"
    with made(tmp_path / "war.db") as ledger:
        work(ledger)
    run("history", str(tmp_path / "war.db"), "-o", str(history))
    with made(tmp_path / "other.db", [TOLD[2]]) as other:
        code, _, message = run("replay", str(tmp_path / "other.db"), str(history))
        assert code == 2
        assert "history.jsonl:1" in message
        assert "read the same reports" in message
        assert other.acts() == []
    history.write_text("{}\n")
    code, _, message = run("replay", str(tmp_path / "war.db"), str(history))
    assert (code, "history.jsonl:1: is no act" in message) == (2, True)
    code, _, message = run("replay", str(tmp_path / "war.db"), str(tmp_path / "none.jsonl"))
    assert (code, "cannot be read" in message) == (2, True)

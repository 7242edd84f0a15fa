"""`sayso demo`: three incidents as the outlets of the parties would tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.commands import rows, run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_demo_shows_denials_admissions_and_open_bounds(tmp_path: Path) -> None:
    ledger = tmp_path / "demo.db"
    done = run("demo", "--into", ledger)
    assert done.exit_code == 0
    assert "11 reports read" in done.stderr
    assert f"sayso explain {ledger} ID" in done.stderr
    # By date, each report under its title, outlet and day.
    first = done.stdout.index("Cedar Resistance News · 2013-06-05")
    assert first < done.stdout.index("Volga Dispatch · 2016-08-03")
    found = rows(run("show", ledger, "--format", "jsonl").stdout)
    assert {row["report"].rsplit("/", 1)[1][:4] for row in found} == {"2013", "2015", "2016"}
    stances = {link["stance"] for row in found for link in row["attribution"]}
    assert {"asserts", "denies", "admits", "accuses"} <= stances
    assert {"occurred", "negated", "hypothetical", "planned"} <= {row["status"] for row in found}
    assert any(q["high"] is None for row in found for q in row["quantities"])
    # Words of blame are kept as said and name nobody.
    blamed = [a for row in found for a in row["recipients"] if a["text"].endswith("terrorists")]
    assert blamed
    assert {actor["name"] for actor in blamed} == {None}


def test_without_a_ledger_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = run("demo")
    assert done.exit_code == 0
    assert "the ledger is" not in done.stderr
    assert list(tmp_path.iterdir()) == []

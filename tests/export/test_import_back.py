"""The demo out in each format of data sets, and in again: what survives the way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from sayso.incidents.sources.independence import independent_sources
from sayso.ledger.store import open_ledger
from sayso.lexicons.actors.agencies import host_of
from sayso.lexicons.codes.incident_types import incident_types
from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Account

_FORMATS = ("plover", "polecat", "gdelt", "icews", "ged")
_VIOLENT = {row.event_type for row in incident_types()}


@pytest.fixture(scope="module")
def written(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo in each format."""
    folder = tmp_path_factory.mktemp("written")
    for name in _FORMATS:
        done = run("export", demo, "--format", name, "-o", folder / name)
        assert done.exit_code == 0, done.stderr
    return {name: folder / name for name in _FORMATS}


def taken_in(ledger: Path, path: Path, name: str) -> None:
    for arguments in (("import", ledger, path, "--format", name), ("link", ledger)):
        done = run(*arguments)
        assert done.exit_code == 0, done.stderr


def accounts(ledger: Ledger) -> dict[str, list[Account]]:
    """The accounts of each incident."""
    return {
        one.id: list(ledger.accounts(ledger.incident(one.id).event_ids))
        for one in ledger.incidents()
    }


def rows_alone(ledger: Ledger, told: list[Account], name: str) -> list[str]:
    """Sources of rows alone, although an outlet that they were coded from tells it as well."""
    outlets = {a.publisher for a in told} | {host_of(a.url) for a in told}
    texts = ledger.texts({account.claim.doc_id for account in told})
    rows = {a.claim.id: a for a in told if a.report.startswith(f"{name}:")}
    return [
        source.name
        for source in independent_sources(told, texts).sources
        if rows.keys() >= set(source.claims)
        and any(rows[claim].credit in outlets for claim in source.claims)
    ]


@pytest.mark.parametrize("name", _FORMATS)
def test_into_an_empty_ledger_every_row_is_an_account_and_nothing_else(
    written: dict[str, Path], tmp_path: Path, name: str
) -> None:
    taken_in(tmp_path / "war.db", written[name], name)
    with open_ledger(str(tmp_path / "war.db")) as ledger:
        assert ledger.check() == []
        told = [account for own in accounts(ledger).values() for account in own]
        assert len(told) == len(list(ledger.documents())) > 0
        assert list(ledger.rejects()) == []
        assert {account.claim.voice for account in told} == {None}
        assert all(account.credit for account in told)


def test_types_days_places_and_doers_survive_plover(
    demo: Path, written: dict[str, Path], tmp_path: Path
) -> None:
    taken_in(tmp_path / "war.db", written["plover"], "plover")
    with open_ledger(str(demo)) as before, open_ledger(str(tmp_path / "war.db")) as after:
        mine, back = accounts(before), accounts(after)
    rows = {a.report.removeprefix("plover:"): a.claim for own in back.values() for a in own}
    assert len(rows) == len(back)  # rows of one release stay apart
    for key, claim in rows.items():
        own = [account.claim for account in mine[key]]
        assert claim.event_type in {one.event_type for one in own}
        names = {party.name for one in own for party in one.actors if party.name}
        assert {party.name for party in claim.actors if party.name} <= names
        places = {where.geonameid for one in own for where in one.places}
        assert {where.geonameid for where in claim.places} <= places
        days = {when.earliest for one in own for when in one.dates}
        published = {(account.published or "")[:10] for account in mine[key]}
        assert {when.earliest for when in claim.dates} <= days | published
        lows = [t.low for one in own for t in one.tolls if t.low is not None]
        assert all(toll.low is None or toll.low in lows for toll in claim.tolls)


@pytest.mark.parametrize("name", _FORMATS)
def test_beside_the_reports_rows_of_violence_join_their_incident(
    demo: Path, written: dict[str, Path], tmp_path: Path, name: str
) -> None:
    assert run("ledger", "backup", demo, tmp_path / "war.db").exit_code == 0
    taken_in(tmp_path / "war.db", written[name], name)
    with open_ledger(str(tmp_path / "war.db")) as ledger:
        assert ledger.check() == []
        found: Counter[bool] = Counter()
        for own in accounts(ledger).values():
            rows = [a for a in own if a.report.startswith(f"{name}:")]
            placed = [a for a in rows if a.claim.places and a.claim.event_type in _VIOLENT]
            found[len(rows) < len(own)] += len(placed)
        assert found[True] > 4 * found[False]
        for own in accounts(ledger).values():
            assert rows_alone(ledger, own, name) == []

"""GED's shape: sides, deaths by side, precision, what is left out and counted."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.formats import ged
from sayso.export.formats.files.columns import columns
from sayso.export.formats.ged.deaths import deaths_of
from sayso.export.formats.ged.rows import priogrid
from sayso.profiles.figures import compute
from sayso.profiles.profile import find_profiles
from sayso.records.mention import Counted, PlacePrecision, QuantityOp, TimeBasis, TimePrecision
from tests.export.formats.cases import (
    PLAIN,
    Victims,
    context,
    dossier,
    on,
    place,
    side,
    told,
    toll,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.formats.contract import Tally
    from sayso.records.shown.dossier import Dossier

ARMY, REBELS = side("Hill Army", "MIL"), side("Free Men", "REB")
GUARD = side("Coast Guard", "REB")
TROOPS = side("troops", "MIL", country=None, name=None)
VILLAGERS = side("villagers", "CVL", name=None)


def written(
    tmp_path: Path, *dossiers: Dossier, **options: Any
) -> tuple[list[dict[str, str]], Tally]:
    target = tmp_path / "ged.csv"
    tally = ged.write(dossiers, target, context(**options) if options else PLAIN)
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [p for p in ged.check(target) if p.severe] == []
    return rows, tally


def fight(*tolls: Any, by: Any = REBELS, to: Any = ARMY, **more: Any) -> Dossier:
    return dossier(told("ASSAULT", ("firearms",), *tolls, by=by, to=to, **more))


def test_a_row_has_49_columns_and_the_state_is_side_a(tmp_path: Path) -> None:
    tolls = [
        toll(9, at=0),
        toll(2, whom=Victims.COMBATANT_A, at=30, words="two fighters"),
        toll(4, whom=Victims.COMBATANT_B, at=60, words="four soldiers"),
        toll(3, whom=Victims.CIVILIAN, at=90, words="three farmers"),
    ]
    parts = [tolls[0]] + [
        toll(
            each.best or 0,
            whom=each.whom,
            at=each.span.start,
            words=each.span.quote,
            part_of=tolls[0].id,
        )
        for each in tolls[1:]
    ]
    (row,), tally = written(tmp_path, fight(*parts, voice="a doctor"))
    assert list(row) == [column.column for column in columns("ged")]
    assert len(row) == 49
    expected = {
        "type_of_violence": "1",
        "side_a": "Hill Army",
        "side_b": "Free Men",
        "dyad_name": "Hill Army - Free Men",
        "deaths_a": "4",
        "deaths_b": "2",
        "deaths_civilians": "3",
        "deaths_unknown": "0",
        "best": "9",
        "low": "9",
        "high": "9",
        "country": "Syria",
        "country_id": "652",
        "gwnoa": "652",
        "gwnob": "",
        "region": "Middle East",
        "where_prec": "1",
        "date_prec": "1",
        "date_start": "2030-05-02",
        "event_clarity": "1",
        "source_office": "Harbour Post",
        "source_original": "a doctor",
        "source_headline": "",
        "number_of_sources": "1",
        "geom_wkt": "POINT (36.250000 35.500000)",
    }
    assert expected.items() <= row.items()
    assert tally.rows == {"ged.csv": 1}


@pytest.mark.parametrize(
    ("by", "to", "violence", "sides"),
    [
        (ARMY, REBELS, "1", ("Hill Army", "Free Men")),
        (REBELS, ARMY, "1", ("Hill Army", "Free Men")),
        (REBELS, TROOPS, "1", ("State Forces of Syria", "Free Men")),
        (TROOPS, REBELS, "1", ("State Forces of Syria", "Free Men")),
        (REBELS, GUARD, "2", ("Free Men", "Coast Guard")),
        (REBELS, VILLAGERS, "3", ("Free Men", "Civilians")),
        (ARMY, VILLAGERS, "3", ("Hill Army", "Civilians")),
    ],
)
def test_types_of_violence(
    tmp_path: Path, by: Any, to: Any, violence: str, sides: tuple[str, str]
) -> None:
    (row,), _ = written(tmp_path, fight(toll(3), by=by, to=to))
    assert row["type_of_violence"] == violence
    assert (row["side_a"], row["side_b"]) == sides


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (fight(), "no death is told"),
        (fight(toll(0)), "no death is told"),
        (dossier(told("PROTEST", ("demo",), toll(3))), "no armed force"),
        (fight(toll(3), by=None), "no account names an organised doer"),
        (fight(toll(3), by=side("gunmen", "UAF", name=None)), "organised doer"),
        (fight(toll(3), to=()), "the other side"),
        (fight(toll(3), where=()), "no account tells a country"),
        (fight(toll(3), when=on("2028-01-01", "2030-01-01", TimePrecision.YEAR)), "than a year"),
        (fight(toll(300, cumulative=True)), "no death is told"),
    ],
)
def test_what_has_no_row_is_counted(tmp_path: Path, made: Dossier, reason: str) -> None:
    rows, tally = written(tmp_path, made)
    assert rows == []
    assert any(reason in lost for lost in tally.lost)


@pytest.mark.parametrize(
    ("when", "days", "precision", "clarity"),
    [
        (on(), ("2030-05-02", "2030-05-02"), "1", "1"),
        (
            on("2030-05-01", "2030-05-03", TimePrecision.DAYS),
            ("2030-05-01", "2030-05-03"),
            "2",
            "2",
        ),
        (
            on("2030-05-06", "2030-05-12", TimePrecision.WEEK),
            ("2030-05-06", "2030-05-12"),
            "3",
            "2",
        ),
        (
            on("2030-05-01", "2030-05-31", TimePrecision.MONTH),
            ("2030-05-01", "2030-05-31"),
            "4",
            "1",
        ),
        (
            on("2030-01-01", "2030-12-31", TimePrecision.YEAR),
            ("2030-01-01", "2030-12-31"),
            "5",
            "1",
        ),
        (on("2030-05-02", basis=TimeBasis.PUBLICATION), ("2030-04-26", "2030-05-02"), "3", "1"),
    ],
)
def test_dates(
    tmp_path: Path, when: Any, days: tuple[str, str], precision: str, clarity: str
) -> None:
    (row,), _ = written(tmp_path, fight(toll(3), when=when))
    assert (row["date_start"], row["date_end"]) == days
    assert (row["date_prec"], row["event_clarity"]) == (precision, clarity)


@pytest.mark.parametrize(
    ("precision", "code", "has_point"),
    [
        (PlacePrecision.NEAR, "2", True),
        (PlacePrecision.ADMIN2, "3", False),
        (PlacePrecision.ADMIN1, "4", False),
        (PlacePrecision.AREA, "5", False),
        (PlacePrecision.COUNTRY, "6", False),
    ],
)
def test_only_towns_have_a_point(
    tmp_path: Path, precision: PlacePrecision, code: str, *, has_point: bool
) -> None:
    (row,), tally = written(tmp_path, fight(toll(3), where=place(precision=precision)))
    assert row["where_prec"] == code
    assert bool(row["latitude"]) is bool(row["priogrid_gid"]) is has_point
    assert any("coordinates empty" in lost for lost in tally.lost) is not has_point


def test_an_open_high_is_counted(tmp_path: Path) -> None:
    open_toll = toll((7, None, None), op=QuantityOp.AT_LEAST, words="at least 7")
    (row,), tally = written(tmp_path, fight(open_toll))
    assert (row["low"], row["best"], row["high"]) == ("7", "7", "7")
    assert any("upper bound" in lost for lost in tally.lost)


def test_what_it_cannot_hold_is_counted(tmp_path: Path) -> None:
    rival = told("ASSAULT", (), toll(3), by=GUARD, to=ARMY, publisher="Coast Radio")
    made = dossier(
        told("ASSAULT", (), toll(3), by=REBELS, to=[ARMY, VILLAGERS]),
        told("ASSAULT", (), toll(5, counted=Counted.INJURED), by=REBELS, publisher="Times"),
        rival,
    )
    _, tally = written(tmp_path, made)
    lost = " ".join(tally.lost)
    assert "who did it" in lost
    assert "allies of a side" in lost
    assert "other than deaths" in lost


_COUNTS = st.lists(
    st.builds(
        lambda low, more, whom: (low, low + more, whom),
        st.integers(0, 40),
        st.integers(0, 40),
        st.sampled_from(list(Victims)),
    ),
    max_size=5,
)


@given(counts=_COUNTS, profile=st.sampled_from(["acled", "ucdp", "ibc", "airwars"]))
def test_best_is_the_sum_whatever_is_told(
    counts: list[tuple[int, int, Victims]], profile: str
) -> None:
    tolls = [
        toll((low, low, high), whom=whom, at=at * 40, words=f"{low} to {high} people")
        for at, (low, high, whom) in enumerate(counts)
    ]
    made = fight(*tolls)
    figures = compute(find_profiles((profile,))[0], made.accounts, made.sources)
    deaths = deaths_of(figures)
    assert deaths.best == deaths.a + deaths.b + deaths.civilians + deaths.unknown
    assert 0 <= deaths.low <= deaths.best <= deaths.high


def test_cells_of_the_grid() -> None:
    assert priogrid(-90, -180) == 1
    assert priogrid(90, 180) == 259_200
    assert priogrid(0.1, 0.1) == 180 * 720 + 361


def test_pandas_reads_it_and_bytes_do_not_depend_on_order(tmp_path: Path) -> None:
    made = [fight(toll(3)), dossier(told("ASSAULT", (), toll(2), by=ARMY, to=VILLAGERS), name="b")]
    written(tmp_path, *made)
    first = (tmp_path / "ged.csv").read_bytes()
    frame = pd.read_csv(tmp_path / "ged.csv", parse_dates=["date_start", "date_end"])
    assert frame.shape == (2, 49)
    assert frame["best"].sum() == 5
    assert (frame["best"] == frame.filter(regex="^deaths_").sum(axis=1)).all()
    written(tmp_path, *reversed(made))
    assert (tmp_path / "ged.csv").read_bytes() == first

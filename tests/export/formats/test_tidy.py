"""The six tidy tables in three formats: other readers see the same, damage ends in findings."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from sayso.export.formats import tidy_csv, tidy_parquet, tidy_xlsx
from sayso.export.formats.tidy.rows import rows_of
from sayso.export.formats.tidy.tables import tables
from sayso.export.formats.validating import validated
from tests.export.formats import cases
from tests.export.formats.harbour import CONTEXT, dossiers, harbour
from tests.export.formats.pages import examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.export.formats.contract import Context, Problem
    from sayso.records.shown.dossier import Dossier

NAMES = tuple(tables())


def rows(name: str, dossier: Dossier, context: Context = CONTEXT) -> list[dict[str, Any]]:
    return [row for table, row in rows_of(dossier, context) if table == name]


def folder(tmp_path: Path) -> Path:
    target = tmp_path / "tables"
    tidy_csv.write([harbour()], target, CONTEXT)
    return target


def wrong(found: Any) -> list[tuple[int | None, str | None]]:
    problems: list[Problem] = list(found)
    assert all(problem.message and problem.remedy for problem in problems)
    return [(problem.line, problem.column) for problem in problems if problem.severe]


def digest(path: Path) -> str:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def test_every_row_has_no_column_that_the_tables_lack() -> None:
    for name, row in rows_of(harbour(), replace(CONTEXT, profile="ucdp")):
        assert row.keys() <= {column.column for column in tables()[name]}


def test_one_account_a_row_and_one_event_a_report() -> None:
    assert len(rows("accounts", harbour())) == 4
    assert len(rows("events", harbour())) == 2
    (incident,) = rows("incidents", harbour())
    assert (incident["accounts"], incident["reports"], incident["sources"]) == (4, 2, 3)
    assert incident["stances"] == "accuses; asserts; denies"
    assert "killed_low" not in incident
    figured = rows("incidents", harbour(), replace(CONTEXT, profile="ucdp"))[0]
    assert (figured["profile"], figured["killed_low"]) == ("ucdp", 9)


def test_who_denies_did_nothing() -> None:
    events = rows("events", harbour())
    assert sorted(event["actors"] for event in events) == ["Nápoj Guard", "Quay Militia"]
    roles = {(row["role"], row["words"], row["stance"]) for row in rows("actors", harbour())}
    assert ("actor", "The militia", "denies") in roles
    assert ("voice", "a doctor", "asserts") in roles


def test_an_open_bound_is_empty(tmp_path: Path) -> None:
    with (folder(tmp_path) / "quantities.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["low"], row["best"], row["high"], row["op"]) == ("9", "", "", "at_least")


@pytest.mark.parametrize("name", ["csv", "xlsx", "parquet"])
def test_the_example_of_the_page(tmp_path: Path, name: str) -> None:
    with (folder(tmp_path) / "accounts.csv").open(encoding="utf-8", newline="") as file:
        told = [
            f"{row['publisher']},{row['voice']},{row['stance']},{row['status']},{row['quote']}"
            for row in csv.DictReader(file)
        ]
    head = "publisher,voice,stance,status,quote"
    assert examples(name)[1] == "\n".join([head, *told]) + "\n"


def as_text(value: Any) -> str:
    """A cell as another reader gives it, as the CSV file writes it."""
    if pd.isna(value) or value == "":
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def texts(frame: pd.DataFrame) -> list[list[str]]:
    return [[as_text(cell) for cell in row] for row in frame.astype(object).to_numpy().tolist()]


@pytest.mark.parametrize("name", NAMES)
def test_pandas_reads_the_same_from_each(tmp_path: Path, name: str) -> None:
    whole = folder(tmp_path)
    tidy_xlsx.write([harbour()], tmp_path / "b.xlsx", CONTEXT)
    tidy_parquet.write([harbour()], tmp_path / "p", CONTEXT)
    told = pd.read_csv(whole / f"{name}.csv", dtype=str, keep_default_na=False)
    wanted = [[as_number(cell) for cell in row] for row in told.to_numpy().tolist()]
    sheet = pd.read_excel(tmp_path / "b.xlsx", sheet_name=name, engine="calamine", dtype=object)
    table = pd.read_parquet(tmp_path / "p" / f"{name}.parquet")
    assert list(sheet.columns) == list(table.columns) == list(told.columns)
    for frame in (sheet, table):
        assert [[as_number(cell) for cell in row] for row in texts(frame)] == wanted


def as_number(cell: str) -> str:
    try:
        return f"{float(cell):g}"
    except ValueError:
        return cell.lower() if cell.lower() in {"true", "false"} else cell


def test_parquet_columns_have_types(tmp_path: Path) -> None:
    tidy_parquet.write([harbour()], tmp_path / "p", CONTEXT)
    schema = pq.read_schema(tmp_path / "p" / "events.parquet")
    assert schema.field("lat").type == pa.float64()
    assert schema.field("geonameid").type == pa.int64()
    assert schema.field("earliest").type == pa.date32()
    assert schema.field("lat").metadata[b"meaning"].startswith(b"degrees")


@pytest.mark.parametrize("module", [tidy_csv, tidy_xlsx, tidy_parquet], ids=lambda m: m.__name__)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=5,
)
@given(made=dossiers())
def test_any_dossiers_are_in_order_and_the_same_again(
    tmp_path_factory: pytest.TempPathFactory, module: Any, made: tuple[list[Dossier], Context]
) -> None:
    incidents, context = made
    base = tmp_path_factory.mktemp("any")
    for name in ("one.xlsx", "two.xlsx"):
        module.write(incidents, base / name, context)
    assert digest(base / "one.xlsx") == digest(base / "two.xlsx")
    assert [p for p in module.check(base / "one.xlsx") if p.severe] == []


def formula() -> Dossier:
    told = cases.told(by=cases.side("=HYPERLINK(1)", name="=HYPERLINK(1)"))
    return cases.dossier(told)


def test_text_is_never_a_formula_in_a_workbook(tmp_path: Path) -> None:
    tidy_xlsx.write([formula()], tmp_path / "b.xlsx", cases.PLAIN)
    sheet = pd.read_excel(tmp_path / "b.xlsx", sheet_name="actors", engine="calamine")
    assert list(sheet["words"]) == ["=HYPERLINK(1)"]


def test_spreadsheet_safe_puts_an_apostrophe_before_text_alone(tmp_path: Path) -> None:
    context = cases.context(options={"spreadsheet-safe": "yes"})
    place = cases.place(lat=-35.5, lon=-1.0)
    told = cases.told(by=cases.side("=HYPERLINK(1)"), where=place)
    tidy_csv.write([cases.dossier(told)], tmp_path / "t", context)
    actors = pd.read_csv(tmp_path / "t" / "actors.csv")
    assert list(actors["words"]) == ["'=HYPERLINK(1)"]
    assert list(pd.read_csv(tmp_path / "t" / "events.csv")["lat"]) == [-35.5]


def test_sentences_only_by_a_stated_right() -> None:
    (row, *_) = rows("accounts", harbour())
    assert row["sentence"] is None
    (row, *_) = rows("accounts", harbour(), replace(CONTEXT, text_right="CC BY 4.0"))
    assert row["sentence"].startswith("Harbour guards said")


def damaged(table: str, change: Callable[[str], str], tmp_path: Path) -> Any:
    whole = folder(tmp_path)
    path = whole / f"{table}.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return wrong(validated(whole, "csv"))


@pytest.mark.parametrize(
    ("table", "old", "new", "finding"),
    [
        ("quantities", ",9,,,at_least", ",nine,,,at_least", (2, "low")),
        ("quantities", ",9,,,at_least", ",9,7,,at_least", (2, "best")),
        ("quantities", ",False,", ",maybe,", None),
        ("events", "2031-05-02,2031-05-02", "2031-05-02,2031-05-32", (2, "latest")),
        ("events", "50.01381", "95.0", (2, "lat")),
        ("events", "2031-05-02,2031-05-02", "2031-05-03,2031-05-02", (2, "latest")),
        ("incidents", "incident,", "incidents,", (1, "incident")),
    ],
)
def test_findings_name_line_and_column(
    tmp_path: Path, table: str, old: str, new: str, finding: tuple[int, str] | None
) -> None:
    found = damaged(table, lambda text: text.replace(old, new), tmp_path)
    if finding is None:
        assert found == []
    else:
        assert finding in found or (finding[0] + 1, finding[1]) in found


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda text: text + "a,b\n", 6),
        (lambda text: text.replace(",", ',"x', 1), None),
        (lambda _: "", 1),
        (lambda text: "\0" + text, 1),
    ],
)
def test_damaged_csv_is_a_finding(
    tmp_path: Path, change: Callable[[str], str], line: int | None
) -> None:
    found = damaged("accounts", change, tmp_path)
    assert found
    assert line is None or line in {at for at, _ in found}


def test_ids_that_lead_nowhere_and_ids_that_stand_twice(tmp_path: Path) -> None:
    whole = folder(tmp_path)
    incidents = (whole / "incidents.csv").read_text(encoding="utf-8").splitlines()
    (whole / "incidents.csv").write_text("\n".join([*incidents, incidents[1]]) + "\n")
    assert wrong(validated(whole, "csv")) == [(3, "incident")]
    (whole / "incidents.csv").write_text(incidents[0] + "\n")
    assert (2, "incident") in wrong(validated(whole, "csv"))
    (whole / "events.csv").unlink()
    assert (None, None) in wrong(validated(whole, "csv"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"PAR1\0\0\0\0PAR1", b"\xff" * 99])
def test_files_that_are_something_else(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.xlsx").write_bytes(content)
    assert wrong(validated(tmp_path / "b.xlsx", "xlsx")) == [(None, None)]
    for name in NAMES:
        (tmp_path / f"{name}.parquet").write_bytes(content)
    assert wrong(validated(tmp_path, "parquet")) == [(None, None)] * len(NAMES)
    assert wrong(validated(tmp_path / "b.xlsx", "csv")) == [(None, None)]


def test_not_utf8_is_a_finding(tmp_path: Path) -> None:
    whole = folder(tmp_path)
    (whole / "actors.csv").write_bytes(b"account\n\xff\xfe\n")
    assert (None, None) in wrong(validated(whole, "csv"))


def test_what_a_cell_cannot_hold_is_cut_and_counted(tmp_path: Path) -> None:
    words = "a\x07b" + "x" * 40_000
    told = cases.told()
    longest = msgspec.structs.replace(told, credit=words)
    tally = tidy_xlsx.write([cases.dossier(longest)], tmp_path / "b.xlsx", cases.PLAIN)
    assert tally.lost["characters that no workbook can hold"] == 1
    assert tally.lost["cells cut to the length that a cell holds"] == 1
    sheet = pd.read_excel(tmp_path / "b.xlsx", sheet_name="accounts", engine="calamine")
    assert len(sheet["credit"][0]) == 32_767

"""Countries as the recorders' tables write them."""

from __future__ import annotations

from collections import Counter

import pytest

from sayso.export.formats.cells.countries import CountryRow, country_row
from sayso.export.formats.files.columns import SCHEMAS
from sayso.lexicons.files.load import read_table


def test_a_code_has_one_country() -> None:
    counts = Counter(row.country for row in read_table(SCHEMAS / "countries.tsv", CountryRow))
    assert [code for code, times in counts.items() if times > 1] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [("UKR", "Ukraine"), ("IRQ", "Iraq"), ("GEO", "Georgia"), ("SOM", "Somalia")],
)
def test_no_part_of_a_country_stands_for_it(code: str, name: str) -> None:
    row = country_row(code)
    assert row is not None
    assert row.name == name

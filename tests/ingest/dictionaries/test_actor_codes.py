"""Codes of actors: their days, and what they become in PLOVER."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.dictionaries.actors import CodeAt
from sayso.ingest.dictionaries.codes import CodeError, DatedCode, coding, dated_codes
from sayso.ingest.dictionaries.spelling import in_prose
from sayso.ingest.dictionaries.tenures import tenures


@pytest.mark.parametrize(
    ("inside", "since", "until"),
    [
        ("SYRGOV", None, None),
        ("SYRGOV >120301", date(2012, 3, 1), None),
        ("SYRGOV <120301", None, date(2012, 2, 29)),
        ("SYRGOV 920101-930201", date(1992, 1, 1), date(1993, 2, 1)),
        ("syrgov 19920101 - 19930201", date(1992, 1, 1), date(1993, 2, 1)),
        ("SYRGOV (>310101)", date(1931, 1, 1), None),
        ("SYRGOV >300101", date(2030, 1, 1), None),
        ("SYRGOV 20120000-20120200", date(2012, 1, 1), date(2012, 2, 29)),
        ("SYRGOV 20120301-", date(2012, 3, 1), None),
        ("SYRGOV -20121200", None, date(2012, 12, 31)),
    ],
)
def test_a_code_holds_on_its_days(inside: str, since: date | None, until: date | None) -> None:
    assert dated_codes(inside) == [DatedCode("SYRGOV", since, until)]


def test_codes_between_slashes_are_of_different_times() -> None:
    assert dated_codes("SYRELI <120301/SYRGOV >120301") == [
        DatedCode("SYRELI", None, date(2012, 2, 29)),
        DatedCode("SYRGOV", date(2012, 3, 1), None),
    ]


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("GBR/FRA", "of several actors at once"),
        ("---", "says that it is nobody"),
        ("###", "says that it is nobody"),
        ("", "there is no code"),
        ("SYRGOV >20121340", "in no calendar"),
        ("SYRGOV >2012", "is no day; write YYMMDD"),
        ("SYRGOV 930101-920101", "ends before it begins"),
        ("SYRGOV SYRMIL", "is no code with dates"),
    ],
)
def test_what_is_no_code_says_why(inside: str, reason: str) -> None:
    with pytest.raises(CodeError, match=reason):
        dated_codes(inside)


@pytest.mark.parametrize(
    ("code", "country", "sector", "kind", "lost"),
    [
        ("SYRREB", "SYR", "REB", "group", ()),
        ("USAGOV", "USA", "GOV", "organisation", ()),
        ("IGOUNO", "UNO", None, "organisation", ()),
        ("IGOEUREEC", "EUR", None, "organisation", ()),
        ("EUR", None, None, "organisation", ("EUR",)),
        ("ROMELI", "ROU", "ELI", "person", ()),
        ("SSDMIL", "SSD", "MIL", "organisation", ()),
        ("IMGMUSQRS", "IMG", "REB", "group", ("MUS", "QRS")),
        ("NGOHLH", "NGO", "MED", "organisation", ()),
        ("SYRMED", "SYR", "JRN", "organisation", ()),
        ("USAGOVMIL", "USA", "GOV", "organisation", ("MIL",)),
        ("~INS", None, "REB", "group", ()),
        ("---SEP", None, "REB", "group", ()),
    ],
)
def test_a_code_becomes_country_and_sector(
    code: str, country: str | None, sector: str | None, kind: str, lost: tuple[str, ...]
) -> None:
    made = coding(code)
    assert (made.country, made.sector, made.kind, made.lost) == (country, sector, kind, lost)


@pytest.mark.parametrize("code", ["SYRRE", "S1R", "SÝR", "SYR GOV"])
def test_a_code_of_other_parts_is_refused(code: str) -> None:
    with pytest.raises(CodeError, match="parts of three letters"):
        coding(code)


_DAYS = st.none() | st.dates(date(1950, 1, 1), date(2040, 1, 1))


@given(st.lists(st.tuples(_DAYS, _DAYS), max_size=5), st.dates(date(1940, 1, 1), date(2050, 1, 1)))
def test_each_day_has_the_first_code_that_holds(
    given_days: list[tuple[date | None, date | None]], day: date
) -> None:
    codes = [
        CodeAt(DatedCode(f"C{number}", since, until), number)
        for number, (since, until) in enumerate(given_days)
        if not (since and until and until < since)
    ]
    laid = tenures(codes, 99).spans

    def holds(since: date | None, until: date | None) -> bool:
        return (since or date.min) <= day <= (until or date.max)

    (span,) = [each for each in laid if holds(each.since, each.until)]
    ordered = sorted(codes, key=lambda each: not each.code.is_dated)
    holding = [each.code.code for each in ordered if holds(each.code.since, each.code.until)]
    assert span.code == (holding[0] if holding else None)


@pytest.mark.parametrize(
    ("name", "others", "prose"),
    [
        ("QUAY COUNCIL", (), "Quay Council"),
        ("COUNCIL OF THE QUAY", (), "Council of the Quay"),
        ("OF QUAY", (), "Of Quay"),
        ("THE TIDE", (), "the Tide"),
        ("AL-QUAY BRIGADE", (), "al-Quay Brigade"),
        ("QCQ", (), "QCQ"),
        ("ULA", (), "ULA"),
        ("ULAQ", ("UNION OF LABOUR AND QUAYS",), "ULAQ"),
        ("QUAY", ("QUAY UNION",), "Quay"),
        ("TLRG", (), "TLRG"),
        ("Quay Council", (), "Quay Council"),
    ],
)
def test_names_get_the_case_of_prose(name: str, others: tuple[str, ...], prose: str) -> None:
    assert in_prose(name, others) == prose

"""Country codes: the traps are known by name, and every code leads back to its country."""

from __future__ import annotations

import pytest

from sayso.lexicons.files.load import DATA, read_lines
from sayso.lexicons.places.country_codes import country_codes

TRAPS = [
    # ISO alpha-2, ISO alpha-3, FIPS: letters that mean another country in the other list
    ("AU", "AUS", "AS"),
    ("AT", "AUT", "AU"),
    ("KN", "KNA", "SC"),
    ("KP", "PRK", "KN"),
    ("KR", "KOR", "KS"),
    ("CH", "CHE", "SZ"),
    ("CN", "CHN", "CH"),
    ("GE", "GEO", "GG"),
    ("DE", "DEU", "GM"),
    ("GM", "GMB", "GA"),
    ("GA", "GAB", "GB"),
    ("GB", "GBR", "UK"),
    ("IQ", "IRQ", "IZ"),
    ("IL", "ISR", "IS"),
    ("IS", "ISL", "IC"),
    ("LB", "LBN", "LE"),
    ("LY", "LBY", "LY"),
    ("NE", "NER", "NG"),
    ("NG", "NGA", "NI"),
    ("NI", "NIC", "NU"),
    ("RU", "RUS", "RS"),
    ("RS", "SRB", "RI"),
    ("SD", "SDN", "SU"),
    ("SS", "SSD", "OD"),
    ("TD", "TCD", "CD"),
    ("CD", "COD", "CG"),
    ("CG", "COG", "CF"),
    ("CF", "CAF", "CT"),
    ("TR", "TUR", "TU"),
    ("UA", "UKR", "UP"),
    ("YE", "YEM", "YM"),
    ("ZA", "ZAF", "SF"),
    ("ZW", "ZWE", "ZI"),
    ("ZM", "ZMB", "ZA"),
    ("MM", "MMR", "BM"),
    ("BM", "BMU", "BD"),
    ("BD", "BGD", "BG"),
    ("BG", "BGR", "BU"),
    ("BI", "BDI", "BY"),
    ("BY", "BLR", "BO"),
    ("BO", "BOL", "BL"),
    ("PH", "PHL", "RP"),
    ("XK", "XKX", "KV"),
]


@pytest.mark.parametrize(("iso2", "iso3", "fips"), TRAPS, ids=[trap[1] for trap in TRAPS])
def test_letters_that_two_lists_share_mean_two_countries(iso2: str, iso3: str, fips: str) -> None:
    codes = country_codes()
    assert codes.iso3("iso2", iso2) == iso3
    assert codes.fips(iso3) == fips
    assert codes.iso3("fips", fips) == iso3


def test_every_code_leads_back_to_one_country_of_today() -> None:
    codes = country_codes()
    for row in codes.rows.values():
        for column in ("iso2", "fips", "cameo", "cow", "gw"):
            code = getattr(row, column)
            if code and row.iso2:
                assert codes.iso3(column, code) == row.iso3, (column, code)


@pytest.mark.parametrize(
    ("iso3", "cow", "gw"),
    [
        ("USA", "2", "2"),
        ("DEU", "255", "260"),
        ("YEM", "679", "678"),
        ("SRB", "345", "340"),
        ("SYR", "652", "652"),
        ("LBY", "620", "620"),
        ("TON", "955", "972"),
        ("PSE", None, None),
    ],
)
def test_numbers_of_states(iso3: str, cow: str | None, gw: str | None) -> None:
    row = country_codes().of(iso3)
    assert row is not None
    assert (row.cow, row.gw) == (cow, gw)


def test_former_states_share_a_number_and_never_win_it() -> None:
    codes = country_codes()
    assert codes.iso3("cow", "365") == "RUS"
    assert codes.iso3("cow", "345") == "SRB"
    assert codes.iso3("gw", "002") == "USA"


def test_cameo_kept_letters_that_iso_gave_up() -> None:
    codes = country_codes()
    assert codes.iso3("cameo", "ROM") == "ROU"
    assert codes.iso3("cameo", "TMP") == "TLS"
    kosovo = codes.of("KOS")
    assert kosovo is not None
    assert (kosovo.iso3, kosovo.cameo) == ("XKX", None)


def test_palestine_has_a_fips_code_only_in_parts() -> None:
    codes = country_codes()
    assert codes.fips("PSE") is None
    assert codes.fips("PSE", "Gaza Strip") == "GZ"
    assert codes.fips("PSE", "West Bank") == "WE"
    assert codes.iso3("fips", "GZ") == codes.iso3("fips", "WE") == "PSE"


def test_names_and_nonsense() -> None:
    codes = country_codes()
    assert codes.named("  Russian   Federation ") == "RUS"
    assert codes.named("Atlantis") is None
    assert codes.iso3("fips", "ZZ") is None
    assert codes.of("IGO") is None
    assert codes.of(None) is None


def test_every_state_that_is_named_elsewhere_has_its_row() -> None:
    codes = country_codes()
    for path in (DATA / "actors" / "states.tsv", DATA / "places" / "countries.tsv"):
        _, header, rows = read_lines(path)
        assert header[0] in {"code", "country"}
        assert {cells[0] for _, cells in rows} <= set(codes.rows)

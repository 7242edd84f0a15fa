"""What codes mean is what the codebook's files say."""

from __future__ import annotations

import pytest

from sayso.lexicons.codes.codebook import CODEBOOKS, Codebook
from sayso.lexicons.codes.definitions import DEFINED, defined, definition
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import PlacePrecision, TimePrecision


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("stance", Stance),
        ("status", Status),
        ("place_precision", PlacePrecision),
        ("time_precision", TimePrecision),
        ("event_type", Codebook.load().types),
    ],
)
def test_every_code_of_a_kind_is_defined(kind: str, codes: list[str]) -> None:
    for code in codes:
        found = definition(kind, str(code))
        assert found is not None, code
        assert found.words in (CODEBOOKS / found.table).read_text(encoding="utf-8")


def test_a_mode_is_told_with_its_type() -> None:
    found = definition("modes", "CONSULT/visit")
    assert found is not None
    assert found.words == "the actor travels to the recipient, who hosts"
    assert definition("modes", "visit") is None


@pytest.mark.parametrize("kind", sorted(DEFINED))
def test_a_kind_has_its_codes_in_order(kind: str) -> None:
    told = defined(kind)
    assert told
    assert [definition(kind, one.code) for one in told] == list(told)

"""The table from PLOVER to ACLED: each row with an event that it takes and one it refuses."""

from __future__ import annotations

import pytest

from sayso.export.formats.acled.mapping import (
    NOT_WRITTEN,
    Deed,
    MappingRow,
    fits,
    mapping,
    row_for,
    sub_event,
    sub_events,
)
from sayso.export.formats.cells.actor_types import actor_type, interactions
from sayso.lexicons.codes.codebook import Codebook
from tests.export.formats.cases import side


def to_deed(words: str) -> Deed:
    """A deed from its notation: `TYPE mode+mode: SECTOR words > SECTOR words, flags; weapon`."""
    event, _, rest = words.partition(":")
    event_type, _, modes = event.strip().partition(" ")
    sides, *flags = rest.partition(";")[0].split(",")
    weapon = rest.partition(";")[2].strip()
    doer, _, recipient = (part.strip() for part in sides.partition(">"))
    flags = [flag.strip() for flag in flags]
    detained = [int(flag.split()[1]) for flag in flags if flag.startswith("detained")]
    return Deed(
        event_type=event_type,
        modes=frozenset(filter(None, modes.split("+"))),
        doer=code(doer, acts=True),
        recipient=code(recipient, acts=False),
        doer_words=tuple(filter(None, [doer.partition(" ")[2]])),
        recipient_words=tuple(filter(None, [recipient.partition(" ")[2]])),
        weapon_words=(weapon,) if weapon else (),
        mutual="mutual" in flags,
        state_acts="state acts" in flags,
        harmed="harmed" in flags or "killed" in flags,
        killed="killed" in flags,
        detained=max(detained, default=0),
    )


def code(words: str, *, acts: bool) -> int | None:
    sector = words.split(maxsplit=1)[0] if words else None
    country = sector if sector == "NGO" else "SYR"
    known = None if sector == "NGO" else sector
    return actor_type(side("words", known, country), "SYR", acts=acts) if sector else None


@pytest.mark.parametrize("row", mapping(), ids=lambda row: row.matches)
def test_each_row_takes_its_example_and_refuses_the_other(row: MappingRow) -> None:
    assert fits(row, to_deed(row.matches))
    assert not fits(row, to_deed(row.rejects))


@pytest.mark.parametrize("row", mapping(), ids=lambda row: row.matches)
def test_each_row_is_the_first_for_its_example(row: MappingRow) -> None:
    assert row_for(to_deed(row.matches)) is row


def test_the_rows_name_what_there_is() -> None:
    book = Codebook.load()
    for row in mapping():
        assert row.sub_event_type in {NOT_WRITTEN, *sub_events()}
        assert row.event_type in book.types
        assert all((row.event_type, mode) in book.modes for mode in row.modes)


def test_of_several_kinds_in_one_incident_the_higher_rank_stands() -> None:
    deeds = [to_deed("ASSAULT firearms: UAF > CVL"), to_deed("PROTEST demo: CVL")]
    found = sub_event(deeds)
    assert found is not None
    assert found.sub_event_type == "Peaceful protest"
    assert sub_event([to_deed("CONSULT visit: GOV > GOV")]) is None


def test_all_interactions_are_pairs_of_types_the_smaller_first() -> None:
    assert len(interactions()) == 44
    assert all(code[1] == "0" or code[0] <= code[1] for code in interactions())


@pytest.mark.parametrize(
    ("sector", "country", "acts", "expected"),
    [
        ("MIL", "SYR", True, 1),
        ("MIL", "TUR", True, 8),
        ("REB", "TUR", True, 2),
        ("UAF", "SYR", True, 3),
        (None, "SYR", True, 3),
        (None, "SYR", False, 7),
        ("JRN", "FRA", False, 7),
        (None, "UNO", True, 8),
    ],
)
def test_actor_types(sector: str | None, country: str, *, acts: bool, expected: int) -> None:
    assert actor_type(side("They", sector, country), "SYR", acts=acts) == expected


def test_a_state_named_as_such_is_state_forces() -> None:
    assert actor_type(side("Syria", None, "SYR"), "SYR", acts=True) == 1

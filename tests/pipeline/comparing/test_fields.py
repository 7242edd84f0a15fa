"""Field by field: when two answers agree, and when an account of one side tells the other's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.pipeline.comparing.answers import to_answers
from sayso.pipeline.comparing.standings import compare_field
from sayso.profiles.profile import find_profiles
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.exchange.comparison import Field, Standing
from sayso.records.mention import PlacePrecision, TimeBasis
from tests.export.formats.cases import dossier, on, place, side, told, toll

if TYPE_CHECKING:
    from sayso.records.claim import Account
    from sayso.records.exchange.comparison import Compared

(UCDP,) = find_profiles(("ucdp",))


def field(name: Field, first: tuple[Account, ...], second: tuple[Account, ...]) -> Compared:
    ones, others = (to_answers(dossier(*accounts), UCDP) for accounts in (first, second))
    return compare_field(name, ones, others)


def one(name: Field, first: Account, second: Account) -> Compared:
    return field(name, (first,), (second,))


def test_types_agree_when_they_are_one() -> None:
    assert one(Field.TYPE, told(), told()).standing is Standing.AGREE
    differ = one(Field.TYPE, told(), told("COERCE"))
    assert (differ.standing, differ.first, differ.second) == (Standing.DIFFER, "ASSAULT", "COERCE")


def test_who_did_it() -> None:
    army = side("Syrian Army", "MIL")
    assert one(Field.ACTOR, told(by=army), told(by=side("Free Men", "REB"))).standing is (
        Standing.DIFFER
    )
    state = side("Syria", "GOV")
    assert one(Field.ACTOR, told(by=army), told(by=state)).standing is Standing.AGREE


def test_a_name_and_words_cannot_be_held_against_each_other() -> None:
    gunmen = side("gunmen", name=None, country=None)
    found = one(Field.ACTOR, told(by=side("Free Men", "REB")), told(by=gunmen))
    assert (found.standing, found.second) == (Standing.APART, "“gunmen”")


def test_silence_is_no_disagreement() -> None:
    found = one(Field.ACTOR, told(by=side("Free Men", "REB")), told())
    assert (found.standing, found.second) == (Standing.FIRST, None)
    assert one(Field.RECIPIENT, told(), told()).standing is Standing.OPEN


def test_what_an_account_of_the_other_side_tells() -> None:
    men, army = side("Free Men", "REB"), side("Syrian Army", "MIL")
    two = (told(by=men, voice="a"), told(by=men, voice="b"), told(by=army, voice="c"))
    assert field(Field.ACTOR, two, (told(by=army),)).standing is Standing.TOLD
    assert field(Field.ACTOR, (told(by=army),), two).standing is Standing.TOLD


def test_places() -> None:
    far = place("Port Ilan", lat=31.2, lon=36.25, admin1="Sea Province")
    found = one(Field.PLACE, told(), told(where=far))
    assert (found.standing, found.note) == (Standing.DIFFER, "478 km apart")
    province = place("Hill Province", PlacePrecision.ADMIN1)
    assert one(Field.PLACE, told(), told(where=province)).standing is Standing.AGREE
    assert one(Field.PRECISION, told(), told(where=province)).standing is Standing.DIFFER
    assert one(Field.ADMIN1, told(), told(where=province)).standing is Standing.AGREE
    assert one(Field.COUNTRY, told(), told(where=far)).standing is Standing.AGREE


def test_a_country_alone_is_no_place() -> None:
    country = place("Syria", PlacePrecision.COUNTRY, admin1=None)
    assert one(Field.PLACE, told(), told(where=country)).standing is Standing.FIRST
    assert one(Field.COUNTRY, told(), told(where=country)).standing is Standing.AGREE


def test_days() -> None:
    found = one(Field.DATE, told(), told(when=on("2030-05-05")))
    assert (found.standing, found.note) == (Standing.DIFFER, "3 days apart")
    week = on("2030-05-01", "2030-05-07")
    assert one(Field.DATE, told(), told(when=week)).standing is Standing.AGREE


def test_the_day_of_publication_is_held_against_nothing() -> None:
    published = told(when=on(basis=TimeBasis.PUBLICATION), published="2030-05-09")
    found = one(Field.DATE, told(), published)
    assert (found.standing, found.second) == (Standing.APART, "by 2030-05-09")


@pytest.mark.parametrize(("numbers", "standing", "note"), [
    ((7, 7), Standing.AGREE, ""),
    ((7, 9), Standing.DIFFER, "2 more by the second"),
    ((12, 3), Standing.DIFFER, "9 more by the first"),
])  # fmt: skip
def test_the_killed(numbers: tuple[int, int], standing: Standing, note: str) -> None:
    first, second = (told("ASSAULT", (), toll(number)) for number in numbers)
    found = one(Field.KILLED, first, second)
    assert (found.standing, found.note) == (standing, note)


def test_a_number_that_nobody_tells_is_not_nought() -> None:
    found = one(Field.KILLED, told("ASSAULT", (), toll(7)), told())
    assert (found.standing, found.first, found.second) == (Standing.FIRST, "7", None)


def test_status_and_stance() -> None:
    planned = told(status=Status.PLANNED)
    assert one(Field.STATUS, told(), planned).standing is Standing.DIFFER
    accused = told(stance=Stance.ACCUSES)
    assert one(Field.STANCE, told(), accused).second == "accuses"


def test_a_row_of_a_data_set_codes_no_status_and_no_stance() -> None:
    row = to_answers(dossier(told()), UCDP, is_ledger=False)
    assert {Field.STATUS, Field.STANCE}.isdisjoint(row.most)
    assert Field.TYPE in row.most


@pytest.mark.parametrize("name", list(Field))
def test_the_order_of_sides_and_accounts_changes_no_standing(name: Field) -> None:
    first = (told("ASSAULT", (), toll(7), by=side("Free Men", "REB"), voice="a"), told(voice="b"))
    second = (told("COERCE", (), toll(9), where=place("Sundara", lat=36.5), voice="c"),)
    turned = {Standing.FIRST: Standing.SECOND, Standing.SECOND: Standing.FIRST}
    found, back = field(name, first, second), field(name, second, first[::-1])
    assert back.standing is turned.get(found.standing, found.standing)
    assert (back.first, back.second) == (found.second, found.first)

"""The suggested grade: which rule fires, in which order, and on whose claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from sayso.profiles.figures import compute
from sayso.profiles.profile import SHIPPED, shipped_profile
from sayso.records.attribution import Stance
from sayso.records.claim import Victims
from sayso.records.shown.figures import Context, Grade, GradeName
from tests.profiles.accounts import account, party, sources, toll

if TYPE_CHECKING:
    from typing import Any

    from sayso.records.claim import Account

ARMY = party("the army", name="Army", country="ABC")
REBELS = party("the rebels", name="Rebels", country="DED")
DEAD = toll(4, words="4 people")


def grade(*accounts: Account, context: Context | None = None) -> Grade:
    own = sources(*([each] for each in accounts))
    found = compute(shipped_profile("airwars"), accounts, own, context or Context())
    assert found.grade is not None
    return found.grade


def witness(name: str = "A doctor", **more: Any) -> Account:
    return account(DEAD, voice=name, actors=(ARMY,), **more)


def test_confirmed_where_a_voice_of_the_doers_side_admits() -> None:
    general = party("a general", name="General Oda", country="ABC")
    admits = account(DEAD, voice=general, actors=(ARMY,), stance=Stance.ADMITS)
    found = grade(witness(), admits)
    assert found.name is GradeName.CONFIRMED
    assert found.rule == "airwars.grade.admitted"
    assert found.claims == (admits.claim.id,)
    assert "General Oda" in found.reason


def test_what_a_bystander_admits_confirms_nothing() -> None:
    bystander = party("a mayor", name="Mayor", country="XYZ")
    admits = account(DEAD, voice=bystander, actors=(ARMY,), stance=Stance.ADMITS)
    assert grade(admits).name is GradeName.WEAK


def test_a_denied_doer_is_no_doer() -> None:
    denies = account(DEAD, voice=ARMY, actors=(ARMY,), stance=Stance.DENIES)
    assert grade(denies, witness(), witness("A nurse")).name is GradeName.WEAK


def test_discounted_where_all_harmed_are_fighters() -> None:
    fighters = toll(4, words="4 gunmen", whom=Victims.COMBATANT_B)
    assert grade(account(fighters, voice="A doctor")).name is GradeName.DISCOUNTED
    assert grade(account(fighters, voice="A doctor"), witness()).name is GradeName.WEAK


def test_contested_where_voices_name_doers_who_exclude_each_other() -> None:
    other = account(DEAD, voice="A mayor", actors=(REBELS,))
    found = grade(witness(), other)
    assert found.name is GradeName.CONTESTED
    assert "Army" in found.reason
    assert "Rebels" in found.reason


def test_doers_of_one_country_do_not_exclude_each_other() -> None:
    branch = party("the air force", name="Air Force", country="ABC")
    assert (
        grade(witness(), account(DEAD, voice="A mayor", actors=(branch,))).name is GradeName.WEAK
    )


def test_fair_needs_two_sources_and_action_near_by() -> None:
    said = account(DEAD, voice=ARMY, actors=(ARMY,))
    assert grade(witness(), said).name is GradeName.FAIR
    near = Context(actions=("i3",))
    assert grade(witness(), witness("A nurse"), context=near).name is GradeName.FAIR
    assert grade(witness(), context=near).rule == "airwars.grade.one_source"
    assert grade(witness(), witness("A nurse")).rule == "airwars.grade.no_action"


@pytest.mark.parametrize("profile", [name for name in SHIPPED if name != "airwars"])
def test_only_airwars_grades(profile: str) -> None:
    told = witness()
    assert compute(shipped_profile(profile), [told], sources([told])).grade is None


def test_an_officer_of_no_known_country_admits_for_forces_of_his_sector() -> None:
    army = msgspec.structs.replace(ARMY, sector="MIL")
    officer = msgspec.structs.replace(party("a general"), name="General Oda", sector="MIL")
    activist = msgspec.structs.replace(officer, sector="CVL")
    for voice, name in ((officer, GradeName.CONFIRMED), (activist, GradeName.WEAK)):
        admits = account(DEAD, voice=voice, actors=(army,), stance=Stance.ADMITS)
        assert grade(admits).name is name

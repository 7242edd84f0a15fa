"""Failures of event data that are documented elsewhere, from texts to incidents and figures.

Each test is named by the failure's number in the coding rules, section 8.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

import sayso
from sayso.claims.assemble import assemble_claims
from sayso.incidents.drawn.ties import ties_of
from sayso.ledger.store import open_ledger
from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.showing.side_by_side import read_side_by_side
from sayso.profiles.profile import find_profiles
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.linking import IncidentFilter
from sayso.records.mention import Counted, TimeBasis
from sayso.records.shown.network import NodeKind, Telling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.records.linking import IncidentSummary

Report = dict[str, Any]

PARAPHRASES = (
    ("Yobe Post", "Gunmen abducted 39 pupils from a school in Gashua, Nigeria, on Monday."),
    ("Lake Wire", "On Monday armed men kidnapped 39 pupils from a school in Gashua, police said."),
    ("Sahel Herald", "39 pupils were kidnapped by gunmen on Monday from a school in Gashua."),
    ("North Star", "In Gashua, Yobe State, attackers seized 39 schoolchildren on Monday."),
    ("Savannah", "Gunmen had abducted 39 pupils from a school in Gashua on Monday, parents said."),
)
SERIES = (
    ("2031-04-15", "Gunmen abducted more than 100 girls from a school in Gashua on 14 April."),
    ("2031-04-16", "Gunmen abducted 200 girls from a school in Gashua on 14 April, parents said."),
    (
        "2031-04-19",
        "Gunmen abducted 130 girls from a school in Gashua on 14 April, the army said.",
    ),
    ("2031-04-21", "Gunmen abducted 234 girls from a school in Gashua on 14 April."),
    ("2031-05-05", "Gunmen abducted 276 girls from a school in Gashua on 14 April, police said."),
)


def report(text: str, publisher: str = "Wire", published: str = "2031-04-15") -> Report:
    return {"text": text, "publisher": publisher, "published": published,
            "id": f"{publisher} {published}"}  # fmt: skip


def linked(path: Path, reports: Iterable[Report]) -> Ledger:
    ledger = open_ledger(str(path / "war.db"), create=True)
    run_id = ledger.begin_run(version="0", configuration="c", inputs=["in"], resume=False)
    for one in sayso.read_many(reports, lang="en", every_sentence=True):
        assert isinstance(one, sayso.Reading)
        ledger.record(run_id, [one.read])
    link_ledger(ledger)
    return ledger


def claims(text: str, published: str = "2031-04-15") -> tuple[Claim, ...]:
    return assemble_claims(sayso.read(text, published=published, lang="en").read)


def deeds(ledger: Ledger, event_type: str = "ASSAULT") -> list[IncidentSummary]:
    return list(ledger.incidents(IncidentFilter(event_type=event_type)))


def test_t01_reports_are_no_incidents(tmp_path: Path) -> None:
    with linked(tmp_path, [report(text, outlet) for outlet, text in PARAPHRASES]) as ledger:
        (incident,) = deeds(ledger)
        assert (incident.reports, incident.publishers) == (5, 5)
        assert incident.accounts >= 5


def test_t02_numbers_that_differ_are_no_reason_to_keep_apart(tmp_path: Path) -> None:
    reports = [report(text, f"Outlet {n}", day) for n, (day, text) in enumerate(SERIES)]
    with linked(tmp_path, reports) as ledger:
        (incident,) = deeds(ledger)
        told = read_side_by_side(ledger, incident.id)
    lows = {
        (account.published, toll.low)
        for account in told.accounts
        for toll in account.claim.tolls
        if toll.counted is Counted.ABDUCTED
    }
    days = [day for day, _ in SERIES]
    assert lows == set(zip(days, (101, 200, 130, 234, 276), strict=True))


def test_t03_a_country_has_no_coordinates() -> None:
    (claim,) = claims("Gunmen kidnapped students in Nigeria on Monday.")
    assert [(place.country, place.lat, place.lon) for place in claim.places] == [
        ("NGA", None, None)
    ]


def test_t05_the_dateline_is_not_the_place() -> None:
    (claim,) = claims("BEIRUT, 15 April (Wire) - Shelling killed four people in Homs on Monday.")
    assert [place.name for place in claim.places] == ["Homs"]


def test_t07_what_is_remembered_did_not_occur_now() -> None:
    told = claims(
        "Ten years after the massacre of 40 villagers in Gashua, families wept on Monday."
    )
    assert {claim.status for claim in told if claim.tolls} == {Status.HISTORICAL}


def test_t10_and_t11_a_denial_is_kept_and_makes_nobody_a_doer() -> None:
    told = claims("The union denied on Monday that its members had attacked the police in Gashua.")
    (denial,) = (claim for claim in told if claim.stance is Stance.DENIES)
    assert denial.voice_key
    assert {party.stance for party in denial.actors} == {Stance.DENIES}
    ties = ties_of(denial, NodeKind.ACTOR, words=True).ties
    assert Telling.DONE not in {key.told for key in ties}


def test_t16_reprints_corroborate_nothing(tmp_path: Path) -> None:
    text = (
        "GASHUA (Levant Wire) - Gunmen killed four farmers in Gashua on Monday, the mayor said. "
        "They came at night on motorcycles, took the road along the river and left before dawn. "
        "The farmers had been guarding their fields since the harvest began two weeks ago."
    )
    outlets = [report(text, f"Outlet {n}") for n in range(12)]
    with linked(tmp_path, outlets) as ledger:
        incidents = [one for one in deeds(ledger) if "Gashua" in one.places]
    assert [(one.reports, one.publishers, one.sources) for one in incidents] == [(12, 12, 1)]


def test_t19_the_day_of_the_event_is_not_that_of_the_paper() -> None:
    (claim,) = claims("Gunmen killed two farmers in Gashua on Sunday.")
    assert [(when.earliest, when.basis) for when in claim.dates if when.span] == [
        ("2031-04-13", TimeBasis.RELATIVE)
    ]


def test_t20_a_running_total_is_never_the_incidents(tmp_path: Path) -> None:
    text = (
        "Shelling killed four people in Gashua on Monday, bringing to 300 the number killed "
        "since March."
    )
    with linked(tmp_path, [report(text)]) as ledger:
        (incident,) = (one for one in deeds(ledger) if "Gashua" in one.places)
        told = read_side_by_side(ledger, incident.id, profiles=find_profiles(()))
    numbers = {
        number
        for figures in told.figures
        for figure in figures.figures
        for number in (figure.low, figure.best, figure.high)
    }
    assert 4 in numbers
    assert 300 not in numbers


def test_t21_two_mentions_of_one_attack_are_one_event() -> None:
    told = claims(
        "Gunmen killed four people in Gashua on Monday. The attack on the market began at noon, "
        "and four people were killed, police said."
    )
    assert len({claim.event_id for claim in told}) == 1


def test_t22_one_march_is_one_event_and_two_towns_are_two() -> None:
    march = claims(
        "Protesters marched through Gashua at 10 am on Monday. At 3 pm the protesters marched "
        "through Gashua again."
    )
    towns = claims(
        "Gunmen killed four people in Gashua at noon on Monday. At the same hour gunmen killed "
        "two people in Potiskum."
    )
    assert len({claim.event_id for claim in march}) == 1
    assert len({claim.event_id for claim in towns}) == 2


@pytest.mark.parametrize("seed", [1, 2])
def test_t27_the_order_of_reports_changes_nothing(tmp_path: Path, seed: int) -> None:
    reports = [report(text, outlet) for outlet, text in PARAPHRASES]
    shuffled = random.Random(seed).sample(reports, len(reports))
    found = []
    for number, order in enumerate((reports, shuffled)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with linked(folder, order) as ledger:
            found.append({ledger.incident(one.id).event_ids for one in ledger.incidents()})
    assert found[0] == found[1]


def test_t28_a_word_that_judges_is_nobodys_name() -> None:
    (claim,) = claims("The army killed ten terrorists in Gashua on Monday, the ministry said.")
    (hit,) = claim.recipients
    assert (hit.name, hit.epithet) == (None, True)
    assert claim.voice_key == "ministry"

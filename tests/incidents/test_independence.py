"""Independent sources: reprints are one, two doctors two, and nothing joins without evidence."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.sources.independence import independent_sources
from sayso.records.attribution import Stance
from sayso.records.event import Status
from tests.incidents.carried import Carried, Said, count, names, report

WIRE = (
    "Gunmen killed 12 people at a checkpoint near the Old Mill outside Bridgeton on Monday, in "
    "the third raid of its kind since the truce was signed. The road to the coast was closed for "
    "some hours while engineers searched the ditches on both sides for mines. Two of the dead "
    "were drivers of a convoy that had brought flour to the town. The regional governor's office "
    "opened an inquiry, and a curfew was put in force along the river until Friday morning. "
    "Traders in the covered market shut their stalls, and schools in the northern districts "
    "will stay closed until the end of the week."
)
WORDS = [f"word{n}" for n in range(2_000)]


def own_story(seed: int) -> str:
    filler = " ".join(random.Random(seed).choices(WORDS, k=90))
    return f"Correspondent {seed} saw those killed there himself. {filler}."


def carried(n: int) -> str:
    """The wire story as an outlet prints it: retitled, re-led, trimmed, in other punctuation."""
    sentences = WIRE.split(". ")
    variants = (
        WIRE,
        f"Raid {n} shakes the river towns\n\n{WIRE}",
        f"The river road stayed empty, our desk has learned, item {n}. {WIRE}",
        ". ".join(sentences[:3]) + ".",
        ". ".join([sentences[0], *sentences[2:4]]) + ".",
        WIRE.replace(", ", " – ").replace("'s", "’s").upper(),
        f"Readers were told of a night of fear, number {n}. " + ". ".join(sentences[1:]),
        ". ".join(sentences[:2]) + f". More of this in our issue {n}.",
    )
    return variants[n % len(variants)]


def trigger(text: str) -> str:
    return next(word for word in ("killed", "KILLED", "dead", "DEAD") if word in text)


def outlet(n: int, text: str) -> Carried:
    return report(f"Outlet {n}", text, Said(trigger(text)), n=n)


def test_t16_one_agency_text_in_twelve_outlets_is_one_source() -> None:
    text = f"BRIDGETON, Aug. 2 (AFP) — {WIRE}"
    told = count(*(report(f"Outlet {n}", text) for n in range(12)))
    assert (told.reports, told.publishers, len(told.sources)) == (12, 12, 1)
    assert told.sources[0].name == "Agence France-Presse"
    assert told.sources[0].known
    assert len(told.sources[0].claims) == 12


def test_t01_twelve_reports_of_one_incident_are_twelve_accounts() -> None:
    told = count(*(outlet(n, own_story(n)) for n in range(12)))
    assert (told.reports, told.publishers, len(told.sources)) == (12, 12, 12)
    assert sum(len(source.claims) for source in told.sources) == 12


def test_a_wire_story_in_fifty_outlets_is_one_source_and_own_reporting_adds_its_own() -> None:
    wire = [outlet(n, carried(n)) for n in range(50)]
    assert len(count(*wire).sources) == 1
    own = [outlet(100 + n, own_story(n)) for n in range(10)]
    told = count(*wire, *own)
    assert (told.reports, told.publishers, len(told.sources)) == (60, 60, 11)


def test_two_texts_that_credit_one_agency_are_one_source() -> None:
    one = report("Outlet 1", "BRIDGETON (Reuters) - " + own_story(1))
    two = report("Outlet 2", own_story(2) + "\n\nReuters contributed to this report.")
    three = report("Outlet 3", own_story(3))
    told = count(one, two, three)
    assert names(one, two, three) == ["Outlet 3", "Reuters"]
    (reuters,) = (source for source in told.sources if source.known)
    assert reuters.reasons == ("credits Reuters: Outlet 1, Outlet 2",)


def test_an_agency_its_clients_and_who_cites_it_are_one_source() -> None:
    told = [
        report("Reuters", own_story(1)),
        report("Outlet 2", "BRIDGETON (Reuters) - " + own_story(2)),
        report(
            "Outlet 3",
            "Reuters reported that nine were killed.",
            Said("killed", "Reuters", "Reuters"),
        ),
    ]
    assert names(*told) == ["Reuters"]


def test_two_papers_citing_one_doctor_are_one_source() -> None:
    one = report(
        "Outlet 1", "Shells hit the square. Twelve were killed, Dr Amina Said said.",
        Said("hit"), Said("killed", "Dr Amina Said", "Amina Said"),
    )  # fmt: skip
    two = report(
        "Outlet 2", "A dozen people were killed in the shelling, according to Amina Said.",
        Said("killed", "Amina Said", "Amina Said"),
    )  # fmt: skip
    told = count(one, two)
    assert (told.reports, told.publishers, len(told.sources)) == (2, 2, 1)
    assert told.sources[0].reasons == (
        "cites Amina Said: Outlet 1, Outlet 2",
        "not counted apart, told beside by the outlet itself or people without a name: Outlet 1",
    )


def test_one_paper_citing_two_doctors_is_two_sources() -> None:
    text = "Twelve were killed, Dr Amina Said said. Fifteen died, said Dr Karim Nour."
    both = report(
        "Outlet 1", text,
        Said("killed", "Dr Amina Said", "Amina Said"), Said("died", "Dr Karim Nour", "Karim Nour"),
    )  # fmt: skip
    told = count(both)
    assert (told.reports, told.publishers) == (1, 1)
    assert names(both) == ["Amina Said", "Karim Nour"]


@pytest.mark.parametrize(
    "voice",
    ["officials", "a senior US official", "witnesses", "a resident", "an activist from the town",
     "hospital sources", "Taliban fighters", "he", "a doctor", "a doctor in Bridgeton",
     "a spokesman", "a spokesman for the hospital", "the charity", "a statement"],
)  # fmt: skip
def test_nobody_in_particular_joins_no_two_publishers(voice: str) -> None:
    one, two = (
        report(
            f"Outlet {n}", f"{own_story(n)} Nine were killed, said {voice}.", Said("killed", voice)
        )
        for n in (1, 2)
    )
    told = count(one, two)
    assert names(one, two) == ["Outlet 1", "Outlet 2"]
    assert not any(source.known for source in told.sources)
    assert told.sources[0].reasons == ("names no origin, counted by publisher: Outlet 1",)


def test_people_of_a_known_side_are_nobody_in_particular() -> None:
    one, two = (
        report(
            f"Outlet {n}", f"{own_story(n)} Nine were killed, said {voice}.",
            Said("killed", voice, "Taliban"),
        )
        for n, voice in ((1, "Taliban fighters"), (2, "a Taliban commander"))
    )  # fmt: skip
    assert names(one, two) == ["Outlet 1", "Outlet 2"]


@pytest.mark.parametrize(
    ("one", "two", "name"),
    [
        ("the interior ministry", "The interior ministry", None),
        ("Police", "police", None),
        ("Moscow", "the Kremlin", "Government of Russia"),
        ("A doctor at Al-Karada Hospital", "a doctor at Al-Karada Hospital", None),
        ("Quay Rights Watch", "the Quay Rights Watch", None),
        ("the mayor, Jane Roe", "Jane Roe, a resident", "Jane Roe"),
        ("The Quay's envoy to the coast, Jane Roe,", "Jane Roe", None),
        ("A spokesman for the Red Front", "a Red Front spokeswoman", None),
        ("An army spokesman", "the army", None),
        ("a statement by the interior ministry", "The interior ministry's spokesman", None),
    ],
)
def test_one_voice_in_two_papers_is_one_source(one: str, two: str, name: str | None) -> None:
    told = [
        report(
            f"Outlet {n}", f"{own_story(n)} Nine died, {voice} said.", Said("died", voice, name)
        )
        for n, voice in enumerate((one, two))
    ]
    sources = count(*told).sources
    assert len(sources) == 1
    assert sources[0].known


def test_a_doctor_of_one_hospital_is_the_same_one_only_for_a_day() -> None:
    voice = "a doctor at Al-Karada Hospital"
    told = [
        report(
            f"Outlet {n}", f"{own_story(n)} Nine died, {voice} said.", Said("died", voice),
            published=day,
        )
        for n, day in enumerate(("2016-08-02", "2016-08-03", "2016-08-09", None))
    ]  # fmt: skip
    assert len(count(*told[:2]).sources) == 1
    assert len(count(*told).sources) == 3
    other = report(
        "Outlet 9", "Nine died, a doctor at Tell Clinic said.",
        Said("died", "a doctor at Tell Clinic"),
    )  # fmt: skip
    assert len(count(told[0], other).sources) == 2


def test_the_same_quoted_sentence_joins_whoever_is_said_to_speak() -> None:
    quote = "Our forces killed nine of the raiders before dawn at the mill"
    one = report(
        "Outlet 1", f"“{quote},” the command said.", Said("killed", "the command", "Red Front")
    )
    two = report(
        "Outlet 2", f'A statement came at noon. "{quote}", it read.', Said("killed", "A statement")
    )
    told = count(one, two)
    assert len(told.sources) == 1
    assert any(
        reason.startswith("the same quoted sentence (“our forces")
        for reason in told.sources[0].reasons
    )


def test_a_short_phrase_in_quotation_marks_joins_nothing() -> None:
    told = [
        report(f"Outlet {n}", f"{own_story(n)} “It was all very quick,” a witness said.")
        for n in (1, 2)
    ]
    assert len(count(*told).sources) == 2


def test_short_reports_that_look_alike_are_not_copies() -> None:
    one = report("Outlet 1", "Gunmen killed 12 people in Sirte on Monday, residents told us.")
    two = report("Outlet 2", "Gunmen killed 15 people in Sirte on Monday, residents told us.")
    same = report("Outlet 3", "Gunmen killed 12 people in Sirte on Monday – residents told us!")
    assert len(count(one, two).sources) == 2
    assert len(count(one, same).sources) == 1


def test_who_told_an_agency_is_the_agencys_source() -> None:
    one, two = (
        report(f"Outlet {n}", f"{own_story(n)} Nine died, {voice} told AFP.", Said("died", voice))
        for n, voice in ((1, "a doctor"), (2, "residents"))
    )
    assert names(one, two) == ["Agence France-Presse"]


def test_own_words_beside_a_denial_are_a_source_of_their_own() -> None:
    text = "Shells killed nine in the square. The Red Front denied that it had fired."
    told = report(
        "Outlet 1", text, Said("killed"),
        Said("fired", "The Red Front", "Red Front", Stance.DENIES, Status.NEGATED),
    )  # fmt: skip
    assert names(told) == ["Outlet 1", "Red Front"]


def test_a_trimmed_copy_without_its_informant_rests_on_him_still() -> None:
    full = report(
        "Outlet 1", f"{WIRE} Nine of them died at once, the doctor Karim Nour said.",
        Said("killed"), Said("died", "the doctor Karim Nour", "Karim Nour"),
    )  # fmt: skip
    assert names(full, outlet(2, WIRE)) == ["Karim Nour"]


def test_an_outlet_that_also_carries_a_common_text_keeps_its_own_reporting() -> None:
    wire = [outlet(n, WIRE) for n in range(6)]
    own = [outlet(n, own_story(n)) for n in range(6)]
    assert len(count(*wire, *own).sources) == 6
    assert len(count(*wire, *own[:3]).sources) == 3


def test_two_reports_of_one_outlet_are_one_unknown_source() -> None:
    assert names(outlet(1, own_story(1)), outlet(1, own_story(2))) == ["Outlet 1"]


def test_reports_without_a_publisher_count_by_address_then_alone() -> None:
    told = [
        report(None, own_story(1), url="https://www.coast.example/a"),
        report(None, own_story(2), url="https://coast.example/b"),
        report(None, own_story(3)),
        report(None, own_story(4)),
    ]
    sources = count(*told)
    assert (sources.reports, sources.publishers, len(sources.sources)) == (4, 1, 3)


def test_publishers_are_counted_by_bloc_and_unknown_stays_unknown() -> None:
    told = [
        report("Outlet 1", own_story(1), bloc="north"),
        report("outlet 1", own_story(2), bloc="north"),
        report("Outlet 2", own_story(3), bloc="south"),
        report("Outlet 3", own_story(4)),
    ]
    assert count(*told).blocs == {"": 1, "north": 1, "south": 1}


def test_why_a_publisher_has_its_bloc_is_told_with_the_sources() -> None:
    (account,) = report("Outlet 1", own_story(1), bloc="north").accounts
    reasoned = msgspec.structs.replace(account, bloc_reason="owned by the north")
    told = independent_sources([reasoned], {})
    assert (told.blocs, told.bloc_reasons) == ({"north": 1}, {"Outlet 1": "owned by the north"})


def test_a_copy_that_somebody_holds_apart_is_a_source_of_its_own() -> None:
    told = [account for n in range(3) for account in outlet(n, WIRE).accounts]
    texts = {account.claim.doc_id: WIRE for account in told}
    assert len(independent_sources(told, texts).sources) == 1
    apart = msgspec.structs.replace(told[0], apart="maria")
    found = independent_sources([apart, *told[1:]], texts).sources
    own, rest = sorted(found, key=lambda source: len(source.claims))
    assert own.claims == (apart.claim.id,)
    assert own.name == "Outlet 0"
    assert own.reasons[0] == "held apart by maria"
    assert not any("held apart" in reason for reason in rest.reasons)


def test_nothing_has_no_sources() -> None:
    told = count()
    assert (told.reports, told.publishers, told.sources, told.blocs) == (0, 0, (), {})


def test_a_report_whose_text_is_gone_is_still_counted() -> None:
    told = [*outlet(1, WIRE).accounts, *outlet(2, own_story(1)).accounts]
    assert len(independent_sources(told, {}).sources) == 2


VOICES: tuple[tuple[str, str | None] | None, ...] = (
    None, ("Amina Said", "Amina Said"), ("the interior ministry", None), ("a resident", None),
    ("a doctor at Al-Karada Hospital", None),
)  # fmt: skip


@st.composite
def reports(draw: st.DrawFn) -> Carried:
    number = draw(st.integers(0, 5))
    text = draw(st.sampled_from([WIRE, carried(3), carried(4), own_story(number)]))
    text = draw(st.sampled_from(["", "BRIDGETON (AFP) — "])) + text
    voices = draw(st.lists(st.sampled_from(VOICES), min_size=1, max_size=3, unique=True))
    said = [Said(trigger(text))] if None in voices else []
    for voice in filter(None, voices):
        text += f" Nine fell, {voice[0]} said."
        said.append(Said("fell", *voice))
    return report(
        f"Outlet {number}", text, *said, n=draw(st.integers(0, 2)),
        published=draw(st.sampled_from(["2016-08-02", "2016-08-05"])),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(reports(), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_sources_do_not_depend_on_the_order(told: list[Carried], chance: random.Random) -> None:
    accounts = [account for one in told for account in one.accounts]
    sources = count(*told)
    chance.shuffle(told)
    assert count(*told) == sources
    claims = [claim for source in sources.sources for claim in source.claims]
    assert sorted(claims) == sorted({account.claim.id for account in accounts})
    assert len(sources.sources) <= len(claims)


@settings(max_examples=60, deadline=None)
@given(st.lists(reports(), min_size=1, max_size=6), st.data())
def test_a_copy_of_a_report_never_adds_a_source(told: list[Carried], data: st.DataObject) -> None:
    copied = data.draw(st.sampled_from(told))
    number = data.draw(st.integers(0, 8))
    again = report(
        f"Outlet {number}", copied.text,
        *(
            Said(
                a.claim.evidence[0].quote,
                a.claim.voice.span.quote if a.claim.voice else None,
                a.claim.voice.name if a.claim.voice else None,
            )
            for a in copied.accounts
        ),
        published=copied.accounts[0].published, n=9,
    )  # fmt: skip
    assert len(count(*told, again).sources) <= len(count(*told).sources)


@settings(max_examples=40, deadline=None)
@given(st.lists(reports(), min_size=1, max_size=6))
def test_an_unrelated_report_changes_nothing_else(told: list[Carried]) -> None:
    before = {(s.id, s.name, s.reasons) for s in count(*told).sources}
    after = {(s.id, s.name, s.reasons) for s in count(*told, outlet(99, own_story(99))).sources}
    assert before < after
    assert len(after) == len(before) + 1

"""A row of a data set as a reading: every value at its place in a text made of the row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.assemble import assemble_claims
from sayso.datasets.accounts import claims_of
from sayso.datasets.origins import credit_of
from sayso.datasets.reading import Told, to_document
from sayso.datasets.tables import datasets, lines
from sayso.ledger.checks.quotes import loose_ends, misquotes
from sayso.records.claim import Claim, Victims
from sayso.records.document import Bloc
from sayso.records.event import Status
from sayso.records.exchange.foreign import (
    ForeignEvent,
    ForeignParty,
    ForeignPlace,
    ForeignSource,
    ForeignToll,
    is_row,
)
from sayso.records.mention import Counted, PlacePrecision, QuantityOp, TimePrecision
from sayso.records.whole import FillerKind
from tests.datasets.rows import MARSA, PLAIN, read, row


def claim(event: ForeignEvent = PLAIN) -> Claim:
    (found,) = claims_of(read(event))
    return found


def test_the_data_set_is_the_voice() -> None:
    account, document = claim(), read(PLAIN).document
    assert account.voice is None
    assert account.voice_key == ""
    assert document.publisher == "UCDP GED 25.1"
    assert document.report == document.address == "ged:7"
    assert is_row(document.text)


def test_parties_place_and_day_are_those_of_the_row() -> None:
    account = claim()
    (actor,), (recipient,) = account.actors, account.recipients
    assert (actor.span.quote, actor.name, actor.country) == ("Hill Army", "Hill Army", "SYR")
    assert (actor.sector, actor.kind) == ("MIL", FillerKind.ORGANISATION)
    assert (recipient.name, recipient.country) == ("Free Men", None)
    (where,) = account.places
    assert (where.span.quote, where.lat, where.lon) == ("Marsa town", 35.5, 36.25)
    assert (where.country, where.precision) == ("SYR", PlacePrecision.EXACT)
    (when,) = account.dates
    assert (when.earliest, when.latest, when.precision) == (
        "2030-05-02",
        "2030-05-02",
        TimePrecision.DAY,
    )


def test_tolls_have_their_bounds_and_sides_and_are_parts_of_the_whole() -> None:
    tolls = {toll.whom: toll for toll in claim().tolls}
    whole = tolls[Victims.UNKNOWN]
    assert (whole.low, whole.best, whole.high, whole.op) == (6, 7, 9, QuantityOp.RANGE)
    assert whole.part_of is None
    sides = (Victims.COMBATANT_A, Victims.COMBATANT_B, Victims.CIVILIAN)
    assert [tolls[side].best for side in sides] == [1, 2, 4]
    assert {tolls[side].part_of for side in sides} == {whole.id}


@pytest.mark.parametrize(
    ("bounds", "kept"),
    [
        ((9, 7, 6), (7, 7, 7)),
        ((5, None, 3), (3, None, 5)),
        ((3, None, None), (3, None, None)),
        ((None, 4, None), (4, 4, 4)),
        ((None, 4, 9), (None, 4, 9)),
    ],
)
def test_bounds_out_of_order_are_never_stored(
    bounds: tuple[int | None, ...], kept: tuple[int | None, ...]
) -> None:
    low, best, high = bounds
    toll = ForeignToll(counted=Counted.KILLED, low=low, best=best, high=high)
    (found,) = claim(row(tolls=(toll,))).tolls
    assert (found.low, found.best, found.high) == kept


@pytest.mark.parametrize(
    ("last", "precision"),
    [
        ("2030-05-06", TimePrecision.DAYS),
        ("2030-05-08", TimePrecision.WEEK),
        ("2030-05-31", TimePrecision.MONTH),
        ("2030-12-31", TimePrecision.YEAR),
    ],
)
def test_a_spell_is_as_precise_as_it_is_long(last: str, precision: TimePrecision) -> None:
    (when,) = claim(row(last_day=last)).dates
    assert (when.earliest, when.latest, when.precision) == ("2030-05-02", last, precision)


def test_days_in_the_wrong_order_are_one_window() -> None:
    (when,) = claim(row(first_day="2030-05-09", last_day="2030-05-02")).dates
    assert (when.earliest, when.latest) == ("2030-05-02", "2030-05-09")


def test_a_province_has_no_point() -> None:
    place = ForeignPlace(
        names=("Hill Province",),
        country="SYR",
        lat=35.0,
        lon=36.0,
        precision=PlacePrecision.ADMIN1,
    )
    (where,) = claim(row(place=place)).places
    assert (where.lat, where.lon, where.precision) == (None, None, PlacePrecision.ADMIN1)


def test_a_town_that_the_gazetteer_has_there_gets_its_number() -> None:
    place = ForeignPlace(
        names=("Sirte town",), country="LBY", lat=31.2, lon=16.6, precision=PlacePrecision.EXACT
    )
    (near,) = claim(row(place=place)).places
    assert (near.name, near.lat) == ("Sirte", 31.2)
    assert near.geonameid is not None
    (far,) = claim(row(place=ForeignPlace(names=("Sirte",), country="LBY", lat=27.0, lon=14.0,
                                          precision=PlacePrecision.EXACT))).places  # fmt: skip
    assert (far.name, far.geonameid) == ("Sirte", None)


def test_a_country_alone_is_named() -> None:
    place = ForeignPlace(country="LBY", precision=PlacePrecision.COUNTRY)
    (where,) = claim(row(place=place)).places
    assert (where.span.quote, where.country, where.lat) == ("Libya", "LBY", None)


def test_a_known_name_gets_our_name_and_people_none() -> None:
    parties = (
        ForeignParty(name="IS"),
        ForeignParty(name="Civilians", sectors=("civilians",)),
        ForeignParty(name="UNK"),
    )
    known, people = claim(row(recipients=parties)).recipients
    assert known.name == "Islamic State"
    assert (people.name, people.sector, people.kind) == (None, "CVL", FillerKind.PEOPLE)


def test_words_for_people_are_no_names_where_a_data_set_resolves_none() -> None:
    party = ForeignParty(name="POLICE", country="LBY", sectors=("COP",))
    (actor,) = claim(row(dataset="gdelt", actors=(party,))).actors
    assert (actor.span.quote, actor.name, actor.sector) == ("POLICE", None, "COP")


def test_every_value_says_the_columns_that_it_is_from() -> None:
    found = read(PLAIN).annotations
    reasons = {p.reason for p in found.events[0].provenance.values()}
    assert all("of row 7" in reason for reason in reasons)
    assert any("where_prec" in reason for reason in reasons)
    assert {p.component for p in found.events[0].provenance.values()} == {"import.ged"}
    assert claim().provenance.component == "import.ged"


def test_a_row_told_as_planned_is_not_done() -> None:
    account = claim(row(status=Status.PLANNED))
    assert account.status is Status.PLANNED
    assert "told as planned" in read(row(status=Status.PLANNED)).document.text


def test_what_has_no_field_and_what_is_not_understood_stays_readable() -> None:
    event = row(codes={"event_clarity": "1"}, unread={"gwnob": "'9' is no state"})
    text = read(event).document.text
    assert "event_clarity 1" in text
    assert "gwnob: '9' is no state" in text


def test_the_same_row_of_another_file_is_the_same_document() -> None:
    assert to_document(PLAIN, Told()) == to_document(row(path="copy.csv", line=90), Told())
    assert to_document(PLAIN, Told()).id != to_document(row(release="26.1"), Told()).id


def test_the_users_name_bloc_and_day_hold() -> None:
    blocs = {"ucdp ged": Bloc(name="university", reason="our table")}
    document = to_document(PLAIN, Told(blocs=blocs, published="2031-06-01"))
    assert (document.bloc, document.bloc_reason) == ("university", "our table")
    assert document.published == "2031-06-01"
    assert to_document(PLAIN, Told(publisher="Our copy")).publisher == "Our copy"


def test_only_what_is_coded_on_the_day_has_the_day_of_its_article() -> None:
    assert to_document(PLAIN, Told()).published is None
    assert to_document(row(dataset="polecat"), Told()).published == "2030-05-03"


@pytest.mark.parametrize(
    ("sources", "origin"),
    [
        ((ForeignSource(name="Reuters News"), ForeignSource(name="Hill Times")), "Reuters"),
        ((ForeignSource(name="Hill Times"),), "Hill Times"),
        ((ForeignSource(url="https://www.reuters.com/a"),), "Reuters"),
        ((ForeignSource(url="https://www.hill.example/a"),), "hill.example"),
        ((ForeignSource(),), "UCDP GED"),
        ((), "UCDP GED"),
    ],
)
def test_a_row_rests_on_its_first_source_else_on_its_data_set(
    sources: tuple[ForeignSource, ...], origin: str
) -> None:
    assert credit_of(to_document(row(sources=sources), Told())) == origin


def test_a_report_is_credited_as_before() -> None:
    document = to_document(PLAIN, Told())
    text = "SIRTE (Reuters) - A shell hit the market on Monday."
    report = type(document)(**{f: getattr(document, f) for f in document.__struct_fields__}
                            | {"text": text, "publisher": "Harbour Post"})  # fmt: skip
    assert credit_of(report) == "Reuters"


_WORDS = st.text(max_size=12)
_PARTY = st.builds(ForeignParty, name=_WORDS, sectors=st.tuples(_WORDS), said=st.none() | _WORDS)
_TOLL = st.builds(
    ForeignToll,
    counted=st.sampled_from(Counted),
    of=st.sampled_from(["all", "side_a", "side_b", "civilians", "", "guards"]),
    low=st.none() | st.integers(0, 99),
    best=st.none() | st.integers(0, 99),
    high=st.none() | st.integers(0, 99),
)


@given(
    st.builds(
        row,
        dataset=st.sampled_from(sorted(datasets())),
        key=_WORDS,
        actors=st.lists(_PARTY, max_size=3).map(tuple),
        recipients=st.lists(_PARTY, max_size=3).map(tuple),
        place=st.sampled_from([None, MARSA, ForeignPlace(precision=PlacePrecision.COUNTRY)]),
        tolls=st.lists(_TOLL, max_size=4).map(tuple),
        sources=st.lists(st.builds(ForeignSource, name=_WORDS, url=_WORDS), max_size=2).map(tuple),
        codes=st.dictionaries(_WORDS, _WORDS, max_size=2),
    )
)
def test_whatever_a_row_holds_its_quotes_stand_in_its_text(event: ForeignEvent) -> None:
    done = read(event)
    assert list(misquotes(done.annotations, done.document.text)) == []
    assert list(loose_ends(done.annotations)) == []
    ids = [q.id for q in done.annotations.quantities]
    assert len(set(ids)) == len(ids)
    actors = [a.id for a in done.annotations.actors]
    assert len(set(actors)) == len(actors)
    assert len(assemble_claims(done)) == 1
    assert credit_of(done.document)


def test_every_data_set_has_all_lines() -> None:
    wanted = {"event", "actors", "recipients", "place", "days", "tolls", "codes", "unread",
              "sources", "origin"}  # fmt: skip
    for name in datasets():
        assert set(lines(name)) == wanted

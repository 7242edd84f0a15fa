"""Values of accounts as people write them: what is read, what is refused and with which words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.reviewed.places import places_named
from sayso.incidents.reviewed.values import COUNTS, FIELDS, format_value, parse_value
from sayso.records.attribution import Stance
from sayso.records.claim import Party, Toll, Victims, When, Where
from sayso.records.event import Status
from sayso.records.evidence import Span
from sayso.records.mention import (
    Counted,
    PlacePrecision,
    QuantityOp,
    TimeBasis,
    TimePrecision,
)

WORDS = Span(start=3, end=8, quote="words")


@pytest.mark.parametrize(
    ("value", "low", "best", "high", "op"),
    [
        ("10", 10, 10, 10, "exact"),
        ("1,200", 1200, 1200, 1200, "exact"),
        ("10-20", 10, None, 20, "range"),
        ("10–20", 10, None, 20, "range"),
        ("10-15-20", 10, 15, 20, "range"),
        ("10+", 10, None, None, "at_least"),
        ("10-12+", 10, 12, None, "at_least"),
        ("-20", None, None, 20, "at_most"),
        ("-15-20", None, 15, 20, "at_most"),
        ("~10", None, 10, None, "approx"),
        ("some", None, None, None, "vague"),
    ],
)
def test_counts_have_bounds(
    value: str, low: int | None, best: int | None, high: int | None, op: str
) -> None:
    told = parse_value("killed", value)
    assert (told["low"], told["best"], told["high"], told["op"]) == (low, best, high, op)
    assert (told["cumulative"], told["whom"]) == (False, Victims.UNKNOWN)


def test_a_count_may_be_cumulative_and_of_somebody() -> None:
    told = parse_value("injured", "10-20 cumulative civilian")
    assert (told["cumulative"], told["whom"]) == (True, Victims.CIVILIAN)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("killed", "many", r"'many' is no count: write \"10\", \"10-20\""),
        ("killed", "", "is no count"),
        ("killed", "20-10", "out of order"),
        ("killed", "10 women", "says more than a count"),
        ("dates", "Monday", r"are no days: write \"2031-04-14\""),
        ("dates", "2031-02-30", "are no days"),
        ("dates", "2031-13", "are no days"),
        ("dates", "2031-04-14/2031-04-10", "ends before it begins"),
        ("dates", "2031-04-14 [soon]", "'soon' is no precision of days: day, days"),
        ("places", "Nowhereham", "the gazetteer has no 'Nowhereham': write its country"),
        ("places", "99999999999", "the gazetteer has no place 99999999999"),
        ("places", "", "is no place"),
        ("places", "Tarnow, POL [here]", "'here' is no precision of a place: exact, near"),
        ("actors", "", "names nobody"),
        ("actors", "Harbour Guard [XXQ]", "codes that cannot be read"),
        ("actors", "Harbour Guard [POL DEU]", "codes that cannot be read"),
        ("status", "done", "'done' is no status: write attempted, demanded"),
        ("event_type", "FIGHT", "'FIGHT' is no event_type: write"),
        ("modes", "arrest, nonsense", "'nonsense' is no modes"),
        ("targets", "the mill", "mark the words"),
        ("colour", "red", "'colour' is no field of an account"),
        ("killed", '{"low": 1, "span": 3}', "'span' is nothing that killed have"),
        ("killed", '{"low": "x"}', "cannot be read"),
        ("killed", "{", "is no JSON object"),
        ("status", "{}", "is no object"),
    ],
)
def test_what_is_no_value_is_refused_with_the_remedy(field: str, value: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_value(field, value)


def test_parties_have_a_name_and_codes() -> None:
    assert parse_value("actors", "Harbour Guard [POL MIL]") == {
        "name": "Harbour Guard",
        "country": "POL",
        "sector": "MIL",
        "epithet": False,
    }
    assert parse_value("recipients", "[UNO]")["country"] == "UNO"
    assert parse_value("voice", "Mill Council")["name"] == "Mill Council"
    assert parse_value("voice", "-") == {}


def test_codes_are_those_of_the_codebook() -> None:
    assert parse_value("status", "planned") == {"status": Status.PLANNED}
    assert parse_value("stance", "denies") == {"stance": Stance.DENIES}
    assert parse_value("event_type", "ASSAULT") == {"event_type": "ASSAULT"}
    assert parse_value("contexts", "military, legal") == {"contexts": ("military", "legal")}
    assert parse_value("modes", "") == {"modes": ()}


def test_places_are_of_the_gazetteer() -> None:
    by_name = parse_value("places", "Tarnów, POL")
    assert (by_name["geonameid"], by_name["country"]) == (757026, "POL")
    assert by_name["precision"] is PlacePrecision.EXACT
    assert parse_value("places", "757026") == by_name == parse_value("places", "#757026")
    near = parse_value("places", "757026 [near]")
    assert (near["precision"], near["lat"]) == (PlacePrecision.NEAR, by_name["lat"])
    coarse = parse_value("places", "757026 [area]")
    assert (coarse["lat"], coarse["lon"]) == (None, None)
    assert parse_value("places", "Poland")["precision"] is PlacePrecision.COUNTRY


def test_a_place_that_nobody_knows_needs_its_country() -> None:
    told = parse_value("places", "Odrabrod, POL")
    assert (told["name"], told["country"], told["geonameid"]) == ("Odrabrod", "POL", None)
    assert (told["precision"], told["lat"]) == (PlacePrecision.COUNTRY, None)
    assert parse_value("places", "Odrabrod, POL [area]")["precision"] is PlacePrecision.AREA


def test_of_several_places_none_is_guessed() -> None:
    with pytest.raises(ValueError, match=r"may be more than one place.*#\d+"):
        parse_value("places", "San José, PHL")
    for offer in places_named("Tarnów")[:3]:
        assert parse_value("places", offer)["name"]


def test_the_objects_of_exported_annotations_are_read() -> None:
    told = parse_value("killed", '{"low":3,"best":3,"high":3,"op":"exact","of":"guards"}')
    assert (told["low"], told["op"], told["of"]) == (3, QuantityOp.EXACT, "guards")
    assert parse_value("dates", '{"earliest":"2031-03-03"}') == {"earliest": "2031-03-03"}


def test_every_field_is_read_or_tells_how() -> None:
    for field in FIELDS:
        with pytest.raises(ValueError, match=r"write|mark the words"):
            parse_value(field, "][")


BOUNDS = st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(sorted)


@given(BOUNDS, st.sets(st.sampled_from([0, 1, 2])), st.booleans(), st.sampled_from(Victims))
def test_a_count_reads_as_it_is_written(
    bounds: list[int], known: set[int], cumulative: bool, whom: Victims
) -> None:
    low, best, high = (number if n in known else None for n, number in enumerate(bounds))
    toll = Toll(
        id="q1", counted=Counted.KILLED, of="", whom=whom, low=low, best=best, high=high,
        op=QuantityOp.EXACT, cumulative=cumulative, span=WORDS,
    )  # fmt: skip
    told = parse_value("killed", format_value(toll))
    assert (told["low"], told["best"], told["high"]) == (low, best, high)
    assert (told["cumulative"], told["whom"]) == (cumulative, whom)


@given(st.none() | st.dates(), st.none() | st.dates(), st.sampled_from(TimePrecision))
def test_days_read_as_they_are_written(first: Any, last: Any, precision: TimePrecision) -> None:
    earliest, latest = (day and day.isoformat() for day in (first, last))
    if first and last and last < first:
        earliest, latest = latest, earliest
    when = When(
        span=WORDS, earliest=earliest, latest=latest, precision=precision, basis=TimeBasis.STATED
    )
    if not earliest and not latest:
        assert format_value(when).startswith("/")
        return
    told = parse_value("dates", format_value(when))
    assert told == {
        "earliest": earliest, "latest": latest, "precision": precision, "basis": TimeBasis.STATED
    }  # fmt: skip


@given(
    st.none() | st.text("Harbou Gd", min_size=1).map(lambda name: " ".join(name.split()) or "H"),
    st.none() | st.sampled_from(["POL", "UNO", "SYR"]),
    st.none() | st.sampled_from(["MIL", "GOV"]),
)
def test_a_party_reads_as_it_is_written(
    name: str | None, country: str | None, sector: str | None
) -> None:
    party = Party(span=WORDS, name=name, country=country, sector=sector)
    told = parse_value("actors", format_value(party))
    expected = name or (None if country or sector else WORDS.quote)
    assert (told["name"], told["country"], told["sector"]) == (expected, country, sector)


@pytest.mark.parametrize("precision", [PlacePrecision.EXACT, PlacePrecision.NEAR])
def test_a_place_reads_as_it_is_written(precision: PlacePrecision) -> None:
    told = {**parse_value("places", "757026"), "precision": precision}
    assert parse_value("places", format_value(Where(span=WORDS, **told))) == told


def test_all_that_is_counted_is_a_field() -> None:
    assert {one.value for one in Counted} == COUNTS

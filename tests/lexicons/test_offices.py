"""The table of offices: nobody shares an office, everybody is a known leader."""

from __future__ import annotations

from itertools import pairwise

from sayso.lexicons.actors.entries import Actor, ActorLexicon
from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.words.names import name_key

LEXICON = ActorLexicon.load()


def test_tenures_of_one_office_never_overlap() -> None:
    for tenures in LEXICON.offices.values():
        for one, next_one in pairwise(sorted(tenures, key=lambda t: t.since)):
            assert one.until is not None, one
            assert one.until < next_one.since, (one, next_one)


def test_every_holder_is_a_leader_of_that_country_and_every_office_a_role() -> None:
    leaders = {(a.name, a.country) for a in read_table(DATA / "actors" / "leaders.tsv", Actor)}
    for (office, country), tenures in LEXICON.offices.items():
        assert office in LEXICON.roles, office
        assert {(t.name, country) for t in tenures} <= leaders


def test_the_holder_is_that_of_the_day() -> None:
    office = name_key("president")
    assert LEXICON.office_holder(office, "FRA", "2000-01-01") == "Jacques Chirac"
    assert LEXICON.office_holder(office, "FRA", None) is None
    assert LEXICON.office_holder(office, "FRA", "1970-01-01") is None

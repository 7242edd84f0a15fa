"""Lists of incidents on both databases: facets and pages by conditions, whoever's words are on."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from sayso.ledger.lists.held import Held
from sayso.ledger.lists.listing import READ, Stand
from sayso.records.shown.listing import Entry, Facet, ListFilter, Named
from sayso.records.shown.matrix import Sort

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger

_COUNTRIES = ("SYR", "LBY", "IRQ")
_MANY = 600
"""More incidents than a facet counts one by one."""


def entries(count: int = _MANY) -> list[Entry]:
    """Incidents with values in turn; every seventh is hidden."""
    return [
        Entry(
            id=f"i{n:04}",
            hidden=int(n % 7 == 0),
            day=f"2031-0{1 + n % 9}-1{n % 10}" if n % 11 else None,
            first_day=f"2031-0{1 + n % 9}-1{n % 10}" if n % 11 else None,
            last_day=f"2031-0{1 + n % 9}-1{n % 10}" if n % 11 else None,
            accounts=1 + n % 5,
            killed=n % 30 - 1,
            title=f"Attack on Al-Quşayr {n}",
            facets=(
                (Facet.COUNTRY, _COUNTRIES[n % 3]),
                (Facet.PUBLISHER, f"Outlet {n % 40}"),
                (Facet.STATUS, "occurred"),
            ),
            names=((Named.PLACE, f"Al-Quşayr {n % 4}"), (Named.ACTOR, "Libyan Army")),
        )
        for n in range(count)
    ]


@pytest.fixture
def listed(ledger: Ledger) -> Ledger:
    """A ledger with a list of what was read."""
    at, _, _ = ledger.list_stand(READ)
    ledger.list_put(READ, at, Stand(0, "0.1.0", 0, 0), [(entries(), ())])
    return ledger


def check_facets(ledger: Ledger, wanted: ListFilter, number: int, held: Held) -> None:
    """Every count of a facet is that of the list that it leads to."""
    for facet, counts in ledger.list_facets(wanted, number, held=held).items():
        for one in counts:
            narrowed = ListFilter(
                facets={**wanted.facets, facet: one.value},
                since=wanted.since,
                killed=wanted.killed,
                everything=wanted.everything,
            )
            assert ledger.list_page(narrowed, number, limit=1).total == one.incidents


@pytest.mark.parametrize(
    "wanted",
    [
        ListFilter(),
        ListFilter(everything=True),
        ListFilter(facets={Facet.COUNTRY: "SYR"}, killed=10),
        ListFilter(facets={Facet.COUNTRY: "SYR", Facet.PUBLISHER: "Outlet 3"}),
        ListFilter(facets={Facet.COUNTRY: "FRA"}),
        ListFilter(since="2031-05-01"),
    ],
)
def test_facets_count_what_they_lead_to(listed: Ledger, wanted: ListFilter) -> None:
    check_facets(listed, wanted, 0, Held())


def test_a_view_s_incidents_take_the_place_of_those_that_were_read(listed: Ledger) -> None:
    held = Held()
    before = listed.list_page(ListFilter(), 0, limit=1).total
    check_facets(listed, ListFilter(), 0, held)
    at, _, _ = listed.list_stand("*")
    mended = Entry(id="i0001", facets=((Facet.COUNTRY, "YEM"), (Facet.STATUS, "planned")))
    gone = Entry(id="i0002", hidden=2)
    listed.list_put(
        "*", at, at._replace(version="0.1.0", linking=0, said=1), [([mended, gone], ())]
    )
    assert listed.list_page(ListFilter(everything=True), 0, limit=1).total == _MANY
    assert listed.list_page(ListFilter(), at.number, limit=1).total == before - 1
    check_facets(listed, ListFilter(), at.number, held)
    yemen = listed.list_facets(ListFilter(), at.number, held=held)[Facet.COUNTRY][-1]
    assert (yemen.value, yemen.incidents) == ("YEM", 1)
    then = listed.list_stand("*")[0]
    listed.list_put("*", then, then._replace(said=2), [((), ["i0001", "i0002"])])
    assert listed.list_page(ListFilter(), at.number, limit=1).total == before
    check_facets(listed, ListFilter(), at.number, held)


def test_what_is_said_again_of_the_same_incident_is_counted_anew(listed: Ledger) -> None:
    held, values = Held(), ("YEM", "SDN", "YEM")
    for said, country in enumerate(values, start=1):
        at, _, _ = listed.list_stand("*")
        mended = Entry(id="i0001", facets=((Facet.COUNTRY, country),))
        then = at._replace(version="0.1.0", linking=0, said=said)
        listed.list_put("*", at, then, [([mended], ())])
        found = listed.list_facets(ListFilter(), at.number, held=held)[Facet.COUNTRY]
        assert {one.value for one in found} == {"SYR", "LBY", "IRQ", country}


def test_absent_incidents_are_in_no_page_and_no_count(listed: Ledger) -> None:
    rest_of = ListFilter(besides=("i0001", "i0002", "no-such"))
    (whole,) = listed.list_facets(ListFilter(), 0)[Facet.STATUS]
    (rest,) = listed.list_facets(rest_of, 0)[Facet.STATUS]
    assert rest.incidents == whole.incidents - 2
    assert listed.list_page(rest_of, 0, limit=1).total == rest.incidents


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_have_every_incident_once(listed: Ledger, sort: Sort) -> None:
    wanted, after = ListFilter(sort=sort, everything=True), None
    seen: list[str] = []
    while True:
        page = listed.list_page(wanted, 0, limit=97, after=after)
        assert page.passed == len(seen)
        seen += [key for key, _ in page.rows]
        after = page.next
        if after is None:
            break
    assert len(seen) == len(set(seen)) == _MANY
    assert [key for key, _ in listed.list_rows(wanted, 0)] == seen


def test_names_are_found_without_case_and_accents(listed: Ledger) -> None:
    for place, words in product(("al-qusayr 1", "AL QUŞAYR 1"), (None, "quṣ attack")):
        found = listed.list_page(ListFilter(place=place, names=words, everything=True), 0, limit=1)
        assert found.total == _MANY // 4
    assert listed.list_page(ListFilter(place="al-qusayr"), 0, limit=1).total == 0

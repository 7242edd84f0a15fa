"""An incident's line in a list: the most precise days, places that are told, counts apart."""

from __future__ import annotations

import msgspec

from sayso.records.claim import Account, Claim, When, Where
from sayso.records.incident import Incident, Sources
from sayso.records.mention import PlacePrecision, TimeBasis, TimePrecision
from sayso.records.shown.summary import summarize
from tests.ledger.linked import make_claim, reports

DAY, MONTH = TimePrecision.DAY, TimePrecision.MONTH


def when(
    first: str | None,
    last: str | None,
    precision: TimePrecision = DAY,
    basis: TimeBasis = TimeBasis.STATED,
) -> When:
    return When(span=None, earliest=first, latest=last, precision=precision, basis=basis)


def account(*dates: When, **others: object) -> Account:
    (read,) = reports(1)
    claim: Claim = msgspec.structs.replace(make_claim(read), dates=dates, **others)
    return Account(claim=claim, report=read.document.report, publisher="Harbour Post")


def days(*dates: When) -> tuple[str | None, str | None]:
    found = summarize(Incident(id="i1", event_ids=("w1",)), [account(d) for d in dates], None)
    return found.first_day, found.last_day


def test_the_most_precise_days_are_taken_and_no_other() -> None:
    told = when("2031-03-01", "2031-03-31", MONTH), when("2031-03-03", "2031-03-03")
    assert days(*told) == ("2031-03-03", "2031-03-03")
    apart = when("2031-03-03", "2031-03-03"), when("2031-03-05", "2031-03-05")
    assert days(*apart) == ("2031-03-03", "2031-03-05")


def test_a_publication_proves_less_than_any_date_that_is_told() -> None:
    published = when("2031-03-09", "2031-03-09", basis=TimeBasis.PUBLICATION)
    assert days(published) == ("2031-03-09", "2031-03-09")
    assert days(published, when("2031-03-01", "2031-03-31", MONTH)) == ("2031-03-01", "2031-03-31")


def test_open_and_unknown_days() -> None:
    assert days(when("2031-03-03", None)) == ("2031-03-03", "2031-03-03")
    assert days(when(None, None)) == days() == (None, None)


def test_a_borrowed_place_stands_only_where_none_is_told() -> None:
    (read,) = reports(1)
    (place,) = make_claim(read).places
    lent = Where(
        span=place.span,
        name="Odrabrod",
        country="POL",
        precision=PlacePrecision.EXACT,
        borrowed=True,
    )
    incident = Incident(id="i1", event_ids=("w1",))
    assert summarize(incident, [account(places=(place, lent))], None).places == ("Tarnow",)
    assert summarize(incident, [account(places=(lent,))], None).places == ("Odrabrod",)


def test_counts_are_of_different_things() -> None:
    incident = Incident(id="i1", event_ids=("w1", "w2"))
    told = [account(), account(), msgspec.structs.replace(account(), publisher="HARBOUR POST")]
    counted = Sources(reports=1, publishers=3, sources=(), blocs={})
    found = summarize(incident, told, None)
    assert (found.events, found.accounts, found.reports) == (2, 3, 1)
    assert (found.publishers, found.sources) == (1, None)
    found = summarize(incident, told, counted)
    assert (found.publishers, found.sources) == (3, 0)

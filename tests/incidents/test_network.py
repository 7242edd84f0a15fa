"""Ties count incidents, accounts and sources apart; what is denied is a tie of its own."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.drawn.network import Material, Shape, month_of, to_network
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import TimeBasis
from sayso.records.shown.network import Network, NodeKind, Telling, Tie
from tests.incidents.told import account, day, denied, party, sources, span

if TYPE_CHECKING:
    from sayso.records.claim import Account

NORTH = party("northern troops", "Northland", country="NOR", sector="MIL")
SOUTH = party("the south", "Southland", country="SOU", sector="GOV")
REBELS = party("rebels", "River Front", country="SOU", sector="REB")
TERRORISTS = party("the terrorists", epithet=True)


def told(doc: str = "d1", voice: str | None = None, **fields: Any) -> Account:
    fields.setdefault("actors", (NORTH,))
    fields.setdefault("recipients", (SOUTH,))
    fields.setdefault("dates", (day("2031-05-01"),))
    return account(doc, voice, **fields)


def material(*accounts: Account, incident: str = "i1", shared: tuple[int, ...] = ()) -> Material:
    return Material(incident, accounts, sources(accounts, *([shared] if shared else [])))


def only(network: Network) -> Tie:
    (tie,) = network.ties
    return tie


def test_one_incident_told_often_is_one_tie_of_one_incident() -> None:
    copies = [told(f"d{n}") for n in range(12)]
    tie = only(to_network([material(*copies, shared=tuple(range(12)))]))
    assert (tie.actor, tie.tie, tie.recipient) == ("Northland", "fights", "Southland")
    assert (tie.incidents, tie.accounts, tie.sources, tie.sign) == (("i1",), 12, 1, -1)


def test_a_denied_deed_is_a_tie_of_its_own() -> None:
    accounts = [
        told("d1", "mayor"),
        told("d2", "general", actors=(denied("our troops", "Northland"),)),
        told("d3", "spokesman", stance=Stance.DENIES),
        told("d4", status=Status.NEGATED),
        told("d5", field_stances={"killed": Stance.DENIES}),
    ]
    network = to_network([material(*accounts)])
    assert {t.told: t.accounts for t in network.ties} == {Telling.DONE: 2, Telling.DENIED: 3}


@pytest.mark.parametrize(
    ("status", "telling"),
    [
        (Status.OCCURRED, Telling.DONE),
        (Status.ATTEMPTED, Telling.DONE),
        (Status.HISTORICAL, Telling.DONE),
        (Status.THREATENED, Telling.NOT_DONE),
        (Status.PLANNED, Telling.NOT_DONE),
        (Status.DEMANDED, Telling.NOT_DONE),
        (Status.HYPOTHETICAL, Telling.NOT_DONE),
        (Status.NEGATED, Telling.DENIED),
    ],
)
def test_what_is_threatened_is_not_done(status: Status, telling: Telling) -> None:
    assert only(to_network([material(told(status=status))])).told is telling


@pytest.mark.parametrize(
    ("fields", "tie", "sign"),
    [
        ({"event_type": "AID", "contexts": ("military",)}, "arms", 1),
        ({"event_type": "AID"}, "aids", 1),
        ({"event_type": "SUPPORT"}, "supports", 1),
        ({"event_type": "ACCUSE"}, "accuses", -1),
        ({"event_type": "ASSAULT", "modes": ("abduct", "beat")}, "abducts", -1),
    ],
)
def test_types_make_signed_ties(fields: dict[str, Any], tie: str, sign: int) -> None:
    found = only(to_network([material(told(**fields))]))
    assert (found.tie, found.sign) == (tie, sign)


@pytest.mark.parametrize(
    ("sentence", "tie"),
    [
        ("They sent missiles to Southland.", "arms"),
        ("They sent Southland ammunition.", "arms"),
        ("They sent flour to people whose homes the missiles had hit.", "aids"),
        ("They sent armchairs.", "aids"),
    ],
)
def test_who_gives_weapons_arms(sentence: str, tie: str) -> None:
    words: dict[str, Any] = {"evidence": (span("sent", 105),), "sentences": (span(sentence, 100),)}
    assert only(to_network([material(told(event_type="AID", **words))])).tie == tie


def test_talks_bind_both_alike_and_bind_doers_without_another_side() -> None:
    one = told("d1", event_type="CONSULT", actors=(SOUTH,), recipients=(NORTH,))
    two = told("d2", event_type="CONSULT", actors=(NORTH, SOUTH), recipients=())
    tie = only(to_network([material(one, two)]))
    assert (tie.actor, tie.recipient, tie.mutual) == ("Northland", "Southland", True)
    assert tie.accounts == 2


def test_words_of_no_known_party_are_left_out_and_counted() -> None:
    network = to_network([material(told(recipients=(TERRORISTS,)))])
    assert (network.ties, network.nodes) == ((), ())
    assert network.left_out.unresolved == 1
    network = to_network([material(told(recipients=(TERRORISTS,)))], Shape(words=True))
    assert only(network).recipient == "“the terrorists”"
    assert {n.id: n.kind for n in network.nodes}["“the terrorists”"] is NodeKind.WORDS


def test_every_reason_for_no_tie_is_counted() -> None:
    accounts = [
        told("d1", recipients=()),
        told("d2", recipients=(NORTH,)),
        told("d3", event_type="NOTHING"),
        told("d4", recipients=(TERRORISTS,)),
    ]
    left = to_network([material(*accounts)]).left_out
    assert (left.one_side, left.itself, left.no_tie, left.unresolved) == (1, 1, 1, 1)


def test_countries_hold_their_parties_and_may_fight_themselves() -> None:
    one = told("d1", actors=(REBELS,), recipients=(SOUTH,))
    network = to_network([material(one, told("d2"))], Shape(by=NodeKind.COUNTRY))
    assert {(t.actor, t.recipient) for t in network.ties} == {("SOU", "SOU"), ("NOR", "SOU")}
    assert all(node.sector is None for node in network.nodes)


def test_sectors_name_the_nameless() -> None:
    people = party("villagers", sector="CVL")
    nobody = party("they", sector="UNK")
    accounts = [told("d1", recipients=(people,)), told("d2", recipients=(nobody,))]
    network = to_network([material(*accounts)], Shape(by=NodeKind.SECTOR))
    tie = only(network)
    assert (tie.actor, tie.recipient) == ("NOR MIL", "CVL")
    assert network.left_out.unresolved == 1


def blaming(doc: str, **fields: Any) -> Account:
    blamed = party("northern guns", "Northland", stance=Stance.ACCUSES)
    return told(doc, "Southland", actors=(blamed,), recipients=(), **fields)


def test_a_voice_that_accuses_the_doer_is_tied_to_him() -> None:
    tie = only(to_network([material(blaming("d1"))]))
    assert (tie.actor, tie.tie, tie.recipient) == ("Southland", "accuses", "Northland")
    assert tie.event_types == ("ASSAULT",)


def test_an_accusation_that_is_an_event_of_the_report_is_not_counted_twice() -> None:
    event = told("d1", event="w2", event_type="ACCUSE", actors=(SOUTH,), recipients=(NORTH,))
    materials = [
        material(blaming("d1"), blaming("d2"), incident="i1"),
        material(event, incident="i2"),
    ]
    tie = only(to_network(materials))
    assert (tie.incidents, tie.accounts) == (("i1", "i2"), 2)


def test_nodes_carry_country_and_sector_as_most_accounts_give_them() -> None:
    other = party("Northland", "Northland", country="NOR", sector="GOV")
    accounts = [told("d1"), told("d2"), told("d3", actors=(other,))]
    node = to_network([material(*accounts)]).nodes[0]
    assert (node.id, node.country, node.sector) == ("Northland", "NOR", "MIL")
    assert (node.incidents, node.accounts) == (1, 3)


def test_ties_say_by_whose_account() -> None:
    accounts = [told("d1", "mayor", publisher="Post", bloc="south"), told("d2", publisher="Wire")]
    by = only(to_network([material(*accounts)])).told_by
    assert [(t.voice, t.publisher, t.bloc) for t in by] == [
        (None, "Wire", None),
        ("mayor", "Post", "south"),
    ]


def test_rare_ties_go_and_are_counted() -> None:
    materials = [
        material(told("d1", event="w1"), incident="i1"),
        material(told("d2", event="w2"), incident="i2"),
        material(told("d3", event="w3", actors=(REBELS,)), incident="i3"),
    ]
    network = to_network(materials, Shape(least=2))
    assert only(network).incidents == ("i1", "i2")
    assert network.left_out.rare == 1
    assert [node.id for node in network.nodes] == ["Northland", "Southland"]


def test_two_types_that_make_one_tie_are_one_with_one_id() -> None:
    accounts = [told("d1", event_type="CONCEDE"), told("d2", event_type="RETREAT")]
    tie = only(to_network([material(*accounts)]))
    assert (tie.tie, tie.accounts, tie.event_types) == ("yields", 2, ("CONCEDE", "RETREAT"))


def test_one_type_alone() -> None:
    accounts = [told("d1"), told("d2", event_type="SUPPORT")]
    network = to_network([material(*accounts)], Shape(event_type="SUPPORT"))
    assert only(network).tie == "supports"
    assert network.accounts == 1


def test_a_month_is_that_of_most_days_that_are_told() -> None:
    printed = day("2031-06-01", basis=TimeBasis.PUBLICATION)
    claims = [told(dates=(day("2031-05-31"), printed)).claim, told(dates=(printed,)).claim]
    assert month_of(claims) == "2031-05"
    assert month_of([told(dates=(printed,)).claim]) == "2031-06"
    assert month_of([told(dates=(day("2031-01-01", "2031-12-31"),)).claim]) is None
    assert month_of([told(dates=(day(None),)).claim]) is None


BLAMED = party("their guns", "Northland", country="NOR", stance=Stance.ACCUSES)
PARTIES = st.sampled_from([NORTH, SOUTH, REBELS, TERRORISTS, BLAMED])
TYPES = st.sampled_from(["ASSAULT", "SUPPORT", "CONSULT", "AID", "ACCUSE", "NOTHING"])
DAYS = st.sampled_from(["2031-04-30", "2031-05-01", "2031-06-09"])


@st.composite
def materials(draw: st.DrawFn) -> list[Material]:
    """Some incidents, each with accounts of any types, sides, days and stances."""
    made = []
    for n in range(draw(st.integers(0, 5))):
        accounts = [
            told(
                f"d{draw(st.integers(0, 3))}",
                draw(st.sampled_from([None, "River Front"])),
                event=f"w{n}-{m}",
                event_type=draw(TYPES),
                actors=tuple(draw(st.lists(PARTIES, max_size=2))),
                recipients=tuple(draw(st.lists(PARTIES, max_size=2))),
                dates=tuple(day(d) for d in draw(st.lists(DAYS, max_size=2))),
                status=draw(st.sampled_from(list(Status))),
            )
            for m in range(draw(st.integers(1, 4)))
        ]
        made.append(material(*accounts, incident=f"i{n}", shared=(0,)))
    return made


SHAPES = st.builds(Shape, by=st.sampled_from([NodeKind.ACTOR, NodeKind.COUNTRY, NodeKind.SECTOR]),
                   words=st.booleans(), least=st.integers(1, 2),
                   event_type=st.none(), monthly=st.just(value=False))  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(made=materials(), shape=SHAPES, order=st.randoms(use_true_random=False))
def test_order_changes_nothing(made: list[Material], shape: Shape, order: Any) -> None:
    shuffled = [m._replace(accounts=order.sample(m.accounts, len(m.accounts))) for m in made]
    order.shuffle(shuffled)
    assert to_network(shuffled, shape) == to_network(made, shape)


@settings(max_examples=80, deadline=None)
@given(made=materials(), shape=SHAPES)
def test_months_and_tellers_add_up_to_the_whole(made: list[Material], shape: Shape) -> None:
    network = to_network(made, shape)
    for tie in network.ties:
        assert sum(month.incidents for month in tie.months) == len(tie.incidents)
        assert sum(month.accounts for month in tie.months) == tie.accounts
        assert sum(month.sources for month in tie.months) == tie.sources
        assert sum(teller.accounts for teller in tie.told_by) == tie.accounts
        assert tie.sources <= tie.accounts >= len(tie.incidents)


@settings(max_examples=80, deadline=None)
@given(made=materials(), shape=SHAPES)
def test_ties_of_months_add_up_to_the_whole(made: list[Material], shape: Shape) -> None:
    def key(tie: Tie) -> tuple[str, ...]:
        return (tie.actor, tie.tie, tie.recipient, tie.told)

    whole = {key(tie): tie for tie in to_network(made, shape).ties}
    monthly = sorted(to_network(made, shape._replace(monthly=True)).ties, key=key)
    parts = {name: list(ties) for name, ties in groupby(monthly, key=key)}
    assert parts.keys() == whole.keys()
    for name, ties in parts.items():
        assert Counter(i for t in ties for i in t.incidents) == Counter(whole[name].incidents)
        assert sum(tie.accounts for tie in ties) == whole[name].accounts
        assert len({tie.id for tie in ties}) == len(ties)


@settings(max_examples=80, deadline=None)
@given(made=materials(), shape=SHAPES)
def test_no_account_disappears(made: list[Material], shape: Shape) -> None:
    network = to_network(made, shape)
    left = network.left_out
    assert network.tied + left.one_side + left.unresolved + left.itself + left.no_tie == (
        network.accounts
    )
    assert network.accounts == sum(len(m.accounts) for m in made)

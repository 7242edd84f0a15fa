"""What protects people: no name, no coordinate, nothing young gets through."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.guards.coarse import Coarseness
from sayso.export.guards.days import is_younger, last_day
from sayso.export.guards.folders import file_name
from sayso.export.guards.names import MASK, Names
from sayso.export.guards.people import names_of, people_of
from sayso.export.guards.view import Guards, View, guarded, without_text
from sayso.lexicons.words.names import name_key
from sayso.records.claim import Account, Claim, Party, Toll, When, Where
from sayso.records.entity import EntityKind, EntityMention
from sayso.records.event import EventMention, Status
from sayso.records.evidence import Provenance, Span, span_id
from sayso.records.exchange.codec import encode
from sayso.records.incident import Incident, Source, Sources
from sayso.records.mention import (
    ActorMention,
    Counted,
    PlaceMention,
    PlacePrecision,
    QuantityOp,
    TimeBasis,
    TimeMention,
    TimePrecision,
)
from sayso.records.reading import Annotations, ReadDocument
from sayso.records.shown.dossier import Dossier
from tests.export.formats.harbour import HAND, dossiers
from tests.strategies import make_document

if TYPE_CHECKING:
    from sayso.export.formats.contract import Context

PERSON = Provenance(component="test", version="0", rule="en.actors.person")
# Letters of which no code and no other word of the report is made.
WORD = st.text("qxzjkvé", min_size=4, max_size=8).map(str.capitalize)


def cut(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), quote=words)


def read_of(name: str) -> tuple[ReadDocument, Dossier]:
    """A report of a killing that tells a private name in every way, and the incident of it."""
    family = name.rsplit(maxsplit=1)[-1]
    slug = "-".join(name.lower().split())
    text = (
        f"Gunmen killed {name} in Tarnow on Friday, Colonel Ruiz said. {family} was a baker. "
        f"“{name.upper()} is dead,” wrote {name}'s paper."
    )
    document = make_document(
        text,
        report=f"{slug}.txt",
        publisher=f"{name} News",
        published="2031-05-03",
        title=f"Killing of {name}",
        url=f"https://post.example/{slug}",
    )
    victim, officer = cut(text, name), cut(text, "Colonel Ruiz")
    town, day = cut(text, "Tarnow"), cut(text, "Friday")
    sentence = cut(text, text[: text.index(" was a baker") - len(family) - 1])
    actors = (
        ActorMention(id="a1", span=victim, head=victim.start, name=name, provenance=PERSON),
        ActorMention(
            id="a2", span=officer, head=officer.start, name="Ruiz", sector="MIL", provenance=PERSON
        ),
    )
    found = Annotations(
        actors=actors,
        places=(
            PlaceMention(
                id="p1", span=town, head=town.start, name="Tarnow", country="POL",
                admin1="Hill Province", lat=50.0, lon=21.0, precision=PlacePrecision.EXACT,
                provenance=HAND,
            ),
        ),
        dates=(
            TimeMention(
                id="t1", span=day, earliest="2031-05-02", latest="2031-05-02",
                precision=TimePrecision.DAY, basis=TimeBasis.RELATIVE, provenance=HAND,
            ),
        ),
        entities=(
            EntityMention(id="n1", span=victim, kind=EntityKind.PERSON, of="a1", provenance=HAND),
        ),
        events=(
            EventMention(
                id=span_id("e", document.id, cut(text, "killed")), trigger=cut(text, "killed"),
                sentence=sentence, event="w1", event_type="ASSAULT", status=Status.OCCURRED,
            ),
        ),
    )  # fmt: skip
    claim = Claim(
        id="c1",
        doc_id=document.id,
        event_id="w1",
        event_type="ASSAULT",
        voice=Party(span=officer, name="Ruiz", sector="MIL"),
        voice_key=name.casefold(),
        status=Status.OCCURRED,
        recipients=(Party(span=victim, name=name),),
        places=(
            Where(
                span=town, name="Tarnow", country="POL", admin1="Hill Province", lat=50.0,
                lon=21.0, geonameid=1, precision=PlacePrecision.EXACT,
            ),
        ),
        dates=(
            When(
                span=day, earliest="2031-05-02", latest="2031-05-02", precision=TimePrecision.DAY,
                basis=TimeBasis.RELATIVE,
            ),
        ),
        tolls=(
            Toll(
                id="q1", counted=Counted.KILLED, of=name, low=1, best=1, high=1,
                op=QuantityOp.EXACT, span=victim,
            ),
        ),
        evidence=(cut(text, "killed"),),
        sentences=(sentence,),
        provenance=msgspec.structs.replace(HAND, reason=f"as {family} told it"),
    )  # fmt: skip
    account = Account(
        claim=claim,
        report=document.report,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        credit=name,
    )
    sources = Sources(
        reports=1,
        publishers=1,
        sources=(
            Source(id="s1", name=name, claims=("c1",), known=True, reasons=(f"cites {name}",)),
        ),
        blocs={name: 1},
    )
    read = ReadDocument(document=document, annotations=found, version="0", configuration="0")
    incident = Incident(id="i1", event_ids=("w1",))
    return read, Dossier(incident=incident, accounts=(account,), sources=sources)


def words_in(record: Any) -> set[str]:
    return set(re.findall(r"[^\W_]+", encode(record).decode().casefold()))


@given(st.lists(WORD, min_size=2, max_size=3, unique=True).map(" ".join))
def test_a_private_name_is_nowhere_in_what_goes_out(name: str) -> None:
    read, dossier = read_of(name)
    view = View.of(read, Guards(persons=True))
    for record in (view.reading(read), guarded(dossier, {read.document.id: view})):
        told = encode(record).decode()
        assert name.casefold() not in told.casefold()
        assert words_in(record).isdisjoint(name.casefold().split())
        assert "Ruiz" in told


def test_a_name_that_is_private_in_one_report_is_so_in_another() -> None:
    read, _ = read_of("Ana Bellrose")
    others = Names.of([("omar", "haddad")])
    text = read.document.text.replace("on Friday", "by Omar Haddad")
    other = msgspec.structs.replace(
        read,
        document=msgspec.structs.replace(read.document, text=text),
        annotations=Annotations(),
    )
    assert "Haddad" not in View.of(other, Guards(persons=True), others).text


def test_a_name_with_an_office_stays_in_its_own_report() -> None:
    read, _ = read_of("Ana Bellrose")
    actors = tuple(msgspec.structs.replace(one, sector="GOV") for one in read.annotations.actors)
    entities = read.annotations.entities
    in_office = msgspec.structs.replace(
        read, annotations=Annotations(actors=actors, entities=entities)
    )
    assert people_of(in_office).private == frozenset()
    others = Names.of([name_key("Ana Bellrose")])
    assert View.of(in_office, Guards(persons=True), others).text == read.document.text


@pytest.mark.parametrize(
    ("words", "private"),
    [
        ("the shopkeeper Ana Bell", {("ana", "bell")}),
        ("Neither account", set()),
        ("Mayor Ana Bell", {("ana", "bell")}),
        ("a spokesman", set()),
    ],
)
def test_people_whom_only_the_entities_have(words: str, private: set[tuple[str, ...]]) -> None:
    document = make_document(f"{words} spoke.")
    entity = EntityMention(
        id="n1", span=cut(document.text, words), kind=EntityKind.PERSON, provenance=HAND
    )
    read = ReadDocument(
        document=document,
        annotations=Annotations(entities=(entity,)),
        version="0",
        configuration="0",
    )
    assert people_of(read).private == private


def test_a_part_of_a_name_goes_where_it_has_a_capital() -> None:
    names = names_of(people_of(read_of("Ana Rose")[0]))
    assert names.masked("Rose said that prices rose.", prose=True) == (
        f"{MASK * 4} said that prices rose."
    )


@given(dossiers(), st.sampled_from(Coarseness), st.booleans())
def test_a_coarsened_dossier_has_no_coordinate(
    made: tuple[list[Dossier], Context],
    level: Coarseness,
    weeks: bool,
) -> None:
    incidents, context = made
    guards = Guards(coarsen=level, weeks=weeks)
    for dossier in incidents:
        docs = {account.claim.doc_id for account in dossier.accounts}
        views = {doc: View.of(context.reading(doc), guards) for doc in docs}
        out = guarded(dossier, views)
        for where in (place for account in out.accounts for place in account.claim.places):
            assert (where.lat, where.lon) == (None, None)
            assert where.precision not in {PlacePrecision.EXACT, PlacePrecision.NEAR}
        for doc in docs:
            told = encode(views[doc].reading(context.reading(doc))).decode()
            assert not re.search(r'"(lat|lon)":-?\d', told)


def test_a_town_goes_and_its_province_stays() -> None:
    read, dossier = read_of("Ana Bellrose")
    view = View.of(read, Guards(coarsen=Coarseness.ADMIN1, weeks=True))
    out = guarded(dossier, {read.document.id: view}).accounts[0]
    (where,) = out.claim.places
    assert (where.name, where.precision, where.geonameid) == ("Hill Province", "admin1", None)
    (when,) = out.claim.dates
    assert (when.earliest, when.latest, when.precision) == ("2031-04-28", "2031-05-04", "week")
    assert "Tarnow" not in encode(view.reading(read)).decode()
    assert "Friday" not in view.text
    assert len(view.text) == len(read.document.text)


def test_under_country_the_province_goes_too() -> None:
    read, dossier = read_of("Ana Bellrose")
    view = View.of(read, Guards(coarsen=Coarseness.COUNTRY))
    out = guarded(dossier, {read.document.id: view})
    (where,) = out.accounts[0].claim.places
    assert (where.name, where.admin1, where.country, where.precision) == (
        None, None, "POL", "country",
    )  # fmt: skip
    assert "Hill Province" not in encode(out).decode()


def test_without_a_right_only_the_sentences_of_events_are_left() -> None:
    read, _ = read_of("Ana Bellrose")
    bare = without_text(read).document
    assert bare.title is None
    assert bare.text.startswith("Gunmen killed")
    assert "baker" not in bare.text
    assert len(bare.text) == len(read.document.text)


def dated(published: str | None, earliest: str | None, latest: str | None) -> Account:
    _, dossier = read_of("Ana Bellrose")
    account = dossier.accounts[0]
    when = msgspec.structs.replace(account.claim.dates[0], earliest=earliest, latest=latest)
    claim = msgspec.structs.replace(account.claim, dates=(when,))
    return msgspec.structs.replace(account, claim=claim, published=published)


@pytest.mark.parametrize(
    ("published", "earliest", "latest", "younger"),
    [
        ("2031-05-03", "2031-05-02", "2031-05-02", False),
        ("2031-05-04", "2031-05-02", "2031-05-02", True),
        ("2031-05-03", "2031-05-09", "2031-05-09", True),
        ("2031-05-03T23:30:00-05:00", "2031-05-02", "2031-05-02", True),
        ("2031-05-03T08:00:00+02:00", "2031-05-02", "2031-05-02", False),
        ("2031-05", "2031-04-02", "2031-04-02", True),
        ("2031-04", None, None, False),
        (None, "2031-05-02", "2031-05-02", False),
        (None, "2031-05-02", None, True),
        (None, None, None, True),
    ],
)
def test_nothing_younger_than_the_day_goes_out(
    published: str | None, earliest: str | None, latest: str | None, *, younger: bool
) -> None:
    assert is_younger(dated(published, earliest, latest), "2031-05-03") is younger


def test_a_delay_is_told_in_days_or_weeks() -> None:
    assert last_day("7d", date(2031, 5, 10)) == "2031-05-03"
    assert last_day("2w", date(2031, 5, 10)) == "2031-04-26"
    assert last_day("99999d", date(2031, 5, 10)) >= "0001-01-01"
    with pytest.raises(ValueError, match="write days or weeks"):
        last_day("soon", date(2031, 5, 10))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/reader/war/a.txt", "a.txt"),
        ("C:\\Users\\reader\\a.txt", "a.txt"),
        ("file:///home/reader/a.txt", "a.txt"),
        ("reports/a.txt", "reports/a.txt"),
        ("https://post.example/a", "https://post.example/a"),
        ("wire-7", "wire-7"),
    ],
)
def test_no_folder_of_a_machine_is_told(path: str, name: str) -> None:
    assert file_name(path) == name

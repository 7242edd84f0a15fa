"""Users' overlays: each kind changes a reading as it should, and the reading says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.lexicons.files.load import DataFileError
from sayso.pipeline.lint import check_files
from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.reading.stages import load_lexicons
from tests.cli.commands import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ACTORS = "name\taliases\tcountry\tsector\tkind\nQuay Guard\tthe Quayers\tSYR\tREB\tgroup\n"
PLACES = "place\tcountry\tparent\tlat\tlon\nBarj Tell\tSYR\tAleppo\t36.31\t37.2\n"
VERBS = "verb\tstance\tevent_type\tcameo\nherald\tclaims_responsibility\nscorch\t\tASSAULT\t20\n"
EPITHETS = "epithet\tmeans\nquayside rats\tQuay Guard\n"
BLOCS = "publisher\tbloc\nQuay Courier\tQuay Guard\n"
RULES = """language: en
rules:
  - id: mine.assault.reap
    event_type: ASSAULT
    cameo: "18"
    verbs: [reap]
    needs:
      - object: ["@human", "@actor"]
    matches:
      - text: "{actor|The drones} {trigger|reaped} {recipient|nine villagers}."
    rejects:
      - text: "Farmers reaped the wheat before the rain."
  - id: mine.report.telling
    construction: preposition
    phrases: [in the telling of]
    matches:
      - text: "{cue|In the telling of} {source|the mayor}, {content|two men were shot}."
    rejects:
      - text: "Much was lost in the telling."
"""
FILES = {
    "actors.tsv": ACTORS,
    "places.tsv": PLACES,
    "verbs.tsv": VERBS,
    "epithets.tsv": EPITHETS,
    "blocs.tsv": BLOCS,
    "rules.yaml": RULES,
}
REPORT = (
    "The quayside rats scorched houses in Barj Tell on Monday. The Quayers heralded that they had "
    "shelled a barracks.\n\nIn the telling of the mayor, soldiers reaped nine villagers."
)


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[Path]]:
    def write(**contents: str) -> list[Path]:
        paths = []
        for name, content in contents.items():
            kind = "yaml" if content.startswith(("language", "rules")) else "tsv"
            path = tmp_path / f"{name}.{kind}"
            path.write_text(content, encoding="utf-8")
            paths.append(path)
        return paths

    return write


def read(text: str, overlays: list[Path], **options: Any) -> sayso.Reading:
    return sayso.read(text, overlays=overlays, published="2016-08-03", model=False, **options)


def test_actors_have_their_name_and_its_reason(files: Callable[..., list[Path]]) -> None:
    reading = read("The Quayers shelled Aleppo.", files(actors=ACTORS))
    (actor,) = [a for a in reading.actors if a.name == "Quay Guard"]
    assert (actor.country, actor.sector) == ("SYR", "REB")
    assert actor.provenance.reason == "named so by actors.tsv:2"


def test_an_actor_wins_over_a_shipped_one_of_its_spelling(
    files: Callable[..., list[Path]],
) -> None:
    row = "name\taliases\tcountry\tsector\tkind\nHarbour Movement\tHamas\tPSE\tOPP\tgroup\n"
    (actor, *_) = read("Hamas attacked the port.", files(actors=row)).actors
    assert (actor.name, actor.sector) == ("Harbour Movement", "OPP")


def test_a_removed_actor_is_known_no_more(files: Callable[..., list[Path]]) -> None:
    gone = files(actors="name\tremove\nHezbollah\tyes\n")
    text = "Hezbollah shelled the town of Qusayr."
    assert "Hezbollah" in [a.name for a in read(text, []).actors]
    lexicon = load_lexicons("en", (str(gone[0]),)).actors
    assert not [n for n in lexicon.names["hezbollah"] if n.actor and n.actor.name == "Hezbollah"]


def test_a_place_of_ones_own_has_its_point(files: Callable[..., list[Path]]) -> None:
    row = (
        "place\taliases\tcountry\tparent\tlat\tlon\tprecision\n"
        "Barj Tell\tTell Barj\tSYR\tAleppo\t36.31\t37.2\t\n"
        "North Line\t\tSYR\t\t36\t37\tarea\nFar Well\t\tSYR\t\t35.5\t38\tnear\n"
    )
    overlay = files(places=row)
    (event,) = read("Rebels shelled Tell Barj on Monday.", overlay).events
    assert event.place is not None
    assert (event.place.name, event.place.admin1, event.place.precision) == (
        "Barj Tell", "Aleppo", "exact",
    )  # fmt: skip
    assert (event.place.lat, event.place.lon, event.place.geonameid) == (36.31, 37.2, None)
    (place,) = read("Rebels shelled Tell Barj on Monday.", overlay).places
    assert place.provenance.reason.startswith("named so by places.tsv:2")
    (line,) = read("Shells hit the North Line.", overlay).places
    assert (line.name, line.precision, line.lat) == ("North Line", "area", None)
    assert line.centre is not None
    assert (line.centre.lat, line.centre.guess) == (36, False)
    (well,) = read("Rebels attacked Far Well.", overlay).places
    assert (well.precision, well.lat) == ("near", 35.5)


def test_a_name_means_the_place_that_the_user_says(files: Callable[..., list[Path]]) -> None:
    text = "Gunmen killed two men in Tripoli on Monday."
    overlay = files(places="place\tcountry\tmeans\nTripoli\tLBN\tTripoli\n")
    (event,) = read(text, overlay).events
    assert event.place is not None
    assert (event.place.country, event.place.geonameid) == ("LBN", 266826)
    (elsewhere,) = read("Gunmen killed two men in Tripoli, Libya.", overlay).events
    assert elsewhere.place is not None
    assert elsewhere.place.country == "LBY"


def test_a_removed_name_is_no_place(files: Callable[..., list[Path]]) -> None:
    gone = files(places="place\tremove\nAleppo\tyes\n")
    gazetteer = load_lexicons("en", (str(gone[0]),)).gazetteer
    assert gazetteer.candidates("Aleppo") == ()
    assert gazetteer.candidates("Homs")


def test_two_places_of_one_name_are_told_apart_by_the_report(
    files: Callable[..., list[Path]],
) -> None:
    row = "place\tcountry\tlat\tlon\nBarj Tell\tSYR\t36.31\t37.2\nBarj Tell\tIRQ\t33\t44\n"
    overlay = files(places=row)
    (event,) = read("Iraqi troops entered Iraq's Barj Tell and shelled it.", overlay).events[-1:]
    assert event.place is not None
    assert event.place.country == "IRQ"


def test_verbs_report_and_name_events(files: Callable[..., list[Path]]) -> None:
    overlay = files(verbs=VERBS)
    reading = read("The rebels heralded that they had killed two men.", overlay)
    (said,) = reading.attributions
    assert said.stance == "claims_responsibility"
    assert said.provenance.reason.startswith("'herald' in verbs.tsv:2")
    (event,) = read("Soldiers scorched the village.", overlay).events
    assert (event.event_type, event.cameo) == ("ASSAULT", "20")
    assert event.provenance["event_type"].rule == "own.assault.scorch_v"
    assert event.provenance["event_type"].reason.endswith(", of verbs.tsv:3")


def test_a_verb_wins_over_shipped_rules(files: Callable[..., list[Path]]) -> None:
    overlay = files(verbs="verb\tevent_type\tcameo\nshell\tCOERCE\t17\n")
    (event,) = read("Soldiers shelled the village.", overlay).events
    assert event.event_type == "COERCE"


def test_removed_verbs_are_read_no_more(files: Callable[..., list[Path]]) -> None:
    gone = files(verbs="verb\tevent_type\tremove\nshell\tASSAULT\tyes\nsay\t\tyes\n")
    assert read("Soldiers shelled the village.", []).events
    assert not read("Soldiers shelled the village.", gone).events
    text = "The mayor said that two men had died."
    assert read(text, []).attributions
    assert not read(text, gone).attributions


def test_epithets_stand_for_whom_the_user_says(files: Callable[..., list[Path]]) -> None:
    row = (
        "epithet\tmeans\tcountry\tsector\nquayside rats\tQuay Guard\tSYR\tREB\n"
        "honoured guest|honoured guests\t\t\t\ncedar men\tHezbollah\t\t\n"
    )
    overlay = files(epithets=row)
    (rats, *_) = read("The quayside rats shelled Aleppo.", overlay).actors
    assert (rats.name, rats.country, rats.epithet) == ("Quay Guard", "SYR", True)
    assert rats.provenance.reason == "named so by epithets.tsv:2"
    (guests, *_) = read("Honoured guests attacked the port.", overlay).actors
    assert (guests.name, guests.epithet) == (None, True)
    assert guests.provenance.reason == "stands for nobody by epithets.tsv:3"
    (cedar, *_) = read("The cedar men attacked the port.", overlay).actors
    assert (cedar.name, cedar.country) == ("Hezbollah", "LBN")


def test_a_removed_epithet_is_none(files: Callable[..., list[Path]]) -> None:
    gone = files(epithets="epithet\tremove\nbandit|bandits\tyes\n")
    text = "Bandits attacked the port."
    assert any(a.epithet for a in read(text, []).actors)
    assert not any(a.epithet for a in read(text, gone).actors)


def test_rules_of_ones_own_are_read_and_named(files: Callable[..., list[Path]]) -> None:
    reading = read("In the telling of the mayor, soldiers reaped nine men.", files(rules=RULES))
    (event,) = reading.events
    assert event.provenance["event_type"].rule == "mine.assault.reap"
    assert event.provenance["event_type"].reason.endswith(", of rules.yaml:3")
    (said,) = reading.attributions
    assert said.provenance.rule == "mine.report.telling"
    assert said.provenance.reason.startswith("a phrase of rules.yaml:13")


def test_adverbs_of_ones_own_pass_on_what_others_say(files: Callable[..., list[Path]]) -> None:
    rule = RULES.replace("preposition", "adverb").replace("[in the telling of]", "[hearsayingly]")
    rule = rule.replace("In the telling of", "Hearsayingly").replace("{source|the mayor}", "then")
    (said,) = read("Hearsayingly, soldiers killed two men.", files(rules=rule)).attributions
    assert said.provenance.rule == "mine.report.telling"


def test_a_shipped_rule_is_taken_out_by_its_id(files: Callable[..., list[Path]]) -> None:
    gone = files(rules="language: en\nremove: [en.assault.shell]\n")
    assert "en.assault.shell" not in load_lexicons("en", (str(gone[0]),)).event_rules.rules


def test_blocs_are_those_of_the_table(files: Callable[..., list[Path]]) -> None:
    overlay = files(blocs=BLOCS)
    text = "Rebels shelled Aleppo."
    assert read(text, overlay, publisher="QUAY  Courier").document.bloc == "Quay Guard"
    assert read(text, overlay, publisher="Other").document.bloc is None
    assert read(text, overlay, publisher="Quay Courier", bloc="x").document.bloc == "x"
    assert read(text, [], publisher="Orontes Gazette").document.bloc == "Syrian government"
    reasoned = files(blocs="publisher\tbloc\treason\nQuay Courier\tQuay Guard\tits own press\n")
    document = read(text, reasoned, publisher="Quay Courier").document
    assert (document.bloc, document.bloc_reason) == ("Quay Guard", "its own press")
    assert read(text, reasoned, publisher="Quay Courier", bloc="x").document.bloc_reason is None
    gone = files(blocs="publisher\tremove\nOrontes Gazette\tyes\n")
    assert read(text, gone, publisher="Orontes Gazette").document.bloc is None
    (many,) = sayso.read_many(
        [{"text": text, "publisher": "Quay Courier"}], overlays=files(blocs=BLOCS)
    )
    assert isinstance(many, sayso.Reading)
    assert many.document.bloc == "Quay Guard"


def test_a_changed_bloc_is_that_of_the_ledger(
    files: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for bloc in ("Quay Guard", "third party"):
        files(blocs=f"publisher\tbloc\nQuay Courier\t{bloc}\n")
        options = ("--overlay", "blocs.tsv", "--publisher", "Quay Courier", "--no-model")
        done = run("read", "-", "--into", "war.db", *options, stdin="Rebels shelled Aleppo.")
        assert done.exit_code == 0
        with sayso.open("war.db") as ledger:
            assert [reading.document.bloc for reading in ledger.readings()] == [bloc]


def test_one_file_need_not_be_a_list(files: Callable[..., list[Path]]) -> None:
    (path,) = files(actors=ACTORS)
    reading = sayso.read("The Quayers shelled Aleppo.", overlays=str(path), model=False)
    assert reading.actors[0].name == "Quay Guard"


def test_the_digest_is_of_the_contents(files: Callable[..., list[Path]]) -> None:
    one, two = files(blocs=BLOCS, actors=ACTORS)
    digest = ReadConfig(overlays=(str(one), str(two))).digest()
    assert ReadConfig(overlays=(str(two), str(one))).digest() == digest
    one.write_text(BLOCS + "Other\tother\n", encoding="utf-8")
    assert ReadConfig(overlays=(str(one), str(two))).digest() != digest


def test_a_file_named_twice_is_read_once(
    files: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = files(actors=ACTORS)
    monkeypatch.chdir(path.parent)
    assert check_files([path, path.relative_to(path.parent)]) == []


def test_a_changed_file_is_read_anew(files: Callable[..., list[Path]]) -> None:
    overlay = files(actors=ACTORS)
    assert read("The Quayers shelled Aleppo.", overlay).actors[0].name == "Quay Guard"
    overlay[0].write_text(ACTORS.replace("Quay Guard", "Guard of the Quay"), encoding="utf-8")
    assert read("The Quayers shelled Aleppo.", overlay).actors[0].name == "Guard of the Quay"


def test_a_mistake_stops_the_reading_and_says_how_many_more(
    files: Callable[..., list[Path]],
) -> None:
    (path,) = files(actors=ACTORS.replace("SYR", "XXX") + "Hill Watch\t\t\tQQQ\tgroup\n")
    message = r"actors\.tsv:2: unknown country 'XXX'.*\(and 1 more to mend; sayso lint shows all"
    with pytest.raises(DataFileError, match=message):
        read("The Quayers shelled Aleppo.", [path])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], Any]:
    folder = tmp_path_factory.mktemp("overlays")
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    paths = sorted(folder.iterdir())
    return paths, read(REPORT, paths).read


def test_the_shown_files_are_in_order(whole: tuple[list[Path], Any]) -> None:
    assert check_files(whole[0]) == []
    assert len(whole[1].annotations.events) == 3


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_the_order_of_the_files_says_nothing(
    whole: tuple[list[Path], Any], data: st.DataObject
) -> None:
    paths, expected = whole
    assert read(REPORT, data.draw(st.permutations(paths))).read == expected


CHANGING = (
    "name\tcountry\tsector\tkind\tsince\tuntil\n"
    "Harbour Council\tSYR\tREB\tgroup\t2012-03-01\t2015-06-30\n"
    "Harbour Council\tLBN\tGOV\torganisation\t2015-07-01\n"
    "Harbour Council\t\t\tgroup\t\t2012-02-29\n"
)


@pytest.mark.parametrize(
    ("day", "country", "sector", "line"),
    [
        ("2012-02-29", None, None, 4),
        ("2012-03-01", "SYR", "REB", 2),
        ("2015-06-30", "SYR", "REB", 2),
        ("2015-07-01", "LBN", "GOV", 3),
        ("2023-01-01", "LBN", "GOV", 3),
    ],
)
def test_the_day_decides_between_codes_of_one_name(
    files: Callable[..., list[Path]], day: str, country: str, sector: str, line: int
) -> None:
    text = "The Harbour Council shelled Syrian soldiers in Aleppo, Syria."
    reading = sayso.read(text, overlays=files(actors=CHANGING), published=day, model=False)
    (actor,) = [a for a in reading.actors if a.name == "Harbour Council"]
    assert (actor.country, actor.sector) == (country, sector)
    assert actor.provenance.reason == f"named so by actors.tsv:{line}"


def test_a_person_of_unknown_sex_is_a_person(files: Callable[..., list[Path]]) -> None:
    row = "name\tcountry\tsector\tkind\nMilo Harlan\tSYR\tGOV\tperson\n"
    for title in ("President", "Mr"):
        (actor, *_) = read(f"{title} Milo Harlan met the envoys.", files(actors=row)).actors
        assert actor.span.quote == f"{title} Milo Harlan"
        assert (actor.name, actor.sector) == ("Milo Harlan", "GOV")


def test_a_role_tells_sector_and_kind(files: Callable[..., list[Path]]) -> None:
    row = "role\tsector\ttitle\nsandwarden|sandwardens\tPRM\tyes\ncivilian\tREB\t\n"
    text = "Syrian sandwardens shot two men. Sandwarden Ruiz fled. A civilian was shot."
    found = {a.span.quote: a for a in read(text, files(roles=row)).actors}
    assert (found["Syrian sandwardens"].country, found["Syrian sandwardens"].sector) == (
        "SYR", "PRM",
    )  # fmt: skip
    assert "a noun of roles.tsv:2" in found["Syrian sandwardens"].provenance.reason
    assert "Sandwarden Ruiz" in found
    assert found["A civilian"].sector == "REB"


def test_a_removed_role_is_no_actor(files: Callable[..., list[Path]]) -> None:
    text = "The rebels shot two men."
    assert next(a.sector for a in read(text, []).actors) == "REB"
    gone = files(roles="role\tremove\nrebel|rebels\tyes\n")
    assert "REB" not in [a.sector for a in read(text, gone).actors]


def test_a_verb_names_an_event_only_where_its_needs_hold(
    files: Callable[..., list[Path]],
) -> None:
    rows = (
        "verb\tevent_type\tmodes\tcameo\tneeds\n"
        "flense\tASSAULT\t\t18\t\n"
        "flense\tCOERCE\tseize\t17\tobject:archive|object:archives\n"
        "grobble\tASSAULT\t\t19\twith:rocket|with:@weapon\n"
    )
    text = (
        "Rebels flensed nine villagers. The police flensed the archives. "
        "Soldiers grobbled the town with rockets. Soldiers grobbled the town with flags."
    )
    overlay = files(verbs=rows)
    assert [(e.event_type, e.start) for e in read(text, overlay).events] == [
        ("ASSAULT", text.index("flensed nine")),
        ("COERCE", text.index("flensed the")),
        ("ASSAULT", text.index("grobbled")),
    ]
    assert check_files(overlay) == []

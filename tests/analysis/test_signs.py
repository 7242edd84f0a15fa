"""What the recorder is told of words that were read already."""

from __future__ import annotations

import msgspec
import pytest

from sayso.analysis.recorder import RecordHeads
from sayso.analysis.sessions import FOLDER
from sayso.analysis.signs import SIGNS, signs_of
from sayso.lexicons.codes.signs import sign_of, sign_table
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import Counted
from tests.merging.scene import Scene

TEXT = "Officials accused gunmen of shooting nine clerks in Vado on Monday with rifles."


def signs(scene: Scene) -> set[tuple[str, str]]:
    """The words with their signs."""
    return {(TEXT[start:end], sign) for start, end, sign in signs_of(scene.annotations())}


def test_the_signs_are_those_that_the_network_was_trained_with() -> None:
    heads = msgspec.json.decode((FOLDER / "recorder.json").read_bytes(), type=RecordHeads)
    assert list(SIGNS) == heads.signs
    assert len(set(SIGNS)) == 40


def test_the_table_names_signs_and_codes_that_exist() -> None:
    assert set(sign_table().values()) <= set(SIGNS)
    values = {kind: {v for k, v in sign_table() if k == kind} for kind, _ in sign_table()}
    assert values["stance"] <= set(Stance)
    assert values["counted"] <= {*Counted, "other"}


def test_every_sign_can_be_given() -> None:
    of_words = {"epithet", "place", "time", "source", "cue"}
    assert set(sign_table().values()) | of_words == set(SIGNS)


def test_every_word_that_was_read_has_its_sign() -> None:
    scene = Scene(TEXT)
    gunmen, clerks = scene.actor("gunmen", sector="UAF", epithet=True), scene.actor("clerks")
    vado, monday = scene.place("Vado"), scene.day("Monday", "2016-08-01")
    nine = scene.count("nine", 9)
    scene.says("accused", Stance.ACCUSES)
    scene.event(
        "shooting", actors=(gunmen.id,), recipients=(clerks.id,), place=vado.id, date=monday.id,
        quantities=(nine.id,), modes=("firearms",), weapon=(scene.span("rifles"),),
    )  # fmt: skip
    assert signs(scene) == {
        ("gunmen", "rebel"), ("gunmen", "epithet"), ("gunmen", "assault actor"),
        ("clerks", "no sector"), ("clerks", "assault recipient"), ("nine", "killed"),
        ("Vado", "place"), ("Vado", "event place"), ("Monday", "time"), ("Monday", "event time"),
        ("accused", "cue"), ("accused", "accused"), ("shooting", "assault"),
        ("shooting", "shooting"), ("rifles", "weapon"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("event_type", "status", "trigger", "side"),
    [
        ("ASSAULT", Status.HISTORICAL, "assault", "assault actor"),
        ("ASSAULT", Status.PLANNED, "assault untold", "assault actor"),
        ("COERCE", Status.DEMANDED, "coercion", "coerce actor"),
        ("THREATEN", Status.OCCURRED, "threat", "other actor"),
        ("CONSULT", Status.OCCURRED, "other event", "other actor"),
    ],
)
def test_events_have_the_sign_of_their_type(
    event_type: str, status: Status, trigger: str, side: str
) -> None:
    scene = Scene(TEXT)
    gunmen, vado = scene.actor("gunmen", sector="BUS"), scene.place("Vado")
    scene.event(
        "shooting", event_type=event_type, status=status, actors=(gunmen.id,), place=vado.id
    )
    told = signs(scene)
    assert {("shooting", trigger), ("gunmen", side), ("gunmen", "other sector")} <= told
    assert (("Vado", "event place") in told) == (event_type in {"ASSAULT", "COERCE"})


def test_the_day_of_publication_has_no_words_for_a_sign() -> None:
    scene = Scene(TEXT)
    scene.event("shooting", date=scene.day(None, "2016-08-03").id)
    assert signs(scene) == {("shooting", "assault")}


def test_codes_without_a_line_have_the_sign_of_others_or_none() -> None:
    assert sign_of("counted", "missing") == "other count"
    assert sign_of("mode", "beat") is None
    assert sign_of("stance", "asserts") is None

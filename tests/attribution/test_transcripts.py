"""Texts that are somebody's words as a whole: headings of issuers, turns of speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.attribution import ReportKind, Stance
from tests.attribution.reading import actor, attributions

if TYPE_CHECKING:
    from sayso.records.attribution import Attribution

COMMUNIQUE = (
    "[Communique] [Red Front General Command] [Text] We have mined the bridge. "
    "The army burnt the mill. We deny that our men hurt the miller."
)
TALK = (
    "[Interview with\nColonel Anton Bel by unidentified reporter] [Text] "
    "[Reporter] Has the hill been lost? [Bel] Our men have left the hill. It rained all day."
)


def spoken(found: list[Attribution]) -> list[tuple[str, str]]:
    return [(a.source.quote if a.source else "", a.content[0].quote) for a in found]


def turns(text: str) -> list[tuple[str, str]]:
    return spoken([a for a in attributions(text) if a.provenance.rule == "en.report.turn"])


def test_each_sentence_of_a_communique_is_its_issuers() -> None:
    assert turns(COMMUNIQUE) == [
        ("Red Front General Command", "We have mined the bridge."),
        ("Red Front General Command", "The army burnt the mill."),
        ("Red Front General Command", "We deny that our men hurt the miller."),
    ]


def test_each_sentence_has_its_own_stance() -> None:
    front = actor(COMMUNIQUE, "Red Front General Command", "Red Front", sector="REB")
    army = actor(COMMUNIQUE, "The army", None, sector="MIL")
    found = attributions(COMMUNIQUE, (front, army))
    assert {a.voice for a in found} == {front.id}
    assert {a.kind for a in found} == {ReportKind.DIRECT}
    stances = [a.stance for a in found if a.provenance.rule == "en.report.turn"]
    assert stances[1:] == [Stance.ACCUSES, Stance.DENIES]


def test_turns_of_an_interview() -> None:
    assert turns(TALK) == [
        ("Reporter", "Has the hill been lost?"),
        ("Bel", "Our men have left the hill."),
        ("Bel", "It rained all day."),
    ]


def test_a_turn_is_spoken_by_the_person_of_the_heading() -> None:
    bel = actor(TALK, "Colonel Anton Bel", "Anton Bel")
    assert attributions(TALK, (bel,))[-1].voice == bel.id


def test_a_turn_ends_where_a_recording_does() -> None:
    text = (
        "[Statement by Anton Bel] [Text] The hill is lost. [End recording] The studio fell silent."
    )
    assert turns(text) == [("Anton Bel", "The hill is lost.")]


def test_whoever_a_recording_names_speaks_in_it_and_later() -> None:
    text = (
        "[Text] The road is cut. [Begin recording] [Bel] Our men have left the hill. "
        "[Reporter] Has it rained all day? [Bel] It rained all day. [End recording]"
    )
    assert turns(text) == [
        ("Bel", "Our men have left the hill."),
        ("Reporter", "Has it rained all day?"),
        ("Bel", "It rained all day."),
    ]


def test_an_editors_note_in_a_recording_is_no_speaker() -> None:
    assert turns("[Text] [Begin recording] [Words indistinct] The hill is lost today.") == []


def test_what_is_said_within_a_turn_hangs_on_it() -> None:
    text = "[Statement] [Red Front] [Text] The mayor said that the mill had been burnt."
    outer, inner = attributions(text)
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_the_editors_brackets_are_no_part_of_what_is_said() -> None:
    found = attributions("[Text] [Excerpts] The road is cut, the mayor said.")
    assert spoken(found) == [("the mayor", "The road is cut")]


def test_a_text_whose_issuer_names_itself_is_its_issuers() -> None:
    text = "We, the Red Front, announce that our men hold the mill. The bridge is cut."
    front = actor(text, "the Red Front", "Red Front", sector="REB")
    found = attributions(text, (front,))
    assert spoken(found) == [
        ("the Red Front", "that our men hold the mill"),
        ("the Red Front", "The bridge is cut."),
    ]
    assert {a.voice for a in found} == {front.id}


def test_a_writer_who_says_we_issues_nothing() -> None:
    assert attributions("We all hope for peace. The bridge is cut.") == []

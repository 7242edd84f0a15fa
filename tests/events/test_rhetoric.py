"""Figures of speech, games, shows and markets: what tells of no deed."""

from __future__ import annotations

import pytest

from sayso.events.no_deed.rhetoric import is_rhetoric
from tests.events.reading import read_marked


def refusal(marked: str, event_type: str = "ASSAULT") -> str | None:
    parsed, (trigger,) = read_marked(marked, event_type)
    found = is_rhetoric(parsed, trigger, ())
    return found.rule if found else None


@pytest.mark.parametrize(
    ("marked", "rule"),
    [
        ("The outcome {trigger|signs} the death warrant of the junta.", "rhetoric.figure"),
        ("The old order is refusing to {trigger|die}.", "rhetoric.figure"),
        ("The new policy {trigger|strangled} the unions.", "rhetoric.abstract"),
        ("The evidence {trigger|demolished} his alibi.", "rhetoric.abstract"),
        (
            "The striker's goal {trigger|killed} the match for the league leaders.",
            "rhetoric.sport",
        ),
        (
            "The coach said his defenders {trigger|attacked} too late in the match.",
            "rhetoric.sport",
        ),
        ("In the film the actor {trigger|shoots} a banker.", "rhetoric.played"),
        ("The novel tells of a captain who {trigger|invades} an island.", "rhetoric.played"),
        ("She plays a clerk who is {trigger|kidnapped} by pirates.", "rhetoric.played"),
        ("In the exercise, marines {trigger|stormed} a beach.", "rhetoric.played"),
        ("Cadets {trigger|attacked} an imaginary enemy.", "rhetoric.played"),
        ("The simulation assumed that pirates had {trigger|bombed} the port.", "rhetoric.played"),
        (
            "Shareholders feared a price war after the merger {trigger|hit} profits.",
            "rhetoric.business",
        ),
        ("A storm {trigger|battered} the coast with snow and gusts.", "rhetoric.weather"),
        ("She died of a heart {trigger|attack}.", "rhetoric.figure"),
        ("A war of {trigger|words} broke out.", "rhetoric.figure"),
        ("The firm {trigger|slashed} 300 jobs in the port.", "rhetoric.figure"),
        ("A crane collapsed, {trigger|killing} two dockers.", "rhetoric.mishap"),
        ("The navy held a drill in which divers {trigger|attacked} a tanker.", "rhetoric.played"),
        ("The envoy was {trigger|ambushed} by reporters.", "rhetoric.figure"),
        ("The Otters {trigger|shot down} the Herons 3-1 on Monday.", "rhetoric.sport"),
        ("The visitors {trigger|stormed} to a 30-12 win.", "rhetoric.sport"),
        ("The winger {trigger|attacked} after his hat-trick.", "rhetoric.sport"),
        ("Parents {trigger|besieged} the ministry with petitions.", "rhetoric.abstract"),
        ("The levy is an {trigger|assault} on farmers.", "rhetoric.abstract"),
        ("Any raid on one of them is a {trigger|raid} on them all.", "rhetoric.abstract"),
        ("Gloom has {trigger|murdered} our hope.", "rhetoric.abstract"),
        ("The opera begins as a duke is {trigger|poisoned} by monks.", "rhetoric.played"),
        ("Season two sees a nurse {trigger|abducted} by robots.", "rhetoric.played"),
        ("The musical is about a clerk who {trigger|killed} his twin.", "rhetoric.played"),
        ("Floodwater {trigger|destroyed} nine barns.", "rhetoric.mishap"),
        ("Nine people were {trigger|injured} in a stampede.", "rhetoric.mishap"),
        ("The side {trigger|ambushed} the hosts with three touchdowns.", "rhetoric.sport"),
    ],
)
def test_no_deed_is_told(marked: str, rule: str) -> None:
    assert refusal(marked) == rule


@pytest.mark.parametrize(
    "marked",
    [
        "Rebels {trigger|shelled} a football stadium on Monday.",
        "Gunmen {trigger|shot} the director of the bank.",
        "The army {trigger|stormed} the town in a storm.",
        "Gunmen {trigger|killed} a player of the national team.",
        "The junta {trigger|arrested} an actor on Monday.",
        "The war {trigger|killed} thousands.",
        "Police {trigger|arrested} the chief executive on Monday.",
        "A blast {trigger|killed} six men at a cinema.",
        "The film was banned after the army {trigger|shot} a singer.",
        "During the exercise, a shell {trigger|killed} two marines.",
        "Rebels fired at the mill. A wall collapsed, {trigger|killing} two men.",
        "A bus was hit by a shell, {trigger|killing} two men.",
        "Gunmen in a car {trigger|killed} two men.",
        "Police came after he was {trigger|shot}, saw the scene and left.",
        "In 2011-12 the junta {trigger|killed} hundreds.",
        "Gunmen {trigger|attacked} marines in the exercise area.",
        "He plays no role in the war but {trigger|attacked} a town.",
        "Soldiers {trigger|killed} a columnist on Monday.",
        "A columnist was kidnapped and {trigger|killed}.",
        "Planes {trigger|bombed} the opera house.",
        "Gunmen {trigger|attacked} the league's team in the stadium, killing six.",
        "Gunmen in cars attacked a ferry, {trigger|killing} two guards.",
    ],
)
def test_deeds_stay(marked: str) -> None:
    assert refusal(marked) is None


def test_words_may_be_about_games() -> None:
    assert refusal("The coach {trigger|criticised} the referee after the match.", "ACCUSE") is None


def test_the_reason_quotes_the_words() -> None:
    parsed, (trigger,) = read_marked("The new policy {trigger|strangled} the unions.")
    found = is_rhetoric(parsed, trigger, ())
    assert found is not None
    assert "policy" in found.reason

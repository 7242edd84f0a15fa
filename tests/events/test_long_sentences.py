"""Long sentences: who did the later deeds of a sentence, when, where, and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sayso

if TYPE_CHECKING:
    from sayso.records.rows.mentions import EventRow


def event_at(text: str, word: str) -> EventRow:
    """The event at a word of a text."""
    events = sayso.read(text, published="2016-08-03", lang="en").events
    at = text.index(word)
    return next(event for event in events if event.start <= at < event.end)


def test_all_deeds_of_an_accusation_are_the_accused_ones() -> None:
    text = (
        "Oxfam accused fighters of the SLA on Monday of having shot a nurse and looted a clinic."
    )
    for word in ("shot", "looted"):
        event = event_at(text, word)
        assert [actor.text for actor in event.actors] == ["fighters"]
        assert [link.stance for link in event.attribution] == ["accuses"]


def test_a_date_of_a_noun_is_not_that_of_the_verb() -> None:
    text = "A court in Lima jailed the general on Monday for the killings of 1986."
    date = event_at(text, "jailed").date
    assert date is not None
    assert date.earliest == "2016-08-01"
    text = "A court in Lima jailed the general for the killings of 1986. His men stoned policemen."
    later = event_at(text, "stoned")
    assert (later.status, later.date and later.date.basis) == ("occurred", "publication")


def test_a_clause_with_when_has_the_day_before_it() -> None:
    date = event_at("They recall 9 May 1998, when troops killed 50 marchers.", "killed").date
    assert date is not None
    assert date.earliest == "1998-05-09"


def test_the_subject_of_a_clause_with_where_has_the_place_before_it() -> None:
    place = event_at("They forget Chad, where the invasion of 1983 killed ten.", "invasion").place
    assert place is not None
    assert place.name == "Chad"


def test_harm_told_by_a_verb_beside_an_arrest_is_none_of_its_doing() -> None:
    text = "The union said 14 members had been hurt and six arrested."
    assert [q.what for q in event_at(text, "arrested").quantities] == ["detained"]


def test_who_laid_a_bomb_did_what_the_bomb_did() -> None:
    text = "The rebels said that they had planted the bomb which wrecked the office on Sunday."
    assert [actor.text for actor in event_at(text, "wrecked").actors] == ["they"]


def test_those_told_of_deaths_are_not_the_dead() -> None:
    text = "The mayor told reporters that gunmen had stormed a post and killed nine guards."
    (count,) = event_at(text, "killed").quantities
    assert count.of == "guards"


def test_the_place_of_a_shooting_is_not_shot() -> None:
    event = event_at("The consul was shot on Sunday at a restaurant in Lima.", "shot")
    assert [recipient.text for recipient in event.recipients] == ["The consul"]


def test_who_wounds_him_is_not_himself() -> None:
    text = "Pedro Ruiz told the police that Juan Mora hit him. He then shot Mora, wounding him."
    event = event_at(text, "wounding")
    assert "Pedro Ruiz" not in {recipient.name for recipient in event.recipients}


def test_a_day_that_only_describes_a_place_is_not_carried_on() -> None:
    text = "Shells fell in Hama, where ten men had died in May. Rebels shot two guards in a bank."
    date = event_at(text, "shot").date
    assert date is not None
    assert date.basis == "publication"


def test_who_leads_an_attack_attacks_none_of_those_he_leads() -> None:
    text = (
        "The army thwarted an attack by about 900 fighters who were spearheaded by suicide "
        "bombers in lorries. He said the onslaught was halted on Monday."
    )
    events = sayso.read(text, published="2016-08-03", lang="en").events
    assert all("fighters" not in r.text for event in events for r in event.recipients)
    assert any("fighters" in actor.text for event in events for actor in event.actors)

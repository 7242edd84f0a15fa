"""Which mentions tell of an incident that the recorder sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.merging.draft import Draft, draft_events
from sayso.merging.groups import group_mentions
from tests.merging.recorder import entity, incident
from tests.merging.scene import Scene

if TYPE_CHECKING:
    from sayso.merging.incidents import SeenIncident

TEXT = "Gunmen shot a clerk. They seized a priest. Police met a judge. The shooting hit a bus."


def scene() -> Scene:
    """Four events, each of its own sentence and its own."""
    made = Scene(TEXT)
    made.event("shot", event="1")
    made.event("seized", event="2", modes=("abduct",))
    made.event("met", event="3", event_type="CONSULT")
    made.event("shooting", event="4")
    return made


def drafted(*incidents: SeenIncident) -> list[Draft]:
    made = scene()
    groups = group_mentions(made.annotations().events)
    return draft_events(made.tables(), groups, incidents)


def told(draft: Draft) -> list[str]:
    return [mention.trigger.quote for mention in draft.group.mentions] if draft.group else []


def test_the_mentions_in_whose_sentences_fillers_stand_tell_of_the_incident() -> None:
    one = incident("attack", entity(TEXT, "victims", "clerk"))
    first, *others = drafted(one)
    assert (told(first), first.incident) == (["shot"], one)
    assert [told(draft) for draft in others] == [["seized"], ["met"], ["shooting"]]
    assert all(draft.incident is None for draft in others)


def test_groups_that_tell_of_one_incident_are_one_event() -> None:
    one = incident("attack", entity(TEXT, "target", "bus"), entity(TEXT, "victims", "clerk"))
    first, *_ = drafted(one)
    assert told(first) == ["shot", "shooting"]
    assert first.group is not None
    assert {mention.event for mention in first.group.mentions} == {first.group.id}


def test_of_a_kidnapping_only_mentions_tell_that_say_so() -> None:
    priest = entity(TEXT, "victims", "priest")
    assert told(drafted(incident("attack", priest))[0]) == []
    assert told(drafted(incident("kidnapping", priest))[0]) == ["seized"]
    assert told(drafted(incident("kidnapping", entity(TEXT, "victims", "clerk")))[0]) == []


def test_deeds_that_no_incident_is_made_of_tell_of_none() -> None:
    first, *_ = drafted(incident("attack", entity(TEXT, "victims", "judge")))
    assert told(first) == []


def test_participants_count_for_more_than_sentences() -> None:
    text = "Gunmen shot a clerk and a bus was hit."
    made = Scene(text)
    clerk = made.actor("clerk")
    made.event("shot", recipients=(clerk.id,))
    near = incident("attack", entity(text, "target", "bus"))
    meant = incident("attack", entity(text, "victims", "clerk"))
    first, second = draft_events(
        made.tables(), group_mentions(made.annotations().events), [near, meant]
    )
    assert (told(first), told(second)) == ([], ["shot"])


def test_an_incident_without_fillers_is_the_first_event_of_its_kind_that_tells_of_none() -> None:
    shot = incident("attack", entity(TEXT, "victims", "clerk"))
    bare = incident("attack")
    first, second, *others = drafted(shot, bare)
    assert (told(first), told(second), second.incident) == (["shot"], ["shooting"], bare)
    assert [told(draft) for draft in others] == [["seized"], ["met"]]


def test_an_incident_that_nothing_bears_is_none() -> None:
    assert all(draft.incident is None for draft in drafted(incident("bombing")))


def test_of_a_place_that_no_mention_tells_of_no_incident_is_made() -> None:
    priest = incident("attack", entity(TEXT, "place", "priest"))
    assert all(draft.incident is None for draft in drafted(priest))
    clerk = incident("attack", entity(TEXT, "place", "clerk"))
    assert [told(d) for d in drafted(clerk) if d.incident is not None] == [["shot"]]


def test_a_draft_starts_at_its_first_words() -> None:
    first, *_ = drafted(incident("attack", entity(TEXT, "victims", "clerk")))
    assert first.start == TEXT.index("shot")


WORDS = st.lists(
    st.sampled_from(["clerk", "priest", "judge", "bus", "Police"]), min_size=1, unique=True
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["attack", "kidnapping"]), WORDS), max_size=4))
def test_no_incident_and_no_mention_is_lost(chosen: list[tuple[str, list[str]]]) -> None:
    incidents = [
        incident(kind, *(entity(TEXT, "victims", word) for word in words))
        for kind, words in chosen
    ]
    drafts = drafted(*incidents)
    assert sorted(word for draft in drafts for word in told(draft)) == [
        "met", "seized", "shooting", "shot",
    ]  # fmt: skip
    assert [draft.incident for draft in drafts if draft.incident is not None] == incidents

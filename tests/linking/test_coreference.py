"""Given mentions of events in several reports: which of them tell of the same event."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.model import parse
from sayso.lexicons.files.load import DataFileError
from sayso.linking.across.groups import average_link
from sayso.linking.across.judge import START, load_weights, probabilities
from sayso.linking.across.reports import affairs, likeness
from sayso.linking.across.spelling import common_letters, common_opening
from sayso.linking.across.told import told
from sayso.linking.coreference import GivenEvents, same_events, signs_of, told_in
from sayso.records.document import Passage, PassageKind

MINE = [
    "An explosion at the Velde coal mine killed six miners. The explosion broke the main shaft.",
    "Six miners died when the explosion broke a shaft of the Velde coal mine.",
    "The owner of the Velde coal mine said the explosion broke a shaft and killed miners.",
]
FERRY = [
    "An explosion on the ferry Marit hurt two sailors in Torvik harbour.",
    "Sailors of the ferry Marit fled the explosion in Torvik harbour.",
    "The explosion in Torvik harbour damaged the ferry Marit; two sailors were hurt.",
]


def report(name: str, text: str, *words: str) -> GivenEvents:
    doc = parse(text, (Passage(kind=PassageKind.BODY, start=0, end=len(text)),))
    events = [(text.index(word), text.index(word) + len(word)) for word in words]
    return GivenEvents(name, doc, tuple(events))


def two_affairs() -> list[GivenEvents]:
    texts = {f"mine{n}": text for n, text in enumerate(MINE)}
    texts |= {f"ferry{n}": text for n, text in enumerate(FERRY)}
    return [report(name, text, "explosion") for name, text in texts.items()]


def test_one_word_in_reports_on_two_affairs_is_two_events() -> None:
    found = same_events(two_affairs(), model=False)
    mine = {group for (name, *_), group in found.items() if name.startswith("mine")}
    ferry = {group for (name, *_), group in found.items() if name.startswith("ferry")}
    assert len(mine) == len(ferry) == 1
    assert mine != ferry


def test_nothing_hangs_on_the_order_of_the_reports() -> None:
    reports = two_affairs()
    assert same_events(reports) == same_events(reports[::-1])
    assert same_events(reports, model=False) == same_events(reports[::-1], model=False)


def test_no_reports_and_no_events_are_no_groups() -> None:
    assert same_events([]) == {}
    assert same_events([report("quiet", "Nothing happened in Velde.")]) == {}


def test_words_that_nothing_parses_as_one_are_named_in_the_error() -> None:
    doc = parse("Six died.", (Passage(kind=PassageKind.BODY, start=0, end=9),))
    with pytest.raises(ValueError, match=r"quiet.*40.*45.*9"):
        same_events([GivenEvents("quiet", doc, ((40, 45),))])


def test_participants_are_told_apart_from_what_stands_around() -> None:
    text = "On Monday troops shelled the village of Torvik."
    found = told(0, report("one", text).doc, text.index("shelled"), text.index(" the village"))
    assert found.lemma == "shell"
    assert found.does == ("troop",)
    assert set(found.undergoes) == {"village", "torvik"}
    assert "monday" in found.around["times"]


def test_the_head_of_a_phrase_is_a_word_that_means_something() -> None:
    text = "The driver was arrested on suspicion of murder."
    start = text.index("on suspicion")
    assert told(0, report("one", text).doc, start, start + 12).lemma == "suspicion"


def test_words_that_all_reports_share_tell_no_affairs_apart() -> None:
    alike = likeness([["vote", "x", "mine"], ["vote", "x", "mine"], ["vote", "y"], ["vote", "y"]])
    assert alike[0, 1] == pytest.approx(1.0)
    assert alike[0, 2] == 0.0
    assert affairs(alike).tolist() == [0, 0, 2, 2]


def test_an_average_link_does_not_chain() -> None:
    chain = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.8], [0.0, 0.8, 1.0]])
    assert average_link(chain, 0.5).tolist() == [0, 0, 2]
    assert average_link(chain, 0.3).tolist() == [0, 0, 0]


@given(st.permutations(range(6)), st.lists(st.floats(0, 1), min_size=15, max_size=15))
def test_groups_are_the_same_whatever_the_order(order: list[int], values: list[float]) -> None:
    alike = np.zeros((6, 6))
    alike[np.triu_indices(6, 1)] = [value + n / 1000 for n, value in enumerate(values)]
    alike += alike.T
    whole = average_link(alike, 0.5)
    shuffled = average_link(alike[np.ix_(order, order)], 0.5)
    ours = {(a, b) for a in range(6) for b in range(6) if whole[order[a]] == whole[order[b]]}
    theirs = {(a, b) for a in range(6) for b in range(6) if shuffled[a] == shuffled[b]}
    assert ours == theirs


def test_a_verb_and_its_noun_are_spelt_alike() -> None:
    assert common_opening("explode", "explosion") > common_opening("explode", "expel")
    assert common_letters("arrest", "arrests") > common_letters("arrest", "rest")
    assert common_opening("", "") == common_letters("vote", "flood") == 0.0


TOLD_APART = [
    ("a", "Rebels shelled the village of Torvik on Monday; three died.", ("shelled", "died")),
    ("b", "The shelling of Torvik killed three villagers on Monday.", ("shelling", "killed")),
    ("c", "Voters in Velde elected a new mayor, the electoral office said.", ("elected", "said")),
]


def test_a_verb_and_its_noun_are_one_event_and_a_vote_is_another() -> None:
    reports = [report(name, text, *words) for name, text, words in TOLD_APART]
    found = same_events(reports)
    by_word = {
        text[start:end]: found[name, start, end]
        for name, text, words in TOLD_APART
        for start, end in [(text.index(w), text.index(w) + len(w)) for w in words]
    }
    assert by_word["shelled"] == by_word["shelling"]
    assert len({by_word["shelled"], by_word["elected"], by_word["said"]}) == 3
    assert found == same_events(reports[::-1])


def test_signs_are_symmetric_and_those_of_the_table() -> None:
    reports = [report(name, text, *words) for name, text, words in TOLD_APART]
    found = signs_of(reports, told_in(reports))
    assert {*found, START} == set(load_weights())
    for name, table in found.items():
        assert np.isfinite(table).all(), name
        assert np.allclose(table, table.T), name


def test_one_event_alone_is_a_group() -> None:
    only = [report("one", "Troops left.", "left")]
    assert list(same_events(only).values()) == [0]


def test_words_beyond_what_is_read_of_a_sentence_still_compare() -> None:
    text = "Troops " + "very " * 450 + "left and returned."
    found = same_events([report("one", text, "left", "returned")])
    assert len(found) == 2


def test_weights_of_other_signs_are_refused_with_the_remedy() -> None:
    with pytest.raises(DataFileError, match=r"unheard.*training\.coreference"):
        probabilities({"unheard": np.ones((2, 2))}, {START: 0.0})


def test_what_one_person_said_is_likelier_one_event_than_what_two_said() -> None:
    texts = {
        "a": "Six miners died in Velde. The mayor said the pit was old.",
        "b": "In Velde six miners died. The mayor said the pit was old and unsafe.",
        "c": "Six miners of Velde died. A priest said prayers would be held.",
    }
    reports = [report(name, text, "died", "said") for name, text in texts.items()]
    alike = probabilities(signs_of(reports, told_in(reports)), load_weights())
    died, said = alike[::2, ::2], alike[1::2, 1::2]
    assert said[0, 1] > said[0, 2] + 0.1
    assert died[0, 2] > said[0, 2]

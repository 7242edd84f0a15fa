"""The words in which two reports tell of an event: what shows a copy, and what never does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.incidents.joining.linkable import to_linkables
from sayso.incidents.joining.linker import link_events
from sayso.incidents.joining.wording import compare_wordings
from tests.incidents.linkables import event
from tests.incidents.told import account, span

if TYPE_CHECKING:
    from sayso.incidents.joining.features import Linkable

LONG = "Armed men in two lorries shot a guard dead and wounded his brother at the old mill."
NEXT = "They then set fire to the mill and drove off with nine sacks of grain."
SHORT = "Two people were killed."


def heard(*sentences: str, of: tuple[str, str] = ("shot a guard dead", "set fire")) -> Linkable:
    """The first event of a report of these sentences; each tells one by the words given."""
    start, claims = 0, []
    for number, sentence in enumerate(sentences):
        words = next((words for words in of if words in sentence), sentence.split()[0])
        claims.append(
            account(
                event=f"w{number}",
                evidence=(span(words, start + sentence.index(words)),),
                sentences=(span(sentence, start),),
            ).claim
        )
        start += len(sentence) + 1
    return to_linkables(claims, None)[0]


def test_a_long_sentence_of_two_reports_is_known_whatever_its_case_and_points() -> None:
    one, other = heard(LONG), heard(LONG.upper().replace(".", " !"), of=("SHOT A GUARD DEAD", ""))
    assert compare_wordings(one, other, "unknown") == "same_sentence"
    assert compare_wordings(one, other, "same_day") == "same_sentence"


def test_a_second_sentence_beside_makes_it_a_copy_also_of_a_short_one() -> None:
    assert compare_wordings(heard(LONG, NEXT), heard(LONG, NEXT), "unknown") == "same_passage"
    assert compare_wordings(heard(SHORT, NEXT), heard(SHORT, NEXT), "unknown") == "same_passage"


def test_a_short_sentence_alone_shows_nothing() -> None:
    assert compare_wordings(heard(SHORT), heard(SHORT), "unknown") == "none"
    assert compare_wordings(heard(LONG), heard(NEXT), "unknown") == "none"


def test_one_sentence_that_tells_of_two_events_makes_them_no_copies_of_each_other() -> None:
    one, other = heard(LONG), heard(LONG, of=("wounded his brother", ""))
    assert compare_wordings(one, other, "unknown") == "none"


def test_words_of_another_day_are_a_phrase_of_the_desk() -> None:
    for days in ("day_apart", "days_apart", "week_apart", "reports_apart", "reported_before"):
        assert compare_wordings(heard(LONG, NEXT), heard(LONG, NEXT), days) == "reused"


def test_a_copy_without_a_date_joins_the_original_which_shares_nothing_else() -> None:
    kept: dict[str, Any] = {"wordings": ("k1",), "passages": ("k2",), "target": None}
    original = event("a", on="2021-03-01", **kept)
    copy = event("b", **kept)
    assert link_events([original, copy]).groups == (("a", "b"),)
    alone = [event("a", on="2021-03-01"), event("b")]
    assert link_events(alone).groups == (("a",), ("b",))


def test_a_sentence_without_a_date_does_not_join_two_days_that_it_is_told_of() -> None:
    kept: dict[str, Any] = {
        "wordings": ("k1",),
        "place": "Maraq",
        "target": "market",
        "actor": "the army",
    }
    told = [event("a", on="2021-03-01", **kept), event("b", on="2021-04-05", **kept)]
    undated = [event(name, **kept) for name in "cdef"]
    home = {name: g for g in link_events([*told, *undated]).groups for name in g}
    assert "b" not in home["a"]

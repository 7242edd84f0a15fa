"""A deed told a second time in other words is one event with the first; another one is not."""

from __future__ import annotations

import pytest

import sayso


def shared(text: str, one: str, other: str) -> bool:
    """Whether the events at two words of a text are one."""
    events = sayso.read(text, published="2016-08-03", lang="en").events
    ids = [
        next(e.event for e in events if e.start <= text.index(word) < e.end)
        for word in (one, other)
    ]
    return ids[0] == ids[1]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The mayor was assassinated at home. Police said two men had shot the mayor in his bed.",
         "assassinated", "shot"),
        ("Rebels abducted a nurse in Homs. The army says she was hurt when she was abducted.",
         "abducted", "abducted."),
        ("Chad freed 12 prisoners on Monday. It was the third release of prisoners this year.",
         "freed", "release"),
        ("Blast in Sirte kills nine. A bomber blew himself up at a market in Sirte, police said.",
         "kills", "blew"),
        ("A police patrol was ambushed near Homs. Two men were killed and one hurt in the attack.",
         "ambushed", "killed"),
        ("Jets bombed a hill Friday. Troops had begun a siege in May. The bombings hurt nobody.",
         "bombed", "bombings"),
        ("A jet was shot down over Homs. The downing angered the pilots.", "shot", "downing"),
    ],
)  # fmt: skip
def test_told_again_it_is_one_event(text: str, one: str, other: str) -> None:
    assert shared(text, one, other)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("A bomb attack on the church killed two. Three previous attacks on the church failed.",
         "bomb attack", "previous attacks"),
        ("Gunmen beat a farmer in Homs. The farmer said they had beaten him again on Monday.",
         "beat", "had beaten"),
        ("Two attacks took place in Hama in May. The attack on Sunday killed ten.",
         "Two attacks", "The attack"),
        ("Shells kill two in Homs. Rebels fired on the airport of Hama on Monday.",
         "kill", "fired"),
    ],
)  # fmt: skip
def test_another_deed_is_another_event(text: str, one: str, other: str) -> None:
    assert not shared(text, one, other)

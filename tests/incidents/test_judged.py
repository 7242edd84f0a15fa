"""Judgements of people that cannot all hold are found, with what stands against each other."""

from __future__ import annotations

from sayso.incidents.joining.judged import contradicted
from sayso.records.evidence import Provenance
from sayso.records.incident import Judgement, Link

SAME, DIFFERENT, UNSURE = Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE


def judged(left: str, right: str, judgement: Judgement) -> Link:
    return Link(
        id=f"l{left}{right}",
        left_id=left,
        right_id=right,
        judgement=judgement,
        by="A. Reader",
        why="so it says",
        provenance=Provenance(component="tests", version="0.1.0"),
    )


def test_a_chain_of_same_against_a_different_is_told_the_shortest_way() -> None:
    apart = judged("w1", "w4", DIFFERENT)
    chain = [judged("w1", "w3", SAME), judged("w3", "w4", SAME)]
    longer = [judged("w1", "w2", SAME), judged("w2", "w5", SAME), judged("w4", "w5", SAME)]
    assert contradicted([*longer, apart, *chain]) == (apart, chain)


def test_what_can_hold_together_holds() -> None:
    apart = judged("w1", "w4", DIFFERENT)
    assert contradicted([]) is None
    assert contradicted([apart, judged("w1", "w2", SAME), judged("w3", "w4", SAME)]) is None
    taken_back = judged("w2", "w4", UNSURE)
    assert contradicted([apart, judged("w1", "w2", SAME), taken_back]) is None

"""Copies of one text fold into the row of the first; who changes a word or a number does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.incidents.side_by_side.copies import folded
from sayso.incidents.side_by_side.matrix import to_matrix
from tests.incidents.told import account, incident, sources, toll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.claim import Account


def fold(*accounts: Account, shared: Sequence[int] = ()) -> dict[int, int]:
    groups = [shared] if shared else []
    return folded(to_matrix(incident(accounts), accounts, sources(accounts, *groups)).rows)


def told(doc: str, number: int = 8, **more: str) -> Account:
    return account(
        doc, "Hospital officials", publisher=f"Post {doc}", tolls=(toll(number),), **more
    )


def test_twelve_prints_of_one_text_are_one_row() -> None:
    prints = [told(f"d{n:02}") for n in range(12)]
    assert fold(*prints, shared=range(12)) == dict.fromkeys(range(2, 13), 1)


def test_what_rests_on_another_source_stays_a_row() -> None:
    prints = [told(f"d{n}") for n in range(3)]
    assert fold(*prints, shared=(0, 1)) == {2: 1}


def test_a_copy_with_another_number_stays_a_row() -> None:
    assert fold(told("d1"), told("d2", 9), told("d3"), shared=range(3)) == {3: 1}


def test_another_voice_and_another_bloc_stay_rows() -> None:
    other = account("d2", "The mayor", publisher="Post d2", tolls=(toll(8),))
    assert fold(told("d1"), other, told("d3", bloc="east"), shared=range(3)) == {}

"""Titles of corrections: the examples of the table, and what else papers write."""

from __future__ import annotations

import pytest

from sayso.lexicons.words.corrections import CorrectionRow, correction_rows, is_correction


@pytest.mark.parametrize("row", correction_rows("en"), ids=lambda row: row.word)
def test_each_word_matches_and_refuses_its_titles(row: CorrectionRow) -> None:
    assert is_correction(row.match)
    assert not is_correction(row.reject)


def test_brackets_numbers_and_no_title() -> None:
    assert is_correction("[Correction] Nine, not eleven, died")
    assert is_correction("UPDATE 2 - Nine killed at the port")
    assert not is_correction("Ministry: no correction of the toll")
    assert not is_correction(None)

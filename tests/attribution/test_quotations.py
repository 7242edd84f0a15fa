"""Quotation marks: speech found whole, apostrophes and possessives left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribution.quotations import find_quotations
from sayso.segment.passages import split_passages


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, split_passages(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We hold the bridge,” he said.", ["“We hold the bridge,”"]),
        ('"We hold the bridge," he said.', ['"We hold the bridge,"']),
        ("'We hold the bridge,' he said.", ["'We hold the bridge,'"]),
        ("‘We hold the bridge,’ he said.", ["‘We hold the bridge,’"]),
        ("''We hold the bridge,'' he said.", ["''We hold the bridge,''"]),
        ("It is the allies’ bridge and it isn’t ours.", []),
        ("It is the allies' bridge, not O'Neill's.", []),
        ("In the ’90s and the '80s they fought.", []),
        ("The alliance’s ‘partners’ had fled and many were lost.", ["‘partners’"]),
        ("An important ‘partner’ town fell.", ["‘partner’"]),
        (
            "‘The rebels’ offensive has failed,’ he said.",
            ["‘The rebels’ offensive has failed,’"],
        ),
        (
            "“He told me ‘run’ and I ran,” she said.",
            ["“He told me ‘run’ and I ran,”", "‘run’"],
        ),
        ("The point is that ‘Our house is on fire’.Nobody came.", ["‘Our house is on fire’"]),
        ("He said “we lost” — “badly”.", ["“we lost”", "“badly”"]),
    ],
)
def test_marks_are_matched(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_speech_runs_over_paragraphs() -> None:
    text = "He said: “The road is cut.\n\n“We have no bread.”\n\nNobody answered him."
    first, second = find_quotations(text, split_passages(text))
    assert not first.closed
    assert second.closed
    assert second.continues


def test_a_lone_mark_quotes_nothing() -> None:
    assert quoted("The 6' fence was cut.\n\nNobody saw “it.\n\nAll was quiet there.") == []


@given(st.text(alphabet="ab sS.,’‘“”'\"\n-19", max_size=80))
def test_quotations_lie_in_the_text_and_begin_and_end_with_words_or_marks(text: str) -> None:
    for quotation in find_quotations(text, split_passages(text)):
        assert 0 <= quotation.start < quotation.end <= len(text)

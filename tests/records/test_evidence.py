"""A span covers its quote exactly, or it does not come to be."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records.evidence import Span, content_id, span_id
from sayso.records.exchange.codec import decode, encode


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(3, 3, ""), (-1, 2, "abc"), (0, 2, "abc"), (5, 2, "abc")]
)
def test_impossible_spans_are_refused(start: int, end: int, quote: str) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(start=start, end=end, quote=quote)


def test_spans_are_half_open() -> None:
    left, right = Span(start=0, end=2, quote="ab"), Span(start=2, end=4, quote="cd")
    whole = Span(start=0, end=4, quote="abcd")
    assert not left.overlaps(right)
    assert whole.overlaps(right)
    assert whole.contains(left)
    assert not left.contains(whole)


@given(st.integers(0, 1000), st.text(min_size=1))
def test_a_span_survives_the_codec(start: int, quote: str) -> None:
    span = Span(start=start, end=start + len(quote), quote=quote)
    assert decode(encode(span), Span) == span


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        decode(b'{"start": 0, "end": 1, "quote": "a", "colour": "red"}', Span)


def test_ids_depend_on_every_part_and_on_nothing_else() -> None:
    assert content_id("d", "a", "b") == content_id("d", "a", "b")
    assert content_id("d", "a", "b") != content_id("d", "ab", "")
    span = Span(start=0, end=1, quote="x")
    moved = Span(start=1, end=2, quote="x")
    assert span_id("e", "d1", span) != span_id("e", "d1", moved)

"""The judge of two mentions is learnt from topics, and written as the table that ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from sayso.lexicons.files.load import read_table
from sayso.linking.across.judge import START, SignWeight
from training.coreference import Topic, folds, learn, predict, write

if TYPE_CHECKING:
    from pathlib import Path


def made(number: int) -> Topic:
    """Six mentions of three events; the sign tells them, `noise` tells nothing."""
    draw = np.random.default_rng(number)
    true = ("a", "a", "b", "b", "b", "c")
    same = np.array([[float(one == other) for other in true] for one in true])
    noise, other = draw.random((6, 6)), draw.random((6, 6))
    signs = {
        "sign": (same + 0.3 * (noise + noise.T)).astype(np.float32),
        "noise": np.maximum(other, other.T).astype(np.float32),
    }
    return Topic(f"topic-{number}", tuple(f"m{n}" for n in range(6)), true, signs, held=False)


def test_what_tells_events_apart_is_learnt() -> None:
    topics = [made(number) for number in range(8)]
    weights = learn(topics[:7])
    assert weights["sign"] > 3 * abs(weights["noise"])
    groups = predict(topics[7], weights, 0.5)
    assert groups["m0"] == groups["m1"]
    assert groups["m2"] == groups["m3"] == groups["m4"]
    assert len(set(groups.values())) == 3


def test_no_topic_is_in_two_parts() -> None:
    topics = [made(number) for number in range(11)]
    parts = [topic.ident for part in folds(topics) for topic in part]
    assert sorted(parts) == sorted(topic.ident for topic in topics)
    assert [[t.ident for t in p] for p in folds(topics[::-1])] == [
        [t.ident for t in p] for p in folds(topics)
    ]


def test_the_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    weights = {START: -4.25, "sign": 3.5}
    write(weights, tmp_path / "alike.tsv")
    read = {row.sign: row.weight for row in read_table(tmp_path / "alike.tsv", SignWeight)}
    assert read == pytest.approx(weights)

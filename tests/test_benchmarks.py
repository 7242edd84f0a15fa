"""The table of the pace: its figures, its page and its texts."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.__main__ import MEASURES
from benchmarks.incident_accounts import accounts
from benchmarks.linking import pairs_right
from benchmarks.reports import conflict_news, mixed_news
from benchmarks.rows import Row, Setting
from benchmarks.start import start
from benchmarks.table import BEGIN, END, page, table
from sayso.incidents.joining.linker import link_events

PAGE = Path(__file__).parents[1] / "docs" / "pace.md"


@pytest.mark.parametrize(
    ("least", "most", "reached"),
    [
        (None, None, None),
        (2.0, None, True),
        (2.1, None, False),
        (None, 2.0, True),
        (None, 1.9, False),
    ],
)
def test_the_median_says_whether_a_promise_is_kept(
    least: float | None, most: float | None, reached: bool | None
) -> None:
    row = Row("x", "s", (9.0, 1.0, 2.0), least=least, most=most)
    assert row.middle == 2.0
    assert row.reached is reached
    assert ("**missed**" in table([row])) == (reached is False)


def test_a_row_tells_median_and_spread() -> None:
    row = Row("reading", "words/s", (1234.5, 2000.0, 900.0), least=5000, told="3 texts")
    line = table([row]).splitlines()[-1]
    assert line == ("| reading | ≥ 5,000 | 1,234 words/s **missed** | 900–2,000 | 3 | 3 texts |")


def test_the_page_keeps_the_last_table_only(tmp_path: Path) -> None:
    path = tmp_path / "pace.md"
    path.write_text(f"Before.\n{BEGIN}\nold\n{END}\nAfter.\n", encoding="utf-8")
    for what in ("first", "second"):
        path.write_text(page(path, ["Here."], [Row(what, "s", (1.0,))]), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"Before.\n{BEGIN}\nHere.\n\n| what |")
    assert text.endswith(f"{END}\nAfter.\n")
    assert "| second |" in text
    assert "first" not in text
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="put both there"):
        page(path, [], [])


def test_the_documentation_has_a_place_for_it() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.index(BEGIN) < text.index(END)
    assert set(MEASURES) >= {
        "start",
        "conflict",
        "mixed",
        "workers",
        "memory",
        "writing",
        "linking",
    }


def test_texts_are_generated_where_no_folder_is_given() -> None:
    setting = Setting(None, words=600)
    for given in (conflict_news(setting), mixed_news(setting)):
        assert 600 <= sum(len(text.split()) for text in given.texts) < 2000
        assert "generated texts" in given.told
    assert conflict_news(setting) == conflict_news(setting)


def test_public_texts_are_taken_evenly_and_in_equal_parts(tmp_path: Path) -> None:
    for name in ("places", "incidents", "coreference", "muc4"):
        texts = [{"text": f"{name} {n} words here"} for n in range(100)]
        items = [{"docs": texts}] if name == "coreference" else texts
        with gzip.open(tmp_path / f"{name}.input.jsonl.gz", "wt", encoding="utf-8") as out:
            out.writelines(f"{json.dumps(item)}\n" for item in items)
    mixed = mixed_news(Setting(tmp_path, words=120)).texts
    assert [text.split()[0] for text in mixed[:3]] == ["places", "incidents", "coreference"]
    assert [text.split()[1] for text in mixed[::3]] == [str(n) for n in range(0, 100, 10)]
    assert len(conflict_news(Setting(tmp_path, words=10_000)).texts) == 100


def test_a_start_is_timed_to_its_first_event() -> None:
    helps, event = start(Setting(None, runs=-1))
    assert 0 < helps.middle < event.middle


def test_generated_accounts_disagree_and_their_truth_is_known() -> None:
    generated = accounts(400, seed=3)
    assert len(generated.events) == len({event.id for event in generated.events}) == 400
    assert accounts(400, seed=3) == generated
    told = Counter(generated.truth[event.id] for event in generated.events)
    assert max(told.values()) > 5
    groups = link_events(generated.events).groups
    precision, recall = pairs_right(groups, generated.truth)
    assert precision > 0.7
    assert recall > 0.6


def test_pairs_are_right_that_are_joined_and_one_incident() -> None:
    truth = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert pairs_right([("a", "b"), ("c",), ("d",)], truth) == (1.0, 0.5)
    assert pairs_right([("a", "b", "c"), ("d",)], truth) == (1 / 3, 0.5)
    assert pairs_right([("a",), ("b",), ("c",), ("d",)], truth) == (1.0, 0.0)

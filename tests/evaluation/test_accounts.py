"""The contradiction set is whole, and a group that contradicts itself is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from evaluation.accounts import Alike, Differs, Group, Part, load_groups
from evaluation.items import ItemError

if TYPE_CHECKING:
    from pathlib import Path

PARTS: tuple[Part, ...] = ("seen", "held")
HEAD = "language: en\norigin: ours\nlicence: Apache-2.0\ngroups:\n"
TWO = (
    "  - id: g\n    {kind}\n    why: for a test\n    reports:\n"
    "      - {{publisher: A, published: {day}, text: A bomb killed two. It was loud.{one}}}\n"
    "      - {{publisher: B, published: 2021-03-04, text: A bomb killed three.{two}}}\n"
)


def write(folder: Path, **parts: str) -> Path:
    told = {"kind": "differs: [toll]", "day": "2021-03-04", "one": "", "two": "", **parts}
    (folder / "seen_a.yaml").write_text(HEAD + TWO.format(**told), encoding="utf-8")
    return folder


def test_reports_of_one_incident_tell_it_without_a_word(tmp_path: Path) -> None:
    (group,) = load_groups("seen", write(tmp_path))
    assert group.incidents == {"incident"}
    assert [dict(told.tells) for told in group.reports] == [{"incident": ()}] * 2


def test_a_name_given_once_holds_for_the_group(tmp_path: Path) -> None:
    one = ", tells: {blast: [A bomb killed two.]}"
    (group,) = load_groups("seen", write(tmp_path, one=one))
    assert group.incidents == {"blast"}


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"day": "4 March"}, "report 1: `published` is '4 March'"),
        ({"kind": "differs: [weather]"}, "Invalid enum value 'weather'"),
        ({"kind": "alike: [week]"}, "names fewer than two incidents"),
        ({"kind": "because: no"}, "unknown field `because`"),
        ({"kind": "differs: []"}, "either in what it `differs` or why it is `alike`"),
        (
            {"one": ", tells: {x: [A bomb]}", "two": ", tells: {y: []}"},
            "is one incident and names",
        ),
        ({"one": ", tells: {x: [o]}"}, "the quote 'o' is not there once"),
        (
            {"kind": "alike: [week]", "one": ", tells: {x: [], y: []}"},
            "quote the sentence that tells 'x'",
        ),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, parts: dict[str, str], told: str) -> None:
    with pytest.raises(ItemError, match=r"seen_a\.yaml") as refused:
        load_groups("seen", write(tmp_path, **parts))
    assert told in str(refused.value)


def test_two_groups_of_one_name_and_no_groups_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ItemError, match="there are no files held_"):
        load_groups("held", write(tmp_path))
    (tmp_path / "seen_b.yaml").write_text((tmp_path / "seen_a.yaml").read_text(), encoding="utf-8")
    with pytest.raises(ItemError, match="two groups 'g'"):
        load_groups("seen", tmp_path)


@pytest.mark.parametrize("part", PARTS)
def test_half_of_each_part_is_look_alikes_and_every_trick_is_there(part: Part) -> None:
    groups = load_groups(part)
    one = [group for group in groups if group.differs]
    assert len(groups) >= 40
    assert len(one) * 2 == len(groups)
    assert {kind for g in groups for kind in g.differs} == set(get_args(Differs))
    assert {kind for g in groups for kind in g.alike} == set(get_args(Alike))
    assert all(2 <= len(group.reports) <= 5 for group in groups)


def test_no_text_stands_twice() -> None:
    groups: list[Group] = [group for part in PARTS for group in load_groups(part)]
    texts = [told.text for group in groups for told in group.reports]
    assert len(set(texts)) == len(texts)
    assert len({group.id for group in groups}) == len(groups)

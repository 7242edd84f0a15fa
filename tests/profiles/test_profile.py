"""Profiles as files: shipped ones load, users' own are read strictly, mistakes say where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.lexicons.files.load import DataFileError
from sayso.profiles.figures import compute
from sayso.profiles.profile import FOLDER, SHIPPED, find_profiles, read_profile, shipped_profile
from sayso.records.claim import Victims
from tests.profiles.accounts import account, sources, toll

if TYPE_CHECKING:
    from pathlib import Path


def own(folder: Path, **changes: str) -> Path:
    """The profile of IBC under another name, some lines of it written otherwise."""
    lines = (FOLDER / "ibc.toml").read_text(encoding="utf-8").splitlines()
    changes = {"name": '"ours"', **changes}
    for key, value in changes.items():
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{key} = "))
        lines[at] = f"{key} = {value}"
    path = folder / "ours.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_shipped_profiles_are_named_as_their_files() -> None:
    assert [profile.name for profile in find_profiles()] == list(SHIPPED)
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(SHIPPED)


def test_every_shipped_profile_says_what_is_unverified_and_how_to_be_careful() -> None:
    for name in SHIPPED:
        assert shipped_profile(name).unverified
        assert shipped_profile(name).caution


def test_a_users_profile_lies_beside_the_shipped(tmp_path: Path) -> None:
    path = own(tmp_path, suicide_attacker='"counted"', measures='["killed"]')
    ibc, ours = find_profiles(("ibc", str(path)))
    bomber = account(toll(7, includes_perpetrator=True))
    assert compute(ibc, [bomber], sources([bomber])).figures[0].low == 6
    assert compute(ours, [bomber], sources([bomber])).figures[0].low == 7


def test_civilians_in_a_battle_may_be_left_out(tmp_path: Path) -> None:
    ours = read_profile(own(tmp_path, civilians_in_battle='"left_out"'))
    civilians = toll(4, words="4 villagers", whom=Victims.CIVILIAN)
    fighters = toll(9, words="9 gunmen", whom=Victims.COMBATANT_A, at=40)
    battle, other = account(civilians, fighters), account(civilians)
    figure = compute(ours, [battle], sources([battle])).figures[0]
    assert figure.low is None
    assert "ours.civilians_in_battle" in {use.rule for use in figure.set_aside}
    assert compute(ours, [other], sources([other])).figures[0].low == 4


def test_all_versions_of_a_voice_may_stand(tmp_path: Path) -> None:
    ours = read_profile(own(tmp_path, later_news='"all_versions"'))
    told = [
        account(toll(9, words="nine"), published="2030-05-01"),
        account(toll(22, words="22"), published="2030-05-03"),
    ]
    figure = compute(ours, told, sources(told)).figures[0]
    assert (figure.low, figure.high) == (9, 22)


def test_the_digest_changes_with_any_choice(tmp_path: Path) -> None:
    changed = read_profile(own(tmp_path, later_news='"live"'))
    assert changed.digest() != read_profile(own(tmp_path)).digest()


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("accounts_differ", '"average"', "unknown accounts_differ 'average'; known are"),
        ("measures", "[]", "measures: write at least one of killed, injured"),
        ("suicide_attacker", '"not_count"', "did you mean not_counted?"),
        ("name", '"Our Rules"', "write a word of small letters"),
        ("vague", '"guess"', "unknown vague 'guess'"),
    ],
)
def test_a_wrong_choice_is_told_with_line_and_remedy(
    tmp_path: Path, key: str, value: str, told: str
) -> None:
    path = own(tmp_path, **{key: value})
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if text.startswith(f"{key} = "))
    with pytest.raises(DataFileError) as error:
        read_profile(path)
    assert f"ours.toml:{line}: " in str(error.value)
    assert told in str(error.value)


def test_an_unknown_key_is_refused_with_the_one_it_resembles(tmp_path: Path) -> None:
    path = own(tmp_path)
    path.write_text("side = 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"ours.toml:1: unknown key side; did you mean sides"):
        read_profile(path)


def test_a_missing_key_is_told(tmp_path: Path) -> None:
    path = own(tmp_path)
    kept = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("threshold")
    ]
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(DataFileError, match="threshold is missing; give it a value"):
        read_profile(path)


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=r"broken\.toml"):
        read_profile(path)


def test_unknown_missing_and_double_names(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="known are acled, ucdp, ibc, airwars"):
        find_profiles(("nobody",))
    with pytest.raises(DataFileError, match="no such file"):
        find_profiles((str(tmp_path / "none.toml"),))
    with pytest.raises(DataFileError, match="two profiles are named 'ibc'"):
        find_profiles(("ibc", "ibc"))
    with pytest.raises(DataFileError, match="the name of a shipped profile"):
        find_profiles((str(own(tmp_path, name='"ucdp"')),))

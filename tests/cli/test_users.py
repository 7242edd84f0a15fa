"""`sayso ledger users`, and what `sayso serve` asks of accounts before it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.ledger.store import open_ledger
from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.review.room import Room

WORDS = "nine quiet harbours"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    with open_ledger(str(path), create=True):
        return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What `sayso serve` would have opened."""
    found: dict[str, Any] = {}

    def serve(room: Room, **where: Any) -> None:
        found.update(room=room, **where)

    monkeypatch.setattr("sayso.review.serving.serve", serve)
    return found


def test_accounts_are_made_listed_and_changed(ledger: Path) -> None:
    assert run("ledger", "users", ledger).stdout == ""
    made = run("ledger", "users", ledger, "add", "rosa", "--role", "referee", stdin=f"{WORDS}\n")
    assert made.exit_code == 0, made.stderr
    assert run("ledger", "users", ledger, "add", "ana", stdin=f"{WORDS}\n").exit_code == 0
    listed = run("ledger", "users", ledger, "list")
    assert listed.stdout == "ana\tcoder\tactive\nrosa\treferee\tactive\n"
    assert run("ledger", "users", ledger, "role", "ana", "--role", "reader").exit_code == 0
    assert run("ledger", "users", ledger, "disable", "ana").exit_code == 0
    assert "ana\treader\tdisabled" in run("ledger", "users", ledger).stdout
    assert run("ledger", "users", ledger, "enable", "ana").exit_code == 0
    assert (
        run("ledger", "users", ledger, "password", "ana", stdin="ten loud bells\n").exit_code == 0
    )


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("add", "rosa"), "short\n", "a password has 10"),
        (("add", "ro\u202esa"), WORDS, "invisible"),
        (("add",), WORDS, "NAME of the account"),
        (("role", "rosa"), "", "which role"),
        (("password", "rosa"), WORDS, "there is no account rosa"),
        (("disable", "rosa"), "", "there is no account rosa"),
    ],
)
def test_what_cannot_be_done_is_told(
    ledger: Path, arguments: tuple[str, ...], stdin: str, said: str
) -> None:
    done = run("ledger", "users", ledger, *arguments, stdin=stdin)
    assert done.exit_code == 2
    assert said in done.stderr
    assert WORDS not in done.stderr


def test_a_password_is_kept_as_a_hash(ledger: Path) -> None:
    run("ledger", "users", ledger, "add", "rosa", "--role", "referee", stdin=f"{WORDS}\n")
    with open_ledger(str(ledger)) as opened_ledger:
        (rosa,) = opened_ledger.users()
    assert rosa.password.startswith("$argon2id$")
    assert WORDS.encode() not in ledger.read_bytes()


def test_without_accounts_the_room_is_one_persons_on_loopback(
    ledger: Path, opened: dict[str, Any]
) -> None:
    assert run("serve", ledger, "--as", "maria").exit_code == 0
    assert (opened["host"], opened["room"].owner.name) == ("127.0.0.1", "maria")
    assert not opened["room"].hosts.allow("rebound.test")


def test_others_get_in_only_with_an_account_of_a_referee(
    ledger: Path, opened: dict[str, Any]
) -> None:
    refused = run("serve", ledger, "--host", "0.0.0.0")
    assert refused.exit_code == 2
    assert f"sayso ledger users {ledger} add NAME --role referee" in refused.stderr
    run("ledger", "users", ledger, "add", "ana", stdin=f"{WORDS}\n")
    assert run("serve", ledger, "--host", "0.0.0.0").exit_code == 2
    run("ledger", "users", ledger, "add", "rosa", "--role", "referee", stdin=f"{WORDS}\n")
    done = run("serve", ledger, "--host", "0.0.0.0", "--called", "room.example", "--https")
    assert done.exit_code == 0
    assert opened["room"].guarded
    assert opened["room"].https
    assert opened["room"].hosts.allow("room.example")
    assert "put a server that does TLS in front" in run("serve", ledger, "--host", "::").stderr


def test_with_accounts_everybody_signs_in_on_loopback_too(
    ledger: Path, opened: dict[str, Any]
) -> None:
    run("ledger", "users", ledger, "add", "ana", stdin=f"{WORDS}\n")
    assert run("serve", ledger, "--as", "maria").exit_code == 2
    assert run("serve", ledger).exit_code == 0
    assert opened["room"].guarded

"""Accounts of people, on both databases: only added to, vouched for, told to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from sayso.ledger.connect import writing
from sayso.ledger.people.user_tables import sign_in
from sayso.ledger.store import LedgerError, open_ledger
from sayso.records.review.act import ActKind
from sayso.records.review.user import Role, check_password, checked_name

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.ledger.store import Ledger

HASH = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA"


def test_an_account_is_added_changed_and_disabled(ledger: Ledger) -> None:
    ledger.add_user("rosa", Role.REFEREE, HASH, by="root")
    ledger.add_user("Ana Šimić", Role.CODER, HASH, by="root")
    assert [(one.name, one.role) for one in ledger.users()] == [
        ("Ana Šimić", Role.CODER),
        ("rosa", Role.REFEREE),
    ]
    ledger.change_user("Ana Šimić", by="rosa", role=Role.READER)
    ledger.change_user("Ana Šimić", by="rosa", active=False)
    ledger.change_user("Ana Šimić", by="rosa", password=HASH + "x")
    ana = ledger.user("Ana Šimić")
    assert ana is not None
    assert (ana.role, ana.active, ana.password) == (Role.READER, False, HASH + "x")
    assert HASH not in repr(ana)
    assert ledger.user("nobody") is None
    assert ledger.check() == []


def test_every_change_is_in_the_audit_without_the_password(ledger: Ledger) -> None:
    ledger.add_user("rosa", Role.REFEREE, HASH, by="root")
    ledger.change_user("rosa", by="rosa", password=HASH + "x")
    told = ledger.audit([ActKind.ACCOUNT], limit=5)
    assert [(act.by, act.why) for act in told] == [
        ("rosa", "rosa: new password"),
        ("root", "rosa: added as referee"),
    ]
    assert "argon2" not in str(told)
    assert list(ledger.deeds()) == []


def test_the_last_referee_stays(ledger: Ledger) -> None:
    ledger.add_user("rosa", Role.REFEREE, HASH, by="root")
    for change in ({"active": False}, {"role": Role.CODER}):
        with pytest.raises(LedgerError, match="the only referee"):
            ledger.change_user("rosa", by="root", **change)
    ledger.add_user("otto", Role.REFEREE, HASH, by="root")
    ledger.change_user("rosa", by="root", active=False)


def test_two_accounts_do_not_differ_by_case_alone(ledger: Ledger) -> None:
    ledger.add_user("rosa", Role.REFEREE, HASH, by="root")
    with pytest.raises(LedgerError, match="there is an account rosa already"):
        ledger.add_user("Rosa", Role.CODER, HASH, by="root")
    with pytest.raises(LedgerError, match="there is no account ben"):
        ledger.change_user("ben", by="root", active=False)


def test_a_role_given_behind_the_ledgers_back_is_found(ledger: Ledger) -> None:
    ledger.add_user("ana", Role.CODER, HASH, by="root")
    with writing(ledger._engine) as connection:
        connection.execute(update(sign_in).values(role="referee"))
    assert [problem.subject for problem in ledger.check()] == ["account entry 1"]


def test_a_backup_keeps_the_accounts(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add_user("rosa", Role.REFEREE, HASH, by="root")
    ledger.backup(tmp_path / "copy.db")
    with open_ledger(str(tmp_path / "copy.db")) as copy:
        assert copy.users() == ledger.users()
        assert copy.check() == []


@pytest.mark.parametrize("name", ["", "  ", "a" * 65, "ro\u202esa", "ro\u200bsa", "ro\x00sa"])
def test_a_name_that_would_mislead_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="a name has"):
        checked_name(name)


def test_a_name_is_kept_as_it_is_read() -> None:
    assert checked_name("  Ana   Šimić ") == "Ana Šimić"


@pytest.mark.parametrize("password", ["short", "x" * 20, "Rosa-Luisa", "y" * 1001])
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(ValueError, match="password"):
        check_password(password, "rosa-luisa")

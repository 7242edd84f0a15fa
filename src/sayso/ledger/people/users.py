"""Accounts of a review room: added, changed and disabled by rows that are only added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, insert, select

from sayso.ledger.acts import acting
from sayso.ledger.checks.checking import Problem
from sayso.ledger.custody import Entry, append, now
from sayso.ledger.encoding import sha256
from sayso.ledger.errors import LedgerError
from sayso.ledger.people.user_tables import sign_in
from sayso.ledger.tables import custody
from sayso.records.review.act import ActKind
from sayso.records.review.user import Role, User

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row


def users(connection: Connection) -> list[User]:
    """All accounts as they now are, by name."""
    later = sign_in.alias("later")
    newer = exists().where(later.c.name == sign_in.c.name, later.c.seq > sign_in.c.seq)
    rows = connection.execute(select(sign_in).where(~newer).order_by(sign_in.c.name))
    return [_user(row) for row in rows]


def user(connection: Connection, name: str) -> User | None:
    """The account of a name; null where there is none."""
    query = select(sign_in).where(sign_in.c.name == name).order_by(sign_in.c.seq.desc()).limit(1)
    row = connection.execute(query).first()
    return _user(row) if row is not None else None


def add(connection: Connection, name: str, role: Role, password: str, *, by: str) -> None:
    """Adds an account.

    Raises:
        LedgerError: when there is one of this name, whatever its case.
    """
    taken = next((one for one in users(connection) if _alike(one.name, name)), None)
    if taken is not None:
        raise LedgerError(f"there is an account {taken.name} already: take another name")
    made = User(name=name, role=role, active=True, password=password, at=now())
    _note(connection, made, f"{name}: added as {role.value}", by)


def change(  # noqa: PLR0913 (what may change, each by its name)
    connection: Connection,
    name: str,
    *,
    by: str,
    role: Role | None = None,
    active: bool | None = None,
    password: str | None = None,
) -> None:
    """Changes an account: its role, its password (given as a hash), or whether it may sign in.

    Raises:
        LedgerError: when there is none of this name, or no active referee would be left.
    """
    was = user(connection, name)
    if was is None:
        raise LedgerError(f"there is no account {name}: sayso ledger users LEDGER list tells all")
    made = User(
        name=name,
        role=role or was.role,
        active=was.active if active is None else active,
        password=password or was.password,
        at=now(),
    )
    if _referee(was) and not _referee(made):
        others = (one for one in users(connection) if one.name != name)
        if not any(_referee(one) for one in others):
            raise LedgerError(f"{name} is the only referee: make another one first")
    told = (
        *([f"is now {role.value}"] if role else ()),
        *(["may sign in" if active else "may not sign in any more"] if active is not None else ()),
        *(["new password"] if password else ()),
    )
    _note(connection, made, f"{name}: {', '.join(told)}", by)


def check_users(connection: Connection) -> Iterator[Problem]:
    """Accounts that were changed behind the ledger's back, or are missing."""
    query = select(custody.c.subject, custody.c.sha256).where(custody.c.action == "user")
    vouched = {row.subject: row.sha256 for row in connection.execute(query)}
    for row in connection.execute(select(sign_in).order_by(sign_in.c.seq)):
        called = f"account entry {row.seq}"
        if vouched.pop(called, None) != _hash(row.seq, _user(row), row.by):
            yield Problem(called, "was changed: its custody row does not fit it")
    for lost in vouched:
        yield Problem(lost, "is missing")


def _note(connection: Connection, made: User, words: str, by: str) -> None:
    seq = (connection.scalar(select(func.max(sign_in.c.seq))) or 0) + 1
    row = {
        "seq": seq,
        "at": made.at,
        "name": made.name,
        "role": made.role.value,
        "active": int(made.active),
        "password": made.password,
        "by": by,
    }
    connection.execute(insert(sign_in), [row])
    append(connection, made.at, [Entry("user", f"account entry {seq}", _hash(seq, made, by))])
    acting.add(connection, acting.Doing(by=by, kind=ActKind.ACCOUNT, why=words))


def _user(row: Row[tuple[int, str, str, str, int, str, str]]) -> User:
    return User(
        name=row.name,
        role=Role(row.role),
        active=bool(row.active),
        password=row.password,
        at=row.at,
    )


def _hash(seq: int, one: User, by: str) -> str:
    said = (str(seq), one.at, one.name, one.role.value, str(int(one.active)), one.password, by)
    return sha256("\x1f".join(said))


def _referee(one: User) -> bool:
    return one.active and one.role is Role.REFEREE


def _alike(left: str, right: str) -> bool:
    return left.casefold() == right.casefold()

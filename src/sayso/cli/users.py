"""`sayso ledger users`: who may sign in to the review room over a ledger."""

from __future__ import annotations

import getpass
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.messages import USAGE, count, fail, say
from sayso.records.review.user import Role

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger


class Deed(StrEnum):
    """What to do with accounts."""

    LIST = "list"
    ADD = "add"
    ROLE = "role"
    PASSWORD = "password"  # noqa: S105 (the name of a deed)
    DISABLE = "disable"
    ENABLE = "enable"


def users(
    ledger: Annotated[
        str, typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")
    ],
    deed: Annotated[
        Deed, typer.Argument(metavar="WHAT", help="list, add, role, password, disable, enable")
    ] = Deed.LIST,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose account")] = "",
    role: Annotated[
        Role | None, typer.Option(help="reader looks, coder decides, referee settles")
    ] = None,
) -> None:
    """Keep the accounts of people who review: sayso serve lets nobody else in then.

    Example: sayso ledger users war.db add rosa --role referee

    A password is asked for at the terminal, or read as a line from standard input; it is never
    part of a command. Accounts are in the ledger's file and in copies of it, in no export.
    """
    from sayso.cli.terminal import opened
    from sayso.ledger.store import LedgerError
    from sayso.records.review.user import checked_name

    with opened(ledger) as opened_ledger:
        if deed is Deed.LIST:
            _list(opened_ledger)
            return
        try:
            known = checked_name(name)
        except ValueError as error:
            fail(f"NAME of the account: {error}", status=USAGE)
        try:
            _do(opened_ledger, deed, known, role)
        except LedgerError as error:
            fail(str(error), status=USAGE)


def _list(ledger: Ledger) -> None:
    found = ledger.users()
    for one in found:
        typer.echo(f"{one.name}\t{one.role.value}\t{'active' if one.active else 'disabled'}")
    say(f"{count(len(found), 'account')}")


def _do(ledger: Ledger, deed: Deed, name: str, role: Role | None) -> None:
    by = getpass.getuser()
    if deed is Deed.ADD:
        given = role or Role.CODER
        ledger.add_user(name, given, _password(name), by=by)
        say(f"{name} may sign in as {given.value}")
    elif deed is Deed.ROLE:
        if role is None:
            fail("which role? Give --role reader, coder or referee", status=USAGE)
        ledger.change_user(name, by=by, role=role)
        say(f"{name} is {role.value} now")
    elif deed is Deed.PASSWORD:
        _known(ledger, name)
        ledger.change_user(name, by=by, password=_password(name))
        say(f"{name} has a new password; sessions with the old one are over")
    else:
        ledger.change_user(name, by=by, active=deed is Deed.ENABLE)
        say(f"{name} may {'sign in again' if deed is Deed.ENABLE else 'not sign in any more'}")


def _known(ledger: Ledger, name: str) -> None:
    if ledger.user(name) is None:
        fail(f"there is no account {name}: sayso ledger users LEDGER list tells all", status=USAGE)


def _password(name: str) -> str:
    """The hash of a new password, typed twice at a terminal."""
    from sayso.records.review.user import check_password
    from sayso.review.passwords import hashed

    if sys.stdin.isatty():
        typed = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    try:
        check_password(typed, name)
    except ValueError as error:
        fail(str(error), status=USAGE)
    return hashed(typed)

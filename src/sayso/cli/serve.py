"""`sayso serve`: the review room over a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.messages import USAGE, count, fail, say

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.review.room import Room


def serve(
    ledger: Annotated[
        str, typer.Argument(metavar="LEDGER", help="Ledger: a path or a database URL")
    ],
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port")] = 8017,
    host: Annotated[
        str, typer.Option(help="Address; beyond this machine only with user accounts")
    ] = "127.0.0.1",
    name: Annotated[str, typer.Option("--as", help="Your name: it signs your decisions")] = "",
    called: Annotated[
        list[str] | None, typer.Option(help="A name by which browsers call the room; several")
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="Cookies go over TLS alone: a server in front does TLS")
    ] = False,
    idle: Annotated[
        float, typer.Option(min=0.1, max=168, help="Hours without a word that end a session")
    ] = 8.0,
) -> None:
    """Open the review room: a local web page in which people check what sayso read.

    Example: sayso serve war.db --as maria

    Nothing leaves this machine: the room asks no other host for anything, and only this machine
    reaches it. Once the ledger has accounts (sayso ledger users) everybody signs in; then --host
    opens the room to others. Stop it with Ctrl-C; every decision is in the ledger by then.
    """
    from pathlib import Path

    from sayso.cli.terminal import opened
    from sayso.ledger.connect import shown
    from sayso.review.hosts import hosts_of
    from sayso.review.room import Room, alone
    from sayso.review.serving import serve

    title = shown(ledger) if "://" in ledger else Path(ledger).name
    with opened(ledger) as open_ledger:
        guarded = _is_guarded(open_ledger, ledger, host)
        if guarded and name:
            fail("this ledger has accounts: everybody signs in, --as names nobody", status=USAGE)
        room = Room(
            open_ledger,
            title,
            None if guarded else alone(name or _local_name()),
            https=https,
            hosts=hosts_of(host, tuple(called or ())),
            idle_hours=idle,
        )
        _prepare(room)
        _say_where(host, port, https=https)
        serve(room, host=host, port=port)


def _prepare(room: Room) -> None:
    """Brings the lists up to date, and counts what the first pages tell, before anybody waits."""
    from sayso.pipeline.joining.listing import is_behind
    from sayso.review.warming import warm

    if is_behind(room.ledger):
        say("Making the lists of incidents: after a long reading this takes some minutes")
    warm(room)


def _is_guarded(open_ledger: Ledger, ledger: str, host: str) -> bool:
    """Whether everybody signs in; ends the command where others could come in without."""
    from sayso.records.review.user import Role
    from sayso.review.hosts import LOOPBACK

    users = [user for user in open_ledger.users() if user.active]
    if host not in LOOPBACK and all(user.role is not Role.REFEREE for user in users):
        fail(
            f"{host} is open to others: that needs an account of a referee, who keeps the room;"
            f" make one: sayso ledger users {ledger} add NAME --role referee",
            status=USAGE,
        )
    if open_ledger.users():
        say(f"Everybody signs in: {count(len(users), 'account')}")
    return bool(open_ledger.users())


def _say_where(host: str, port: int, *, https: bool) -> None:
    from sayso.review.hosts import LOOPBACK

    shown = f"[{host}]" if ":" in host else host
    say(f"The room is at http://{shown}:{port}/ (Ctrl-C closes it)")
    if host not in LOOPBACK and not https:
        say(
            "Others can reach it, and passwords go in clear: put a server that does TLS in front"
            " and give --https"
        )


def _local_name() -> str:
    """Who is logged in on this machine; "analyst" where nobody is known."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "analyst"

"""Which names a room answers to: a page elsewhere cannot reach it by a name of its own."""

from __future__ import annotations

from ipaddress import ip_address
from typing import NamedTuple

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""The addresses that nobody else's machine reaches."""

_EVERY = ("0.0.0.0", "::")  # noqa: S104 (compared, not bound)


class Hosts(NamedTuple):
    """The names of a room; `numbers` where any IP address will do, as it listens at all of them.

    A site that makes its own name lead to this machine (DNS rebinding) does not get in: its pages
    ask for that name.
    """

    names: frozenset[str]
    numbers: bool = False

    def allow(self, header: str) -> bool:
        """Whether the header `Host` of a request names this room."""
        name = _without_port(header).lower()
        return name in self.names or (self.numbers and _is_number(name))


def hosts_of(host: str, called: tuple[str, ...] = ()) -> Hosts:
    """The names that a room answers to.

    Args:
        host: the address at which it listens.
        called: further names by which people call it.
    """
    names = {name.lower() for name in (*called, *LOOPBACK)}
    if host not in _EVERY:
        names.add(host.lower())
    return Hosts(frozenset(names), numbers=host in _EVERY)


def _without_port(header: str) -> str:
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.rpartition(":")[0] if header.count(":") == 1 else header


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True

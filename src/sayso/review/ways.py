"""Addresses of this room that forms and links carry, whatever somebody put there."""

from __future__ import annotations


def is_inside(address: str) -> bool:
    """Whether an address leads nowhere but into this room, as every browser reads it."""
    plain = all(sign > " " and sign not in "\\\x7f" for sign in address)
    return plain and address.startswith("/") and not address.startswith("//")


def inside(address: str) -> str:
    """An address of this room to go back to; the overview for any other."""
    return address if is_inside(address) else "/"

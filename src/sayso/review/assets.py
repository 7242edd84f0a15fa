"""Addresses of scripts and styles: they change with the content, so browsers may keep them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent / "static"
_LENGTH = 12
_MADE = ("vendor/manifest.json", "outlines/manifest.json")


@cache
def asset(name: str) -> str:
    """The address of a file in `static`, with a hash of its content.

    A file that the build has not made (`vendor/…`) has an address that answers 404: pages work
    without script.
    """
    path = STATIC / name
    if not path.is_file():
        return f"/static/{name}"
    return f"/static/{name}?v={sha256(path.read_bytes()).hexdigest()[:_LENGTH]}"


def missing_script() -> str:
    """What to say where the build has not made the page script; empty where it has."""
    if all((STATIC / name).is_file() for name in _MADE):
        return ""
    return "this checkout has no page script: run make assets"

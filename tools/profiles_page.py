"""The page of the casualty profiles, made from the profiles themselves."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import msgspec

from sayso.profiles.profile import Numbers, Profile, find_profiles
from sayso.records.shown.figures import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEPS = (
    "measures",
    "sides",
    "accounts_differ",
    "corroborated_by",
    "unreliable",
    "prefer",
    "open_best",
    "suicide_attacker",
    "civilians_in_battle",
    "several_days_or_places",
    "cumulative",
    "later_news",
    "nothing_told",
    "threshold",
    "grade",
)
_INTRODUCTION = """Each profile is a TOML file; every step of the computation is one of a few named
choices. [Casualties](../howto/casualties.md) tells what they mean and how to write your own.
"""
_SPACES = re.compile(r"\s+")


def profiles_page() -> str:
    """The steps, numbers and words of every shipped profile, and what is unverified in each."""
    profiles = find_profiles()
    return "\n".join(
        [
            "# Casualty profiles\n",
            _INTRODUCTION,
            *_steps(profiles),
            *_numbers(profiles),
            *(line for profile in profiles for line in _about(profile)),
            "## Flags\n",
            "A figure may carry these; each comes with a sentence that says why.\n",
            ", ".join(f"`{flag.value}`" for flag in Flag) + "\n",
        ]
    )


def _steps(profiles: tuple[Profile, ...]) -> Iterator[str]:
    yield f"## Steps\n\n{_plain(Profile)}\n"
    yield from _head(profiles)
    for step in _STEPS:
        yield _row(f"`{step}`", (_value(getattr(profile, step)) for profile in profiles))
    yield ""


def _numbers(profiles: tuple[Profile, ...]) -> Iterator[str]:
    yield f"## Numbers\n\n{_plain(Numbers)}\n"
    yield from _head(profiles)
    for field in msgspec.structs.fields(Numbers):
        values = (_value(getattr(profile.numbers, field.name)) for profile in profiles)
        yield _row(f"`{field.name}`", values)
    yield ""


def _about(profile: Profile) -> Iterator[str]:
    yield f"## {profile.name}\n\n{profile.title}. {profile.about}\n"
    yield f"After: {profile.origin}. Rules: `{profile.digest()}`.\n"
    if profile.words:
        yield "| words | read as | by |\n|---|---|---|"
        for row in profile.words:
            value = "the lowest that they allow" if row.value is None else f"{row.value:,}"
            by = row.origin + (" (unverified)" if row.unverified else "")
            yield f"| {', '.join(row.words)} | {value} | {by} |"
        yield ""
    yield "Unverified:\n"
    yield from (f"* {what}" for what in profile.unverified)
    yield ""


def _head(profiles: tuple[Profile, ...]) -> Iterator[str]:
    yield _row("", (profile.name for profile in profiles))
    yield "|" + "---|" * (len(profiles) + 1)


def _row(name: str, values: Iterator[str]) -> str:
    return f"| {name} | " + " | ".join(values) + " |"


def _value(value: object) -> str:
    if value is None or value == ():
        return "–"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _plain(record: type) -> str:
    return _SPACES.sub(" ", inspect.getdoc(record) or "").strip()

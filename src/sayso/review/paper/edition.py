"""One static report as it is asked for, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sayso.export.guards.view import Guards
from sayso.pipeline.sending.wanted import Wanted

if TYPE_CHECKING:
    from sayso.pipeline.sending.exporting import Passed
    from sayso.profiles.profile import Profile

SUFFIX = ".html"
"""A target that ends so is one file; any other is a folder."""


@dataclass(frozen=True)
class Edition:
    """Which incidents go into a static report, and what is held back of them.

    `name` is what the ledger is called. `delay` is told as given, `guards` holds the day that it
    comes to. `profiles` are the rulebooks of the figures, `explained` the name of the one whose
    steps are told, null for none. `restricted` lets restricted incidents in, `graphic` the words
    of what people marked as graphic. `replace` lets a folder that is there be replaced.
    """

    name: str
    wanted: Wanted = field(default_factory=Wanted)
    guards: Guards = field(default_factory=Guards)
    delay: str | None = None
    profiles: tuple[Profile, ...] = ()
    explained: str | None = None
    restricted: bool = False
    graphic: bool = False
    replace: bool = False


class Leaf(NamedTuple):
    """One page of a static report: `kind` is incident or report, `told` its line in the contents.

    `html` is its content, with links as they stand in it.
    """

    kind: str
    id: str
    heading: str
    told: str
    html: str

    @property
    def file(self) -> str:
        """Where the page is in a folder."""
        return f"{self.kind}s/{self.id}{SUFFIX}"


class Printed(NamedTuple):
    """What a static report came to: what came by, and what it left out, in words."""

    passed: Passed
    left_out: tuple[str, ...]

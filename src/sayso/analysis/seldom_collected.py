"""Python's search for cycles of objects, made rare: it was an eighth of the time of a start."""

from __future__ import annotations

import gc

_NEW_OBJECTS = 50_000


def collect_seldom() -> None:
    """Lets a process that is ours alone look for unreachable cycles of objects less often.

    Word lists, rules and parses are very many objects that stay or go without any search: by
    default every 700 new ones start one, and some of these go over all that was loaded. Only for
    our own command line and workers: a program that uses sayso has a pace of its own.
    """
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])

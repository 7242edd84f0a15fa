"""`python -m tests.reading [NAME…]`: how much of each sentence file is read right, and what not.

Without names all files are read; `--quiet` prints the table without the misses, `--no-model`
reads by the rules alone.
`invented` counts items that yield an event as having occurred which the text does not tell;
`other` those that yield one of another status which the item does not allow.
"""

from __future__ import annotations

import sys
from collections import Counter

from tests.reading.items import phenomena
from tests.reading.score import Score, score

COLUMNS = f"{'file':22}{'items':>6}{'events':>8}{'missed':>8}{'fields right':>20}"
HEAD = f"{COLUMNS}{'invented':>10}{'other':>7}"


def report(scores: list[Score], *, quiet: bool) -> list[str]:
    """The misses of each file, the table by file and by field, and what it comes to."""
    misses = [] if quiet else [line for one in scores for line in ("", one.name, *one.misses)]
    held = [one for one in scores if one.name.endswith("_held")]
    tuned = [one for one in scores if not one.name.endswith("_held")]
    return [
        *misses, "", HEAD, *map(_line, scores), "", *_fields(scores), "",
        *_sum("tuned on", tuned), *_sum("held out", held),
    ]  # fmt: skip


def _line(one: Score) -> str:
    right, asked = one.right.total(), one.asked.total()
    share = f"{right} of {asked} = {one.share:5.1f}" if asked else "-"
    counts = f"{one.name:22}{one.items:6}{one.expected:8}{one.missed:8}"
    return f"{counts}{share:>20}{one.occurred:10}{one.other:7}"


def _fields(scores: list[Score]) -> list[str]:
    asked = sum((one.asked for one in scores), Counter[str]())
    right = sum((one.right for one in scores), Counter[str]())
    return [
        f"{name:22}{f'{right[name]} of {count} = {100 * right[name] / count:5.1f}':>20}"
        for name, count in asked.most_common()
    ]


def _sum(told: str, scores: list[Score]) -> list[str]:
    """Of files with events the share of right fields; of the others the items with an event."""
    lines = []
    if asked := sum(one.asked.total() for one in scores):
        right = sum(one.right.total() for one in scores)
        lines.append(f"{told}: {100 * right / asked:.1f} % of {asked} fields right")
    empty = [one for one in scores if one.name.startswith("nothing")]
    if items := sum(one.items for one in empty):
        occurred = sum(one.occurred for one in empty)
        lines.append(f"{told}: {occurred} of {items} empty items yield an event that occurred")
    return lines


def main(arguments: list[str]) -> None:
    wanted = {name for name in arguments if not name.startswith("--")}
    model = "--no-model" not in arguments
    scores = [score(n, model=model) for n in phenomena() if not wanted or n in wanted]
    sys.stdout.write("\n".join(report(scores, quiet="--quiet" in arguments)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The page of the linker, made from its tables: families, levels, weights and the examples."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import read_table
from sayso.lexicons.linking import LINKING, PairRow, load_examples, load_families, load_levels

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTRODUCTION = """[`sayso link`](../howto/incidents.md)
compares two events feature by feature. Each comparison
comes out at one level, and each level adds its weight to the score: log odds (base e) that the
two are one happening. The score of a link is the probability that the sum comes to. Events are
joined as long as the mean over all pairs between two groups is at least as likely one
happening as two, over those pairs alone of which both tell a day, too: so a chain of neighbours
joins nothing, and an account without a day does not join two days. What a person holds apart stays
apart.

Numbers of casualties, the wording and the named culprit never keep two events apart: they
weigh little, and accounts are there to be seen where they contradict each other. The very same
words show a copy, which may lack its date; where days are told that lie apart, they count for
nothing: some sentences are written of every raid. The weights
were set by hand from the coding rules and tuned on constructed accounts; they are not
probabilities of any account being true.
"""


def linking_page() -> str:
    """Every level with its weight, which kinds of events go together, and the examples."""
    return "\n".join(
        ["# How events are linked\n", _INTRODUCTION, *_levels(), *_families(), *_examples()]
    )


def _levels() -> Iterator[str]:
    yield "## Levels\n"
    yield "| feature | level | weight | words |\n|---|---|---|---|"
    for row in load_levels().values():
        yield f"| {row.feature} | `{row.level}` | {row.weight:+.1f} | {row.words} |"
    yield ""


def _families() -> Iterator[str]:
    yield "## Kinds of events\n"
    yield "| family | is | compared within |\n|---|---|---|"
    rows = [row for several in load_families().rows.values() for row in several]
    for family, own in groupby(
        sorted(rows, key=lambda r: (r.realm, r.family)), key=lambda row: row.family
    ):
        told = list(own)
        codes = ", ".join(f"{row.event_type} {'|'.join(row.modes)}".strip() for row in told)
        yield f"| {family} | {codes} | {told[0].realm} |"
    yield "\nDifferent kinds that may be one happening; all others exclude each other:\n"
    yield "| family | other | level | why |\n|---|---|---|---|"
    for pair in read_table(LINKING / "family_pairs.tsv", PairRow):
        yield f"| {pair.family} | {', '.join(pair.other)} | `{pair.level}` | {pair.why} |"
    yield ""


def _examples() -> Iterator[str]:
    yield "## Examples\n"
    yield "They run as tests, through the whole pipeline.\n"
    for example in load_examples():
        judged = "One happening" if example.same else "Two happenings"
        what = ", ".join(f"{feature} `{level}`" for feature, level in example.decides.items())
        yield f"* **{judged}** ({what}): {example.why}."
        yield from (f"    * {r.published or 'no date'}: “{r.text}”" for r in example.reports)
    yield ""

"""The pairs of reports that come with the table of levels, through the whole pipeline."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

import sayso
from sayso.claims.assemble import assemble_claims
from sayso.incidents.joining.comparison import Compared, compare
from sayso.incidents.joining.linkable import to_linkables
from sayso.incidents.joining.linker import link_events
from sayso.lexicons.linking import ExampleReport, LinkingExample, load_examples, load_levels

if TYPE_CHECKING:
    from sayso.incidents.joining.features import Linkable

EXAMPLES = load_examples()


def read(report: ExampleReport, name: str) -> list[Linkable]:
    reading = sayso.read(report.text, published=report.published, report=name, lang="en")
    return to_linkables(assemble_claims(reading.read), report.published)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.decides} {e.why}")
def test_a_pair_is_joined_or_kept_apart_by_what_decides(example: LinkingExample) -> None:
    one, other = (read(report, str(n)) for n, report in enumerate(example.reports))
    groups = link_events([*one, *other]).groups
    mine, theirs = {event.id for event in one}, {event.id for event in other}
    assert any(mine & set(group) and theirs & set(group) for group in groups) == example.same
    came_up = {
        (feature, level)
        for a, b in product(one, other)
        if a.realm == b.realm
        for feature, level, _ in compare(Compared(a), Compared(b))
    }
    assert set(example.decides.items()) <= came_up


def test_every_level_that_an_example_names_is_one() -> None:
    assert {pair for e in EXAMPLES for pair in e.decides.items()} <= load_levels().keys()

"""Sources in words: every count with its unit, every source with its reasons."""

from __future__ import annotations

from sayso.export.sources import sources_line, sources_text
from sayso.records.incident import Source, Sources

TWO = Sources(
    reports=1_200,
    publishers=3,
    sources=(
        Source(
            id="s1",
            name="Amina Said",
            claims=("c1", "c2"),
            known=True,
            reasons=("cites Amina Said: Coast Post, Quay Courier",),
        ),
        Source(id="s2", name="Mill Gazette", claims=("c3",), known=False),
    ),
    blocs={"": 1, "Quay Guard": 2},
    bloc_reasons={"Quay Courier": "printed by the Guard's press office"},
)


def test_every_count_names_its_unit() -> None:
    assert sources_line(TWO) == (
        "1,200 reports, 3 publishers, 2 independent sources (1 of unknown origin); "
        "blocs: Quay Guard 2 publishers, no bloc given 1 publisher"
    )


def test_blocs_that_nobody_gave_are_not_listed() -> None:
    alone = Sources(reports=1, publishers=1, sources=TWO.sources[:1], blocs={"": 1})
    assert sources_line(alone) == "1 report, 1 publisher, 1 independent source"


def test_each_source_says_what_joins_its_accounts() -> None:
    assert sources_text(TWO).splitlines()[1:] == [
        "  Amina Said: 2 accounts",
        "    cites Amina Said: Coast Post, Quay Courier",
        "  Mill Gazette: 1 account; whom it has it from is not told",
        "  bloc of Quay Courier, by your table: printed by the Guard's press office",
    ]

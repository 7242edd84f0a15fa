"""The worked examples of the pages of POLECAT, GDELT and ICEWS: made here, told there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats import gdelt, icews, polecat
from sayso.export.formats.files.columns import columns
from sayso.export.formats.gdelt.files import EVENTS, MENTIONS
from sayso.records.attribution import Stance
from sayso.records.exchange.foreign import ForeignEvent
from tests.export.formats.harbour import CONTEXT, dossier, harbour
from tests.export.formats.pages import PAGES, examples

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.records.shown.dossier import Dossier


def told_as_done() -> Dossier:
    """The incident at the harbour without the denial, as an export selects its accounts."""
    kept = [one for one in harbour().accounts if one.claim.stance is not Stance.DENIES]
    return dossier(*kept)


def shown(path: Path, schema: str, *, header: bool) -> str:
    """The rows of a file one below the other: a line for each cell that is not empty."""
    names = [column.column for column in columns(schema)]
    lines = path.read_text(encoding="utf-8").splitlines()[int(header) :]
    blocks = [
        [f"{name:<24} {cell}" for name, cell in zip(names, line.split("\t"), strict=True) if cell]
        for line in lines
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def test_the_page_of_polecat_shows_what_is_written(tmp_path: Path) -> None:
    tally = polecat.write([told_as_done()], tmp_path / "a.txt", CONTEXT)
    assert examples("polecat")[0] == shown(tmp_path / "a.txt", "polecat", header=True)
    assert_told("polecat", tally.lost)


def test_the_page_of_gdelt_shows_what_is_written(tmp_path: Path) -> None:
    tally = gdelt.write([told_as_done()], tmp_path, CONTEXT)
    events, mentions = examples("gdelt")[:2]
    assert events == shown(tmp_path / EVENTS, "gdelt_events", header=False)
    assert mentions == shown(tmp_path / MENTIONS, "gdelt_mentions", header=False)
    assert_told("gdelt", tally.lost)


def test_the_page_of_icews_shows_what_is_written(tmp_path: Path) -> None:
    tally = icews.write([told_as_done()], tmp_path / "a.tab", CONTEXT)
    assert examples("icews")[0] == shown(tmp_path / "a.tab", "icews", header=True)
    assert_told("icews", tally.lost)


def assert_told(name: str, lost: dict[str, int]) -> None:
    """Every loss that was counted is on the page, by the words that the manifest has."""
    page = " ".join((PAGES / f"{name}.md").read_text(encoding="utf-8").split())
    assert lost
    assert [words for words in lost if words not in page] == []


def test_what_is_written_is_in_order_and_read_back(tmp_path: Path) -> None:
    for form, target in ((polecat, "a.txt"), (gdelt, "folder"), (icews, "a.tab")):
        form.write([told_as_done()], tmp_path / target, CONTEXT)
        assert list(form.check(tmp_path / target)) == []
        events = list(form.read(tmp_path / target))
        assert events
        for event in events:
            assert isinstance(event, ForeignEvent)
            assert event.unread == {}
            assert event.event_type == "ASSAULT"

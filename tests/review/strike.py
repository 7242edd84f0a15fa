"""A ledger of incidents told in different ways: a denied strike, a toll revised, a wire text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.linking import IncidentFilter
from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.review.room import Room

WIRE = (
    "TAIZ, 11 June (Meridian Wire) - Shelling killed eight people in Taiz on 10 June,"
    " hospital officials said."
)
REPORTS = (
    ("Harbour Post", "coast", "2031-05-03", (
        "Warplanes bombed a hospital in Misrata on 2 May and killed 14 patients, doctors said.")),
    ("Capital Gazette", "inland", "2031-05-03",
        "The army denied that its planes had bombed a hospital in Misrata on 2 May."),
    ("Gulf Evening", "coast", "2031-05-04", (
        "Army planes bombed a hospital in Misrata on 2 May and killed 17 people, the Red Cross"
        " said.")),
    ("Lake Observer", "", "2031-07-02",
        "A bomb killed three people at a market in Kano on 1 July, the mayor said."),
    ("Island Mirror", "", "2031-07-03",
        "An explosion in Kano on 2 July killed 12 people, residents said."),
    ("Savanna Post", "", "2031-04-15",
        "Gunmen abducted about 100 pupils from a school in Gusau on 14 April, the army said."),
    ("Delta Courier", "", "2031-04-16",
        "Gunmen abducted 200 pupils from a school in Gusau on 14 April, the police said."),
    ("Ridge Herald", "", "2031-04-17",
        "Gunmen abducted 130 pupils from a school in Gusau on 14 April, the governor said."),
    ("Border Times", "", "2031-06-11", WIRE),
    ("Valley Record", "", "2031-06-11", WIRE),
    ("Plains Standard", "", "2031-06-12", WIRE),
)  # fmt: skip


def make_ledger(folder: Path) -> Path:
    """Reads and links the reports into a new ledger in a folder."""
    reports = folder / "reports"
    reports.mkdir()
    for number, (publisher, bloc, published, text) in enumerate(REPORTS):
        named = f"bloc: {bloc}\n" if bloc else ""
        head = f"---\npublisher: {publisher}\npublished: {published}\n{named}---\n"
        (reports / f"{number}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    path = folder / "strike.db"
    assert run("read", reports, "--into", path, "--no-model").exit_code == 0
    assert run("link", path).exit_code == 0
    return path


def incidents_of(room: Room, place: str) -> list[str]:
    """The addresses of the incidents at a place, the latest first."""
    wanted = IncidentFilter(place=place)
    return [f"/incident/{summary.id}" for summary in room.ledger.incidents(wanted)]

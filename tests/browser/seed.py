"""The ledger of the browser tests: a few incidents of each difficult kind, and 300 plain ones.

`python -m tests.browser.seed PATH` makes it for looking at.
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from sayso.ledger.store import open_ledger
from tests.browser.arabic import arabic_reading
from tests.cli.commands import run

if TYPE_CHECKING:
    from collections.abc import Iterator


class Told(NamedTuple):
    """One report: who printed it, of which bloc, when, what."""

    publisher: str
    bloc: str
    published: str
    text: str

    @property
    def title(self) -> str:
        """A headline: the first words of the text."""
        words = self.text.split()
        return " ".join(words[:_WORDS_OF_A_TITLE])


_WORDS_OF_A_TITLE = 6
PLAIN = 300
"""How many plain reports there are."""

_MONTHS = {
    "January": 1,
    "February": 2,
    "March": 3,
    "August": 8,
    "September": 9,
    "October": 10,
    "November": 11,
    "December": 12,
}


def plain(given: dict[str, Any]) -> Iterator[Told]:
    """Deeds of one report each, no two in one town within a fortnight."""
    deeds, outlets = given["deeds"], given["outlets"]
    for number, month in enumerate(_MONTHS):
        for place, town in enumerate(given["towns"]):
            for half in range(2):
                turn = number * 7 + place * 3 + half
                day = 1 + half * 15 + place % 12
                words = deeds[turn % len(deeds)].format(
                    n=2 + turn % 23, town=town, day=f"{day} {month}"
                )
                published = f"2030-{_MONTHS[month]:02}-{day + 1:02}"
                yield Told(outlets[turn % len(outlets)], "", published, words)


def reports() -> list[Told]:
    """All reports that are read, in a fixed order."""
    given = yaml.safe_load((Path(__file__).parent / "seed.yaml").read_text(encoding="utf-8"))
    wire = [
        Told(outlet, "", given["wire_published"], given["wire"]) for outlet in given["outlets"]
    ]
    told = [Told(**one) for kind in ("school", "strike", "market", "alone") for one in given[kind]]
    return [*told, *wire, *islice(plain(given), PLAIN)]


def make_seed(path: Path) -> Path:
    """Reads and links the seeded reports into a new ledger, by rules alone (quicker)."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "seed.jsonl")
        lines = [
            json.dumps(
                {"id": f"r{n:03}", "title": told.title, **told._asdict()}, ensure_ascii=False
            )
            for n, told in enumerate(reports())
        ]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = run("read", file, "--into", path, "--no-model")
        assert done.exit_code == 0, done.stderr
    with open_ledger(str(path)) as ledger:
        made = arabic_reading()
        run_id = ledger.begin_run(
            version=made.version, configuration=made.configuration, inputs=[], resume=False
        )
        ledger.record(run_id, [made])
        ledger.finish_run(run_id)
    linked = run("link", path)
    assert linked.exit_code == 0, linked.stderr
    return path


if __name__ == "__main__":
    make_seed(Path(sys.argv[1]))

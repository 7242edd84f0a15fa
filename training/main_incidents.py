"""Reproduce what tells a report's main incident and joins reports of one incident.

    python -m training.main_incidents --benchmarks FOLDER

learns from the reports of the task `incidents` (all but the eighth kept for measuring) and writes
`main_incident.npz`, `main_scene.tsv`, `report_words.npz` and `reports_alike.tsv`. Days, places
and pairs are learnt from readings by the rules alone, of the first `--scenes` reports by a hash of
their id.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import sayso
from evaluation.held import HELD
from sayso.lexicons.files.load import DATA
from training.main_scene import learn_scene
from training.main_tolls import learn_tolls, to_counted
from training.report_pairs import learn_alike, learn_rarity, to_arrays
from training.shooting_reports import read_shootings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from sayso.incidents.alike.reports_alike import Alike
    from sayso.merging.main_scene import SceneWeights
    from sayso.records.reading import ReadDocument
    from training.shooting_reports import Shooting

_ORIGIN = (
    "# origin: learnt by training/main_incidents.py from public news (docs/model.md); "
    "licence: Apache-2.0\n"
)
_SCENES = 1_649
log = logging.getLogger("training")


def main() -> None:
    """Learn all four and write them."""
    parser = argparse.ArgumentParser(prog="python -m training.main_incidents", description=__doc__)
    parser.add_argument("--benchmarks", type=Path, required=True, help="folder of the dev data")
    parser.add_argument("--out", type=Path, default=DATA / "model", help="folder of the weights")
    parser.add_argument("--part", type=int, default=HELD, help="the eighth kept for measuring")
    parser.add_argument("--scenes", type=int, default=_SCENES, help="reports read for their days")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    asked.out.mkdir(parents=True, exist_ok=True)
    reports = [r for r in read_shootings(asked.benchmarks, asked.part) if not r.held]
    write_tolls(reports, asked.out)
    read = [(report, read_one(report)) for report in first_reports(reports, asked.scenes)]
    write_scene(read, asked.out)
    write_pairs(reports, read, asked.out)


def first_reports(reports: Iterable[Shooting], count: int) -> list[Shooting]:
    """So many reports, drawn by a hash of their id."""
    drawn = sorted(reports, key=lambda r: hashlib.sha256(r.ident.encode()).hexdigest())
    return drawn[:count]


def read_one(report: Shooting) -> ReadDocument:
    """A report as the rules alone read it."""
    return sayso.read(
        report.text, lang="en", model=False, published=report.published, title=report.title or None
    ).read


def write_tolls(reports: Iterable[Shooting], folder: Path) -> None:
    """The model of the killed and injured."""
    counted = [c for report in reports if (c := to_counted(report)) is not None]
    log.info("numbers: %s reports", len(counted))
    write_arrays(learn_tolls(counted), folder / "main_incident.npz")


def write_pairs(
    reports: list[Shooting], read: list[tuple[Shooting, ReadDocument]], folder: Path
) -> None:
    """The rarity of words in all reports, and the weights of what two of those read share."""
    rarity = learn_rarity(reports)
    write_arrays(to_arrays(rarity), folder / "report_words.npz")
    write_alike(learn_alike(read, rarity), folder / "reports_alike.tsv")


def write_arrays(arrays: dict[str, NDArray[Any]], path: Path) -> None:
    """Arrays by name, packed."""
    packed: dict[str, Any] = dict(arrays)
    np.savez_compressed(path, **packed)


def write_alike(alike: Alike, path: Path) -> None:
    """The weights of a pair as a table."""
    rows = [f"{sign}\t{weight}\n" for sign, weight in alike.weights.items()]
    path.write_text(_ORIGIN + "sign\tweight\n" + "".join(rows), encoding="utf-8")


def write_scene(reports: list[tuple[Shooting, ReadDocument]], folder: Path) -> None:
    """The weights of days and places as a table."""
    weights: SceneWeights = learn_scene(reports)
    rows = [
        f"{what}\t{sign}\t{weight}\n"
        for what, signs in weights.weights.items()
        for sign, weight in signs.items()
    ]
    path = folder / "main_scene.tsv"
    path.write_text(_ORIGIN + "what\tsign\tweight\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()

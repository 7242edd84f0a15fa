"""A corpus of reports as a news archive holds them: composed, deterministic, partly broken.

`python benchmarks/corpus.py FOLDER --documents 100000` writes JSON Lines files and
`corpus.json`, which says how many records there are of each kind. Eight reports in a hundred
tell of conflict, the rest of sport, markets, weather, culture, courts and local politics; some
are in other languages, and two in a hundred are broken in one of eight ways. Lengths run from 20
to 900 words with a median of about 90.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from collections import Counter
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEMPLATES = Path(__file__).with_name("corpus.yaml")
PER_FILE = 5_000
BROKEN = 0.02
HUGE = 1_050_000
"""Characters of a text that is too long to be read."""

MEDIAN = 90
"""Words of a report."""

_SHORTEST, _LONGEST, _SPREAD = 20, 900, 0.8
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def write_corpus(
    folder: Path, documents: int, seed: int = 1, median: int = MEDIAN
) -> dict[str, int]:
    """Writes `documents` records as JSON Lines; returns how many there are of each kind.

    The same number, seed and median length (words) give the same bytes; each record hangs on
    its number beside them alone. The counts are written to `FOLDER.json`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    for first in range(0, documents, PER_FILE):
        with (folder / f"reports-{first // PER_FILE:04}.jsonl").open("wb") as out:
            for number in range(first, min(first + PER_FILE, documents)):
                kind, line = record(number, seed, median)
                out.write(line + b"\n")
                counts[kind] += 1
    told = dict(sorted(counts.items()))
    folder.with_name(f"{folder.name}.json").write_text(json.dumps(told) + "\n", encoding="utf-8")
    return told


def texts(documents: int, seed: int = 1) -> Iterator[str]:
    """The texts alone of whole English reports, in the corpus's mixture of topics and lengths."""
    number = 0
    while documents:
        kind, report = _report(random.Random(f"{seed}/{number}"), number, MEDIAN)
        if kind != "foreign":
            yield report["text"]
            documents -= 1
        number += 1


def record(number: int, seed: int, median: int = MEDIAN) -> tuple[str, bytes]:
    """The kind of a record, "broken-…" for one that cannot be read, and its line."""
    chance = random.Random(f"{seed}/{number}")
    kind, report = _report(chance, number, median)
    if chance.random() >= BROKEN:
        return kind, json.dumps(report, ensure_ascii=False).encode()
    (name,) = chance.choices(list(_BREAK), weights=[weight for weight, _ in _BREAK.values()])
    return f"broken-{name}", _BREAK[name][1](report)


@cache
def _templates() -> dict[str, Any]:
    templates: dict[str, Any] = yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))
    return templates


def _report(chance: random.Random, number: int, median: int) -> tuple[str, dict[str, str]]:
    kinds = _templates()["kinds"]
    (kind,) = chance.choices(list(kinds), weights=[k["share"] for k in kinds.values()])
    fill = partial(_fill, chance)
    report = {
        "id": f"r{number:07}",
        "title": fill(chance.choice(kinds[kind]["titles"])),
        "publisher": chance.choice(_templates()["slots"]["outlet"]),
        "published": f"20{chance.randint(11, 24)}-{chance.randint(1, 12):02}-"
        f"{chance.randint(1, 28):02}",
        "text": _text(chance, kinds[kind], median),
    }
    return kind, report


def _text(chance: random.Random, kind: dict[str, Any], median: int) -> str:
    wanted = min(max(chance.lognormvariate(0, _SPREAD) * median, _SHORTEST), _LONGEST)
    which = chance.randrange(len(kind["leads"]))
    tied = kind.get("tied", False)
    opening = "" if tied else chance.choice(list(_templates()["styles"].values()))
    parts = [_fill(chance, opening + kind["leads"][which])]
    body = [kind["body"][which]] if tied else chance.sample(kind["body"], len(kind["body"]))
    words = len(parts[0].split())
    for template in itertools.cycle(body):
        if words >= wanted:
            break
        sentence = _fill(chance, template)
        words += len(sentence.split())
        parts.append(("\n\n" if chance.random() < 0.3 else " ") + sentence)
    return "".join(parts)


def _fill(chance: random.Random, template: str) -> str:
    slots = _templates()["slots"]
    values = _Values(chance, slots)
    filled = template.format_map(values)
    begin = len(filled) - len(filled.lstrip())
    return filled[:begin] + filled[begin : begin + 1].upper() + filled[begin + 1 :]


class _Values(dict[str, str]):
    """A value for each slot, drawn when the template asks for it: each slot anew each time."""

    def __init__(self, chance: random.Random, slots: dict[str, list[str]]) -> None:
        self._chance = chance
        self._slots = slots

    def __missing__(self, name: str) -> str:
        chance = self._chance
        match name:
            case "n" | "m":
                return str(chance.randint(2, 60) if name == "n" else chance.randint(100, 900))
            case "a" | "b" | "d":
                return str(chance.randint(0 if name == "b" else 1, 9))
            case "day":
                return chance.choice(_DAYS)
            case "time":
                return f"{chance.randrange(24):02}:{chance.randrange(60):02}"
            case "TOWN":
                return chance.choice(self._slots["town"]).upper()
        return chance.choice(self._slots[name])


def _line(report: dict[str, str]) -> bytes:
    return json.dumps(report, ensure_ascii=False).encode()


def _empty(report: dict[str, str]) -> bytes:
    return _line({**report, "text": ""})


def _nul(report: dict[str, str]) -> bytes:
    return _line({**report, "text": f"{report['text'][:40]}\0{report['text'][40:]}"})


def _not_utf8(report: dict[str, str]) -> bytes:
    return _line(report)[:-2] + b" caf\xe9 na\xefve" + b'"}'


def _not_json(report: dict[str, str]) -> bytes:
    return _line(report).replace(b'"text":', b"text =", 1)


def _half(report: dict[str, str]) -> bytes:
    return _line(report)[: len(_line(report)) // 2]


def _no_text(report: dict[str, str]) -> bytes:
    return _line({key: value for key, value in report.items() if key != "text"})


def _bad_date(report: dict[str, str]) -> bytes:
    return _line({**report, "published": "the day before yesterday"})


def _huge(report: dict[str, str]) -> bytes:
    text = report["text"] + "\n"
    return _line({**report, "text": text * (HUGE // len(text) + 1)})


_BREAK: dict[str, tuple[int, Callable[[dict[str, str]], bytes]]] = {
    "empty": (20, _empty),
    "nul": (20, _nul),
    "not-utf8": (20, _not_utf8),
    "not-json": (20, _not_json),
    "half": (20, _half),
    "no-text": (15, _no_text),
    "bad-date": (15, _bad_date),
    "huge": (4, _huge),
}
"""Ways to be broken: how often of all broken records, and the line of a report broken so."""


def main() -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--median", type=int, default=MEDIAN, help="words of a report")
    given = parser.parse_args()
    counts = write_corpus(given.folder, given.documents, given.seed, given.median)
    for kind, number in counts.items():
        print(f"{number:>8,}  {kind}")


if __name__ == "__main__":
    main()

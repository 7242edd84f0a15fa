"""Learns which bodies, days, places and counts of a report are an incident's, by all their signs.

First `python -m training.incident_slots gather --benchmarks FOLDER --parts 0 1 > A` once for each
recorder of cross-validation (`SAYSO_MODEL`), with the parts that it never saw; then
`python -m training.incident_slots learn A B > src/sayso/data/model/incident_slots.tsv`. A
candidate is right where the keys of MUC-4 have it for the incident that the recorder's is paired
with: that of its kind with which it shares most words.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

import sayso
from evaluation.held import part_of
from evaluation.items import read_items
from sayso.merging.assemble import drafts_of, seen_in
from sayso.merging.candidates.bodies import bodies
from sayso.merging.candidates.dates import dates
from sayso.merging.candidates.places import places
from sayso.merging.own_tolls import tolls
from sayso.merging.recordings import comparable_words
from sayso.merging.slot_weights import START
from sayso.merging.standing import Standing
from sayso.merging.tables import Tables
from sayso.pipeline.reading import stages
from sayso.records.whole import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.recorder import Recorded
    from sayso.merging.candidates.candidate import Candidate
    from sayso.merging.draft import Draft
    from sayso.records.reading import Annotations

_HEADER = (
    "# origin: learnt by training/incident_slots.py (docs/model.md); licence: Apache-2.0\n"
    "slot\tsign\tweight\n"
)
_TRUST = 0.01
_FILLED = ("perp_individual", "perp_org", "target", "victim", "victim_description", "weapon")
Key = dict[str, Any]


class Example(msgspec.Struct, frozen=True):
    """A candidate for a slot of an incident, and whether the keys have it."""

    report: str
    incident: int
    slot: str
    right: bool
    signs: dict[str, float]


def gather(folder: Path, parts: Sequence[int]) -> Iterator[Example]:
    """The candidates of all incidents that the recorder sees in the reports of some parts."""
    keys = {item["id"]: item for item in read_items(folder / "data" / "muc4.gold.jsonl.gz")}
    for item in read_items(folder / "data" / "muc4.input.jsonl.gz"):
        if part_of(item["text"]) not in parts:
            continue
        read: list[tuple[Parsed, Annotations, Recorded | None]] = []

        def before(
            parsed: Parsed,
            found: Annotations,
            recorded: Recorded | None = None,
            into: list[tuple[Parsed, Annotations, Recorded | None]] = read,
        ) -> Annotations:
            into.append((parsed, found, recorded))
            return found

        setattr(stages, "assemble_events", before)  # noqa: B010 - what is read before it
        sayso.read(item["text"], published=item["date"], lang="en")
        for parsed, found, recorded in read:
            if recorded is not None:
                known = keys[item["id"]]["incidents"]
                yield from examples_of(item["id"], parsed, found, recorded, known)


def examples_of(
    report: str, parsed: Parsed, found: Annotations, recorded: Recorded, keys: Sequence[Key]
) -> Iterator[Example]:
    """The candidates of one report's incidents."""
    drafts = drafts_of(parsed, found, recorded)
    standing = Standing(parsed, Tables.of(found), recorded, drafts)
    paired = _paired(parsed.document.text, drafts, keys)
    for number, draft in enumerate(drafts):
        if draft.incident is None:
            continue
        key = paired.get(number)
        people = [
            one
            for one in seen_in(standing, draft, draft.incident).fillers()
            if one.slot is Slot.RECIPIENT
        ]
        for slot, right, signs in _candidates(standing, draft, people, key):
            yield Example(report, number, slot, right, signs)


def _candidates(
    standing: Standing, draft: Draft, people: Sequence[Any], key: Key | None
) -> Iterator[tuple[str, bool, dict[str, float]]]:
    text = standing.parsed.document.text
    told = [set(map(_bare, one["in_text"])) for one in (key or {}).get("perp_org", ())]
    for body in bodies(standing, draft):
        yield "body", any(_names(text, body) & names for names in told), body.signs
    where = {_bare(name) for names in (key or {}).get("place", ()) for name in names}
    for place in places(standing, draft):
        named = {standing.tables.places[n.record or ""] for n in place.namings}
        names = _names(text, place) | {_bare(p.name) for p in named if p.name}
        names |= {_bare(p.toponym.quote) for p in named if p.toponym}
        yield "place", bool(names & where), place.signs
    for day in dates(standing, draft):
        date = standing.tables.dates[day.namings[0].record or ""]
        window = {"start": date.earliest, "end": date.latest}
        yield "date", window in (key or {}).get("date", ()), day.signs
    for slot in (Slot.KILLED, Slot.INJURED):
        bounds: Sequence[int | None] = (key or {}).get(slot.value) or ()
        for toll in tolls(standing, draft, slot, people):
            yield slot.value, _is_within(toll.value, bounds), toll.signs


def _is_within(value: int, bounds: Sequence[int | None]) -> bool:
    if not bounds:
        return False
    least, most = bounds
    return (least or 0) <= value and (most is None or value <= most)


def _names(text: str, candidate: Candidate) -> set[str]:
    return {_bare(text[n.start : n.end]) for n in candidate.namings}


def _bare(words: str) -> str:
    return comparable_words(words, "en")


def _paired(text: str, drafts: Sequence[Draft], keys: Sequence[Key]) -> dict[int, Key]:
    """The key of each incident: of its kind, with most words in common, the first of equals."""
    alike = []
    for number, draft in enumerate(drafts):
        if draft.incident is None:
            continue
        words = {
            _bare(text[r.start : r.end]) for e in draft.incident.entities for r in e.recordings
        }
        for n, key in enumerate(keys):
            if draft.incident.kind in {kind.lower() for kind in key["type"]}:
                fillers = [f["alternatives"] for name in _FILLED for f in key[name]]
                shared = sum(not words.isdisjoint(map(_bare, names)) for names in fillers)
                alike.append((-shared, number, n))
    paired: dict[int, int] = {}
    for _, number, n in sorted(alike):
        if number not in paired and n not in paired.values():
            paired[number] = n
    return {number: keys[n] for number, n in paired.items()}


def learn(examples: Iterable[Example]) -> Iterator[tuple[str, str, float]]:
    """Slot, sign and weight of a logistic regression for each slot; `START` is where all begin."""
    by_slot: dict[str, list[Example]] = defaultdict(list)
    for one in examples:
        by_slot[one.slot].append(one)
    for slot in sorted(by_slot):
        rows = by_slot[slot]
        names = sorted({name for one in rows for name in one.signs})
        signs = np.array([[one.signs.get(name, 0.0) for name in names] for one in rows])
        spread = signs.std(axis=0)
        spread[spread == 0] = 1.0
        middle = signs.mean(axis=0)
        fitted = LogisticRegression(C=_TRUST, max_iter=2_000)
        fitted.fit((signs - middle) / spread, [one.right for one in rows])
        weights = fitted.coef_[0] / spread
        yield slot, START, round(float(fitted.intercept_[0] - weights @ middle), 4)
        for name, weight in zip(names, weights.tolist(), strict=True):
            if round(weight, 4):
                yield slot, name, round(weight, 4)


def main() -> None:
    """Gather examples as JSON Lines, or learn weights from such files."""
    parser = argparse.ArgumentParser(prog="python -m training.incident_slots", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    gathering = commands.add_parser("gather")
    gathering.add_argument("--benchmarks", type=Path, required=True)
    gathering.add_argument("--parts", type=int, nargs="+", required=True)
    commands.add_parser("learn").add_argument("examples", type=Path, nargs="+")
    asked = parser.parse_args()
    if asked.command == "gather":
        for one in gather(asked.benchmarks, asked.parts):
            sys.stdout.write(msgspec.json.encode(one).decode() + "\n")
        return
    decode = msgspec.json.Decoder(Example).decode
    found = [decode(line) for path in asked.examples for line in path.read_bytes().splitlines()]
    sys.stdout.write(_HEADER)
    for slot, sign, weight in learn(found):
        sys.stdout.write(f"{slot}\t{sign}\t{weight}\n")


if __name__ == "__main__":
    main()

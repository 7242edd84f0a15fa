"""`python -m tools.gazetteer`: builds the table in place, where its inputs have changed."""

from __future__ import annotations

import sys

from .build import ROOT, build

table = ROOT / "src/sayso/data/places/gazetteer.sqlite"
built = build(table)
print(f"{table}: {'built' if built else 'up to date'}", file=sys.stderr)

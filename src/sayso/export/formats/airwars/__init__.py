"""Airwars-like records: ranges of harm, both kinds of voices side by side, a suggested grade."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from sayso.export.formats.airwars.checking import check
from sayso.export.formats.airwars.incidents import to_incident
from sayso.export.formats.airwars.records import AirwarsFile
from sayso.export.formats.contract import FormatLevel, Tally
from sayso.export.formats.told.figures import profile_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.records.shown.dossier import Dossier

__all__ = ["FOLDER", "LEVEL", "check", "write"]

LEVEL = FormatLevel.INCIDENT
FOLDER = False


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes the incidents in which anybody is told to have been harmed, one on a line, by id."""
    lost: Counter[str] = Counter()
    found = []
    for dossier in dossiers:
        made = to_incident(dossier, context)
        if isinstance(made, str):
            lost[f"incidents not written: {made}"] += 1
        else:
            found.append(made)
            told = {t.counted.value for a in dossier.accounts for t in a.claim.tolls}
            if told - {"killed", "injured", "harmed"}:
                lost["counts of other than killed and injured, which stand with the accounts"] += 1
    found.sort(key=lambda incident: (incident.first_day or "", incident.id))
    profile = profile_of(context, "airwars")
    head = AirwarsFile(
        release=context.release,
        profile=profile.name,
        digest=profile.digest(),
        caution=profile.caution,
    )
    lines = ",\n".join(msgspec.json.encode(incident).decode() for incident in found)
    opening = msgspec.json.encode(head).decode().removesuffix("[]}")
    target.write_text(f"{opening}[\n{lines}\n]}}\n", encoding="utf-8", newline="\n")
    return Tally(rows=Counter({target.name: len(found)}), lost=lost)

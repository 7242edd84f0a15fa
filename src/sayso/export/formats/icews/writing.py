"""Writes ICEWS: a row for each event of each report, of which all voices in it tell together."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.export.formats.cells.codes_known import sector_rows
from sayso.export.formats.cells.parties import (
    country_name,
    district,
    division,
    place_loss,
    point,
    town,
)
from sayso.export.formats.contract import Tally
from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tabs import numeric_id, write_tabs
from sayso.export.formats.told.coding import coded, count_lost
from sayso.export.formats.told.most import told_most
from sayso.export.formats.told.positions import position_of, remembering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.export.formats.told.most import Told
    from sayso.records.claim import Account, Party
    from sayso.records.shown.dossier import Dossier


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes a row for each event, in the order of the dossiers and of publication in each."""
    tally = Tally()
    names = [column.column for column in columns("icews")]
    context = remembering(context)

    def rows() -> Iterator[list[str]]:
        for dossier in dossiers:
            for event_id, one in _events(dossier):
                cells = _cells(event_id, told_most(one), context, tally)
                if cells is not None:
                    yield [cells.get(name, "") for name in names]

    tally.rows[target.name] = write_tabs(target, rows(), names)
    return tally


def _events(dossier: Dossier) -> Iterator[tuple[str, Dossier]]:
    """The dossier of each event by itself, in the order of publication."""
    told: defaultdict[str, list[Account]] = defaultdict(list)
    for account in dossier.accounts:
        told[account.claim.event_id].append(account)
    for event_id in sorted(told, key=lambda each: (told[each][0].published or "", each)):
        yield event_id, replace(dossier, accounts=tuple(told[event_id]))


def _cells(event_id: str, told: Told, context: Context, tally: Tally) -> dict[str, str] | None:
    """The cells that are not empty, by column; null for an event without day or code."""
    codes = coded(told)
    if told.spell is None or codes.cameo is None:
        why = "no day" if told.spell is None else "no CAMEO code"
        tally.lost[f"{why}: the event has no row"] += 1
        return None
    count_lost(told, codes, tally.lost)
    doing, suffering = list(told.doers), list(told.recipients)
    if not suffering and len(doing) > 1:
        suffering = [doing.pop(1)]
    _count_parties(doing, suffering, tally)
    first = min(told.accounts, key=lambda account: min(account.claim.evidence))
    span = min(first.claim.evidence)
    return {
        "Event ID": str(numeric_id(event_id)),
        "Event Date": told.spell.first,
        **_party("Source", doing[0] if doing else None),
        "Event Text": codes.cameo.name,
        "CAMEO Code": codes.cameo.code,
        "Intensity": "" if codes.cameo.goldstein is None else f"{codes.cameo.goldstein:g}",
        **_party("Target", suffering[0] if suffering else None),
        "Story ID": str(numeric_id(first.claim.doc_id)),
        "Sentence Number": str(position_of(first.claim.doc_id, span.start, context).sentence),
        "Publisher": first.publisher or "",
        **_place(told, tally),
    }


def _count_parties(doing: list[Party], suffering: list[Party], tally: Tally) -> None:
    shown = [*doing[:1], *suffering[:1]]
    counts = {
        "further doers and recipients": len(doing) + len(suffering) - len(shown),
        "party without a neutral name: the words for it have no column": sum(
            party.name is None for party in shown
        ),
        "URLs of reports": 1,
    }
    tally.lost.update(+Counter(counts))


def _party(side: str, party: Party | None) -> dict[str, str]:
    if party is None:
        return {}
    sector = sector_rows().get(party.sector or "")
    return {
        f"{side} Name": party.name or "",
        f"{side} Sectors": sector.icews if sector else "",
        f"{side} Country": country_name(party.country),
    }


def _place(told: Told, tally: Tally) -> dict[str, str]:
    loss = place_loss(told.place)
    if loss:
        tally.lost[loss] += 1
    if told.place is None:
        return {}
    lat, lon = point(told.place)
    return {
        "City": town(told.place),
        "District": district(told.place),
        "Province": division(told.place),
        "Country": country_name(told.place.country),
        "Latitude": lat,
        "Longitude": lon,
    }

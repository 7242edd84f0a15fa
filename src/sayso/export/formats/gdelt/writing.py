"""Writes GDELT 2.0: a row of Events for each incident, a row of Mentions for each place told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.export.formats.cells.days_read import stamp
from sayso.export.formats.cells.parties import day_of, first_report
from sayso.export.formats.contract import Tally
from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tabs import numeric_id, to_line
from sayso.export.formats.gdelt.event_cells import actor_cells, day_cells, place_cells
from sayso.export.formats.gdelt.files import EVENTS, MENTIONS
from sayso.export.formats.told.coding import coded, count_lost
from sayso.export.formats.told.most import told_most
from sayso.export.formats.told.positions import position_of, remembering
from sayso.profiles.sides import doers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.export.formats.told.coding import Coded
    from sayso.export.formats.told.most import Told
    from sayso.records.claim import Account, Party
    from sayso.records.evidence import Span
    from sayso.records.shown.dossier import Dossier

_WEB, _CITATION = "1", "2"
_ABSENT = -1


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes the two files into a folder, in the order of the dossiers."""
    tally = Tally(rows=Counter({EVENTS: 0, MENTIONS: 0}))
    names = {
        name: [c.column for c in columns(name)] for name in ("gdelt_events", "gdelt_mentions")
    }
    context = remembering(context)
    target.mkdir(parents=True, exist_ok=True)
    with (
        (target / EVENTS).open("w", encoding="utf-8", newline="") as events,
        (target / MENTIONS).open("w", encoding="utf-8", newline="") as mentions,
    ):
        for dossier in dossiers:
            told = told_most(dossier)
            codes = coded(told)
            if told.spell is None or codes.cameo is None:
                why = "no day" if told.spell is None else "no CAMEO code"
                tally.lost[f"{why}: the incident has no row"] += 1
                continue
            rows = list(_mentions(told, context))
            event = _event(told, codes, rows, context, tally)
            events.write(to_line([event.get(name, "") for name in names["gdelt_events"]]))
            for row in rows:
                mentions.write(to_line([row.get(name, "") for name in names["gdelt_mentions"]]))
            tally.rows.update({EVENTS: 1, MENTIONS: len(rows)})
    return tally


def _event(
    told: Told, codes: Coded, mentions: list[dict[str, str]], context: Context, tally: Tally
) -> dict[str, str]:
    """The cells of a row of Events that are not empty, by column."""
    assert codes.cameo is not None
    first, second, further = _two(told)
    count_lost(told, codes, tally.lost)
    tally.lost.update(+Counter({"further doers and recipients": further}))
    accounts = told.dossier.accounts
    code = codes.cameo.code
    goldstein = codes.cameo.goldstein
    return {
        "GLOBALEVENTID": str(numeric_id(told.dossier.incident.id)),
        **day_cells(told),
        **actor_cells("Actor1", first, tally.lost),
        **actor_cells("Actor2", second, tally.lost),
        "IsRootEvent": "1" if _leads(told, context) else "0",
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": str(codes.cameo.quad_class),
        "GoldsteinScale": "" if goldstein is None else f"{goldstein:g}",
        "NumMentions": str(len(mentions)),
        "NumSources": str(told.dossier.sources.publishers or ""),
        "NumArticles": str(told.dossier.sources.reports),
        **place_cells(told.place, tally.lost),
        "DATEADDED": _added(told),
        "SOURCEURL": _identifier(first_report(accounts)),
    }


def _two(told: Told) -> tuple[Party | None, Party | None, int]:
    """The first doer, the first recipient, how many more; two doers alone are the two sides."""
    doing, suffering = list(told.doers), list(told.recipients)
    if not suffering and len(doing) > 1:
        return doing[0], doing[1], len(doing) - 2
    more = max(0, len(doing) - 1) + max(0, len(suffering) - 1)
    return doing[0] if doing else None, suffering[0] if suffering else None, more


def _mentions(told: Told, context: Context) -> Iterator[dict[str, str]]:
    """A row for each place in a report that tells of the incident, in the order of publication."""
    added = _added(told)
    for account in sorted(told.dossier.accounts, key=_published):
        for span in sorted(account.claim.evidence):
            yield _mention(account, span, added, context) | {
                "GLOBALEVENTID": str(numeric_id(told.dossier.incident.id))
            }


def _published(account: Account) -> tuple[str, str, str]:
    return stamp(account.published), account.claim.doc_id, account.claim.id


def _mention(account: Account, span: Span, added: str, context: Context) -> dict[str, str]:
    claim = account.claim
    text = context.reading(claim.doc_id).document.text
    return {
        "EventTimeDate": added,
        "MentionTimeDate": stamp(account.published),
        "MentionType": _WEB if account.url else _CITATION,
        "MentionSourceName": _outlet(account),
        "MentionIdentifier": _identifier(account),
        "SentenceID": str(position_of(claim.doc_id, span.start, context).sentence),
        "Actor1CharOffset": str(_offset(doers(claim))),
        "Actor2CharOffset": str(_offset(claim.recipients)),
        "ActionCharOffset": str(span.start),
        "InRawText": "1",
        "Confidence": str(round(min(1.0, max(0.0, claim.confidence)) * 100)),
        "MentionDocLen": str(len(text)),
        "Extras": f"stance:{claim.stance.value}",
    }


def _leads(told: Told, context: Context) -> bool:
    """Whether some words for the incident stand in the first paragraph of a report."""
    return any(
        position_of(account.claim.doc_id, span.start, context).lead
        for account in told.accounts
        for span in account.claim.evidence
    )


def _offset(parties: tuple[Party, ...]) -> int:
    return parties[0].span.start if parties else _ABSENT


def _added(told: Told) -> str:
    """The first publication among the reports: an export has no clock of its own."""
    return min(filter(None, (stamp(a.published) for a in told.dossier.accounts)), default="")


def _outlet(account: Account) -> str:
    """The domain of the URL, else the publisher."""
    try:
        host = urlsplit(account.url or "").hostname
    except ValueError:
        host = None
    return host or account.publisher or ""


def _identifier(account: Account) -> str:
    """The URL of a report, else how to cite it: publisher, day, the report's own id."""
    cited = (account.publisher, day_of(account), account.report)
    return account.url or ", ".join(part for part in cited if part)

"""The side table of an export: accounts that its rows have no room for, with their speakers."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Self

from sayso.export.formats.files.columns import one_line
from sayso.lexicons.files.load import DATA, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType
    from typing import TextIO

    from sayso.records.claim import Account, Claim, Party

TABLE = DATA / "schemas" / "left_out.tsv"
_JOIN = "; "


def columns() -> tuple[str, ...]:
    """The columns, in their order (left_out.tsv)."""
    return tuple(cells[0] for _, cells in read_lines(TABLE).rows)


class LeftOut:
    """A CSV file of accounts that are left out, each with its reason. UTF-8."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._writer = csv.DictWriter(file, columns(), lineterminator="\n")
        self._writer.writeheader()
        self.rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, incident_id: str, account: Account, reason: str) -> None:
        """Writes an account and why it is left out."""
        row = _row(incident_id, account, reason)
        self._writer.writerow(
            {
                name: one_line(str(value)) if value is not None else ""
                for name, value in row.items()
            }
        )
        self.rows += 1


def _row(incident_id: str, account: Account, reason: str) -> dict[str, object]:
    claim = account.claim
    evidence = claim.evidence[0]
    return {
        "incident": incident_id,
        "account": claim.id,
        "reason": reason,
        "voice": _one_line(_name(claim.voice)),
        "voice_words": _one_line(claim.voice.span.quote if claim.voice else ""),
        "through": _JOIN.join(_one_line(_name(party)) for party in claim.through),
        "publisher": account.publisher,
        "bloc": account.bloc,
        "published": account.published,
        "url": account.url,
        "report": account.report,
        "document": claim.doc_id,
        "start": evidence.start,
        "end": evidence.end,
        "quote": _one_line(_JOIN.join(span.quote for span in claim.evidence)),
        **_told(claim),
    }


def _told(claim: Claim) -> dict[str, object]:
    return {
        "event_type": claim.event_type,
        "modes": _JOIN.join(claim.modes),
        "status": claim.status.value,
        "stance": claim.stance.value,
        "certainty": claim.certainty.value,
        "actors": _names(claim.actors),
        "recipients": _names(claim.recipients),
    }


def _names(parties: Iterable[Party]) -> str:
    return _JOIN.join(_one_line(_name(party)) for party in parties)


def _name(party: Party | None) -> str:
    return (party.name or party.span.quote) if party is not None else ""


def _one_line(words: str) -> str:
    return " ".join(words.split())

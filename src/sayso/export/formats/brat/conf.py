"""What brat is told of our annotations (annotation.conf), and the file that leads them back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from sayso.export.formats.told.marks import fields
from sayso.lexicons.codes.codebook import CODEBOOKS, EventTypeRow
from sayso.lexicons.files.load import read_table
from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Record
from sayso.records.review.judgement import DECIDING, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

CONF = "annotation.conf"
LEADS = "sayso.tsv"
REPORTS = "reports.tsv"
DENIED = "Denied-"
ALSO = "Also"
VERDICT = "Verdict"

_SECTION = re.compile(r"\[(\w+)\]")
_VALUES: dict[str, Iterable[Status | Certainty | Stance | Verdict]] = {
    "Status": Status,
    "Certainty": Certainty,
    "Stance": Stance,
    VERDICT: DECIDING,
}


class Lead(Record, frozen=True, kw_only=True):
    """Where an annotation of the folder comes from: what leads a review back to its account.

    `event` and `term` are ids within `file`.ann, `part` what this row is of the event, `start` and
    `end` code points of the report, `value` what sayso made of the words.
    """

    file: str
    event: str
    term: str
    part: Literal["trigger", "also", "attribute", "role"]
    name: str = ""
    claim: str
    field: str
    start: int
    end: int
    value: str = ""


def configuration() -> str:
    """The types, roles, relations and attributes of our annotations, as brat reads them."""
    kinds = dict.fromkeys(row.kind for row in fields().values() if row.role)
    roles = [(row.role, row.kind) for row in fields().values() if row.role]
    parts = ", ".join(f"{prefix}{role}*:{kind}" for role, kind in roles for prefix in ("", DENIED))
    events = [row.event_type for row in read_table(CODEBOOKS / "plover_events.tsv", EventTypeRow)]
    valued = (
        f"{name}\tArg:{'<ANY>' if name == VERDICT else '<EVENT>'}, Value:"
        + "|".join(member.value for member in kind)
        for name, kind in _VALUES.items()
    )
    return "\n".join(
        (
            "[entities]",
            *kinds,
            "[relations]",
            f"{ALSO}\tArg1:<EVENT>, Arg2:<EVENT>",
            "[events]",
            *(f"{event}\t{parts}" for event in events),
            "[attributes]",
            "Negation\tArg:<EVENT>",
            "Speculation\tArg:<EVENT>",
            *valued,
            "",
        )
    )


def configured(text: str) -> dict[str, set[str]]:
    """The names that a configuration of anybody's has, by its section."""
    found: dict[str, set[str]] = {}
    names: set[str] = set()
    for line in text.splitlines():
        told = line.strip()
        match = _SECTION.fullmatch(told)
        if match:
            names = found.setdefault(match.group(1), set())
        elif told and not told.startswith(("#", "<", "!", "---")):
            names.add(told.split("\t")[0].split()[0])
    return found

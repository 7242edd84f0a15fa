"""What the sender of a message wrote, without quotations of others and signatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.ingest.mail.marks import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTED = re.compile(r"\s{0,3}>")
_UNQUOTE = re.compile(r"^\s{0,3}> ?")
_RULE = re.compile(r"[_=-]{25,}\s*")
_FOOTER = 8  # lines at most under the rule of a mailing list's foot
_LEAD = 3  # lines at most of "On … wrote:"
_DATED = re.compile(r"\d{1,2}[:.]\d{2}|(?:19|20)\d\d")
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_SIGNATURE_ENDS = "-----END PGP SIGNATURE-----"


def own_words(text: str, *, forward: bool) -> str:
    """The text without what it answers to: quoted lines, "On … wrote:", signature, list's foot.

    A message that is passed on stays, with the lines that name its sender and date; `forward`
    says that the subject calls it so. Empty when nothing is the sender's own.
    """
    lines = _without_armour(text).replace("\xa0", " ").split("\n")
    at = _passed_on(lines, forward=forward)
    own = _without_signature(_without_quotations(_before_original(lines[:at])))
    text = "\n".join([*own, "", *_unquoted(lines[at:])])
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _without_armour(text: str) -> str:
    """The text without the lines that sign it (RFC 4880, 7)."""
    start = text.find(_SIGNED)
    begins = text.find("\n\n", start) + 2
    ends = text.find(_SIGNATURE, begins)
    if start < 0 or begins < 2 or ends < 0:
        return text
    after = text.find(_SIGNATURE_ENDS, ends)
    rest = text[after + len(_SIGNATURE_ENDS) :] if after >= 0 else ""
    return text[:start] + re.sub(r"^- ", "", text[begins:ends], flags=re.MULTILINE) + rest


def join_flowed(text: str, *, delete_space: bool) -> str:
    """Text of format=flowed with its paragraphs on one line each (RFC 3676)."""
    joined: list[str] = []
    goes_on, depth = False, 0
    for line in text.split("\n"):
        quoted = len(line) - len(line.lstrip(">"))
        bare = line[quoted:].removeprefix(" ")
        if goes_on and quoted == depth:
            joined[-1] += bare
        else:
            joined.append(">" * quoted + (" " if quoted else "") + bare)
        goes_on, depth = bare.endswith(" ") and bare != "-- ", quoted
        if goes_on and delete_space:
            joined[-1] = joined[-1][:-1]
    return "\n".join(joined)


def _passed_on(lines: Sequence[str], *, forward: bool) -> int:
    """The number of the line where a message begins that is passed on; the end without one.

    A message under which nothing but another one stands passes that on, whatever its subject.
    """
    alone = True
    for number, line in enumerate(lines):
        if marks().forwarded.match(line):
            return number
        begins = marks().original.match(line) or _repeats_headers(lines, number)
        if (forward or alone) and begins:
            return number
        alone = alone and not line.strip()
    return len(lines)


def _repeats_headers(lines: Sequence[str], number: int) -> bool:
    near = lines[number + 1 : number + 4]
    return bool(marks().sender.match(lines[number])) and any(map(marks().sent.match, near))


def _before_original(lines: Sequence[str]) -> list[str]:
    for number, line in enumerate(lines):
        if marks().original.match(line):
            return list(lines[:number])
        if _repeats_headers(lines, number):
            kept = list(lines[:number])
            while kept and (not kept[-1].strip() or _RULE.fullmatch(kept[-1])):
                kept.pop()
            return kept
    return list(lines)


def _without_quotations(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    quoting = False
    for line in lines:
        if not _QUOTED.match(line):
            kept.append(line)
        elif not quoting:
            _drop_lead(kept)
            kept.append("")
        quoting = bool(_QUOTED.match(line))
    if _DATED.search(" ".join(kept[-_LEAD:])):
        _drop_lead(kept)
    return kept


def _drop_lead(kept: list[str]) -> None:
    """Takes off the line, or the few lines up to a date, that say whose words follow."""
    end = len(kept)
    while end and not kept[end - 1].strip():
        end -= 1
    if not end or not marks().wrote.search(kept[end - 1]):
        return
    start = end - 1
    while start and kept[start - 1].strip() and end - start < _LEAD:
        if _DATED.search(" ".join(kept[start:end])):
            break
        start -= 1
    del kept[start:]


def _without_signature(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if line.rstrip("\r") in {"-- ", "--"}:
            return lines[:number]
    last = [n for n, line in enumerate(lines) if line.strip()][-_FOOTER - 1 :]
    for number in last[1:-1]:
        if _RULE.fullmatch(lines[number]):
            return lines[:number]
    while lines and (not lines[-1].strip() or marks().device.match(lines[-1])):
        lines = lines[:-1]
    return lines


def _unquoted(lines: list[str]) -> list[str]:
    """Lines passed on, without the mark of quotation where nearly all have it."""
    words = [line for line in lines[1:] if line.strip()]
    quoted = sum(1 for line in words if _QUOTED.match(line))
    if words and quoted >= 0.8 * len(words):
        return [_UNQUOTE.sub("", line) for line in lines]
    return lines

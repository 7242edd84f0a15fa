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
_SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[\w-]+:.*\n)*\n(.*?)"
    r"^-----BEGIN PGP SIGNATURE-----$.*?(?:^-----END PGP SIGNATURE-----$|\Z)",
    re.MULTILINE | re.DOTALL,
)


def own_words(text: str, *, forward: bool) -> str:
    """The text without what it answers to: quoted lines, "On … wrote:", signature, list's foot.

    A message that is passed on stays, with the lines that name its sender and date; `forward`
    says that the subject calls it so. Empty when nothing is the sender's own.
    """
    text = _SIGNED.sub(lambda m: re.sub(r"^- ", "", m[1], flags=re.MULTILINE), text)
    lines = text.replace("\xa0", " ").split("\n")
    at = _passed_on(lines, forward=forward)
    own = _without_signature(_without_quotations(_before_original(lines[:at])))
    text = "\n".join([*own, "", *_unquoted(lines[at:])])
    return re.sub(r"\n{3,}", "\n\n", text).strip()


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
    for line in lines:
        if not _QUOTED.match(line):
            kept.append(line)
        elif (kept and kept[-1] != "") or kept:
            _drop_lead(kept)
            kept.append("")
    return kept


def _drop_lead(kept: list[str]) -> None:
    """Takes off the line, or the few lines, that say whose words follow."""
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
        rest = [x for x in lines[number + 1 :] if x.strip()]
        is_foot = _RULE.fullmatch(line) and 0 < len(rest) <= _FOOTER
        if line.rstrip("\r") in {"-- ", "--"} or (is_foot and number):
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

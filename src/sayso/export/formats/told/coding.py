"""An incident in the codes of PLOVER and CAMEO, as most independent sources tell it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.export.formats.told.by_source import by_source
from sayso.lexicons.codes.cameo import Facts, cameo
from sayso.lexicons.codes.codebook import CODEBOOKS, EventTypeRow, ModeRow
from sayso.lexicons.files.load import read_table
from sayso.lexicons.words.victims import StandingRow
from sayso.records.event import Status
from sayso.records.mention import Counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sayso.export.formats.told.most import Told
    from sayso.lexicons.codes.cameo import CameoCode
    from sayso.records.claim import Account, Claim, Party

_COURTS = "JUD"
_NOT_A_DEED = frozenset(Status) - {Status.OCCURRED, Status.ATTEMPTED}


@dataclass(frozen=True)
class Coded:
    """The codes of an incident.

    `modes` are those that accounts of its type give, that of most sources first; `others` the
    types that other accounts give. `intensity` is PLOVER's score of the first mode, else of the
    type. `cameo` is null where CAMEO has no code for it.
    """

    event_type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    others: tuple[str, ...]
    quad: int
    intensity: float
    cameo: CameoCode | None


def coded(told: Told) -> Coded:
    """The codes of an incident by what most independent sources tell."""
    types, scores = _scores()
    kinds = _most(told, lambda claim: [claim.event_type], list(types))
    kind = kinds[0]
    own = [account for account in told.accounts if account.claim.event_type == kind]
    modes = _most(told, lambda c: c.modes if c.event_type == kind else (), [m for _, m in scores])
    contexts = tuple(sorted({each for account in own for each in account.claim.contexts}))
    row = types[kind]
    score = scores.get((kind, modes[0])) if modes else None
    code = cameo().code_of(_facts(told, own, kind, modes, contexts))
    return Coded(
        event_type=kind,
        modes=modes,
        contexts=contexts,
        others=kinds[1:],
        quad=row.quad,
        intensity=row.score if score is None else score,
        cameo=cameo().codes[code] if code else None,
    )


def count_lost(told: Told, codes: Coded, lost: Counter[str]) -> None:
    """Counts what formats with one type, one mode and no speaker leave out of an incident."""
    accounts = told.dossier.accounts
    tolls = {toll.id for account in accounts for toll in account.claim.tolls}
    counts = Counter(
        {
            "accounts: who says so has no column": len(accounts),
            "further event types that other accounts give": len(codes.others),
            "further modes": len(codes.modes[1:]),
            "further places": len(told.places[1:]),
            "further days or spells that accounts give": len(told.spells[1:]),
            "doers whom only some accounts name instead": len(told.others),
            "counts of people: no column for casualties": len(tolls),
        }
    )
    for account in told.accounts:
        if account.claim.status in _NOT_A_DEED:
            counts[f"told as {account.claim.status.value}: the format cannot say so"] = 1
    if told.spell is not None and not told.spell.stated:
        counts["no account tells the day: that of the first report stands"] = 1
    elif told.spell is not None and told.spell.first != told.spell.last:
        counts["spell of several days: its first day stands"] = 1
    lost.update(+counts)


def _most(
    told: Told, values: Callable[[Claim], Iterable[str]], order: Sequence[str]
) -> tuple[str, ...]:
    """The values that claims give, that of most sources first, then in the codebook's order."""
    known = {claim: s.id for s in told.dossier.sources.sources for claim in s.claims}
    found = by_source(told.accounts, lambda claim: known.get(claim, claim), values)
    return tuple(sorted(found, key=lambda value: (-len(found[value]), order.index(value))))


def _facts(
    told: Told,
    own: Sequence[Account],
    kind: str,
    modes: tuple[str, ...],
    contexts: tuple[str, ...],
) -> Facts:
    claims = [account.claim for account in own]
    attempted = all(claim.status is Status.ATTEMPTED for claim in claims)
    recipients = told.recipients
    return Facts(
        event_type=kind,
        modes=modes,
        contexts=frozenset(contexts),
        words=_words(claims),
        status=(Status.ATTEMPTED if attempted else Status.OCCURRED).value,
        armed=_armed(told),
        court=any(party.sector == _COURTS for party in (*told.doers, *recipients)),
        killed=_killed(claims),
        defenceless=bool(recipients) and all(map(_is_civilian, recipients)),
    )


def _words(claims: Iterable[Claim]) -> str:
    """The words of triggers, targets and weapons, each once."""
    quotes = {
        " ".join(span.quote.split())
        for claim in claims
        for span in (*claim.evidence, *claim.targets, *claim.weapons)
    }
    return " | ".join(sorted(quotes))


def _armed(told: Told) -> int:
    """On how many sides an organised armed actor stands; doers that fight each other are two."""
    doing = sum(map(_is_armed, told.doers))
    suffering = any(map(_is_armed, told.recipients))
    if not told.recipients and told.mutual:
        return min(doing, 2)
    return int(doing > 0) + int(suffering)


def _is_armed(party: Party) -> bool:
    return _standings().get(party.sector or "") == "combatant"


def _is_civilian(party: Party) -> bool:
    return _standings().get(party.sector or "") == "civilian"


def _killed(claims: Iterable[Claim]) -> int | None:
    """The number of dead that most claims give, the lower one on a tie."""
    numbers = Counter(
        number
        for claim in claims
        for toll in claim.tolls
        if toll.counted is Counted.KILLED and not toll.cumulative
        if (number := toll.best if toll.best is not None else toll.low) is not None
    )
    return min(numbers, key=lambda number: (-numbers[number], number), default=None)


@cache
def _standings() -> dict[str, str]:
    """Whether people of a sector fight, by its code."""
    rows = read_table(CODEBOOKS / "standings.tsv", StandingRow)
    return {row.sector: row.standing for row in rows}


@cache
def _scores() -> tuple[dict[str, EventTypeRow], dict[tuple[str, str], float | None]]:
    """The types and the scores of their modes, in the codebook's order."""
    types = {r.event_type: r for r in read_table(CODEBOOKS / "plover_events.tsv", EventTypeRow)}
    modes = read_table(CODEBOOKS / "plover_modes.tsv", ModeRow)
    return types, {(row.event_type, row.mode): row.score for row in modes}

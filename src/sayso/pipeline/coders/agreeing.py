"""Agreement in a ledger: of its coders with each other, and of people with what sayso read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.agreement.resampling import RESAMPLES
from sayso.incidents.reviewed.settling import REFEREE, settled
from sayso.lexicons.codes.coded_fields import coded_fields
from sayso.pipeline.coders.measuring import measure, pairs
from sayso.pipeline.coders.readings import by_field, by_rule
from sayso.pipeline.coders.units import WHOLE, blind_words, field_name, units
from sayso.records.review.act import ActKind
from sayso.records.review.coders import Coders
from sayso.records.review.user import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.ledger.acts.coded import Coded
    from sayso.ledger.store import Ledger
    from sayso.records.review.judgement import Review


def agreement(  # noqa: PLR0913 (what is asked, each by its name)
    ledger: Ledger,
    *,
    fields: Sequence[str] = (),
    since: str | None = None,
    by: str | None = None,
    by_pair: bool = False,
    rules: bool = True,
    resamples: int = RESAMPLES,
) -> Coders:
    """How far the people who coded a ledger agree.

    What somebody said as a referee, who had seen the coders' words, counts for nothing between
    coders, and holds where it is held against what sayso read.

    Args:
        ledger: an open ledger.
        fields: only these, as the table of fields calls them; empty for all.
        since: an ISO 8601 day: only decisions from then on.
        by: only the words of this person; null for everybody's.
        by_pair: whether each two coders are told, too.
        rules: whether components and rules are told, too: that reads the reports anew.
        resamples: over how many resamples of the units the bounds are; 0 for none.

    Raises:
        ValueError: for a field that there is not.
    """
    wanted = _fields(fields)
    asked = {"" if name in WHOLE else name for name in wanted}
    act, said = ledger.last_act(), ledger.coded(fields=asked)
    said = [one for one in said if by is None or one.review.by == by]
    words = [one for one in blind_words(said, since) if field_name(one) in wanted]
    found = units(words)
    holding = _holding(ledger, said, since)
    judged = [one for one in settled(holding[0], holding[1]) if field_name(one.said[0]) in wanted]
    measured = (measure(found, field, resamples=resamples) for field in wanted)
    return Coders(
        since=since,
        act=act,
        coders=tuple(sorted({name for unit in found for name in unit.codes})),
        fields=tuple(one for one in measured if one is not None),
        pairs=tuple(
            one for field in wanted if by_pair for one in pairs(found, field, resamples=resamples)
        ),
        reading=by_field(judged, resamples=resamples),
        made=by_rule(ledger, judged) if rules else (),
    )


def _fields(names: Iterable[str]) -> tuple[str, ...]:
    known = tuple(coded_fields())
    asked = set(names)
    if strange := sorted(asked - set(known)):
        raise ValueError(f"{strange[0]!r} is no field that people code: {', '.join(known)}")
    return tuple(name for name in known if not asked or name in asked)


def _holding(
    ledger: Ledger, said: Sequence[Coded], since: str | None
) -> tuple[list[Review], Mapping[str, str]]:
    """What people said, with the roles of those whose word holds."""
    roles = {one.name: str(one.role) for one in ledger.users() if one.role is Role.REFEREE}
    ruled = {one.review.by for one in said if one.kind is ActKind.ADJUDICATE}
    words = [one.review for one in said if since is None or one.review.at[:10] >= since]
    return words, {**roles, **dict.fromkeys(ruled, REFEREE)}

"""What the last linking left of each event, so that a judgement need only link what it reaches.

Unlike all else this is no history: of the last linking alone, and made anew by the next.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import delete, func, select

from sayso.ledger.acts import judging
from sayso.ledger.linkage import accounts
from sayso.ledger.linkage.incident_queries import homes, last_members
from sayso.ledger.linkage.incident_rows import to_change, to_linking
from sayso.ledger.linkage.linked_tables import change, claim, claiming, linking, member, trace
from sayso.ledger.recording import chunks, insert_rows
from sayso.records.incident import ChangeKind
from sayso.records.linking import Cause
from sayso.records.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, Row

    from sayso.ledger.linkage.accounts import Told
    from sayso.ledger.linkage.found import Found
    from sayso.records.incident import Link
    from sayso.records.linking import Linking


class Traced(NamedTuple):
    """Whole incidents of the last linking: all their events, what it left of them, who judged."""

    events: frozenset[str]
    traces: dict[str, Trace]
    judged: list[Link]


class Nearby(NamedTuple):
    """What is known of events that are linked anew.

    `last` is the last linking, `claimed` the last claiming that it knew. `before` are the
    incidents that the events are, the oldest first; `taken` are the ids of all incidents of now
    that ever had one of them; `owned` is the id that the incident of an event had before it was
    merged into the present one.
    """

    last: Linking
    claimed: int
    before: dict[str, frozenset[str]]
    taken: frozenset[str]
    owned: dict[str, str]


def write(connection: Connection, found: Found) -> None:
    """Notes what a linking left, in place of what was left of the same events before."""
    news = {one.event_id: one for one in found.traces}
    gone = {*found.relinked, *news}
    former = _traces(connection, gone)
    partners = {other for one in (*former.values(), *news.values()) for other in one.pairs}
    changed = dict(_told_anew(_traces(connection, partners - gone), news, gone))
    for chunk in chunks([*gone, *changed]):
        connection.execute(delete(trace).where(trace.c.event_id.in_(chunk)))
    insert_rows(connection, trace, [_row(one) for one in (*news.values(), *changed.values())])


def _told_anew(
    others: Mapping[str, Trace], news: Mapping[str, Trace], gone: set[str]
) -> Iterable[tuple[str, Trace]]:
    """The traces of other events of which a pair with one of the new ones became different."""
    now: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for one in news.values():
        for other in one.pairs.keys() & others.keys():
            now[other][one.event_id] = one.pairs[other]
    for name, one in others.items():
        kept = {key: odds for key, odds in one.pairs.items() if key not in gone}
        if kept | now[name] != one.pairs:
            yield name, msgspec.structs.replace(one, pairs=kept | now[name])


def forget(connection: Connection) -> None:
    """Takes all out: the next linking is of everything."""
    connection.execute(delete(trace))


def judged_events(connection: Connection, version: str) -> set[str] | None:
    """The events judged since the last linking; null where more than judgements is new."""
    row = connection.execute(select(linking).order_by(linking.c.seq.desc()).limit(1)).first()
    if row is None or row.version != version or to_linking(row.body).cause is not Cause.LINK:
        return None
    newest = connection.scalar(select(func.max(claiming.c.seq))) or 0
    return judging.judged_since(connection, row.judged) if newest == row.claimed else None


def traced(connection: Connection, events: Iterable[str]) -> Traced | None:
    """The incidents that some events are of; null where one of the events was not linked."""
    wanted = set(events)
    seq = _last(connection)
    ids = set(homes(connection, wanted, seq).values())
    inside: set[str] = set()
    for chunk in chunks(ids):
        of = last_members(seq).where(member.c.incident_id.in_(chunk))
        inside.update(row.event_id for row in connection.execute(of))
    if not inside >= wanted:
        return None
    judged = judging.judgements(connection, of=inside)
    return Traced(frozenset(inside), _traces(connection, inside), judged)


def told_with(connection: Connection, events: Iterable[str]) -> list[Told]:
    """The claims of all reports that tell some events, as the last linking knew them."""
    claimed = connection.scalar(select(linking.c.claimed).order_by(linking.c.seq.desc()).limit(1))
    docs: set[str] = set()
    for chunk in chunks(events):
        query = (
            select(claiming.c.doc_id)
            .join(claim, claim.c.claiming == claiming.c.seq)
            .where(claim.c.event_id.in_(chunk), claiming.c.seq <= claimed)
        )
        docs.update(connection.scalars(query.distinct()))
    return list(accounts.told_claims(connection, claimed or 0, docs))


def nearby(connection: Connection, events: Iterable[str]) -> Nearby:
    """What is known of the incidents of some events, which are linked."""
    row = connection.execute(select(linking).order_by(linking.c.seq.desc()).limit(1)).one()
    before = _before(connection, set(homes(connection, events, row.seq).values()), row.seq)
    inside = {event for several in before.values() for event in several}
    return Nearby(
        last=to_linking(row.body),
        claimed=row.claimed,
        before=before,
        taken=_taken(connection, inside, row.seq),
        owned=owned(connection, before),
    )


def owned(connection: Connection, before: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The id that the incident of an event had before it was merged into its present one."""
    found: dict[str, str] = {}
    for chunk in chunks(before):
        query = select(change.c.body).where(
            change.c.kind == str(ChangeKind.MERGED), change.c.other.in_(chunk)
        )
        for body in connection.scalars(query.order_by(change.c.linking, change.c.n)):
            step = to_change(body)
            inside = before[step.other or ""]
            found.update((event, step.incident_id) for event in step.removed if event in inside)
    return found


def _last(connection: Connection) -> int:
    return connection.scalar(select(func.max(linking.c.seq))) or 0


def _traces(connection: Connection, events: Iterable[str]) -> dict[str, Trace]:
    found: dict[str, Trace] = {}
    for chunk in chunks(sorted(events)):
        rows = connection.execute(select(trace).where(trace.c.event_id.in_(chunk)))
        found.update((row.event_id, _to_trace(row)) for row in rows)
    return found


def _row(one: Trace) -> dict[str, object]:
    return {
        "event_id": one.event_id,
        "pairs": msgspec.json.encode(one.pairs, order="sorted").decode(),
        "joined": one.into,
        "size": one.size,
        "odds": one.odds,
    }


def _to_trace(row: Row[tuple[object, ...]]) -> Trace:
    return Trace(
        event_id=row.event_id,
        pairs=msgspec.json.decode(row.pairs, type=dict[str, float]),
        into=row.joined,
        size=row.size,
        odds=row.odds,
    )


def _before(connection: Connection, ids: Iterable[str], seq: int) -> dict[str, frozenset[str]]:
    """Incidents with all their events, the oldest first."""
    events: dict[str, list[str]] = defaultdict(list)
    ages: dict[str, int] = {}
    for chunk in chunks(ids):
        of = last_members(seq).where(member.c.incident_id.in_(chunk))
        for row in connection.execute(of):
            events[row.incident_id].append(row.event_id)
        kinds = [str(ChangeKind.BORN), str(ChangeKind.SPLIT)]
        born = select(change.c.incident_id, func.max(change.c.linking)).where(
            change.c.incident_id.in_(chunk), change.c.kind.in_(kinds)
        )
        rows = connection.execute(born.group_by(change.c.incident_id))
        ages.update((row[0], row[1]) for row in rows)
    return {key: frozenset(events[key]) for key in sorted(events, key=lambda k: (ages[k], k))}


def _taken(connection: Connection, inside: set[str], seq: int) -> frozenset[str]:
    found: set[str] = set()
    for chunk in chunks(inside):
        query = select(member.c.incident_id).where(
            member.c.event_id.in_(chunk), member.c.incident_id.is_not(None)
        )
        found.update(connection.scalars(query.distinct()))
    living: set[str] = set()
    for chunk in chunks(found):
        now = last_members(seq).where(member.c.incident_id.in_(chunk))
        living.update(row.incident_id for row in connection.execute(now))
    return frozenset(living)

"""Runs: what was read when, by which version and configuration, and whether it came to an end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from sayso.ledger.custody import now
from sayso.ledger.errors import LedgerError
from sayso.ledger.tables import run, run_end
from sayso.records.evidence import content_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


def begin(
    connection: Connection,
    *,
    version: str,
    configuration: str,
    inputs: Sequence[str],
    resume: bool,
) -> str:
    """The id of a new run, or with `resume` of the last unfinished one that is alike."""
    listed = json.dumps(list(inputs), ensure_ascii=False)
    if resume and (unfinished := _unfinished(connection, version, configuration, listed)):
        return unfinished
    seq = (connection.scalar(select(func.max(run.c.seq))) or 0) + 1
    at = now()
    key = content_id("n", str(seq), at, version, configuration, listed)
    connection.execute(
        insert(run).values(
            seq=seq,
            id=key,
            started_at=at,
            version=version,
            configuration=configuration,
            inputs=listed,
        )
    )
    return key


def finish(connection: Connection, run_id: str) -> None:
    """Notes that a run came to its end; a second time changes nothing."""
    seq = number(connection, run_id)
    if connection.scalar(select(run_end.c.run).where(run_end.c.run == seq)) is None:
        connection.execute(insert(run_end).values(run=seq, finished_at=now()))


def number(connection: Connection, run_id: str) -> int:
    """The number of a run, by which rows name it.

    Raises:
        LedgerError: when the ledger has no such run.
    """
    seq: int | None = connection.scalar(select(run.c.seq).where(run.c.id == run_id))
    if seq is None:
        raise LedgerError(f"the ledger has no run {run_id}: begin one first")
    return seq


def _unfinished(
    connection: Connection, version: str, configuration: str, inputs: str
) -> str | None:
    alike = (
        select(run.c.id)
        .outerjoin(run_end, run_end.c.run == run.c.seq)
        .where(run_end.c.run.is_(None))
        .where(run.c.version == version, run.c.configuration == configuration)
        .where(run.c.inputs == inputs)
        .order_by(run.c.seq.desc())
        .limit(1)
    )
    found: str | None = connection.scalar(alike)
    return found

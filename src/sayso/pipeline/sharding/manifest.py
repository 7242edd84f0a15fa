"""The folder of a large run, and its manifest: what became of each shard.

`manifest.jsonl` has a head and one row a shard. While a run goes on, rows are added as shards
end, and the last row of a key counts; when it has ended, one row of each is left, in the order of
the plan. Only the process that leads a run writes it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from sayso.export.parts import has_part, make_tables, part_keys, remove_part, remove_unfinished
from sayso.pipeline.reading.cursors import remove_cursors
from sayso.pipeline.sharding.shards import ShardError
from sayso.records.document import Reject
from sayso.records.evidence import Record
from sayso.records.exchange.codec import decode, encode
from sayso.records.exchange.part import PartCounts

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.pipeline.sharding.shards import Plan, Shard

MANIFEST = "manifest.jsonl"


class ShardStatus(StrEnum):
    """What became of a shard."""

    PLANNED = "planned"
    DONE = "done"
    FAILED = "failed"


class ShardRow(Record, frozen=True, kw_only=True):
    """What became of a shard: after how many attempts, and why the last one failed.

    `inputs` says for people what the shard holds.
    """

    key: str
    inputs: str
    status: ShardStatus = ShardStatus.PLANNED
    attempts: int = 0
    error: str | None = None
    counts: PartCounts = PartCounts()


class Head(Record, frozen=True, kw_only=True):
    """The first line of a manifest: the plan's hash, and the rejects that are in no shard."""

    reading: str
    rejects: tuple[Reject, ...] = ()


class Manifest:
    """The rows of a plan's shards, in memory and on disk. One process writes."""

    def __init__(self, folder: Path, plan: Plan, rows: dict[str, ShardRow]) -> None:
        self.folder = folder
        self.plan = plan
        self.rows = rows

    def put(self, row: ShardRow) -> None:
        """Notes what became of a shard, at once."""
        self.rows[row.key] = row
        with (self.folder / MANIFEST).open("ab") as out:
            out.write(encode(row) + b"\n")

    def to_read(self) -> list[Shard]:
        """The shards that are not read, or whose part is not there."""
        return [shard for shard in self.plan.shards if not self._is_done(shard.key)]

    def rewrite(self) -> None:
        """Writes the manifest anew, one row a shard."""
        head = Head(reading=self.plan.reading, rejects=self.plan.rejects)
        rows = (self.rows[shard.key] for shard in self.plan.shards)
        draft = self.folder / f"{MANIFEST}.new"
        draft.write_bytes(b"".join(encode(row) + b"\n" for row in (head, *rows)))
        draft.replace(self.folder / MANIFEST)

    def tidy(self) -> None:
        """Leaves one row of each shard, and nothing of killed processes. None may be at work."""
        remove_unfinished(self.folder)
        remove_cursors(self.folder)
        self.rewrite()

    def _is_done(self, key: str) -> bool:
        return self.rows[key].status is ShardStatus.DONE and has_part(self.folder, key)


def open_manifest(folder: Path, plan: Plan, *, resume: bool) -> Manifest:
    """The manifest of a run into a folder, which is made where there is none.

    With `resume`, shards that were read before stay read. Parts that are of no shard of the plan
    are removed: their inputs changed, or are no longer among the inputs.

    Raises:
        ShardError: when the folder holds a run and this one is not to go on with it, or one of
            another version, configuration or options, or something else.
    """
    known = _known(folder, plan, resume=resume)
    make_tables(folder)
    rows = {}
    for shard in plan.shards:
        new = ShardRow(key=shard.key, inputs=_inputs(shard))
        rows[shard.key] = known.get(shard.key, new)
    for key in part_keys(folder) - rows.keys():
        remove_part(folder, key)
    manifest = Manifest(folder, plan, rows)
    manifest.rewrite()
    return manifest


def read_manifest(folder: Path) -> tuple[Head, dict[str, ShardRow]]:
    """A manifest as it lies on disk: its head, and the last row of each key.

    A last line that was not written to its end is left out.

    Raises:
        ShardError: when it is damaged.
        OSError: when there is none.
    """
    lines = (folder / MANIFEST).read_bytes().split(b"\n")[:-1]
    try:
        rows = [decode(line, ShardRow) for line in lines[1:]]
        return decode(lines[0], Head), {row.key: row for row in rows}
    except (IndexError, msgspec.DecodeError) as error:
        raise ShardError(
            f"{folder / MANIFEST} is damaged ({error}); remove the folder, or name another"
        ) from error


def _known(folder: Path, plan: Plan, *, resume: bool) -> dict[str, ShardRow]:
    if folder.exists() and not folder.is_dir():
        raise ShardError(f"{folder} is a file; -o takes a new folder here")
    if not (folder / MANIFEST).exists():
        if folder.exists() and any(folder.iterdir()):
            raise ShardError(f"{folder} holds something else already; name a new folder with -o")
        return {}
    head, rows = read_manifest(folder)
    if not resume:
        raise ShardError(
            f"{folder} holds a run already; go on with it by --resume, or name a new folder"
        )
    if head.reading != plan.reading:
        raise ShardError(
            f"{folder} was read by another version of sayso, or with other options, overlays or "
            "configuration; name a new folder with -o"
        )
    return rows


def _inputs(shard: Shard) -> str:
    first, *more = shard.pieces
    if first.stretch.line is not None:
        return f"{first.path}, lines from {first.stretch.line:,}"
    return f"{first.path} and {len(more):,} more" if more else first.path

"""One shard to its part: what every worker of a large run does, wherever it is."""

from __future__ import annotations

import contextlib
import platform
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.export.parts import write_part
from sayso.ingest.build import Origin, build_document
from sayso.ingest.fields import Found
from sayso.ingest.language import LANGUAGES_WITH_DATA
from sayso.ingest.options import IngestOptions
from sayso.pipeline.reading.alone import read_alone
from sayso.pipeline.reading.cursors import noting, remove_cursors, suspects
from sayso.pipeline.reading.run import unsupported
from sayso.pipeline.reading.workers import read_or_reject
from sayso.pipeline.sharding.shards import ShardError, read_shard
from sayso.records.document import Document, Reject
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso.pipeline.reading.config import ReadConfig
    from sayso.pipeline.sharding.shards import Shard
    from sayso.records.exchange.part import PartCounts
    from sayso.records.reading import ReadDocument

_FIRST_WORDS = "The army said on Monday that it had shelled the town."


@dataclass(frozen=True)
class ShardJob:
    """What holds for all shards of a run; travels to the workers with each.

    `folder` is where parts go and `root` what relative paths are relative to, both absolute.
    `version` and `digest` are those of the process that leads the run.
    """

    folder: str
    root: str
    options: IngestOptions
    config: ReadConfig
    digest: str
    version: str = VERSION


def process_shard(shard: Shard, job: ShardJob) -> PartCounts:
    """Reads a shard and writes its part. Doing it again, or twice at once, changes nothing.

    A document at which an earlier attempt died is read in a process of its own, and set aside
    as a reject when that dies as well, three times.

    Raises:
        ShardError: when this machine does not see the inputs, or has another version or data.
        OSError: when the part cannot be written.
    """
    with _one_at_a_time(), contextlib.chdir(job.root):
        _check_sameness(job)
        folder = Path(job.folder)
        # models load here, so that a document is not blamed for a process that died meanwhile
        read_or_reject(_first_document(), job.config)
        known = suspects(folder, shard.key)
        with noting(folder, shard.key) as note:
            counts = write_part(folder, shard.key, _items(shard, job, known, note))
        remove_cursors(folder, shard.key)
        return counts


def _items(
    shard: Shard, job: ShardJob, suspected: frozenset[int], note: Callable[[int], None]
) -> Iterator[ReadDocument | Document | Reject]:
    for number, item in enumerate(read_shard(shard, job.options)):
        if isinstance(item, Reject):
            yield item
        elif item.language not in LANGUAGES_WITH_DATA:
            yield item
            yield unsupported(item)
        elif number in suspected:
            yield read_alone(item, job.config)
        else:
            note(number)
            yield read_or_reject(item, job.config)


def _check_sameness(job: ShardJob) -> None:
    """Two versions in one run would give parts that do not fit together."""
    try:
        digest = job.config.digest()
    except OSError as error:
        raise ShardError(
            f"{error.filename} cannot be read on {platform.node()}: {error.strerror}; every "
            "worker must see the overlays under the path at which the command sees them"
        ) from error
    if (VERSION, digest) != (job.version, job.digest):
        raise ShardError(
            f"sayso on {platform.node()} is version {VERSION} with other words, rules or models "
            f"than the command's, which is {job.version}; install the same everywhere"
        )


def _first_document() -> Document:
    origin = Origin(path="-", media_type="text/plain", sha256_bytes="")
    return build_document(Found(text=_FIRST_WORDS), origin, IngestOptions(language="en"))


@cache
def _one_at_a_time() -> threading.Lock:
    """The lock of this process: a worker with several threads reads one document at a time."""
    return threading.Lock()

"""A document read in a process of its own, so that its death ends nothing else.

`python -m sayso.pipeline.reading.alone` reads one document: pickled with its configuration on
standard input, a `PartLine` on standard output.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

from sayso.pipeline.reading.workers import ATTEMPTS, died, read_or_reject
from sayso.records.exchange.codec import decode, encode
from sayso.records.exchange.part import PartLine

if TYPE_CHECKING:
    from sayso.pipeline.reading.config import ReadConfig
    from sayso.records.document import Document, Reject
    from sayso.records.reading import ReadDocument


def read_alone(document: Document, config: ReadConfig) -> ReadDocument | Document | Reject:
    """The reading of a document; a reject when its process died as often as it was tried."""
    command = [sys.executable, "-P", "-m", "sayso.pipeline.reading.alone"]
    for _ in range(ATTEMPTS):
        done = subprocess.run(  # noqa: S603 (our own program)
            command, input=pickle.dumps((document, config)), stdout=subprocess.PIPE, check=False
        )
        if done.returncode == 0:
            return decode(done.stdout, PartLine).item
    return died(document)


def main() -> None:
    """Reads the document on standard input."""
    document, config = pickle.load(sys.stdin.buffer)  # noqa: S301 (from the process that began us)
    sys.stdout.buffer.write(encode(PartLine.of(read_or_reject(document, config))))


if __name__ == "__main__":
    main()

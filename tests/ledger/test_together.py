"""Readers beside a writer, two writers, and a run that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from sayso.ledger import connect as connecting
from sayso.ledger.connect import connect, writing
from sayso.ledger.store import LedgerError, open_ledger
from tests.ledger.samples import TEXT, make_reading
from tests.strategies import make_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ledger.store import Ledger
    from sayso.records.reading import ReadDocument


def reads(count: int) -> list[ReadDocument]:
    return [make_reading(make_document(f"{TEXT} {n}", report=f"r{n:03}")) for n in range(count)]


def test_a_reader_sees_one_state_while_another_writes(
    ledger: Ledger, target: str, run_id: str
) -> None:
    first, then = reads(250)[:240], reads(250)[240:]
    ledger.record(run_id, first)
    with open_ledger(target) as reader:
        stream = reader.readings()
        seen = [next(stream)]
        ledger.record(run_id, then)
        seen += stream
        assert seen == first
        assert len(list(reader.readings())) == 250


def test_readers_go_on_during_an_open_write(ledger: Ledger, target: str, run_id: str) -> None:
    ledger.record(run_id, reads(1))
    engine = connect(target)
    with writing(engine):
        assert list(ledger.readings()) == reads(1)
    engine.dispose()


def test_a_second_writer_waits_and_then_says_why(
    target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "WAIT_SECONDS", 1)
    engine = connect(target, create=True)
    with open_ledger(target, create=True) as ledger:
        with writing(engine), pytest.raises(LedgerError, match="another process is writing"):
            ledger.begin_run(version="1", configuration="c", inputs=[], resume=False)
        assert ledger.begin_run(version="1", configuration="c", inputs=[], resume=False)
    engine.dispose()


def test_two_writers_by_turns_keep_one_chain(ledger: Ledger, target: str, run_id: str) -> None:
    def write(part: list[ReadDocument]) -> None:
        with open_ledger(target) as own:
            for read in part:
                own.record(run_id, [read])

    parts = [reads(24)[:16], reads(24)[8:]]
    threads = [threading.Thread(target=write, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(ledger.readings()) == reads(24)
    assert ledger.check() == []


WRITER = """
import os, signal, sys
from tests.ledger.test_together import reads
from sayso.ledger.store import open_ledger
from sayso.ledger import recording

ledger = open_ledger(sys.argv[1])
run_id = ledger.begin_run(version="0.1.0", configuration="c0", inputs=["in"], resume=True)
for read in reads(5):
    ledger.record(run_id, [read])
recording.append = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
ledger.record(run_id, reads(8)[5:])
"""


def test_a_killed_run_goes_on_to_the_same_content(new_target: Callable[[], str]) -> None:
    target = new_target()
    open_ledger(target, create=True).close()
    done = subprocess.run(
        [sys.executable, "-c", WRITER, target],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    with (
        open_ledger(target) as killed,
        open_ledger(new_target(), create=True) as whole,
    ):
        assert list(killed.readings()) == reads(5)
        assert killed.check() == []
        for ledger in (killed, whole):
            run_id = ledger.begin_run(
                version="0.1.0", configuration="c0", inputs=["in"], resume=True
            )
            ledger.record(run_id, reads(8))
            ledger.finish_run(run_id)
        assert killed.digest() == whole.digest()
        assert killed.check() == []

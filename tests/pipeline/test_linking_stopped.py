"""However a linking ends, the ledger is whole and the next one goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sayso.ledger.store import Ledger, LedgerError, open_ledger
from sayso.pipeline.deciding.judging import judge_pair
from sayso.pipeline.joining.linking import link_ledger
from sayso.records.incident import Judgement
from tests.pipeline.linked import VERSION, Told, groups, link, record, stages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

RAID = [Told(1, "Tarnow", 3), Told(2, "Tarnow", 3)]
ELSEWHERE = Told(3, "Odrabrod", 20)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        yield made


def test_stopped_by_hand_it_leaves_what_was_there(ledger: Ledger) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    link(ledger, RAID)
    before = ledger.digest()
    record(ledger, [ELSEWHERE])
    with pytest.raises(KeyboardInterrupt):
        link_ledger(ledger, stages=stages(sources=stop))
    assert len(ledger.linkings()) == 1
    assert groups(ledger) == {tuple(sorted(report.event for report in RAID))}
    assert ledger.check() == []
    assert link(ledger).made.readings == 0
    assert len(groups(ledger)) == 2
    assert ledger.digest() != before


def test_a_ledger_that_moves_on_meanwhile_is_not_mixed_up(ledger: Ledger) -> None:
    own = stages()

    def judging(linkables: object, **others: object) -> object:
        judge_pair(
            ledger, RAID[0].event, RAID[1].event, Judgement.DIFFERENT, who="A. Reader", why="apart"
        )
        return own.link(linkables, **others)

    record(ledger, RAID)
    with pytest.raises(LedgerError, match="link again"):
        link_ledger(ledger, stages=stages(link=judging))
    assert ledger.linkings() == []
    link(ledger)
    assert len(groups(ledger)) == 2


LINKER = """
import os, signal, sys
from sayso.ledger.linkage import linkings
from sayso.ledger.store import open_ledger
from sayso.pipeline.joining.linking import link_ledger
from tests.pipeline.linked import stages

linkings.append = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
link_ledger(open_ledger(sys.argv[1]), stages=stages())
"""


def test_a_killed_linking_goes_on_to_the_same(tmp_path: Path) -> None:
    def filled(name: str, reports: Sequence[Told]) -> Ledger:
        made = open_ledger(str(tmp_path / name), create=True)
        record(made, reports)
        return made

    every = [*RAID, ELSEWHERE]
    filled("killed.db", every).close()
    done = subprocess.run(
        [sys.executable, "-c", LINKER, str(tmp_path / "killed.db")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    with open_ledger(str(tmp_path / "killed.db")) as killed, filled("whole.db", every) as whole:
        assert killed.linkings() == []
        assert killed.unclaimed(VERSION) == []
        assert killed.check() == []
        for one in (killed, whole):
            link(one)
        assert killed.digest() == whole.digest()

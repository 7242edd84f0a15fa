"""What goes in comes out, whatever the order and the batches, and only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger.store import open_ledger
from sayso.records.document import Reject
from sayso.records.exchange.codec import encode
from sayso.records.reading import ReadDocument
from tests.strategies import documents, read_documents, rejects

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pytest

    from sayso.ledger.recording import Item
    from sayso.ledger.store import Added, Ledger


def _which(item: Item) -> tuple[str, str]:
    """One version reads one document in one way: no two items may differ in that alone."""
    if isinstance(item, ReadDocument):
        return "reading", encode(item.document).decode()
    return type(item).__name__, encode(item).decode()


ITEMS = st.lists(read_documents() | documents() | rejects(), max_size=5, unique_by=_which)
FEW = settings(max_examples=10, deadline=None)


def record(ledger: Ledger, *batches: Sequence[Item]) -> list[Added]:
    run_id = ledger.begin_run(version="0.1.0", configuration="c0", inputs=[], resume=True)
    return [ledger.record(run_id, batch) for batch in batches]


@FEW
@given(reads=st.lists(read_documents(), min_size=1, max_size=3, unique_by=lambda r: r.document.id))
def test_a_reading_comes_back_as_it_was(
    new_target: Callable[[], str], reads: list[ReadDocument]
) -> None:
    with open_ledger(new_target(), create=True) as ledger:
        record(ledger, reads)
        for read in reads:
            assert ledger.reading(read.document.id) == read
        ordered = sorted(reads, key=lambda r: (r.document.report, r.document.id))
        assert list(ledger.readings()) == ordered
        assert list(ledger.documents()) == [read.document for read in ordered]


@FEW
@given(items=ITEMS)
def test_the_same_twice_adds_nothing(new_target: Callable[[], str], items: list[Item]) -> None:
    with open_ledger(new_target(), create=True) as ledger:
        first, second = record(ledger, items, items)
        content = ledger.digest()
        assert second == (0, 0, 0, ())
        assert first.readings == sum(isinstance(item, ReadDocument) for item in items)
        assert first.rejects == len({i.id for i in items if isinstance(i, Reject)})
        record(ledger, [*items, *items])
        assert ledger.digest() == content


@FEW
@given(items=ITEMS, data=st.data())
def test_order_and_batches_do_not_count(
    new_target: Callable[[], str], items: list[Item], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(items))
    cut = data.draw(st.integers(0, len(items)))
    with (
        open_ledger(new_target(), create=True) as one,
        open_ledger(new_target(), create=True) as other,
    ):
        record(one, items)
        record(other, shuffled[:cut], shuffled[cut:])
        assert one.digest() == other.digest()
        assert list(one.readings()) == list(other.readings())
        assert one.coverage() == other.coverage()


@FEW
@given(items=ITEMS)
def test_what_was_recorded_checks(new_target: Callable[[], str], items: list[Item]) -> None:
    with open_ledger(new_target(), create=True) as ledger:
        record(ledger, items)
        assert ledger.check() == []


@FEW
@given(items=ITEMS)
def test_a_backup_holds_the_same(
    new_target: Callable[[], str], tmp_path_factory: pytest.TempPathFactory, items: list[Item]
) -> None:
    path: Path = tmp_path_factory.mktemp("backups") / "copy.db"
    with open_ledger(new_target(), create=True) as ledger:
        record(ledger, items)
        ledger.backup(path)
        with open_ledger(str(path)) as copy:
            assert copy.digest() == ledger.digest()
            assert copy.check() == []
            assert list(copy.readings()) == list(ledger.readings())

"""Which bloc a publisher speaks for: data that users give, never inferred from tone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, Finding, read_table
from sayso.lexicons.files.strict import nearest
from sayso.lexicons.overlays.clashes import publisher_key
from sayso.lexicons.overlays.read import read_overlays, stamps
from sayso.lexicons.overlays.rows import OwnBloc
from sayso.records.document import Bloc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sayso.lexicons.overlays.own_entries import Overlays
    from sayso.lexicons.overlays.read import Stamps
    from sayso.lexicons.overlays.rows import Entry

SHIPPED = DATA / "outlets" / "blocs.tsv"


def load_blocs(overlays: Sequence[Path | str] = (), shipped: Path = SHIPPED) -> dict[str, Bloc]:
    """The bloc of each publisher with its reason, by `publisher_key`: the demo's, then the user's.

    Mistakes in the files are not told here: `ReadConfig.check` finds them.
    """
    blocs = _listed(shipped)
    for entry in _own_blocs(tuple(map(str, overlays)), stamps(overlays)):
        for name in entry.value.publisher:
            if entry.value.remove:
                blocs.pop(publisher_key(name), None)
            else:
                blocs[publisher_key(name)] = _bloc(entry.value)
    return blocs


@lru_cache(maxsize=4)
def _own_blocs(overlays: tuple[str, ...], _written: Stamps) -> tuple[Entry[OwnBloc], ...]:
    return read_overlays(overlays)[0].blocs


def bloc_of(publisher: str | None, blocs: Mapping[str, Bloc]) -> Bloc | None:
    """The bloc of a publisher by its name, in whatever case; null where no table has it."""
    return blocs.get(publisher_key(publisher)) if publisher else None


def check_own_blocs(own: Overlays, shipped: Path = SHIPPED) -> Iterator[Finding]:
    """Blocs without a name, and publishers taken out of a table that does not have them."""
    known = _listed(shipped)
    for entry in own.blocs:
        row = entry.value
        for message in _mistakes(row, known):
            yield Finding(path=str(entry.path), line=entry.line, message=message)


def _mistakes(row: OwnBloc, known: Mapping[str, Bloc]) -> Iterator[str]:
    if not row.publisher:
        yield "publisher is empty; write the outlet's name"
    if not row.remove and not row.bloc:
        yield "bloc is empty; write whom the publisher speaks for"
    if row.remove:
        for name in row.publisher:
            if publisher_key(name) not in known:
                yield f"no shipped table has the publisher {name!r}; {nearest(name, known)}"


def _bloc(row: OwnBloc) -> Bloc:
    return Bloc(name=row.bloc, reason=row.reason)


def _listed(path: Path) -> dict[str, Bloc]:
    rows = read_table(path, OwnBloc)
    return {publisher_key(name): _bloc(row) for row in rows for name in row.publisher}

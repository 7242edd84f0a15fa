"""`sayso import`: data sets as accounts, dictionaries as overlays, annotations as reviews."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.days import iso_day
from sayso.cli.messages import INTERRUPTED, REJECTED, USAGE, count, fail, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sayso.datasets.reading import Told
    from sayso.ledger.store import Ledger
    from sayso.pipeline.taking.importing import Imported
    from sayso.records.document import Reject

_ANNOTATIONS = ("brat", "webannotation")
_DICTIONARY = "petrarch"
_SHOWN = 5


def import_(
    ledger: Annotated[str, typer.Argument(metavar="LEDGER", help="Ledger: a path or a URL")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files of the format, or its folder"),
    ] = None,
    *,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="ged, plover, polecat, icews, gdelt; brat, webannotation; petrarch",
        ),
    ],
    release: Annotated[str | None, typer.Option(help="Release of the data set, as 25.1")] = None,
    publisher: Annotated[
        str | None, typer.Option(help="What to call the data set, in place of its name")
    ] = None,
    bloc: Annotated[str | None, typer.Option(help="Bloc of the data set, by your table")] = None,
    published: Annotated[
        str, typer.Option(help="ISO day on which the release was published")
    ] = "",
    overlay: Annotated[list[Path] | None, typer.Option(help="Your own names and places")] = None,
    by: Annotated[str, typer.Option(help="Who annotated, where the file does not say")] = "",
    at: Annotated[str, typer.Option(help="ISO day of the annotations; today if none")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="petrarch: a new folder for overlays")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary")] = False,
) -> None:
    """Take in other people's data: rows as accounts, annotations as reviews.

    Example: sayso import war.db ged251.csv --format ged --release 25.1

    Example: sayso import war.db annotated/ --format brat --by "A. Reader"

    Each row becomes an account with its data set as the voice; `sayso link` joins it with the
    reports. The same row adds nothing twice, so an import that was stopped goes on with the same
    command. A row that cannot be read goes to the rejects (exit status 3); the others are taken.
    """
    if format_ == _DICTIONARY:
        _dictionary([Path(ledger), *(paths or [])], output, quiet=quiet)
        return
    if output is not None:
        fail(f"-o is for --format {_DICTIONARY}: the others go into the ledger", status=USAGE)
    if not paths:
        fail("name what to import: sayso import LEDGER PATH --format NAME", status=USAGE)
    for path in paths:
        if not path.exists():
            fail(f"{path} is not there; name a file or folder", status=USAGE)
    released, annotated = iso_day(published), iso_day(at)
    if format_ in _ANNOTATIONS:
        rejects = _annotations(ledger, paths, format_, by=by, at=annotated, quiet=quiet)
    else:
        from sayso.datasets.reading import Told
        from sayso.lexicons.actors.blocs import load_blocs

        overlays = tuple(str(path) for path in overlay or ())
        told = Told(publisher, bloc, load_blocs(overlays), released)
        rejects = _rows(
            ledger, paths, format_, told, release=release, overlays=overlays, quiet=quiet
        )
    if rejects:
        raise typer.Exit(REJECTED)


def _dictionary(paths: Sequence[Path], output: Path | None, *, quiet: bool) -> None:
    """Dictionaries to a folder of overlays, which no ledger is needed for."""
    from sayso.pipeline.taking.dictionaries import import_dictionary

    if output is None:
        fail("name a new folder for the overlays: -o FOLDER", status=USAGE)
    summary = import_dictionary(paths, output)
    if not quiet:
        say(str(summary))
    for reject in summary.rejects:
        say(f"{reject.path}: {reject.reason}; {reject.remedy}")
    if summary.rejects:
        raise typer.Exit(REJECTED)


def _rows(
    target: str,
    paths: Sequence[Path],
    dataset: str,
    told: Told,
    *,
    release: str | None,
    overlays: tuple[str, ...],
    quiet: bool,
) -> Sequence[Reject]:
    """Rows of data sets to accounts; gives what could not be read."""
    from sayso.export.formats.registry import FormatError
    from sayso.ledger.store import LedgerError
    from sayso.pipeline.reading.config import ReadConfig
    from sayso.pipeline.taking.importing import check_dataset, import_rows

    ReadConfig(overlays=overlays).check()
    try:
        check_dataset(dataset)
    except FormatError as error:
        fail(str(error), status=USAGE)
    with _opened(target, create=True) as ledger, _progress(wanted=not quiet) as on_row:
        try:
            done = import_rows(
                ledger, paths, dataset, told, release=release, overlays=overlays, on_row=on_row
            )
        except LedgerError as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail(
                f"stopped; the rows so far are kept in {target}: go on with the same command",
                status=INTERRUPTED,
            )
    if not quiet:
        _report(done, target)
    return done.rejects


def _annotations(
    target: str, paths: Sequence[Path], format_: str, *, by: str, at: str | None, quiet: bool
) -> Sequence[Reject]:
    """Annotations to reviews; gives what could not be read."""
    from datetime import UTC, datetime

    from sayso.ledger.store import LedgerError
    from sayso.pipeline.taking.importing_reviews import import_reviews

    day = at or datetime.now(UTC).date().isoformat()
    added = told = 0
    rejects: list[Reject] = []
    with _opened(target, create=False) as ledger:
        try:
            for path in paths:
                done = import_reviews(ledger, path, format_, by=by, at=day)
                added, told = added + done.added, told + done.told
                rejects += done.rejects
        except LedgerError as error:
            fail(str(error))
    if not quiet:
        known = f"; {count(told - added, 'review')} known already" if told > added else ""
        say(f"{count(added, 'review')} added{known}")
        _say_rejects(rejects, "annotation", target)
    return rejects


@contextmanager
def _opened(target: str, *, create: bool) -> Iterator[Ledger]:
    from sayso.ledger.store import LedgerError, open_ledger

    try:
        ledger = open_ledger(target, create=create)
    except LedgerError as error:
        fail(str(error), status=USAGE)
    with ledger:
        yield ledger


@contextmanager
def _progress(*, wanted: bool) -> Iterator[Callable[[int], None]]:
    """A line on standard error with the rows done; silent where nobody watches."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    errors = Console(stderr=True)
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.completed:,} rows"),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
        disable=not (wanted and errors.is_terminal),
    )
    with progress:
        task = progress.add_task("importing", total=None)
        yield lambda rows: progress.update(task, completed=rows)


def _report(done: Imported, target: str) -> None:
    """The closing summary, for a person: every count names its unit."""
    known = f"; {count(done.known, 'row')} known already" if done.known else ""
    say(f"{count(done.added, 'row')} taken in as accounts{known}")
    if done.refused:
        say(f"{count(len(done.refused), 'row')} not stored again: erased from this ledger")
    if done.unread:
        columns = ", ".join(f"{name} ({number:,})" for name, number in done.unread.most_common(9))
        say(f"values without a meaning here, by column and rows, kept as words: {columns}")
    _say_rejects(done.rejects, "row", target)
    if done.added:
        say(f"join them with the reports: sayso link {target}")


def _say_rejects(rejects: Sequence[Reject], noun: str, target: str) -> None:
    if not rejects:
        return
    say(f"{count(len(rejects), noun)} rejected:")
    for reject in rejects[:_SHOWN]:
        where = f":{reject.where}" if reject.where else ""
        say(f"  {reject.path}{where}: {reject.reason}; {reject.remedy}")
    say(f"  all of them: sayso rejects {target}")

"""`sayso read`: files, folders and streams to events, and into a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.messages import REJECTED, USAGE, fail
from sayso.cli.output import Format, Level, format_of, open_writer, streams_to_terminal


def read(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders, globs; - is standard input"),
    ] = None,
    into: Annotated[str | None, typer.Option(help="Ledger: a path or a database URL")] = None,
    format_: Annotated[Format | None, typer.Option("--format", help="Write the events")] = None,
    level: Annotated[
        Level | None, typer.Option(help="A record per mention (default), or per event of a report")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="File, or - for standard output")
    ] = None,
    published: Annotated[str | None, typer.Option(help="ISO date for reports without one")] = None,
    publisher: Annotated[str | None, typer.Option(help="Outlet of reports that name none")] = None,
    bloc: Annotated[str | None, typer.Option(help="Bloc of the publisher, by your table")] = None,
    time_zone: Annotated[
        str | None, typer.Option(help="Where reports were written: Asia/Damascus, +03:00")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Language; detected if not given")] = None,
    columns: Annotated[str | None, typer.Option(help="id=…,text=… for JSON Lines and CSV")] = None,
    overlay: Annotated[list[Path] | None, typer.Option(help="Your own words and places")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Worker processes")] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Dask: tcp://HOST:8786, or local; -o names a folder")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run that was stopped")
    ] = False,
    every_sentence: Annotated[
        bool, typer.Option("--every-sentence", help="Read also what seems to tell of no event")
    ] = False,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Rules alone, no trained model")
    ] = False,
    config: Annotated[Path | None, typer.Option(help="TOML file with all of this")] = None,
) -> None:
    """Read reports: events with actor, recipient, place, date, tolls and who says so.

    Example: sayso read reports/ --into war.db --format table

    A document that cannot be read goes to the rejects with its reason (exit status 3); the others
    are read all the same. Reading the same input twice adds nothing to a ledger.
    """
    from sayso.cli.job import Job, report
    from sayso.ingest.columns import parse_columns
    from sayso.ingest.options import IngestOptions
    from sayso.lexicons.actors.blocs import load_blocs
    from sayso.pipeline.reading.config import ReadConfig
    from sayso.pipeline.reading.config_file import FileConfig, read_config

    defaults = read_config(config) if config else FileConfig()
    paths = paths or list(defaults.paths)
    into, output = into or defaults.into, output or defaults.output or "-"
    level = level or Level(defaults.level or Level.MENTION)
    if format_ is None and defaults.format is not None:
        format_ = Format(defaults.format)
    format_ = format_ or format_of(output)
    resume, scheduler = resume or defaults.resume, scheduler or defaults.scheduler
    if not paths:
        fail("name what to read: files, folders, - for standard input", status=USAGE)
    folder = _shard_folder(output, scheduler, format_)
    if into is None and format_ is None:
        format_ = Format.TABLE
    if resume and into is None and folder is None:
        fail("--resume goes on with a run in a ledger: name it with --into", status=USAGE)
    if format_ is Format.PARQUET and output == "-":
        fail("Parquet is no text: name a file with -o", status=USAGE)
    read_config_ = ReadConfig(
        language=lang or defaults.lang,
        model=not (no_model or defaults.no_model),
        every_sentence=every_sentence or defaults.every_sentence,
        overlays=(*defaults.overlay_paths, *(str(p) for p in overlay or ())),
        max_characters=defaults.max_characters,
    )
    read_config_.check()
    try:
        ingest = IngestOptions(
            published=published or defaults.published,
            publisher=publisher or defaults.publisher,
            bloc=bloc or defaults.bloc,
            blocs=load_blocs(read_config_.overlays),
            language=lang or defaults.lang,
            time_zone=time_zone or defaults.time_zone,
            columns=parse_columns(columns or "") or defaults.columns,
            max_characters=defaults.max_characters,
            max_bytes=defaults.max_bytes,
        )
    except ValueError as error:
        fail(str(error), status=USAGE)
    if folder is not None:
        from sayso.cli.cluster import ClusterJob

        summary = ClusterJob(
            paths,
            ingest,
            read_config_,
            folder,
            into=into,
            resume=resume,
            workers=workers or defaults.workers or 1,
            scheduler=scheduler,
        ).run()
    else:
        job = Job(
            paths,
            ingest,
            read_config_,
            into=into,
            resume=resume,
            workers=workers or defaults.workers or 1,
            progress=not streams_to_terminal(format_, output),
            rows=format_ is not None,
        )
        with open_writer(format_, output, level) as write:
            summary = job.run(write)
    report(summary, into)
    if summary.rejects:
        raise typer.Exit(REJECTED)


def _shard_folder(output: str, scheduler: str | None, format_: Format | None) -> Path | None:
    """The folder of part files that `-o` names; null where it names a file."""
    parquet = format_ in {None, Format.PARQUET}
    asked = output.endswith("/") or (parquet and output != "-" and Path(output).is_dir())
    if scheduler is None and not asked:
        return None
    if output == "-":
        fail("--scheduler writes many files: name a new folder with -o", status=USAGE)
    if "://" in output:
        fail(f"-o {output}: part files go to a folder that every worker sees", status=USAGE)
    if not parquet:
        fail("a folder gets Parquet and JSON Lines: leave --format out", status=USAGE)
    return Path(output)

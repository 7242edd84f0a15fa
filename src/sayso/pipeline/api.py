"""What Python users call: read a text, read many, open a ledger."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.export.reading import Reading
from sayso.ingest.build import IN_MEMORY, Origin, build_document
from sayso.ingest.fields import Found, take_fields
from sayso.ingest.language import LANGUAGES_WITH_DATA
from sayso.ingest.options import IngestOptions
from sayso.ingest.unreadable import UnreadableError as UnreadableError  # noqa: PLC0414 (public)
from sayso.ledger.store import open_engine
from sayso.lexicons.actors.blocs import load_blocs
from sayso.pipeline.joining.linking_ledger import LinkingLedger
from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.reading.given import items_of, record_of
from sayso.pipeline.reading.workers import Task, read_all, read_or_reject
from sayso.records.document import Document, Reject
from sayso.records.reading import ReadDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def read(  # noqa: PLR0913 (what a report can say of itself: interface.md §3)
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    bloc: str | None = None,
    time_zone: str | None = None,
    report: str | None = None,
    lang: str | None = None,
    overlays: Path | str | Sequence[Path | str] = (),
    model: bool = True,
    every_sentence: bool = True,
) -> Reading:
    """Everything that sayso reads from a text.

    Args:
        text: the report; it is stored in NFC, and all offsets count its code points.
        published: ISO 8601 date or time; what "on Monday" is reckoned from.
        publisher: the outlet.
        title: the headline, where it is not part of the text.
        url: the address; two texts at one address are two versions.
        bloc: the outlet's bloc; null is that of your table of blocs, if it has the outlet.
        time_zone: where it was written, an IANA name or an offset; null is the offset of
            `published`.
        report: your id for it.
        lang: ISO 639 code; detected when null.
        overlays: files with actors, places, verbs, rules, epithets and blocs of your own.
        model: whether the trained models are asked beside the rules.
        every_sentence: whether stretches are read closely that by their words tell of no event.

    Raises:
        UnreadableError: for a text that is empty, too long or in a language without word
            lists, or a date that cannot be read; says what can be done.
        DataFileError: for an overlay that cannot be used, with file and line.
    """
    found = Found(
        text=text,
        id=report,
        title=title,
        publisher=publisher,
        published=published,
        url=url,
        bloc=bloc,
        time_zone=time_zone,
    )
    config = _config(lang, overlays, model=model, every_sentence=every_sentence)
    document = _build(found, IngestOptions(language=lang, blocs=load_blocs(config.overlays)))
    if document.language not in LANGUAGES_WITH_DATA:
        raise UnreadableError(
            f"its language is {document.language!r}, for which there are no words and rules",
            "if this is wrong, give lang",
        )
    result = read_or_reject(document, config)
    if not isinstance(result, ReadDocument):
        raise UnreadableError(result.reason, result.remedy)
    return Reading(result)


def read_many(  # noqa: PLR0913 (as `read`)
    documents: Iterable[Any],
    *,
    workers: int = 1,
    lang: str | None = None,
    overlays: Path | str | Sequence[Path | str] = (),
    model: bool = True,
    every_sentence: bool = False,
) -> Iterator[Reading | Reject]:
    """One result per document, in order: a reading, or the reject that says why there is none.

    Args:
        documents: texts; mappings with `text` and, where known, `id`, `title`, `publisher`,
            `published`, `url`, `bloc`; pairs of a text and such a mapping; or a table with such
            columns: Arrow, pandas, Polars, or whatever speaks Arrow's stream protocol.
        workers: processes that read; the result does not depend on it.
        lang: ISO 639 code for all; detected when null.
        overlays: files with actors, places, verbs, rules, epithets and blocs of your own.
        model: whether the trained models are asked beside the rules.
        every_sentence: as in `read`; of many texts most tell of no event, and are passed over.

    Raises:
        TypeError: for one text or mapping in the place of many.
        DataFileError: for an overlay that cannot be used, with file and line.
    """
    config = _config(lang, overlays, model=model, every_sentence=every_sentence)
    options = IngestOptions(language=lang, blocs=load_blocs(config.overlays))
    tasks = (_task(number, item, options) for number, item in enumerate(items_of(documents), 1))
    for task in read_all(tasks, config, workers):
        if isinstance(task.item, ReadDocument):
            yield Reading(task.item)
        elif isinstance(task.item, Reject):
            yield task.item


def open(ledger: str | Path) -> LinkingLedger:  # noqa: A001 (the name of interface.md §3)
    """A ledger that exists, to read, link and ask: a path (SQLite) or a database URL.

    Raises:
        LedgerError: when there is none, or it needs `sayso ledger upgrade`.
    """
    return LinkingLedger(open_engine(str(ledger)))


def _task(number: int, item: object, options: IngestOptions) -> Task:
    try:
        document = _build(take_fields(record_of(item), {}), options)
    except UnreadableError as error:
        return Task(error.at(number).to_reject(IN_MEMORY))
    if document.language not in LANGUAGES_WITH_DATA:
        reason = f"its language is {document.language!r}, for which there are no words and rules"
        return Task(Reject.make(IN_MEMORY, reason, "if this is wrong, give lang", where=number))
    return Task(document, to_read=True)


def _build(found: Found, options: IngestOptions) -> Document:
    data = found.text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(data).hexdigest()
    origin = Origin(path=found.id or IN_MEMORY, media_type="text/plain", sha256_bytes=digest)
    return build_document(found, origin, options)


def _config(
    lang: str | None,
    overlays: Path | str | Sequence[Path | str],
    *,
    model: bool,
    every_sentence: bool,
) -> ReadConfig:
    paths = [overlays] if isinstance(overlays, str | Path) else overlays
    config = ReadConfig(
        language=lang,
        overlays=tuple(map(str, paths)),
        model=model,
        every_sentence=every_sentence,
    )
    config.check()
    return config

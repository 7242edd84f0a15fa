"""sayso inside a spaCy pipeline of the user's own: each factory writes one group of `doc.spans`.

    nlp.add_pipe("sayso_events")

A text is read once, as `sayso.read` reads it, by the first of these components that meets it;
the others take what it found. The user's own tokens and sentences change nothing of what is
found, only where a span can begin and end: spans are widened to whole tokens.
"""

# spaCy reads the annotations of factories at run time: they are not strings here.

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from sayso.ingest.build import IN_MEMORY, Origin, build_document
from sayso.ingest.fields import Found
from sayso.ingest.options import IngestOptions
from sayso.lexicons.actors.blocs import load_blocs
from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.reading.stages import read_document
from sayso.records.document import Document
from sayso.records.evidence import Span
from sayso.records.exchange.codec import decode, encode
from sayso.records.mention import PlaceUse
from sayso.records.reading import Annotations, ReadDocument

READING = "sayso_reading"
"""The key of `doc.user_data` under which the whole reading lies, as JSON (`reading_in`)."""

CONTEXT = "sayso"
"""The key of `doc.user_data` for what is known of a text: `published`, `publisher`, `title`."""

_KNOWN = ("id", "published", "publisher", "title", "url", "bloc")
_OPTIONS: dict[str, Any] = {"overlays": [], "model": True}


class Mark(NamedTuple):
    """A span to be written: its label, the id of its record, and whom or what it stands for."""

    span: Span
    label: str
    id: str
    stands_for: str = ""


def reading_in(doc: Doc) -> ReadDocument | None:
    """Everything that was read from a Doc, with its offsets in `doc.text`; null if nothing was.

    It travels with the Doc through pickling, `nlp.pipe(n_process=2)` and `DocBin` with user data.
    """
    stored = doc.user_data.get(READING)
    return None if stored is None else decode(stored, ReadDocument)


@dataclass(frozen=True)
class Component:
    """A pipe that writes the spans of one kind to `doc.spans[key]`. It keeps nothing of a Doc."""

    key: str
    config: ReadConfig

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its group of spans."""
        marks = _GROUPS[self.key](_read(doc, self.config))
        spans = [
            doc.char_span(
                mark.span.start,
                mark.span.end,
                label=mark.label,
                kb_id=mark.stands_for,
                span_id=mark.id,
                alignment_mode="expand",
            )
            for mark in marks
        ]
        doc.spans[self.key] = SpanGroup(doc, name=self.key, spans=[s for s in spans if s])
        return doc


def _read(doc: Doc, config: ReadConfig) -> Annotations:
    """What was found in a Doc: by an earlier component with these options, or now."""
    if not doc.text.strip():
        return Annotations()
    document = _document(doc, config)
    read = reading_in(doc)
    if read is None or read.document != document or read.configuration != config.digest():
        read = read_document(document, config)
        doc.user_data[READING] = encode(read)
    return read.annotations


def _document(doc: Doc, config: ReadConfig) -> Document:
    """The Doc's text as the report that `sayso.read` makes of it, with the same ids.

    It is not normalised: offsets are those of `doc.text`.
    """
    known = _context(doc)
    found = Found(text=doc.text, **known)
    digest = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()
    origin = Origin(path=known.get("id", IN_MEMORY), media_type="text/plain", sha256_bytes=digest)
    document = build_document(
        found, origin, IngestOptions(language="en", blocs=load_blocs(config.overlays))
    )
    return msgspec.structs.replace(document, text=doc.text)


def _context(doc: Doc) -> dict[str, str]:
    """What the user says of a text, beside a Doc or with `nlp.pipe(…, as_tuples=True)`."""
    told = doc.user_data.get(CONTEXT) or doc._context  # noqa: SLF001 (spaCy's name for it)
    if not isinstance(told, Mapping):
        return {}
    return {key: str(told[key]) for key in _KNOWN if told.get(key) is not None}


def _actors(found: Annotations) -> Iterator[Mark]:
    for actor in found.actors:
        codes = " ".join(filter(None, (actor.country, actor.sector)))
        yield Mark(actor.span, codes or "unknown", actor.id, actor.name or "")


def _places(found: Annotations) -> Iterator[Mark]:
    for place in found.places:
        told = place.precision if place.use is PlaceUse.LOCATION else place.use
        yield Mark(place.span, told.value, place.id, str(place.geonameid or ""))


def _times(found: Annotations) -> Iterator[Mark]:
    for time in found.dates:
        if time.span is not None:
            window = f"{time.earliest or ''}/{time.latest or ''}"
            yield Mark(time.span, f"{time.precision} {time.basis}", time.id, window)


def _quantities(found: Annotations) -> Iterator[Mark]:
    for count in found.quantities:
        yield Mark(count.span, f"{count.what} {count.op}", count.id)


def _attributions(found: Annotations) -> Iterator[Mark]:
    for said in found.attributions:
        parts = [("cue", said.cue), *(("content", part) for part in said.content)]
        if said.source is not None:
            parts.insert(0, ("source", said.source))
        for name, span in parts:
            yield Mark(span, f"{name} {said.stance}", said.id)


def _events(found: Annotations) -> Iterator[Mark]:
    for event in found.events:
        yield Mark(event.trigger, f"{event.event_type} {event.status}", event.id, event.event)


_GROUPS: dict[str, Callable[[Annotations], Iterator[Mark]]] = {
    "sayso_actors": _actors,
    "sayso_places": _places,
    "sayso_times": _times,
    "sayso_quantities": _quantities,
    "sayso_attribution": _attributions,
    "sayso_events": _events,
}


def _make(key: str, nlp: Language, overlays: list[str], *, model: bool) -> Component:
    """The component of one key, its options checked before the first text.

    Raises:
        ValueError: in a pipeline of a language for which there are no words and rules.
        DataFileError: for an overlay that cannot be used, with file and line.
    """
    if nlp.lang != "en":
        raise ValueError(
            f"{key} reads English, and this pipeline is of {nlp.lang!r}; "
            'add it to an English one, such as spacy.blank("en")'
        )
    config = ReadConfig(overlays=tuple(overlays), model=model, every_sentence=True)
    config.check()
    return Component(key, config)


def make_actors(nlp: Language, name: str, overlays: list[str], model: bool) -> Component:  # noqa: ARG001
    """Words that stand for somebody; labels are codes of country and sector ("SYR MIL")."""
    return _make("sayso_actors", nlp, overlays, model=model)


def make_places(nlp: Language, name: str, overlays: list[str], model: bool) -> Component:  # noqa: ARG001
    """Words that name a place; labels are the precision, or what else they do."""
    return _make("sayso_places", nlp, overlays, model=model)


def make_times(nlp: Language, name: str, overlays: list[str], model: bool) -> Component:  # noqa: ARG001
    """Words that name a time; labels are precision and basis ("day relative")."""
    return _make("sayso_times", nlp, overlays, model=model)


def make_quantities(nlp: Language, name: str, overlays: list[str], model: bool) -> Component:  # noqa: ARG001
    """Counts; labels are what is counted and how it is bounded ("killed at_least")."""
    return _make("sayso_quantities", nlp, overlays, model=model)


def make_attribution(nlp: Language, name: str, overlays: list[str], model: bool) -> Component:  # noqa: ARG001
    """Who says what; labels are the part and the stance ("cue denies")."""
    return _make("sayso_attribution", nlp, overlays, model=model)


def make_events(nlp: Language, name: str, overlays: list[str], model: bool) -> Component:  # noqa: ARG001
    """Triggers of events; labels are type and status ("ASSAULT negated")."""
    return _make("sayso_events", nlp, overlays, model=model)


Language.factory("sayso_actors", default_config=_OPTIONS, func=make_actors)
Language.factory("sayso_places", default_config=_OPTIONS, func=make_places)
Language.factory("sayso_times", default_config=_OPTIONS, func=make_times)
Language.factory("sayso_quantities", default_config=_OPTIONS, func=make_quantities)
Language.factory("sayso_attribution", default_config=_OPTIONS, func=make_attribution)
Language.factory("sayso_events", default_config=_OPTIONS, func=make_events)

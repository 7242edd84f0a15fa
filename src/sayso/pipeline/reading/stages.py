"""The order of the stages: one document in, everything that was read from it out."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from sayso.analysis.model import parse
from sayso.analysis.parsed import Parsed
from sayso.analysis.recorder import can_record, record
from sayso.analysis.signs import signs_of
from sayso.analysis.tagger import tag
from sayso.attribution.find import find_attributions
from sayso.events.find import find_events
from sayso.lexicons.codes.incident_types import incident_type
from sayso.lexicons.overlays.read import stamps
from sayso.lexicons.words.entity_words import load_entity_words
from sayso.lexicons.words.telling_words import load_telling_words
from sayso.linking.actors import link_actors
from sayso.linking.events import link_events
from sayso.mentions.actors.find import find_actors
from sayso.mentions.counts.find import find_quantities
from sayso.mentions.entities.candidates import Known
from sayso.mentions.entities.find import find_entities
from sayso.mentions.places.find import find_places
from sayso.mentions.places.people_or_places import without_places
from sayso.mentions.times.find import find_times, publication_time
from sayso.merging.assemble import assemble_events
from sayso.pipeline.reading.lexicons import shipped_lexicons
from sayso.pipeline.reading.overlays import with_overlays
from sayso.records.evidence import quoted_anew
from sayso.records.mention import EVENT_USES, TimeBasis
from sayso.records.reading import Annotations, ReadDocument
from sayso.records.version import VERSION
from sayso.segment.passages import split_passages
from sayso.segment.prefilter import only, telling_stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.analysis.recorder import Recorded
    from sayso.lexicons.overlays.read import Stamps
    from sayso.lexicons.words.telling_words import TellingWords
    from sayso.pipeline.reading.config import ReadConfig
    from sayso.pipeline.reading.lexicons import Lexicons
    from sayso.records.document import Document, Passage
    from sayso.records.mention import ActorMention, PlaceMention, TimeMention


def load_lexicons(language: str, overlays: tuple[str, ...]) -> Lexicons:
    """The lexicons of a language, with the user's overlay files laid over them.

    Raises:
        DataFileError: for a file that cannot be used, with file, line and remedy.
    """
    if not overlays:
        return shipped_lexicons(language)
    return _overlaid(language, overlays, stamps(overlays))


@lru_cache(maxsize=4)
def _overlaid(language: str, overlays: tuple[str, ...], _written: Stamps) -> Lexicons:
    return with_overlays(shipped_lexicons(language), language, overlays)


def read_document(document: Document, config: ReadConfig) -> ReadDocument:
    """Everything that sayso reads from a document: a pure function of the two.

    A stretch that by its words tells of no event is not looked at closely, unless the
    configuration asks for every sentence.
    """
    passages = tuple(split_passages(document.text))
    words = None if config.every_sentence else _telling_words(document.language, config)
    if words is None:
        found = _read(document, passages, config)
    elif kept := telling_stretches(document.text, passages, words):
        seen = msgspec.structs.replace(document, text=only(document.text, kept))
        left = tuple(filter(None, (passage.within(seen.text) for passage in passages)))
        found = quoted_anew(_read(seen, left, config), document.text)
    else:
        found = Annotations(dates=tuple(filter(None, [publication_time(document)])))
    return ReadDocument(
        document=document,
        annotations=found,
        version=VERSION,
        configuration=config.digest(),
    )


def _telling_words(language: str, config: ReadConfig) -> TellingWords | None:
    words = load_telling_words(language)
    if words is None or not config.overlays:
        return words
    rules = load_lexicons(language, config.overlays).event_rules
    own = (e for table in (rules.verbs, rules.nouns) for found in table.values() for e in found)
    return words.and_lemmas(e.words[e.head] for e in own if e.rule.of_user)


def _read(document: Document, passages: tuple[Passage, ...], config: ReadConfig) -> Annotations:
    """What is found in a text. Stages meet only in records; only this place knows their order."""
    lexicons = load_lexicons(document.language, config.overlays)
    doc = parse(document.text, passages)
    parsed = Parsed(document, passages, doc, tag(doc.text) if config.model else None)
    dates = find_times(parsed)
    dated = _dated(parsed, dates)
    mentioned = find_places(parsed, lexicons.gazetteer)
    places = [place for place in mentioned if place.use in EVENT_USES]
    named = without_places(parsed, find_actors(dated, lexicons.actors), places, lexicons.actors)
    actors = link_actors(dated, named, lexicons.actors, places)
    found = Annotations(
        actors=tuple(actors),
        places=tuple(_unclaimed(places, actors)),
        dates=(*dates, *filter(None, [publication_time(document)])),
        quantities=tuple(find_quantities(parsed, dates, actors)),
        attributions=tuple(find_attributions(parsed, actors, lexicons.report_verbs)),
    )
    found = link_events(parsed, find_events(parsed, found, lexicons.event_rules))
    others = [place for place in mentioned if place.use not in EVENT_USES]
    everywhere = tuple(sorted([*found.places, *others], key=lambda p: (p.span.start, p.id)))
    recorded = _recorded(parsed, msgspec.structs.replace(found, places=everywhere))
    found = assemble_events(parsed, found, recorded)
    known = Known(found.actors, everywhere, found.dates)
    words = load_entity_words(document.language)
    return msgspec.structs.replace(
        found,
        places=everywhere,
        events=tuple(sorted(found.events, key=lambda e: (e.trigger.start, e.id))),
        entities=tuple(find_entities(parsed, known, lexicons.actors, words)),
    )


def _dated(parsed: Parsed, dates: Sequence[TimeMention]) -> Parsed:
    """The report as of the day of its dateline, where nobody gave a day of publication.

    Names and offices hold for a time: who "the president" was is asked of that day.
    """
    headed = (d for d in dates if d.basis is TimeBasis.DATELINE and d.earliest is not None)
    told = (d.earliest for d in headed if d.earliest == d.latest)
    day = parsed.document.published or next(told, None)
    document = msgspec.structs.replace(parsed.document, published=day)
    return replace(parsed, document=document)


def _recorded(parsed: Parsed, found: Annotations) -> Recorded | None:
    """What the recorder sees in a report that tells of any violence; null without models."""
    violent = any(incident_type(event.event_type, event.modes) for event in found.events)
    if parsed.tags is None or not violent or not can_record():
        return None
    return record(parsed.document.text, signs_of(found))


def _unclaimed(places: list[PlaceMention], actors: list[ActorMention]) -> Iterator[PlaceMention]:
    """The places without words that no gazetteer knows and that stand for a known actor."""
    known = {actor.head for actor in actors if actor.name}
    return (place for place in places if place.name or place.head not in known)

"""A report as it may be published: names, fine places and days blacked out, the rest in place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec.structs import replace

from sayso.export.guards.coarse import Coarseness, coarser, fine_place_names, fine_ranges
from sayso.export.guards.names import Names, blacked_out
from sayso.export.guards.people import People, names_of, people_of
from sayso.export.guards.rewriting import Rewriting
from sayso.lexicons.words.names import name_key
from sayso.records.evidence import Record, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.claim import Account, Where
    from sayso.records.incident import Sources
    from sayso.records.reading import ReadDocument
    from sayso.records.review.settled import Whole
    from sayso.records.shown.dossier import Dossier

R = TypeVar("R", bound=Record)
_SOMEWHERE = "a place"


@dataclass(frozen=True)
class Guards:
    """What is held back of what goes out.

    `coarsen` is how finely places may be told, null for as they are; `weeks` tells days by the
    week. `persons` takes out the names of private people. `last` is the youngest day that may go
    out, null for any. `text_right` is the right to publish the reports' own text, empty for none.
    """

    coarsen: Coarseness | None = None
    weeks: bool = False
    persons: bool = False
    last: str | None = None
    text_right: str = ""

    @property
    def needs_readings(self) -> bool:
        """Whether words of the reports are changed, so that their readings must be looked at."""
        return self.persons or self.weeks or self.coarsen is not None


@dataclass(frozen=True)
class View:
    """What may be said of one report: `text` is blacked out in place, `names` are taken out.

    Of them `people` alone go from the names of outlets: an outlet's town is not the event's.
    """

    text: str
    names: Names
    people: Names
    guards: Guards

    @classmethod
    def of(cls, read: ReadDocument, guards: Guards, others: Names | None = None) -> View:
        """The view of a report; `others` are private people of other reports."""
        people = _people(read, others) if guards.persons else Names()
        level = guards.coarsen
        places = fine_place_names(read.annotations, level) if level is not None else ()
        names = Names.of(
            [*(key for keys in people.full.values() for key in keys), *_several(places)],
            [*people.alone, *(key[0] for key in places if len(key) == 1)],
        )
        names = Names(names.full, names.alone, people.kept)
        text = read.document.text
        ranges = [
            *names.ranges(text, prose=True),
            *fine_ranges(read.annotations, level, weeks=guards.weeks),
        ]
        return cls(blacked_out(text, ranges), names, people, guards)

    def account(self, account: Account) -> Account:
        """An account in this report, as it may be published."""
        return self._rewriting().of(account)

    def reading(self, read: ReadDocument) -> ReadDocument:
        """The reading of this report, as it may be published; its hash is that of what is left."""
        document = replace(
            read.document,
            text=self.text,
            sha256_text=hashlib.sha256(self.text.encode()).hexdigest(),
            sha256_bytes="",
        )
        return self._rewriting().of(replace(read, document=document))

    def _rewriting(self) -> Rewriting:
        def change(record: Record) -> Record:
            return coarser(record, self.guards.coarsen, weeks=self.guards.weeks)

        return Rewriting(self.text, self.names.masked, self.people.masked, change)


def _people(read: ReadDocument, others: Names | None) -> Names:
    """The people who are taken out of a report: who is private, and whom somebody marked."""
    found = people_of(read)
    if others is None or not others.always:
        return names_of(found, others)
    text = read.document.text
    marked = Names.of(others.always).ranges(text, prose=False)
    own = frozenset(name_key(text[start:end]) for start, end in marked)
    words = {word for key in own for word in key}
    public = frozenset(key for key in found.public if not words.issuperset(key))
    return names_of(People(found.private | own, public), others)


def guarded(dossier: Dossier, views: dict[str, View]) -> Dossier:
    """An incident as it may be published, by the views of its reports."""
    accounts = tuple(views[a.claim.doc_id].account(a) for a in dossier.accounts)
    return replace(dossier, accounts=accounts, sources=_sources(dossier.sources, views.values()))


def guarded_whole(whole: Whole, guards: Guards) -> Whole:
    """What people hold right of an incident, as coarse as the rest; nobody of it where names go.

    No report tells whether a party that a person wrote is a private one: its accounts stand then.
    """
    level, weeks = guards.coarsen, guards.weeks
    places, dates = whole.places, whole.dates
    if places is not None and level is not None:
        places = tuple(_worded(_coarse(place, guards)) for place in places)
    if dates is not None and weeks:
        dates = tuple(_coarse(one, guards) for one in dates)
    if guards.persons:
        whole = replace(whole, actors=None, recipients=None)
    return replace(whole, places=places, dates=dates)


def _coarse(record: R, guards: Guards) -> R:
    return cast("R", coarser(record, guards.coarsen, weeks=guards.weeks))


def _worded(place: Where) -> Where:
    """A place in the words of what is left of it: those that a person wrote tell more."""
    words = place.name or place.country or _SOMEWHERE
    return replace(place, span=Span(start=0, end=len(words), quote=words))


def _sources(sources: Sources, views: Iterable[View]) -> Sources:
    """The names of sources stand in no one report: what is private in any is taken out."""

    def words(text: str) -> str:
        for view in views:
            text = view.names.masked(text)
        return text

    def outlets(text: str) -> str:
        for view in views:
            text = view.people.masked(text)
        return text

    return Rewriting(None, words, outlets).of(sources)


def _several(keys: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [key for key in keys if len(key) > 1]


def without_text(read: ReadDocument) -> ReadDocument:
    """A reading without its title, and blank outside the sentences of its events: offsets hold.

    Line breaks stay, so that lines keep their numbers.
    """
    text = read.document.text
    shown = bytearray(len(text))
    for event in read.annotations.events:
        for span in (event.sentence, event.trigger):
            shown[span.start : span.end] = b"\x01" * (span.end - span.start)
    kept = "".join(
        letter if is_shown or letter in "\r\n" else " "
        for letter, is_shown in zip(text, shown, strict=True)
    )
    blank = Rewriting(kept, str, str)
    return blank.of(replace(read, document=replace(read.document, text=kept, title=None)))


def without_title(account: Account) -> Account:
    """An account without the headline of its report."""
    return replace(account, title=None)

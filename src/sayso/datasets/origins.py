"""On whom a row of a data set rests, so that it is no source of its own beside its article.

A data set is coded from reports. Where a row names them, the first one is whom its account
credits, just as an outlet's text credits an agency: the row and a report of that outlet are then
one source. Of several the first alone counts: the fewest that can stand behind a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.datasets.row_text import one_line
from sayso.datasets.tables import datasets
from sayso.incidents.sources.credits import find_credit
from sayso.lexicons.actors.agencies import host_of, load_agencies
from sayso.records.exchange.foreign import is_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records.document import Document
    from sayso.records.exchange.foreign import ForeignEvent, ForeignSource


def origin_of(event: ForeignEvent) -> str:
    """The outlet or agency of the first source that a row names; else the data set itself.

    The data set stands there without its release: two releases are not two sources.
    """
    named = (name for source in event.sources for name in _names(source))
    return next(named, datasets()[event.dataset].publisher)


def credit_of(document: Document) -> str | None:
    """Whom a report credits for its text; for a row of a data set, on whom it rests."""
    if not is_row(document.text):
        return find_credit(document)
    return document.text.rsplit("\n", 1)[-1].partition(": ")[2]


def _names(source: ForeignSource) -> Iterator[str]:
    """The neutral name of a source, by its name, then by its address; none where it has neither.

    An address that stands where a name should (GDELT writes hosts) is read as an address.
    """
    agencies = load_agencies()
    for told in (source.name, source.url):
        words = one_line(told) if told else ""
        if not words:
            continue
        host = host_of(words) if " " not in words else None
        yield agencies.named(words) or agencies.at(host) or host or words

"""Reports with their accounts, as independence looks at them: texts, voices, credits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.sources.credits import find_credit
from sayso.incidents.sources.independence import independent_sources
from sayso.records.attribution import Stance
from sayso.records.claim import Account, Claim, Party
from sayso.records.document import Document
from sayso.records.event import Status
from sayso.records.evidence import Provenance, Span, content_id

if TYPE_CHECKING:
    from sayso.records.incident import Sources

HAND = Provenance(component="test", version="0")


class Said(NamedTuple):
    """What one voice tells: the trigger as written, the voice's words (none: the outlet)."""

    trigger: str
    voice: str | None = None
    name: str | None = None
    stance: Stance = Stance.ASSERTS
    status: Status = Status.OCCURRED


class Carried(NamedTuple):
    """A report with its text and its accounts."""

    doc_id: str
    text: str
    accounts: tuple[Account, ...]


def report(
    publisher: str | None,
    text: str,
    *said: Said,
    published: str | None = "2016-08-02",
    url: str | None = None,
    bloc: str | None = None,
    n: int = 0,
) -> Carried:
    """A report in which each voice says one thing; the outlet itself where nothing is given."""
    doc_id = content_id("d", publisher or "", url or "", text, str(n))
    document = Document(
        id=doc_id, report=f"r{n}", address=doc_id, text=text, sha256_bytes="", sha256_text="",
        media_type="text/plain", publisher=publisher, url=url, published=published, bloc=bloc,
    )  # fmt: skip
    claims = [_claim(document, one, k) for k, one in enumerate(said or (Said("killed"),))]
    accounts = tuple(
        Account(
            claim=claim, report=document.report, publisher=publisher, bloc=bloc,
            published=published, url=url, credit=find_credit(document),
        )
        for claim in claims
    )  # fmt: skip
    return Carried(doc_id, text, accounts)


def count(*reports: Carried) -> Sources:
    """The sources of an incident that these reports tell of."""
    accounts = [account for told in reports for account in told.accounts]
    return independent_sources(accounts, {told.doc_id: told.text for told in reports})


def names(*reports: Carried) -> list[str]:
    """The names of the sources, sorted."""
    return sorted(source.name for source in count(*reports).sources)


def _claim(document: Document, said: Said, n: int) -> Claim:
    trigger = _cut(document, said.trigger)
    voice = None
    if said.voice is not None:
        voice = Party(span=_cut(document, said.voice), name=said.name)
    key = (said.name or said.voice or "").casefold()
    start = max(document.text.rfind(mark, 0, trigger.start) for mark in ".\n") + 1
    end = document.text.find(".", trigger.end) + 1 or len(document.text)
    start += len(document.text[start:end]) - len(document.text[start:end].lstrip())
    return Claim(
        id=content_id("c", document.id, str(n)),
        doc_id=document.id,
        event_id=content_id("w", document.id),
        event_type="ASSAULT",
        voice=voice,
        voice_key=key,
        stance=said.stance,
        status=said.status,
        evidence=(trigger,),
        sentences=(Span.cut(document, start, end),),
        provenance=HAND,
    )


def _cut(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span.cut(document, start, start + len(words))

"""An incident told by two reports with their texts: an accusation, a toll, a denial."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from sayso.claims.assemble import assemble_claims
from sayso.export.formats.contract import Context
from sayso.incidents.sources.independence import independent_sources
from sayso.records.attribution import Stance
from sayso.records.claim import Account, Claim, Party, Toll, When, Where
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Provenance, Span, content_id
from sayso.records.incident import Incident
from sayso.records.mention import Counted, PlacePrecision, QuantityOp, TimeBasis, TimePrecision
from sayso.records.reading import Annotations, ReadDocument
from sayso.records.shown.dossier import Dossier
from tests.strategies import make_document, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.document import Document

HAND = Provenance(component="test", version="0")

POST = make_document(
    "Harbour guards said the Quay Militia shelled Tarnow on Friday.\n"
    "At least nine people were killed, a doctor said. The militia denied shelling the town.",
    report="post-1",
    publisher="Quay Post",
    published="2031-05-03T08:30:00+02:00",
    url="https://post.example/1",
)
WIRE = make_document(
    "🕊 The Nápoj Guard fired\nrockets at Tarnow mill. Nobody else was seen.",
    report="wire-7",
    publisher="Hill Wire",
    published="2031-05-04",
)


def span(document: Document, words: str, nth: int = 0) -> Span:
    """The words where they stand in a report, the first time or a later one."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Span.cut(document, start, start + len(words))


def claim(document: Document, voice: Party | None = None, **fields: Any) -> Claim:
    """A claim about the one event of a report."""
    fields.setdefault("event_type", "ASSAULT")
    fields.setdefault("status", Status.OCCURRED)
    event = content_id("w", document.id)
    return Claim(
        id=content_id("c", event, voice.span.quote if voice else ""),
        doc_id=document.id,
        event_id=event,
        voice=voice,
        voice_key=voice.span.quote.casefold() if voice else "",
        provenance=HAND,
        **fields,
    )


def town(document: Document, words: str, **more: Any) -> Where:
    """A place in the gazetteer, by these words."""
    fields: dict[str, Any] = {
        "name": "Tarnow", "country": "POL", "lat": 50.01381, "lon": 20.98698,
        "precision": PlacePrecision.EXACT, "geonameid": 757033,
    }  # fmt: skip
    return Where(span=span(document, words), **(fields | more))


def account(document: Document, told: Claim) -> Account:
    """The claim with what is known of its report."""
    return Account(
        claim=told,
        report=document.report,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
    )


def harbour() -> Dossier:
    """Guards accuse, a doctor counts, the accused deny; another report tells it on its own."""
    militia = Party(span=span(POST, "the Quay Militia"), name="Quay Militia", country="POL")
    accusing = claim(
        POST,
        Party(span=span(POST, "Harbour guards"), sector="COP"),
        modes=("heavy-weapons",),
        stance=Stance.ACCUSES,
        actors=(militia,),
        places=(town(POST, "Tarnow"),),
        dates=(
            When(
                span=span(POST, "Friday"), earliest="2031-05-02", latest="2031-05-02",
                precision=TimePrecision.DAY, basis=TimeBasis.RELATIVE,
            ),
        ),
        evidence=(span(POST, "shelled"),),
        sentences=(span(POST, POST.text.split("\n")[0]),),
    )  # fmt: skip
    counting = claim(
        POST,
        Party(span=span(POST, "a doctor"), sector="MED"),
        tolls=(
            Toll(
                id="q1", counted=Counted.KILLED, of="people", low=9, best=None, high=None,
                op=QuantityOp.AT_LEAST, span=span(POST, "At least nine people"),
            ),
        ),
        evidence=(span(POST, "killed"),),
        sentences=(span(POST, "At least nine people were killed, a doctor said."),),
    )  # fmt: skip
    denying = claim(
        POST,
        Party(span=span(POST, "The militia"), name="Quay Militia", country="POL"),
        stance=Stance.DENIES,
        status=Status.NEGATED,
        actors=(Party(span=span(POST, "The militia"), name="Quay Militia", stance=Stance.DENIES),),
        places=(town(POST, "the town"),),
        evidence=(span(POST, "shelling"),),
        sentences=(span(POST, "The militia denied shelling the town."),),
    )
    told = claim(
        WIRE,
        certainty=Certainty.PROBABLE,
        actors=(Party(span=span(WIRE, "The Nápoj Guard"), name="Nápoj Guard"),),
        weapons=(span(WIRE, "rockets"),),
        places=(
            town(WIRE, "Tarnow mill", name="Tarnow - Mill", lat=50.02, lon=21.0, geonameid=None),
        ),
        dates=(
            When(
                span=None, earliest="2031-05-04", latest="2031-05-04",
                precision=TimePrecision.DAY, basis=TimeBasis.PUBLICATION,
            ),
        ),
        evidence=(span(WIRE, "fired\nrockets"),),
        sentences=(span(WIRE, "The Nápoj Guard fired\nrockets at Tarnow mill."),),
    )  # fmt: skip
    return dossier(
        *(account(POST, one) for one in (accusing, counting, denying)), account(WIRE, told)
    )


def dossier(*accounts: Account, name: str = "harbour") -> Dossier:
    """An incident of these accounts."""
    events = tuple(sorted({one.claim.event_id for one in accounts}))
    texts = {document.id: document.text for document in (POST, WIRE)}
    return Dossier(
        incident=Incident(id=content_id("i", name), event_ids=events),
        accounts=accounts,
        sources=independent_sources(accounts, texts),
    )


def reading(doc_id: str) -> ReadDocument:
    """The reading of a report, with its text."""
    (document,) = (one for one in (POST, WIRE) if one.id == doc_id)
    return ReadDocument(
        document=document, annotations=Annotations(), version="0.1.0", configuration="c0"
    )


CONTEXT = Context(reading=reading)


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[list[Dossier], Context]:
    """Incidents of any readings, one a report, with what an exporter may ask beside them."""
    reads = draw(st.lists(read_documents(), min_size=1, max_size=2, unique_by=_key))
    found = [_incident(read) for read in reads]
    known = {read.document.id: read for read in reads}
    return [one for one in found if one.accounts], Context(reading=known.__getitem__)


def _key(read: ReadDocument) -> str:
    return read.document.id


def _incident(read: ReadDocument) -> Dossier:
    told = _accounts(read.document, assemble_claims(read))
    return Dossier(
        incident=Incident(
            id=content_id("i", read.document.id),
            event_ids=tuple(sorted({one.claim.event_id for one in told})),
        ),
        accounts=told,
        sources=independent_sources(told, {read.document.id: read.document.text}),
    )


def _accounts(document: Document, claims: Iterable[Claim]) -> tuple[Account, ...]:
    return tuple(account(document, one) for one in claims)

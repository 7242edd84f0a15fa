"""Reports with one claim each, and linkings made by hand, for the tests of the ledger."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from sayso.incidents.joining.identity import follow
from sayso.ledger.linkage.claiming import Claimed
from sayso.ledger.linkage.found import Found
from sayso.records.claim import Claim, Party, When, Where
from sayso.records.incident import Judgement, Link, Reason
from sayso.records.mention import PlacePrecision, TimeBasis, TimePrecision
from sayso.records.shown.summary import summarize
from tests.ledger.samples import MADE, TEXT, make_reading
from tests.strategies import make_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.linking import Linking
    from sayso.records.reading import ReadDocument

VERSION = "0.1.0"


def reports(count: int, *, version: str = VERSION) -> list[ReadDocument]:
    """Readings of as many reports, each of one event."""
    return [
        make_reading(
            make_document(
                f"{TEXT} {n}", report=f"r{n}", publisher=f"Post {n}", published=f"2031-03-0{n + 1}"
            ),
            version=version,
        )
        for n in range(count)
    ]


def event_of(read: ReadDocument) -> str:
    return read.annotations.whole_events[0].id


def make_claim(read: ReadDocument, *, voice: str = "") -> Claim:
    """What a report says of its event."""
    found = read.annotations
    (whole,) = found.whole_events
    (place,), (date,) = found.places, found.dates
    militia = found.actors[1]
    return Claim(
        id=f"c{whole.id[1:]}{voice}",
        doc_id=read.document.id,
        event_id=whole.id,
        mentions=whole.mentions,
        event_type=whole.event_type,
        incident_type=whole.incident_type,
        voice_key=voice,
        status=whole.status,
        actors=(Party(span=militia.span, name="Quay Militia", country="POL"),),
        places=(
            Where(span=place.span, name="Tarnow", country="POL", precision=PlacePrecision.EXACT),
        ),
        dates=(
            When(
                span=date.span,
                earliest=date.earliest,
                latest=date.latest,
                precision=TimePrecision.DAY,
                basis=TimeBasis.RELATIVE,
            ),
        ),
        evidence=(found.events[0].trigger,),
        sentences=(found.events[0].sentence,),
        provenance=MADE,
    )


def claimed(read: ReadDocument, *, credit: str | None = None) -> Claimed:
    return Claimed(read, (make_claim(read), make_claim(read, voice="guards")), credit=credit)


def fill(ledger: Ledger, reads: Sequence[ReadDocument], *, version: str = VERSION) -> None:
    """Records readings and their claims."""
    run_id = ledger.begin_run(version=version, configuration="c0", inputs=["in"], resume=False)
    ledger.record(run_id, reads)
    ledger.record_claims(version, [claimed(read) for read in reads])


def make_link(pair: Iterable[str]) -> Link:
    """What a comparison says of two events."""
    left, right = sorted(pair)
    return Link(
        id=f"l{left[1:8]}{right[1:8]}",
        left_id=left,
        right_id=right,
        judgement=Judgement.SAME,
        score=0.9,
        reasons=(Reason(feature="place", level="same", weight=3.5, words="same place: Tarnow"),),
        provenance=MADE,
    )


def judged(pair: Iterable[str], judgement: Judgement = Judgement.DIFFERENT) -> Link:
    """What a person says of two events."""
    left, right = sorted(pair)
    return Link(
        id=f"l{left[1:8]}{right[1:8]}",
        left_id=left,
        right_id=right,
        judgement=judgement,
        by="A. Reader",
        why="the second was at Tarnow's mill",
        provenance=MADE,
    )


def link_groups(ledger: Ledger, groups: Iterable[Iterable[str]]) -> Linking:
    """Records a linking that found these groups, each held by links in a row."""
    since = ledger.since_linking()
    parts = [tuple(sorted(group)) for group in groups]
    followed = follow(since.before, parts)
    moved = {change.incident_id for change in followed.changes}
    found = Found(
        changes=followed.changes,
        summaries=[
            summarize(one, ledger.newest_accounts(one.event_ids), None)
            for one in followed.incidents
            if one.id in moved
        ],
        links=[make_link(pair) for part in parts for pair in itertools.pairwise(part)],
        relinked={event for events in since.before.values() for event in events}.union(*parts),
        events=sum(map(len, parts)),
        reports=sum(map(len, parts)),
        incidents=len(parts),
        shared=sum(len(part) > 1 for part in parts),
    )
    return ledger.record_linking(
        found, at=since.bounds, version=VERSION, started_at="2031-04-01T00:00:00.000+00:00"
    )

"""A linking: claims for what was read, events to incidents, what became of them to the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.incidents.joining.identity import follow
from sayso.ledger.custody import now
from sayso.ledger.linkage.found import Found
from sayso.pipeline.deciding.coding import make_coded_readable
from sayso.pipeline.joining.carrying import carry_over
from sayso.pipeline.joining.claiming import Made, make_claims
from sayso.pipeline.joining.relinking import relink
from sayso.pipeline.joining.stages import Stages, load_stages
from sayso.pipeline.joining.summaries import summaries
from sayso.records.incident import Judgement
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sayso.incidents.joining.identity import Followed
    from sayso.ledger.linkage.linkings import Since
    from sayso.ledger.store import Ledger
    from sayso.pipeline.joining.claiming import Assemble
    from sayso.pipeline.joining.stages import Count, Line
    from sayso.records.claim import Account, Claim
    from sayso.records.incident import Incident, Sources
    from sayso.records.linking import IncidentLine, Linking
    from sayso.records.reading import ReadDocument

    Watcher = Callable[[str, int, int | None], None]

_BATCH = 200
"""Incidents whose accounts and texts are in memory at a time."""


class LinkSummary(NamedTuple):
    """What a linking did; `linking` is null where nothing was new.

    `carried` are the judgements of people that were written anew for events that go by another id
    since their report was read anew. `uncounted` says of each incident of which independent
    sources could not be counted why.
    """

    made: Made
    carried: int
    linking: Linking | None
    uncounted: tuple[str, ...] = ()


def link_ledger(
    ledger: Ledger,
    *,
    version: str = VERSION,
    anew: bool = False,
    stages: Stages | None = None,
    watch: Watcher = lambda _doing, _done, _total: None,
) -> LinkSummary:
    """Links all events of a ledger to incidents, with as much work as there is news.

    Only readings that lack claims get them, only what is new or changed is compared, and only
    incidents that became different are recorded: all of a linking in one commit, so that a run
    that is stopped leaves what was there. The partition depends on what the ledger holds alone.

    Args:
        ledger: the ledger.
        version: by which version claims and links are made; by another one all are made anew.
        anew: whether to make all claims and links anew by the same version, too.
        stages: what makes, links and counts; null is sayso's own.
        watch: gets what is being done, how much is done, and of how much; null is not known.

    Raises:
        LedgerError: when another process writes meanwhile.
    """
    started_at, ledger = now(), ledger.whole()
    stages = stages or load_stages()
    make_coded_readable(ledger)
    missing = ledger.unclaimed(None if anew else version)
    if not missing and not anew:
        uncounted: list[str] = []
        quick = relink(ledger, version, _counting(stages, uncounted), started_at)
        if quick is not None:
            return LinkSummary(Made(0, 0, ()), 0, quick, tuple(uncounted))
    watch("claims", 0, len(missing))
    made = make_claims(
        ledger,
        missing,
        version,
        assemble=_checked(stages),
        credit=stages.credit,
        on_batch=lambda done: watch("claims", done, len(missing)),
    )
    since = ledger.since_linking()
    whole = anew or since.version != version
    if not (whole or since.is_new):
        return LinkSummary(made, 0, None)
    watch("events", 0, None)
    scene = _load(ledger, since, stages)
    gone = {key for events in since.before.values() for key in events if key not in scene.reports}
    carried, renamed = carry_over(ledger, since.judged, gone, scene.reports)
    if carried:
        since = ledger.since_linking()
    uncounted = []
    counting = _counting(stages, uncounted)
    found = _found(ledger, since, scene, counting, _News(whole, gone, renamed), watch)
    watch("recording", 0, None)
    at = since.bounds._replace(claimed=scene.claimed)
    linking = ledger.record_linking(found, at=at, version=version, started_at=started_at)
    return LinkSummary(made, carried, linking, tuple(uncounted))


def _checked(stages: Stages) -> Assemble:
    """Makes claims, and refuses those that cannot be linked while their report can be named."""

    def assemble(read: ReadDocument) -> tuple[Claim, ...]:
        claims = stages.assemble(read)
        stages.linkables(claims, read.document.published)
        return claims

    return assemble


def _counting(stages: Stages, failed: list[str]) -> Stages:
    """The stages, so that what goes wrong with one incident is noted and stops no other."""
    sources, line = _forgiving(stages.sources, failed), _forgiving_line(stages.line, failed)
    return replace(stages, sources=sources, line=line)


def _forgiving(sources: Count, failed: list[str]) -> Count:
    """Counts sources; whatever goes wrong with one incident must not stop the others."""

    def count(accounts: Sequence[Account], texts: Mapping[str, str]) -> Sources | None:
        try:
            return sources(accounts, texts)
        except Exception as error:  # noqa: BLE001 (see above)
            failed.append(f"{accounts[0].claim.event_id}: {type(error).__name__}: {error}")
            return None

    return count


def _forgiving_line(line: Line, failed: list[str]) -> Line:
    """The same for the line of an incident: without one it is made when it is listed."""

    def made(
        incident: Incident, accounts: Sequence[Account], sources: Sources
    ) -> IncidentLine | None:
        try:
            return line(incident, accounts, sources)
        except Exception as error:  # noqa: BLE001 (see above)
            failed.append(f"{incident.id}: {type(error).__name__}: {error}")
            return None

    return made


class _Scene(NamedTuple):
    """All events to link, the report of each, and the newest claiming that they are of."""

    linkables: list[Any]
    reports: dict[str, str]
    claimed: int


class _News(NamedTuple):
    """What is new: all where `whole`; events that are gone, and under which id they go on."""

    whole: bool
    gone: set[str]
    renamed: Mapping[str, str]


def _load(ledger: Ledger, since: Since, stages: Stages) -> _Scene:
    linkables: list[Any] = []
    reports: dict[str, str] = {}
    for told in ledger.told_claims(since.bounds.claimed):
        linkables += stages.linkables(told.claims, told.published)
        reports.update((claim.event_id, claim.doc_id) for claim in told.claims)
    return _Scene(linkables, reports, since.bounds.claimed)


def _found(  # noqa: PLR0913, PLR0917 (one step of the function above)
    ledger: Ledger, since: Since, scene: _Scene, stages: Stages, news: _News, watch: Watcher
) -> Found:
    watch("linking", 0, len(scene.linkables))
    judged = [
        link
        for link in since.judged
        if link.judgement is not Judgement.UNSURE
        and link.left_id in scene.reports
        and link.right_id in scene.reports
    ]
    if news.whole:
        linked = stages.link(scene.linkables, judged=judged, watch=watch)
    else:
        linked = stages.link(
            scene.linkables,
            judged=judged,
            before=[tuple(sorted(events)) for events in since.before.values()],
            changed=since.changed & scene.reports.keys(),
            watch=watch,
        )
    followed = follow(since.before, linked.groups, renamed=news.renamed, owned=since.owned)
    stale = _stale(followed, since, whole=news.whole)
    return Found(
        changes=followed.changes,
        summaries=list(summaries(ledger, stale, stages, watch)),
        links=linked.links,
        relinked=linked.anew | news.gone,
        events=len(scene.reports),
        reports=len(set(scene.reports.values())),
        incidents=len(followed.incidents),
        shared=sum(
            len({scene.reports[event] for event in one.event_ids}) > 1
            for one in followed.incidents
        ),
        near=linked.near,
        traces=linked.traces,
    )


def _stale(followed: Followed, since: Since, *, whole: bool) -> list[Incident]:
    """The incidents whose summary may have become another."""
    if whole:
        return list(followed.incidents)
    moved = {change.incident_id for change in followed.changes}
    return [
        one
        for one in followed.incidents
        if one.id in moved or not since.changed.isdisjoint(one.event_ids)
    ]

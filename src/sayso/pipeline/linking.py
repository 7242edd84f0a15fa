"""A linking: claims for what was read, events to incidents, what became of them to the ledger."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.incidents.identity import follow
from sayso.ledger.custody import now
from sayso.ledger.linkings import Found
from sayso.pipeline.carrying import carry_over
from sayso.pipeline.claiming import make_claims
from sayso.records.incident import Judgement
from sayso.records.summary import summarize
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sayso.incidents.identity import Followed
    from sayso.incidents.linker import Linked
    from sayso.ledger.linkings import Since
    from sayso.ledger.store import Ledger
    from sayso.pipeline.claiming import Assemble, Credit, Made
    from sayso.records.claim import Account, Claim
    from sayso.records.incident import Incident, Sources
    from sayso.records.linking import IncidentSummary, Linking
    from sayso.records.reading import ReadDocument

    Count = Callable[[Sequence[Account], Mapping[str, str]], Sources | None]
    Watcher = Callable[[str, int, int | None], None]

_BATCH = 200
"""Incidents whose accounts and texts are in memory at a time."""


@dataclass(frozen=True)
class Stages:
    """What a linking calls of the stages: each may be another one in a test."""

    assemble: Assemble
    credit: Credit
    linkables: Callable[[Iterable[Claim], str | None], Sequence[Any]]
    link: Callable[..., Linked]
    sources: Count


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


def load_stages() -> Stages:
    """The stages of sayso."""
    from sayso.claims.assemble import assemble_claims  # noqa: PLC0415 (data loads with them)
    from sayso.incidents.credits import find_credit  # noqa: PLC0415
    from sayso.incidents.independence import independent_sources  # noqa: PLC0415
    from sayso.incidents.linkable import to_linkables  # noqa: PLC0415
    from sayso.incidents.linker import link_events  # noqa: PLC0415

    return Stages(assemble_claims, find_credit, to_linkables, link_events, independent_sources)


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
    started_at = now()
    stages = stages or load_stages()
    missing = ledger.unclaimed(None if anew else version)
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
    uncounted: list[str] = []
    counting = replace(stages, sources=_forgiving(stages.sources, uncounted))
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


def _forgiving(sources: Count, failed: list[str]) -> Count:
    """Counts sources; whatever goes wrong with one incident must not stop the others."""

    def count(accounts: Sequence[Account], texts: Mapping[str, str]) -> Sources | None:
        try:
            return sources(accounts, texts)
        except Exception as error:  # noqa: BLE001 (see above)
            failed.append(f"{accounts[0].claim.event_id}: {type(error).__name__}: {error}")
            return None

    return count


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
        linked = stages.link(scene.linkables, judged=judged)
    else:
        linked = stages.link(
            scene.linkables,
            judged=judged,
            before=[tuple(sorted(events)) for events in since.before.values()],
            changed=since.changed & scene.reports.keys(),
        )
    followed = follow(since.before, linked.groups, renamed=news.renamed)
    stale = _stale(followed, since, whole=news.whole)
    return Found(
        changes=followed.changes,
        summaries=list(_summaries(ledger, stale, stages, watch)),
        links=linked.links,
        relinked=linked.anew | news.gone,
        events=len(scene.reports),
        reports=len(set(scene.reports.values())),
        incidents=len(followed.incidents),
        shared=sum(
            len({scene.reports[event] for event in one.event_ids}) > 1
            for one in followed.incidents
        ),
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


def _summaries(
    ledger: Ledger, incidents: Sequence[Incident], stages: Stages, watch: Watcher
) -> Iterator[IncidentSummary]:
    for start in range(0, len(incidents), _BATCH):
        watch("sources", start, len(incidents))
        batch = incidents[start : start + _BATCH]
        home = {event: one.id for one in batch for event in one.event_ids}
        accounts: dict[str, list[Account]] = defaultdict(list)
        for account in ledger.newest_accounts(home):
            accounts[home[account.claim.event_id]].append(account)
        texts = ledger.texts({a.claim.doc_id for told in accounts.values() for a in told})
        for one in batch:
            own = accounts[one.id]
            own_texts = {a.claim.doc_id: texts[a.claim.doc_id] for a in own}
            yield summarize(one, own, stages.sources(own, own_texts))

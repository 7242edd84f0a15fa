"""One decision on many things that go by the same words: selected, looked at, applied, undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from sayso.ledger.errors import LedgerError, StaleError
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Verdict
from sayso.records.review.queue import Need
from sayso.review.answers import View, action, page
from sayso.review.bulk_asking import Chosen, mistake
from sayso.review.clusters import VALUES, By, clusters, left_to, of_incidents, stamp
from sayso.review.desk import Desk, desk_of
from sayso.review.numbers import seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from sayso.review.clusters import Cluster

MOST = 500
"""Incidents that one bulk decision looks at, the first of the queue."""

SHOWN = 60
"""Clusters that a page lists."""


@dataclass(frozen=True)
class _Found:
    """The clusters of a selection, and how many incidents it has."""

    clusters: dict[str, Cluster]
    incidents: int


def bulk(request: Request) -> View:
    """The steps of a decision on many: a selection, clusters in it, the preview of one.

    The selection is that of the queue's page (`need` is "all" as usual); `by` is one of incidents,
    actors, recipients, places, outlet; `words` one of the clusters.
    """
    return _page(
        desk_of(request), Chosen.of(request.query_params), done=request.query_params.get("done")
    )


def apply(request: Request) -> View | Response:
    """Applies one decision to all that the preview showed, or shows the preview anew."""
    desk, form = desk_of(request), request.state.form
    chosen = Chosen.of(form)
    typed = {name: form.get(name, "").strip() for name in ("verdict", "value", "why")}
    if chosen.by is None or chosen.words is None:
        raise HTTPException(400, "choose what to decide on first: open /bulk")
    problem = mistake(chosen.by, typed)
    if problem:
        return _page(desk, chosen, problem=problem, typed=typed, status=400)
    cluster = left_to(desk.person.name, *_cluster(desk, chosen))
    if stamp(cluster) != form.get("stamp"):
        problem = "what the preview showed is no more the same: look at it again, then apply"
        return _page(desk, chosen, problem=problem, typed=typed, status=409)
    if not cluster:
        return _page(desk, chosen, problem="there is nothing to change", typed=typed, status=400)
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    verdict, name = Verdict(typed["verdict"]), desk.person.name
    reviews = [
        one.review(verdict, typed["value"] or None, by=name, why=typed["why"], at=at)
        for one in cluster
    ]
    shown = f"{len(cluster)} of the cluster {chosen.by.value} {chosen.words!r}".replace(" ''", "")
    try:
        act = desk.decide(
            ActKind.BULK,
            reviews=reviews,
            subjects={one.incident for one in cluster},
            why=typed["why"],
            shown=shown,
            seen=seen(form),
        )
    except (StaleError, LedgerError) as error:
        status = 409 if isinstance(error, StaleError) else 400
        return _page(desk, chosen, problem=str(error), typed=typed, status=status)
    return RedirectResponse(chosen.address(done=act.id), status_code=303)


def _page(  # noqa: PLR0913 (one page in all its states)
    desk: Desk,
    chosen: Chosen,
    *,
    problem: str = "",
    typed: Mapping[str, str] | None = None,
    done: str | None = None,
    status: int = 200,
) -> View:
    found = _found(desk, chosen)
    preview = None
    if chosen.by is not None and chosen.words is not None:
        cluster = found.clusters.get(chosen.words, [])
        preview = _preview(desk, chosen.by, cluster)
    listed = [] if preview else list(found.clusters.items())
    model: dict[str, Any] = {
        "filter": {**dict.fromkeys(_WORDS, ""), **chosen.asked.fields, "need": chosen.asked.need},
        "needs": [need.value for need in Need],
        "choices": desk.queue_choices(),
        "kinds": [by.value for by in By],
        "by": chosen.by.value if chosen.by else None,
        "words": chosen.words,
        "fields": chosen.fields,
        "selected": found.incidents,
        "looked_at": min(found.incidents, MOST),
        "clusters": [_line(chosen, words, cluster) for words, cluster in listed[:SHOWN]],
        "more_clusters": max(0, len(listed) - SHOWN),
        "preview": preview,
        "back": chosen.asked.address("/bulk", by=chosen.by.value if chosen.by else None),
        "seen": desk.last_act(),
        "problem": problem,
        "typed": {**dict.fromkeys(("verdict", "value", "why"), ""), **(typed or {})},
        "done": _done(desk, done) if done else None,
    }
    return View("bulk.html", model, status=status)


def _found(desk: Desk, chosen: Chosen) -> _Found:
    wanted = chosen.asked.wanted(desk)
    number = desk.count_queue(wanted)
    if chosen.by is None:
        return _Found({}, number)
    summaries = [one.summary for one in desk.queue(wanted, limit=MOST)]
    if chosen.by is By.INCIDENTS:
        return _Found(of_incidents(summaries), number)
    homes, accounts = desk.accounts_of([one.id for one in summaries])
    found = clusters(accounts, homes, chosen.by)
    if desk.names.has(chosen.words):
        found.pop(chosen.words or "", None)
    return _Found(found, number)


def _cluster(desk: Desk, chosen: Chosen) -> tuple[Cluster, list[Any]]:
    cluster = _found(desk, chosen).clusters.get(chosen.words or "", [])
    return cluster, _said(desk, cluster)


def _said(desk: Desk, cluster: Cluster) -> list[Any]:
    docs = {one.doc_id for one in cluster if one.doc_id}
    return desk.said_in(docs, {one.id for one in cluster if not one.doc_id})


def _preview(desk: Desk, by: By, cluster: Cluster) -> dict[str, Any]:
    left = left_to(desk.person.name, cluster, _said(desk, cluster))
    verdicts = [Verdict.ACCEPT, Verdict.REJECT]
    if by in VALUES:
        verdicts.insert(0, Verdict.CORRECT)
    return {
        "count": len(left),
        "incidents": len({one.incident for one in left}),
        "left_out": len(cluster) - len(left),
        "stamp": stamp(left),
        "verdicts": [verdict.value for verdict in verdicts],
        "targets": [one.model() for one in left],
    }


def _line(chosen: Chosen, words: str, cluster: Cluster) -> dict[str, Any]:
    values = sorted({one.value for one in cluster if one.value})
    first = cluster[0]
    return {
        "words": first.words.quote if first.words else first.label.rsplit(", ", 1)[0],
        "count": len(cluster),
        "incidents": len({one.incident for one in cluster}),
        "values": values,
        "address": chosen.address(words=words),
    }


def _done(desk: Desk, act_id: str) -> dict[str, Any] | None:
    """What an act changed, for the page after it; null where the person may not see it."""
    act = desk.done(act_id)
    if act is None:
        return None
    return {"act": act.id, "count": len(act.reviews), "undone": act.id in desk.undone([act.id])}


_WORDS = ("country", "event_type", "bloc", "place", "actor", "disputed")

ROUTES = [*page("/bulk", bulk), *action("/bulk/apply", apply)]

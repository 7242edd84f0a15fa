"""The pages of the room, a module each: every one gives its `ROUTES`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.review.pages import (
    about,
    adjudicate,
    agreement,
    assign,
    audit,
    bulk,
    feedback,
    history,
    incident,
    incidents,
    login,
    maps,
    network,
    overview,
    queue,
    report,
    reports,
    safety,
    search,
    timeline,
    views,
)

if TYPE_CHECKING:
    from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """The routes of all pages and actions."""
    return [
        *about.ROUTES,
        *adjudicate.ROUTES,
        *agreement.ROUTES,
        *assign.ROUTES,
        *audit.ROUTES,
        *safety.ROUTES,
        *incident.ROUTES,
        *incidents.ROUTES,
        *login.ROUTES,
        *maps.ROUTES,
        *network.ROUTES,
        *overview.ROUTES,
        *bulk.ROUTES,
        *feedback.ROUTES,
        *history.ROUTES,
        *queue.ROUTES,
        *report.ROUTES,
        *reports.ROUTES,
        *search.ROUTES,
        *timeline.ROUTES,
        *views.ROUTES,
    ]

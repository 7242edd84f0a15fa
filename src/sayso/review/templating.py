"""Templates of the room: every value is escaped, a name that is not given is an error."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Undefined
from markupsafe import Markup

from sayso.export.matrix import counts_words, heading_words, range_words, stance_name, title
from sayso.records.review.user import Role
from sayso.records.version import VERSION
from sayso.review.assets import asset
from sayso.review.post import post_of
from sayso.review.report.marks import Mark, Wanted, piece_html
from sayso.review.room import room_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import BaseLoader
    from starlette.requests import Request

NAVIGATION = (
    ("/", "Overview"),
    ("/incidents", "Incidents"),
    ("/queue", "Queue"),
    ("/map", "Map"),
    ("/timeline", "Timeline"),
    ("/network", "Network"),
    ("/reports", "Reports"),
    ("/search", "Search"),
    ("/agreement", "Agreement"),
    ("/history", "History"),
)
"""The addresses in the head of every page, with their names."""


def render(request: Request, template: str, model: dict[str, Any]) -> str:
    """A template with its model, and what every page has: who asks, where, and the token."""
    person = getattr(request.state, "person", None)
    return (
        environment()
        .get_template(template)
        .render(
            **model,
            room=room_of(request),
            person=person,
            may=lambda role: person is not None and person.role.covers(Role(role)),
            csrf=getattr(request.state, "csrf", ""),
            path=request.url.path,
            query=request.url.query,
            navigation=NAVIGATION,
            version=VERSION,
            twin=_twin_of(request),
            unread=lambda: post_of(request).unread(),
        )
    )


def _twin_of(request: Request) -> str:
    """The address of the page's JSON twin, with the same question."""
    path = request.url.path.rstrip("/") or "/index"
    return f"{path}.json?{request.url.query}" if request.url.query else f"{path}.json"


def _marked(piece: Mapping[str, Any]) -> Markup:
    """The words of a piece of a report with their marks, all of them escaped."""
    marks = [Mark(*mark) for mark in piece["marks"]]
    wanted = Wanted(*piece["wanted"]) if piece["wanted"] else None
    return Markup(piece_html(piece["text"], piece["start"], marks, wanted))  # noqa: S704 (escaped there)


@cache
def environment() -> Environment:
    """The environment of all templates: one, as templates are compiled once."""
    return _made(PackageLoader("sayso.review"), StrictUndefined, static=False)


@cache
def paper_environment() -> Environment:
    """The environment of pages that nobody can act on: their frame is another, `static` is true.

    What a live page has beside what is told is not given here, and so not shown.
    """
    pages = PackageLoader("sayso.review")
    frame = PackageLoader("sayso.review", "templates/paper")
    return _made(ChoiceLoader([frame, pages]), Undefined, static=True)


def _made(loader: BaseLoader, undefined: type[Undefined], *, static: bool) -> Environment:
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=undefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(asset=asset, static=static)
    made.filters.update(
        counts=counts_words,
        heading=heading_words,
        range=range_words,
        stance=stance_name,
        column=title,
        number=lambda number: f"{number:,}",
        marked=_marked,
    )
    return made
